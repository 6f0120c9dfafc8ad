import { recordAudit } from '../kernel/audit.ts'
import type { LastRecord, Occasion } from '../kernel/chat/capability.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import { getMember } from '../roster/directory.ts'
import { type Attendance, findLastRecorded, findOfEvent, takeBackAttendance } from './attendance-store.ts'
import { officeWords as words } from './attendance-words.ts'
import { recordAbsent } from './absent.ts'
import { type PlatformOf, refreshCounts } from './counting.ts'
import { removeGuestOfEvent } from './guests-store.ts'
import { makeUpWords } from './make-up-words.ts'
import { paperWords } from './paper-words.ts'
import { pendingSaidBy, withdrawProxiesOfEvent } from './proxies-store.ts'
import { isCorrectable } from './rules.ts'
import { titleOf } from './saying.ts'
import { comingSessions, isFresh } from './coming.ts'
import { withdrawCall } from './cancelling.ts'
import { getSession } from './sessions-store.ts'

/** 撤销 reaches back this far (CHAT.md §1.5). */
const TAKE_BACK_MINUTES = 10

/**
 * What 撤销 takes back: the newest attendance of the last ten minutes or, said to the bot alone, a meeting of one's own of
 * which nobody has heard yet.
 */
export async function lastOfStudy(platformOf: PlatformOf, occasion: Occasion): Promise<LastRecord | undefined> {
  const attendance = await lastAttendance(platformOf, occasion)
  const all = [attendance, await lastSaidForOthers(occasion), await lastCalled(occasion)]
  return all.reduce((newest, one) => (newest === undefined || (one !== undefined && one.at > newest.at) ? one : newest))
}

/** What was said for others and still waits for the secretary. */
async function lastSaidForOthers({ tx, person, now }: Occasion): Promise<LastRecord | undefined> {
  if (person.member === undefined) return undefined
  const [newest] = await pendingSaidBy(tx, person.member, new Date(now.getTime() - TAKE_BACK_MINUTES * 60_000))
  if (newest === undefined) return undefined
  const title = titleOf(await getSession(tx, newest.session))
  const said = newest.what === 'leave' ? words.stateNames.leave : words.stateNames.checked_in
  return {
    what: newest.what === 'leave' ? 'leave_request' : 'check_in',
    title: words.undoRecorded((await getMember(tx, newest.member)).name, said, title),
    at: newest.at,
    undo: (undoing) => withdrawProxiesOfEvent(undoing.tx, newest.eventKey),
  }
}

async function lastCalled(occasion: Occasion): Promise<LastRecord | undefined> {
  const { mailbox, person, now } = occasion
  if (mailbox.kind === 'group' || person.offices.length === 0) return undefined
  const fresh = (await comingSessions(occasion)).find(({ author, calledAt }) => author === person.member && isFresh(calledAt, now))
  if (fresh?.calledAt === undefined) return undefined
  return { what: 'start_meeting', title: titleOf(fresh), at: fresh.calledAt, undo: (undoing) => withdrawCall(undoing, fresh) }
}

/** What the speaker's newest message recorded, for himself or (as an officer) for others. */
async function lastAttendance(platformOf: PlatformOf, occasion: Occasion): Promise<LastRecord | undefined> {
  const { tx, person, now } = occasion
  if (person.member === undefined) return undefined
  const since = new Date(now.getTime() - TAKE_BACK_MINUTES * 60_000)
  const all = await findLastRecorded(tx, person.member, since, person.offices.length > 0 ? 'officer' : 'member')
  const [first] = all
  if (first === undefined) return undefined
  const own = person.member
  return {
    what: first.state === 'leave' ? 'leave_request' : 'check_in',
    title: await titleFor(occasion, all, own),
    at: first.at,
    undo: async (undoing) => {
      for (const one of all) await takeBack(platformOf, undoing, one, own)
    },
  }
}

/** A message was taken back at the platform: what it alone said does not count any more, as long as nobody confirmed it. */
export async function forgetRecalled(platformOf: PlatformOf, occasion: Occasion): Promise<void> {
  const { tx, event, from, now } = occasion
  if (event.kind !== 'recalled') return
  const key = `${from.platform}:${from.account}:${event.recalled}`
  await withdrawProxiesOfEvent(tx, key)
  const guestOf = await removeGuestOfEvent(tx, key)
  if (guestOf !== undefined) await refreshCounts(platformOf, occasion, await getSession(tx, guestOf))
  for (const one of await findOfEvent(tx, key)) {
    const session = await getSession(tx, one.session)
    if (one.evidence !== 'self' || session.state === 'closed') continue
    await takeBackAttendance(tx, one.session, one.member)
    await recordAudit(
      tx,
      { actor: `member:${one.member}`, action: 'attendance-recalled', subject: `session:${one.session}`, before: { state: one.state } },
      now,
    )
    await refreshCounts(platformOf, occasion, session)
  }
}

async function titleFor({ tx }: Occasion, all: readonly Attendance[], own: MemberId): Promise<string> {
  const lines: string[] = []
  const [first] = all
  if (first?.evidence === 'paper') return paperWords.undo(titleOf(await getSession(tx, first.session)), all.length)
  for (const { session, member, state, way } of all) {
    const title = titleOf(await getSession(tx, session))
    const said = (way === undefined ? undefined : makeUpWords.wayNames[way]) ?? words.stateNames[state]
    lines.push(member === own ? words.undoTitle(said, title) : words.undoRecorded((await getMember(tx, member)).name, said, title))
  }
  return lines.join('\n')
}

async function takeBack(platformOf: PlatformOf, occasion: Occasion, one: Attendance, by: MemberId): Promise<void> {
  const session = await getSession(occasion.tx, one.session)
  const isAfterwards = one.evidence === 'paper' || one.way === 'made_up' || one.way === 'home_delivery'
  if (!isAfterwards && !isCorrectable(session, occasion.now)) return
  await takeBackAttendance(occasion.tx, one.session, one.member)
  if (session.state === 'closed') await recordAbsent(occasion.tx, session, occasion.now)
  await recordAudit(
    occasion.tx,
    {
      actor: `member:${by}`,
      action: 'attendance-undone',
      subject: `session:${one.session}`,
      before: { member: one.member, state: one.state },
    },
    occasion.now,
  )
  await refreshCounts(platformOf, occasion, session)
}
