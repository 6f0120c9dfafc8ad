import type { MemberId } from '../kernel/chat/person.ts'
import { type Letter } from '../kernel/outbox/letter.ts'
import type { Job, Round } from '../kernel/schedule/job.ts'
import { getMember, officersOf, privateMailbox } from '../roster/directory.ts'
import { afterWords } from './after-words.ts'
import type { PlatformOf } from './counting.ts'
import { findSessions } from './find-sessions.ts'
import { makeUpWords } from './make-up-words.ts'
import { newlyMissing } from './missed.ts'
import { type RegisterLine, registerOf } from './register-store.ts'
import { CORRECTION_HOURS } from './rules.ts'
import { titleOf } from './saying.ts'
import type { Session } from './tables.ts'

/** In the middle of the morning, after the secretary has had a day to correct the register. */
const AFTERCARE_TIME = '10:30'
const STALE_AFTER_HOURS = 9
/** Of what is over for longer nobody is reminded: after a long silence of ours nothing old is stirred up. */
const WITHIN_DAYS = 7
/** How far back it is looked for meetings that somebody missed. */
const LOOKED_BACK_DAYS = 400
const GOOD_HOURS = 48
const HOUR_MS = 3_600_000

/**
 * What follows a meeting once its register stands: whoever was not there gets the material, once; the secretary hears
 * what is still missing, and of people who have stayed away twice of three times, once and in private.
 */
export function makeAftercare(platformOf: PlatformOf): Job {
  return {
    kind: 'daily',
    name: 'study-aftercare',
    at: AFTERCARE_TIME,
    staleAfterHours: STALE_AFTER_HOURS,
    run: (round) => careFor({ ...round, platformOf }),
  }
}

type Care = Round & { readonly platformOf: PlatformOf }

async function careFor(round: Care): Promise<void> {
  const { tx, now } = round
  const from = new Date(now.getTime() - WITHIN_DAYS * 24 * HOUR_MS)
  for (const session of (await findSessions(tx, { states: ['closed'], from: daysBefore(from, 1) }, 10_000)).toReversed()) {
    const settledAt = (session.closedAt ?? session.closesAt).getTime() + CORRECTION_HOURS * HOUR_MS
    if (settledAt > now.getTime() || settledAt < from.getTime()) continue
    const lines = await registerOf(tx, [session.id])
    const material = await handMaterial(round, session, lines)
    await tellWhatIsLeft(round, session, material)
    await warnKindly(round, session)
  }
}

type Handed = { readonly sent: number; readonly byHand: readonly MemberId[] }

/** Each who was not there gets the material in private, once for ever; whoever cannot be written to is told to the secretary. */
async function handMaterial(round: Care, session: Session, lines: readonly RegisterLine[]): Promise<Handed> {
  if (session.material === undefined && session.file === undefined) return { sent: 0, byHand: [] }
  const missed = lines.filter(
    ({ member, standing, state, way }) =>
      // Whoever called the meeting has the material.
      member !== session.author && standing === 'expected' && (state === 'absent' || state === 'leave') && way === undefined,
  )
  const byHand: MemberId[] = []
  for (const { member } of missed) {
    const mailbox = await privateMailbox(round.tx, member)
    const { quiet } = await getMember(round.tx, member)
    const put =
      mailbox === undefined || quiet
        ? undefined
        : await put24(round, {
            once: `session:${session.id}:material:${member}`,
            to: mailbox.id,
            text: makeUpWords.material(titleOf(session), session.material ?? makeUpWords.materialInFile),
            why: makeUpWords.whyMaterial,
            ...(session.file === undefined ? {} : { file: session.file }),
          })
    if (put === undefined || put === 'blocked') byHand.push(member)
  }
  return { sent: missed.length - byHand.length, byHand }
}

/** Minutes that are missing and people to bring the material to: one letter for one meeting, and none when all is done. */
async function tellWhatIsLeft(round: Care, session: Session, { sent, byHand }: Handed): Promise<void> {
  const parts = {
    title: titleOf(session),
    number: session.number ?? 0,
    lacksMinutes: session.minutes === undefined,
    sent,
    byHand: byHand.length,
  }
  if (!parts.lacksMinutes && sent + byHand.length === 0) return
  await tellSecretary(round, session, `session:${session.id}:left`, afterWords.whyLeft, {
    named: afterWords.left({ ...parts, names: await namesOf(round, byHand) }),
    counted: afterWords.left({ ...parts, names: [] }),
  })
}

async function warnKindly(round: Care, session: Session): Promise<void> {
  const { tx, now } = round
  const before = await findSessions(tx, { branches: [session.branch], states: ['closed'], from: daysBefore(now, LOOKED_BACK_DAYS) }, 10_000)
  const until = before.toReversed().filter(({ startsAt }) => startsAt <= session.startsAt)
  const registers: RegisterLine[][] = []
  for (const one of until) registers.push((await registerOf(tx, [one.id])).filter(({ standing }) => standing === 'expected'))
  const missing = newlyMissing(registers)
  if (missing.length === 0) return
  await tellSecretary(round, session, `session:${session.id}:stayed-away`, afterWords.whyWarning, {
    named: afterWords.warning(await namesOf(round, missing)),
    counted: afterWords.warningTotal(missing.length),
  })
}

/** To the secretary of that branch alone, or the deputy; with the names where lists of names may be said. */
async function tellSecretary(
  round: Care,
  session: Session,
  once: string,
  why: string,
  text: { readonly named: string; readonly counted: string },
): Promise<void> {
  for (const { member, branch } of await officersOf(round.tx, session.branch, ['secretary', 'deputy_secretary'])) {
    const mailbox = branch === session.branch ? await privateMailbox(round.tx, member) : undefined
    if (mailbox === undefined) continue
    const mayName = round.platformOf(mailbox).personalData === 'all'
    const put = mayName ? await put24(round, { once, to: mailbox.id, text: text.named, why }) : 'blocked'
    if (put === 'blocked') await put24(round, { once, to: mailbox.id, text: text.counted, why })
    return
  }
}

async function put24(
  round: Care,
  letter: Pick<Letter, 'once' | 'to' | 'text' | 'why' | 'file'>,
): Promise<'put' | 'said-before' | 'blocked'> {
  const goodUntil = new Date(round.now.getTime() + GOOD_HOURS * HOUR_MS)
  return (await round.outbox.put(round.tx, { ...letter, priority: 'reminder', inDoubt: 'ask', goodUntil }, round.now)).kind
}

async function namesOf(round: Care, members: readonly MemberId[]): Promise<readonly string[]> {
  const names: string[] = []
  for (const member of members) names.push((await getMember(round.tx, member)).name)
  return names
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 24 * HOUR_MS)
}
