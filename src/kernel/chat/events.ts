import { isMediaCode } from './emoji.ts'

/** What was sent when it was not words of the sender: a photo, the recall of his message, a nudge, something else. */
export type Sent = 'photo' | 'recalled' | 'nudge' | 'media'

const MEDIA = /^(?:\[([\u4e00-\u9fff]{2,10})\]\s*)+/
const RECALLED = /^(?:\[撤回(?:了?一条消息)?\]|(?:你|"[^"\n]{1,30}"|[^\s"]{1,10})\s?撤回了一条消息|\[消息已撤回\]|消息已撤回)$/
const NUDGE = /^(?:\[拍一拍\]|.{0,40}拍了拍\s?["“]?(.{0,30}?)["”]?.{0,20})$/
const BOT = /支部通|机器人|助手|我|你/

/** Tells what was sent, from the line the platform puts in its place; nothing when the message is words. */
export function sentInstead(text: string): Sent | undefined {
  if (text.length > 120) return undefined
  if (RECALLED.test(text)) return 'recalled'
  if (text.includes('拍了拍') || text === '[拍一拍]') {
    const nudge = NUDGE.exec(text)
    if (nudge) return text === '[拍一拍]' || BOT.test(text.slice(text.indexOf('拍了拍') + 3)) ? 'nudge' : 'media'
  }
  const media = MEDIA.exec(text)
  if (!media || !isMediaCode(media[1] ?? '')) return undefined
  if (text.replace(/\[图片\]|\[照片\]/g, '').trim() === '') return 'photo'
  return 'media'
}
