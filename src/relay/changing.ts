import type { Spoken } from '../kernel/chat/capability.ts'
import type { Room } from '../kernel/chat/person.ts'
import { findMembersByName } from '../roster/directory.ts'
import { type Draft, type DraftLine, linesToShow } from './draft.ts'
import { type Reader, understandLine } from './understanding.ts'
import { relayWords as words } from './words.ts'

/** What 改 makes of the draft, or what to say instead. */
export type Changed =
  | { readonly kind: 'not-mine' }
  | { readonly kind: 'line'; readonly line: string }
  | { readonly kind: 'changed'; readonly draft: Draft }

/** 改 3 不记, 3 不是, 改 3 李四, 改 3 请假; 除了 3 5 leaves several out. */
const CHANGE = /^改?\s*第?\s*(\d{1,3})\s*[条行号]?\s*[:：,，]?\s*(.*)$/u
const EXCEPT = /^(?:除了?|不记|不要|去掉|删掉?)\s*([\d\s,，、和]+)$/u
const LEAVE_OUT = /^(?:不记|不是|不对|不算|不要|跳过|删掉?|去掉)[。.]?$/u

/** Hears how the keeper corrects what was understood. */
export async function changeLines(reader: Reader, occasion: Spoken, room: Room, draft: Draft): Promise<Changed> {
  const said = occasion.rest.trim().normalize('NFKC')
  const shown = linesToShow(draft)
  const except = EXCEPT.exec(said)?.[1]?.match(/\d+/gu)?.map(Number)
  if (except !== undefined) {
    const meant = except.flatMap((number) => shown[number - 1] ?? [])
    return meant.length < except.length ? { kind: 'line', line: words.changeNone(shown.length) } : replace(draft, meant, leftOut)
  }
  if (/^改$/u.test(said)) return { kind: 'line', line: words.changeHow }
  const [, number, to = ''] = CHANGE.exec(said) ?? []
  if (number === undefined) return said.startsWith('改') ? { kind: 'line', line: words.changeHow } : { kind: 'not-mine' }
  const line = shown[Number(number) - 1]
  if (line === undefined) return { kind: 'line', line: words.changeNone(shown.length) }
  if (to === '') return { kind: 'line', line: words.changeHow }
  if (LEAVE_OUT.test(to)) return replace(draft, [line], leftOut)
  const changed = await changeTo(reader, occasion, room, line, to)
  return changed === undefined ? { kind: 'line', line: words.changeUnclear(to) } : replace(draft, [line], () => changed)
}

/** Another person, when a name of the branch was written; else what that person said. */
async function changeTo(reader: Reader, occasion: Spoken, room: Room, line: DraftLine, to: string): Promise<DraftLine | undefined> {
  const found = await findMembersByName(occasion.tx, to.replace(/^是/u, ''), [room.branch])
  const [only] = found
  if (only !== undefined) return found.length === 1 ? understandLine(reader, occasion, room, line, only.id) : undefined
  if (line.who.kind !== 'member') return undefined
  const { list: _list, ...said } = { ...line, text: to }
  const understood = await understandLine(reader, occasion, room, said, line.who.member)
  return understood.intents.length === 0 ? undefined : understood
}

function leftOut(line: DraftLine): DraftLine {
  return { ...line, fate: 'left-out' }
}

function replace(draft: Draft, meant: readonly DraftLine[], by: (line: DraftLine) => DraftLine): Changed {
  return { kind: 'changed', draft: { lines: draft.lines.map((line) => (meant.includes(line) ? by(line) : line)) } }
}
