import type { Spoken } from '../kernel/chat/capability.ts'
import type { MemberId, Room } from '../kernel/chat/person.ts'
import { findMembersByName, settleNickname } from '../roster/directory.ts'
import type { Draft } from './draft.ts'
import { sayCandidates } from './showing.ts'
import { type Reader, understandLine } from './understanding.ts'
import { relayWords as words } from './words.ts'

/** What an answer to “who is that?” makes of the draft. */
export type WhoHeard =
  | { readonly kind: 'not-mine' }
  /** It is known now, or left unknown; the draft goes on. */
  | { readonly kind: 'known'; readonly draft: Draft }
  /** It has to be asked once more. */
  | { readonly kind: 'again'; readonly draft: Draft; readonly line: string }

const NOBODY = /^(?:不是党员|不是|都不是|外人|不认识他|家属|群众)[。.]?$/u
const SKIP = /^(?:跳过|不知道|不清楚|不认识|先不管)[。.]?$/u
const SKIP_ALL = /^(?:都跳过|全跳过|全部跳过)[。.]?$/u
const LONGEST_NAME = 12
const MOST_OFFERED = 6

/** Hears a number, a name, 不是党员 or 跳过; what was said of a nickname is remembered for the next time. */
export async function hearWhoItIs(reader: Reader, occasion: Spoken, room: Room, draft: Draft): Promise<WhoHeard> {
  const { nickname, offered } = draft.asked ?? { nickname: '', offered: [] }
  const said = occasion.rest.trim()
  if (SKIP.test(said)) return { kind: 'known', draft: leaveOut(draft, (name) => name === nickname) }
  if (SKIP_ALL.test(said)) return { kind: 'known', draft: leaveOut(draft, () => true) }
  if (NOBODY.test(said)) return { kind: 'known', draft: await settle(reader, occasion, room, draft, 'nobody') }
  const number = /^第?(\d{1,2})[个位号]?[。.]?$/u.exec(said.normalize('NFKC'))?.[1]
  if (number === undefined && occasion.word !== '') return { kind: 'not-mine' }
  const picked = number === undefined ? undefined : offered[Number(number) - 1]
  if (picked !== undefined) return { kind: 'known', draft: await settle(reader, occasion, room, draft, picked) }
  return number === undefined ? hearName(reader, occasion, room, draft, said) : { kind: 'again', draft, line: words.whoNone(said) }
}

async function hearName(reader: Reader, occasion: Spoken, room: Room, draft: Draft, said: string): Promise<WhoHeard> {
  const name = said.replace(/^(?:他|她|这)?(?:就?是|叫)/u, '').trim()
  if ([...name].length > LONGEST_NAME) return { kind: 'not-mine' }
  const found = await findMembersByName(occasion.tx, name, [room.branch])
  const [only] = found
  if (only === undefined) return { kind: 'again', draft, line: words.whoNone(name) }
  if (found.length === 1) return { kind: 'known', draft: await settle(reader, occasion, room, draft, only.id) }
  const offered = found.slice(0, MOST_OFFERED).map(({ id }) => id)
  const line = words.whoSeveral(name, await sayCandidates(occasion.tx, reader.cipher, offered))
  return { kind: 'again', draft: { lines: draft.lines, asked: { nickname: draft.asked?.nickname ?? '', offered } }, line }
}

async function settle(reader: Reader, occasion: Spoken, room: Room, draft: Draft, owner: MemberId | 'nobody'): Promise<Draft> {
  const nickname = draft.asked?.nickname ?? ''
  await settleNickname(occasion.tx, reader.cipher, room, nickname, owner, occasion.now)
  const lines: Draft['lines'][number][] = []
  for (const line of draft.lines) lines.push(line.nickname === nickname ? await understandLine(reader, occasion, room, line, owner) : line)
  return { lines }
}

function leaveOut(draft: Draft, isMeant: (nickname: string) => boolean): Draft {
  return {
    lines: draft.lines.map((line) => (line.who.kind === 'unknown' && isMeant(line.nickname) ? { ...line, fate: 'left-out' } : line)),
  }
}
