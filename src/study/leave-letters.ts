import type { Occasion } from '../kernel/chat/capability.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { attendanceWords } from './attendance-words.ts'
import { titleOf } from './saying.ts'
import { getSession } from './sessions-store.ts'
import { type SheetLine, sheetOf } from './sheet-store.ts'
import type { Session, SessionId } from './tables.ts'
import { tellSecretary } from './telling.ts'

type Args = Readonly<Record<string, string | number>>

/** Leave is told to the secretary together, once in so many minutes: twenty who cannot come are not twenty letters. */
const SLOT_MS = 180_000

/** Tells the secretary who asked leave in these minutes. Each new one replaces the letter that still waits. */
export async function tellLeave(occasion: Occasion, session: Session): Promise<void> {
  const slot = Math.floor(occasion.now.getTime() / SLOT_MS) * SLOT_MS
  const asked = await leavesSince(occasion.tx, session.id, new Date(slot))
  const members = asked.map(({ member }) => member).join(',')
  const names = asked.map(({ name }) => name)
  await tellSecretary(occasion, session, {
    once: `session:${session.id}:leave:${slot}:${members}`,
    text: attendanceWords.leaveTold(names, titleOf(session)),
    otherwise: attendanceWords.leaveCount(names.length, titleOf(session)),
    why: attendanceWords.whyLeave,
    priority: 'notice',
    notBefore: new Date(slot + SLOT_MS),
    stillNeeded: { check: 'session-leaves', args: { session: session.id, since: slot, members } },
  })
}

/** True when nobody has asked leave, or taken it back, since the letter was written. */
export async function isWholeLeave(tx: Tx, args: Args): Promise<boolean> {
  const since = Number(args['since'])
  const session = await getSession(tx, Number(args['session']) as SessionId)
  const asked = await leavesSince(tx, session.id, new Date(since))
  const until = since + SLOT_MS
  const inSlot = asked.filter(({ recorded }) => (recorded?.at.getTime() ?? 0) < until)
  return inSlot.map(({ member }) => member).join(',') === args['members']
}

async function leavesSince(tx: Tx, session: SessionId, since: Date): Promise<readonly SheetLine[]> {
  const lines = await sheetOf(tx, session)
  return lines.filter(({ state, recorded }) => state === 'leave' && recorded?.recordedBy === undefined && (recorded?.at ?? since) >= since)
}
