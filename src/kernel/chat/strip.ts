import type { Normal } from './normalise.ts'

/** What somebody else said and this message answers: it can show that the answer is about something else. */
export type Quote = { readonly speaker: string; readonly text: string }

/** A message without what is not the sender's own words. `foreign` marks a text that is not his at all. */
export type Own = Normal & {
  readonly quote?: Quote
  readonly foreign?: string
  /** The bot itself was mentioned. */
  readonly addressed: boolean
  /** Somebody other than the bot was mentioned. */
  readonly mentions: readonly string[]
}

const BOT_NAMES = '[\u4e00-\u9fff]{0,8}(?:支部通|机器人|小助手|助手|助理|小秘书|管家|小党员|党建通|智能体)|branchlink\\w*|bot|\\w+bot'
const BOT_MENTION = new RegExp(`@(?:${BOT_NAMES})(?=[\\s,，:：。]|$|[\\u4e00-\\u9fff])[\\s,，:：]*`, 'gi')
const OTHER_MENTION = /@([^\s@,，:：]{1,20})[\s,，:：]?/g
/** The one who runs the branch may be addressed while the matter is the bot's: @王书记 我到了. */
const OFFICER_MENTION = /书记|支书|会计|主任|组长|委员|文书|干部|支部|村委|管理员|群主|干事/
/** A quote head in brackets, then a line without letters; or the head on a line of its own. */
const WECHAT_QUOTE = /^[「“"『]([^：:\n」]{1,30})[：:]([\s\S]{0,2000}?)[」”"』]\s*\n\s*[^\p{L}\p{N}\n]{3,}(?:\n|$)/u
const WECHAT_DASH_QUOTE = /^「([^：:\n」]{1,30})[：:]([^」]{0,500})」\s*\n?[—–─-]*\n?/u
const LINK = /(?:https?:\/\/|www\.)[\x21-\x7e]{1,500}/gi
const FORWARD_HEAD =
  /^(?:【(?!签到|报到|请假|已交|收到|党费|问|意见|反映|建议|投诉|举报)[^】\n]{1,20}】|\[(?:链接|聊天记录|转发|小程序|视频号|文件|音乐|分享|名片|直播|合并转发)\]|(?:转发|转)[：:]|Forwarded from|转自|来源[：:]|以下是转发)/i
const SHARE =
  /^(?:🎵|🎶|♪|♫|🎤|分享(?:单曲|歌曲|视频|一首|音乐|文章)|推荐(?:歌曲|一首歌)|《[^》\n]{1,30}》\s*(?:-|—|演唱|主唱|歌手)|正在听)/u
const SYSTEM =
  /(?:^".{0,40}"(?:邀请|通过扫描|与群里|修改群名|将群|移出|被移出|加入|撤回)|^.{0,30}(?:加入了?群聊|修改群名为|将".{0,30}"移出了?群聊|退出了?群聊|邀请".{0,60}"加入|开启了群聊邀请确认|已成为新的?群主|发起了群待办|更新了群公告|领取了你的红包|的红包已被领完)|^以上是打招呼的内容|^你已添加了|^群公告[：:\n]|^@所有人)/
const SONG_MARK = /[♪♫🎵🎶]/u

function stripTelegramQuote(own: Normal): { quoted: string; typed: string; text: string } | undefined {
  if (own.text.charAt(0) !== '>') return undefined
  const lines = own.text.split('\n')
  const typedLines = own.typed.split('\n')
  const head = lines.findIndex((line) => !line.startsWith('>'))
  if (head === -1) return { quoted: own.text, typed: '', text: '' }
  return {
    quoted: lines
      .slice(0, head)
      .map((line) => line.replace(/^>\s?/, ''))
      .join('\n'),
    typed: typedLines.slice(head).join('\n').trim(),
    text: lines.slice(head).join('\n').trim(),
  }
}

function stripQuote(normal: Normal): Normal & { quote?: Quote } {
  const telegram = stripTelegramQuote(normal)
  if (telegram) {
    const said = /^([^：:\n]{1,20})[：:]([\s\S]*)$/.exec(telegram.quoted)
    return {
      typed: telegram.typed,
      text: telegram.text,
      quote: { speaker: said?.[1]?.trim() ?? '', text: (said?.[2] ?? telegram.quoted).trim() },
    }
  }
  const found = WECHAT_QUOTE.exec(normal.text) ?? WECHAT_DASH_QUOTE.exec(normal.text)
  if (!found) return normal
  const after = found[0].length
  return {
    typed: normal.typed.slice(after).trim(),
    text: normal.text.slice(after).trim(),
    quote: { speaker: found[1] ?? '', text: (found[2] ?? '').trim() },
  }
}

function foreignReason(text: string): string | undefined {
  if (FORWARD_HEAD.test(text)) return '转发的内容'
  if (SHARE.test(text) || SONG_MARK.test(text)) return '分享的歌曲或视频'
  if (SYSTEM.test(text)) return '系统提示'
  return undefined
}

/** Takes away quote heads, links, mentions of the bot; says when the whole text is forwarded, shared or a system line. */
export function stripForeign(normal: Normal): Own {
  const quoted = stripQuote(normal)
  let { typed, text } = quoted
  const foreign = foreignReason(text)
  let addressed = false
  const mentions: string[] = []
  if (text.includes('@')) {
    const removed = text.replace(BOT_MENTION, '')
    addressed = removed !== text
    typed = typed.replace(BOT_MENTION, '').trim()
    text = removed.trim()
    for (const found of text.matchAll(OTHER_MENTION)) if (!OFFICER_MENTION.test(found[1] ?? '')) mentions.push(found[1] ?? '')
    if (text.includes('@')) {
      typed = typed.replace(OTHER_MENTION, ' ').trim()
      text = text.replace(OTHER_MENTION, ' ').trim()
    }
  }
  if (text.includes('://') || text.includes('www.')) {
    typed = typed.replace(LINK, ' ').trim()
    text = text.replace(LINK, ' ').trim()
  }
  return { typed, text, addressed, mentions, ...(quoted.quote && { quote: quoted.quote }), ...(foreign && { foreign }) }
}
