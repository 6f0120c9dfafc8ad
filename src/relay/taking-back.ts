import type { Capability, LastRecord, Occasion } from '../kernel/chat/capability.ts'
import { actorOf, recordAudit } from '../kernel/audit.ts'
import type { Room } from '../kernel/chat/person.ts'
import { getMailbox } from '../kernel/outbox/mailbox.ts'
import { findRoom } from '../roster/directory.ts'
import { speakAs } from './as-member.ts'
import { findTranscript, forgetTranscript, type Transcript } from './rooms-store.ts'
import type { Reader } from './understanding.ts'
import { relayWords as words } from './words.ts'

/** Everything that was recorded can be taken back for so long (CHAT.md §1.5). */
const TAKE_BACK_MINUTES = 10

type Undoing = (occasion: Occasion) => Promise<void>

/**
 * All that a keeper copied last, as one thing for 撤销. Each capability takes back its own: what it has noted for a member
 * at that moment, and what it has noted as recorded by the keeper.
 */
export async function lastTranscript(reader: Pick<Reader, 'capabilities'>, occasion: Occasion): Promise<LastRecord | undefined> {
  const { tx, person, now, mailbox } = occasion
  if (person.member === undefined || person.offices.length === 0 || mailbox.kind !== 'private') return undefined
  const last = await findTranscript(tx, person.member, new Date(now.getTime() - TAKE_BACK_MINUTES * 60_000))
  const room = last === undefined ? undefined : await findRoom(tx, await getMailbox(tx, last.room))
  if (last === undefined || room === undefined) return undefined
  const undoings = await findUndoings(reader, occasion, room, last)
  if (undoings.length === 0) return undefined
  return {
    what: 'record_for_member',
    title: words.undoTitle(room.title, last.members.length),
    // What a capability recorded for the keeper at that moment is a part of it.
    at: new Date(last.at.getTime() + 1),
    undo: (undoing) => takeBack(undoing, last, undoings),
  }
}

async function findUndoings(
  { capabilities }: Pick<Reader, 'capabilities'>,
  keeper: Occasion,
  room: Room,
  { members, at }: Transcript,
): Promise<readonly Undoing[]> {
  const others = capabilities().filter(({ name }) => name !== 'relay')
  const undoings: Undoing[] = await recordsAt(others, keeper, at)
  for (const member of members) {
    const speech = { member, text: '', key: `${keeper.key}:undo:${member}`, at: keeper.now }
    const { occasion } = await speakAs(keeper, room, speech)
    for (const undo of await recordsAt(others, occasion, at)) undoings.push(() => undo(occasion))
  }
  return undoings
}

async function recordsAt(capabilities: readonly Capability[], occasion: Occasion, at: Date): Promise<Undoing[]> {
  const found: Undoing[] = []
  for (const capability of capabilities) {
    const record = await capability.lastRecord?.(occasion)
    if (record?.at.getTime() === at.getTime()) found.push((undoing) => record.undo(undoing))
  }
  return found
}

async function takeBack(occasion: Occasion, transcript: Transcript, undoings: readonly Undoing[]): Promise<void> {
  const { tx, person, now } = occasion
  for (const undo of undoings) await undo(occasion)
  if (person.member === undefined) return
  await forgetTranscript(tx, person.member, transcript)
  await recordAudit(tx, { actor: actorOf(person.member), action: 'copied-answers-undone', subject: `mailbox:${transcript.room}` }, now)
}
