/** The latin commands of Telegram and the words they stand for. A word after the command goes with it. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['start', '帮助'],
  ['help', '帮助'],
  ['menu', '帮助'],
  ['checkin', '签到'],
  ['check_in', '签到'],
  ['signin', '签到'],
  ['sign', '签到'],
  ['leave', '请假'],
  ['paid', '已交'],
  ['pay', '已交'],
  ['ack', '收到'],
  ['ok', '收到'],
  ['me', '我的'],
  ['my', '我的'],
  ['undo', '撤销'],
  ['cancel', '取消'],
  ['confirm', '确认'],
  ['notice', '发通知'],
  ['meeting', '开会'],
  ['record', '记'],
  ['missing', '谁还没'],
  ['view', '看公开'],
  ['disclosure', '看公开'],
  ['feedback', '意见'],
  ['ask', '问'],
  ['report', '举报'],
  ['quiet', '别发了'],
  ['stop', '别发了'],
  ['privacy', '隐私'],
  ['forget', '删除我的信息'],
])
const SLASH = /^\/([A-Za-z_]{1,20})(?:@\w{1,40})?(?=\s|$)/

/** Puts the Chinese word in place of a slash command; unknown commands and /词 lose only their slash. */
export function replaceSlash(text: string): string {
  if (text.charAt(0) !== '/') return text
  const found = SLASH.exec(text)
  if (!found) return /^\/[\u4e00-\u9fff]/.test(text) ? text.slice(1) : text
  const word = WORDS.get((found[1] ?? '').toLowerCase())
  return word ? (word + text.slice(found[0].length)).trim() : text
}
