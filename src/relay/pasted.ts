import { readChainList } from '../kernel/chat/chain-list.ts'

/** One thing somebody said in a group, as it stands in a copied text. */
export type PastedLine = {
  /** In a list (接龙) the name is not yet cut off: only the roster tells where it ends. */
  readonly nickname: string
  readonly text: string
  /** The topic of the list in which it stands. */
  readonly list?: string
  /** When it was said, as the copied text tells it. */
  readonly at?: string
}

const MOST_LINES = 1500
/** WeChat lets a nickname be hardly longer; what is longer is none. */
export const LONGEST_NICKNAME = 30
const TIME = '\\d{1,2}:\\d{2}(?::\\d{2})?'
const DAY = '(?:\\d{4}[-/.年])?\\d{1,2}[-/.月]\\d{1,2}日?'
const SOMETIME = `(?:${DAY}|今天|昨天|前天|星期[一二三四五六日天]|周[一二三四五六日天])`
const PART = '(?:凌晨|早上|上午|中午|下午|晚上)?'
/** 姜福生 2026/11/22 10:30, and the same with 昨天, with the time alone, or the other way round. */
const NAME_TIME = new RegExp(`^(.{1,${LONGEST_NICKNAME}}?)\\s+((?:${SOMETIME}\\s*)?${PART}\\s*${TIME})$`, 'u')
const TIME_NAME = new RegExp(`^((?:${SOMETIME}\\s+)${PART}\\s*${TIME})\\s+(.{1,${LONGEST_NICKNAME}})$`, 'u')
/** 姜福生, [22.11.2026 10:30] */
const NAME_BRACKET = new RegExp(`^(.{1,${LONGEST_NICKNAME}}?),?\\s*\\[([\\d./-]+\\s+${TIME})\\]$`, 'u')
const NAME_ALONE = new RegExp(`^([^:：。，！？,!?]{1,${LONGEST_NICKNAME}})[:：]$`, 'u')
const INLINE = /^([^:：。，！？,!?\d]{1,16})[:：]\s*(\S.*)$/u
/** A line that only tells the day or the time of what follows. */
const MOMENT = new RegExp(`^[—\\-\\s]*(?:${SOMETIME}\\s*)?${PART}\\s*(?:${TIME})?[—\\-\\s]*$`, 'u')

type Head = { readonly nickname: string; readonly at?: string }

/** Reads what was copied out of a group: a list (接龙), messages below their senders' names, or a name and words in each line. */
export function readPasted(text: string): readonly PastedLine[] {
  const plain = text.normalize('NFC').replaceAll('\r\n', '\n').trim()
  const list = readList(plain)
  if (list !== undefined) return list
  const lines = plain.split('\n').slice(0, MOST_LINES)
  const below = readBelowHeads(lines)
  return withNewestLists(below.length > 0 ? below : readInline(lines)).filter(({ nickname }) => nickname !== '')
}

function readList(text: string): readonly PastedLine[] | undefined {
  const list = readChainList(text)
  return list?.lines.filter((line) => line.text !== '').map((line) => ({ nickname: line.text, text: '', list: list.topic }))
}

function readBelowHeads(lines: readonly string[]): readonly PastedLine[] {
  const said: { head: Head; lines: string[] }[] = []
  for (const line of lines.map((one) => one.trim())) {
    const head = readHead(line)
    if (head !== undefined) said.push({ head, lines: [] })
    else if (line !== '' && !MOMENT.test(line)) said.at(-1)?.lines.push(line)
  }
  return said.map(({ head, lines: words }) => ({ ...head, text: words.join('\n') })).filter(({ text }) => text !== '')
}

function readHead(line: string): Head | undefined {
  const [, name, at] = NAME_BRACKET.exec(line) ?? NAME_TIME.exec(line) ?? []
  if (name !== undefined && at !== undefined && !MOMENT.test(name)) return { nickname: clean(name), at }
  const [, before, after] = TIME_NAME.exec(line) ?? []
  if (before !== undefined && after !== undefined) return { nickname: clean(after), at: before }
  const alone = NAME_ALONE.exec(line)?.[1]
  return alone === undefined || line.startsWith('#') ? undefined : { nickname: clean(alone) }
}

/** 姜福生：收到, line by line, when there is no other sign of who speaks. */
function readInline(lines: readonly string[]): readonly PastedLine[] {
  return lines.flatMap((line) => {
    const [, name, words] = INLINE.exec(line.trim()) ?? []
    return name === undefined || words === undefined ? [] : [{ nickname: clean(name), text: words.trim() }]
  })
}

/** Each who joins a list sends all of it again: of each topic only the newest, which is the longest, is read. */
function withNewestLists(lines: readonly PastedLine[]): readonly PastedLine[] {
  const newest = new Map<string, readonly PastedLine[]>()
  const talk: PastedLine[] = []
  for (const line of lines) {
    const list = readList(line.text)
    const [first] = list ?? []
    if (list === undefined) talk.push(line)
    else if (first?.list !== undefined) newest.set(first.list, list)
  }
  return [...talk, ...[...newest.values()].flat()]
}

function clean(name: string): string {
  return name
    .replace(/\(\d{5,}\)$/u, '')
    .replace(/^@/u, '')
    .trim()
}
