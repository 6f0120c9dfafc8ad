/** What a message of nothing but emoji, stickers and WeChat codes says. */

const CODE = /\[([\u4e00-\u9fffA-Za-z]{1,8})\]/g
const PICTOGRAPH = /(?:\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}\u200d])+/gu
const POSITIVE_CODES = new Set(
  'OK Ok ok 强 好的 好 握手 抱拳 玫瑰 鼓掌 赞 合十 爱心 加油 呲牙 微笑 愉快 胜利 拳头 爱你 太阳 庆祝 烟花 爆竹 礼物 拥抱 点赞 666 嘿哈 耶 机智 收到 太棒了 给力 得意 偷笑 憨笑 可爱 心 咖啡 蛋糕 福 發 发 强壮 打call 旺柴 奋斗 敬礼 比心 谢谢 送花 花'.split(
    ' ',
  ),
)
const NOT_TEXT_CODES = new Set(
  '图片 语音 位置 视频 转账 微信红包 红包 动画表情 文件 链接 名片 小程序 聊天记录 贴纸 表情 视频通话 语音通话 撤回了一条消息 撤回 拍一拍 音乐 直播'.split(
    ' ',
  ),
)
const POSITIVE = new Set(
  '👍👌🌹🌷🌺🌸💐🌻💪🙏❤🧡💛💚💙💜🤝👏✅✔☑🆗🉑😊😄😁😃🙂☺😀😆😍🥰😘🎉🎊💯🫡🙆✌🤙👊✊🤗😎🙋💕💖💗🌟⭐🏆🥇🔥🍀🌞☀🚩🈵🈴💓💞😇🤩🙌🙇♂♀🫶🫰🫵🤞🤟🖖👐🤲🥂🍻🌼🌈🎈🎁🧧🤠😋😉😌😜🤭👨👩👴👵🧓👦👧🙍🤵💁🙅💮🏵🌿🍎🎗🥈🎖👑💎🔆📣📢🎯🧨🎇🎆🌠✨💫⚡',
)
/** Tones of skin and the halves of a flag say nothing by themselves. */
const MODIFIER = /\p{Emoji_Modifier}|\p{Regional_Indicator}/u

/** A text without pictographs and codes; when nothing else remains, what they said. */
export type WithoutEmoji = { readonly typed: string; readonly text: string; readonly only?: 'positive' | 'other' }

function hasEmoji(text: string): boolean {
  return text.includes('[') || /\p{Extended_Pictographic}/u.test(text)
}

/** Tells whether a WeChat code names something sent that is no text: a photo, a voice note, a transfer. */
export function isMediaCode(code: string): boolean {
  return NOT_TEXT_CODES.has(code)
}

/** Drops emoji and WeChat codes unless the message is nothing else. Digits and marks of text are no emoji. */
export function dropEmoji(typed: string, text: string): WithoutEmoji {
  if (!hasEmoji(text)) return { typed, text }
  const strip = (from: string): string =>
    from
      .replace(CODE, (whole, code: string) => (NOT_TEXT_CODES.has(code) ? whole : ' '))
      .replace(PICTOGRAPH, (run) => (/^[\d#*©®™〰〽㊗㊙]+$/u.test(run) ? run : ' '))
      .trim()
  const left = strip(text)
  if (/[\p{L}\p{N}?[\]]/u.test(left)) return { typed: strip(typed), text: left }
  const codes = [...text.matchAll(CODE)].map((found) => found[1] ?? '')
  const pictures = text.replace(CODE, '').replace(/[\s\p{P}\u200d\u{1f3fb}-\u{1f3ff}]/gu, '')
  const positive =
    codes.every((code) => POSITIVE_CODES.has(code)) &&
    Array.from(pictures).every((picture) => POSITIVE.has(picture) || MODIFIER.test(picture))
  return { typed: '', text: '', only: positive ? 'positive' : 'other' }
}
