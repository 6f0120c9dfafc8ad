import { recordAudit } from '../kernel/audit.ts'
import type { Spoken } from '../kernel/chat/capability.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { type Telling, tellAll } from './announcing.ts'
import { recordAbsent } from './absent.ts'
import { attendanceWords, officeWords } from './attendance-words.ts'
import { comingHere } from './coming.ts'
import { copiesOf } from './copies-store.ts'
import { dropWhoLeft } from './expected-store.ts'
import { endCards, type PlatformOf } from './counting.ts'
import { closingList } from './closing-list.ts'
import { mayHere } from './opening.ts'
import { getSession, markClosed } from './sessions-store.ts'
import { titleOf } from './saying.ts'
import { totalsOf } from './sheet-store.ts'
import type { Session, SessionId } from './tables.ts'
import { tellSecretary } from './telling.ts'

/** Who or what ended a meeting. `missed` when the program was down at the hour and made it up. */
export type Ending = { readonly kind: 'word'; readonly by: MemberId | undefined } | { readonly kind: 'clock' } | { readonly kind: 'missed' }

/** After downtime what people said meanwhile is still on its way to us; the total waits for it. */
const SETTLING_MS = 180_000
const RESULT_GOOD_MS = 12 * 3_600_000

/** 结束签到: the open meeting is over; the list goes to whoever said so, the total to the group. */
export async function closeByWord(platformOf: PlatformOf, occasion: Spoken): Promise<void> {
  const { voice, person } = occasion
  if (!(await mayHere(occasion))) return
  const session = (await comingHere(occasion)).find(({ state }) => state === 'open')
  if (session === undefined) {
    await voice.privately(officeWords.nothingToClose)
    return
  }
  await closeSession(platformOf, occasion, session, { kind: 'word', by: person.member })
}

/** Ends a meeting: whoever was expected and said nothing is absent, the group hears totals, the secretary the names. */
export async function closeSession(platformOf: PlatformOf, telling: Telling, session: Session, ending: Ending): Promise<void> {
  const { tx, now } = telling
  if (!(await markClosed(tx, session.id, now))) return
  await dropWhoLeft(tx, session.id)
  await recordAbsent(tx, session, now)
  const closed = await getSession(tx, session.id)
  const actor = ending.kind === 'word' && ending.by !== undefined ? (`member:${ending.by}` as const) : 'operator'
  const { expected, present, leave, absent } = await totalsOf(tx, session.id)
  await recordAudit(
    tx,
    { actor, action: 'session-closed', subject: `session:${session.id}`, after: { expected, present, leave, absent } },
    now,
  )
  await endCards(platformOf, telling, closed, await copiesOf(tx, session.id, 'check_in'))
  await tellAll(telling, closed, {
    occasion: 'result',
    text: attendanceWords.closed(titleOf(closed), await totalsOf(tx, session.id)),
    priority: ending.kind === 'word' ? 'reply' : 'notice',
    why: attendanceWords.whyClosed,
    stillNeeded: { check: 'session-result', args: { session: session.id } },
    goodUntil: new Date(now.getTime() + RESULT_GOOD_MS),
    ...(ending.kind === 'missed' ? { notBefore: new Date(now.getTime() + SETTLING_MS) } : {}),
  })
  await tellList(telling, closed, ending)
}

/** The totals as they are when the line goes. */
export async function resultNow(tx: Tx, args: Readonly<Record<string, string | number>>): Promise<boolean | { readonly text: string }> {
  const session = await getSession(tx, Number(args['session']) as SessionId)
  if (session.state !== 'closed') return false
  return { text: attendanceWords.closed(titleOf(session), await totalsOf(tx, session.id)) }
}

async function tellList(telling: Telling, session: Session, ending: Ending): Promise<void> {
  const { text, otherwise } = await closingList(telling.tx, session, ending.kind)
  await tellSecretary(telling, session, {
    once: `session:${session.id}:list`,
    text,
    otherwise,
    why: officeWords.whyList,
    priority: ending.kind === 'word' ? 'reply' : 'notice',
    ...(ending.kind === 'word' && ending.by !== undefined ? { to: ending.by } : {}),
  })
}
