/** A WeChat chain list (接龙): its topic and the lines people added. */
export type ChainList = { readonly topic: string; readonly lines: readonly ChainLine[] }
/** One line of the list: what was written after the number. */
export type ChainLine = { readonly text: string }

const HEAD = /^#\s?(?:接龙|Group ?Note|接力|群接龙)/i
const NUMBERED = /^\s*(\d{1,3})\s?[.、:：)）]\s*(.*)$/
const MOST_LINES = 500

/** Reads a chain list, or nothing when the text is none. Example lines and blank lines are left out. */
export function readChainList(text: string): ChainList | undefined {
  if (!HEAD.test(text)) return undefined
  const topic: string[] = []
  const lines: ChainLine[] = []
  for (const line of text.split('\n').slice(0, MOST_LINES)) {
    const numbered = NUMBERED.exec(line)
    if (numbered) lines.push({ text: (numbered[2] ?? '').trim() })
    else if (lines.length === 0) topic.push(line.replace(HEAD, ''))
  }
  return { topic: topic.join(' ').trim(), lines }
}

/** What stands after the sender's name on his own line; nothing when his name is on none. */
export function ownLine(list: ChainList, sender: string | undefined): string | undefined {
  if (!sender) return undefined
  for (const { text } of list.lines) {
    const at = text.indexOf(sender)
    if (at === -1 || /[帮替代给]\s?$/.test(text.slice(0, at))) continue
    const before = text.slice(0, at).replace(/[\s,，、-]+$/, '')
    if (before.length > 6) continue
    return `${before} ${text.slice(at + sender.length)}`.trim()
  }
  return undefined
}
