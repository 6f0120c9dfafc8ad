/** A Latin command of Telegram's menu, the Chinese word it stands for, and what the menu says about it. */
export type MenuCommand = { readonly command: string; readonly word: string; readonly description: string }

/** The menu. Telegram takes Latin letters only, so every entry stands for a word people may as well type. */
export const menu: readonly MenuCommand[] = [
  { command: 'help', word: '帮助', description: '能做什么，怎么说' },
  { command: 'me', word: '我的', description: '我的情况（请私聊）' },
  { command: 'checkin', word: '签到', description: '开会到了，报个到' },
  { command: 'why', word: '为什么', description: '为什么发这条消息给我' },
  { command: 'privacy', word: '隐私', description: '存了哪些信息，怎么删' },
  { command: 'todo', word: '本月', description: '书记：本月要办的事' },
  { command: 'notice', word: '发通知', description: '书记：发通知，后面写内容' },
  { command: 'meeting', word: '开会', description: '书记：开会，后面写时间地点' },
  { command: 'record', word: '记', description: '书记：替人记一笔' },
  { command: 'missing', word: '谁还没', description: '书记：谁还没签到、交费、收到' },
  { command: 'disclose', word: '发公开', description: '村委会：发村务公开' },
]

const words = new Map(menu.map(({ command, word }) => [command, word]))

/** The Chinese word of a Latin command, without its slash; undefined when the menu does not have it. */
export function findWord(command: string): string | undefined {
  return words.get(command.toLowerCase())
}
