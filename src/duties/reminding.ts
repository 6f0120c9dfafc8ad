import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Job, Round } from '../kernel/schedule/job.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { getMember, privateMailbox, reachableOfficer } from '../roster/directory.ts'
import { digestText, type Note } from './digest.ts'
import type { Debt, DutyKind, Stage } from './duty.ts'
import { listNames, namedDebtors } from './names.ts'
import { recordReminder } from './reminder-store.ts'
import { groupBySubject, stageReached } from './rules.ts'
import { dutyWords } from './words.ts'

/** Reminders go out in the middle of the morning, when nobody is woken and offices are open. */
const REMINDING_TIME = '10:00'
/** A reminder is worth sending until the evening of its day (L2). */
const STALE_AFTER_HOURS = 10
const HAND_OVER_GOOD_HOURS = 48

/** The daily round of reminders over every kind of duty. */
export function remindingJob(kinds: readonly DutyKind[]): Job {
  return {
    kind: 'daily',
    name: 'duties',
    at: REMINDING_TIME,
    staleAfterHours: STALE_AFTER_HOURS,
    run: async (round) => {
      const notes = new Map<MemberId, Note[]>()
      for (const kind of kinds)
        for (const [, debts] of groupBySubject(await withoutHeld(round, kind, await kind.outstanding(round.tx, {}, round.now))))
          for (const [stage, those] of byStage(kind, debts, round)) await remindOf(round, kind, those, stage, notes)
      for (const [member, list] of notes) await putDigest(round, member, list)
    },
  }
}

/** Nobody is reminded by books that are not up to date (LESSONS L10). */
async function withoutHeld({ tx, now }: Round, kind: DutyKind, debts: readonly Debt[]): Promise<readonly Debt[]> {
  const held = new Set<BranchId>()
  for (const branch of new Set(debts.map((debt) => debt.branch))) if ((await kind.isHeld?.(tx, branch, now)) === true) held.add(branch)
  return held.size === 0 ? debts : debts.filter(({ branch }) => !held.has(branch))
}

/** A notice may have reached one group a day later than another: each debt stands on its own step. */
function byStage(kind: DutyKind, debts: readonly Debt[], { day }: Round): ReadonlyMap<Stage, readonly Debt[]> {
  const stages = new Map<Stage, Debt[]>()
  for (const debt of debts) {
    const stage = stageReached(kind.ladder, debt.since, day)
    if (stage === undefined) continue
    const those = stages.get(stage) ?? []
    those.push(debt)
    stages.set(stage, those)
  }
  return stages
}

async function remindOf(round: Round, kind: DutyKind, debts: readonly Debt[], stage: Stage, notes: Map<MemberId, Note[]>): Promise<void> {
  if (stage.to === 'group') await remindGroups(round, kind, debts, stage)
  if (stage.to === 'member') await collectNotes(round, kind, debts, stage, notes)
  if (stage.to === 'secretary') await handOver(round, kind, debts, stage)
}

async function remindGroups(round: Round, kind: DutyKind, debts: readonly Debt[], stage: Stage): Promise<void> {
  const [first] = debts
  if (first === undefined) return
  for (const room of await kind.rooms(round.tx, first.subject)) {
    const missing = debts.filter(({ branch }) => branch === room.branch).length
    const key = { kind: kind.kind, subject: first.subject, debtor: `room:${room.mailbox}`, stage: stage.stage }
    if (missing === 0 || !(await recordReminder(round.tx, key, round.now))) continue
    await round.outbox.put(
      round.tx,
      {
        once: `reminder:${key.kind}:${key.subject}:${key.debtor}:${key.stage}`,
        to: room.mailbox,
        priority: 'reminder',
        text: kind.say.group(first.title, missing),
        why: dutyWords.whyReminder,
        inDoubt: 'ask',
        goodUntil: inHours(round.now, STALE_AFTER_HOURS),
        stillNeeded: { check: 'duty-open-in-branch', args: { kind: kind.kind, subject: first.subject, branch: room.branch } },
      },
      round.now,
    )
  }
}

async function collectNotes(
  round: Round,
  kind: DutyKind,
  debts: readonly Debt[],
  stage: Stage,
  notes: Map<MemberId, Note[]>,
): Promise<void> {
  for (const debt of debts) {
    const key = { kind: kind.kind, subject: debt.subject, debtor: `member:${debt.member}`, stage: stage.stage }
    if (!(await recordReminder(round.tx, key, round.now))) continue
    const list = notes.get(debt.member) ?? []
    list.push({ kind, debt })
    notes.set(debt.member, list)
  }
}

/** One private letter a day holds everything a member owes (LESSONS §2); who asked for quiet is left alone. */
async function putDigest(round: Round, member: MemberId, notes: readonly Note[]): Promise<void> {
  const { quiet } = await getMember(round.tx, member)
  const mailbox = await privateMailbox(round.tx, member)
  if (quiet || mailbox === undefined) return
  await round.outbox.put(
    round.tx,
    {
      once: `digest:${round.day}:member:${member}`,
      to: mailbox.id,
      priority: 'reminder',
      text: digestText(notes),
      why: dutyWords.whyReminder,
      inDoubt: 'ask',
      goodUntil: inHours(round.now, STALE_AFTER_HOURS),
      stillNeeded: {
        check: 'any-duty-open',
        args: { member, duties: notes.map(({ kind, debt }) => `${kind.kind}|${debt.subject}`).join(';') },
      },
    },
    round.now,
  )
}

/** Reminding has ended: the secretary gets the rest as a list to telephone, once for each subject and branch. */
async function handOver(round: Round, kind: DutyKind, debts: readonly Debt[], stage: Stage): Promise<void> {
  const branches = [...new Set(debts.map(({ branch }) => branch))]
  for (const branch of branches) {
    const own = debts.filter((debt) => debt.branch === branch)
    const first = own[0]
    if (first === undefined) continue
    const key = { kind: kind.kind, subject: first.subject, debtor: `branch:${branch}`, stage: stage.stage }
    if (await recordReminder(round.tx, key, round.now)) await tellSecretary(round, kind, branch, own, key.stage)
  }
}

/** The secretary, or whoever stands in and can be written to. Nobody is told to call the own number; where names may not be said, the number is. */
async function tellSecretary(round: Round, kind: DutyKind, branch: BranchId, owed: readonly Debt[], stage: number): Promise<void> {
  const officer = await reachableOfficer(round.tx, branch, SECRETARIAL)
  const debts = owed.filter(({ member }) => member !== officer?.holder.member)
  const [first] = debts
  if (first === undefined || officer === undefined) return
  const letter = {
    once: `handover:${kind.kind}:${first.subject}:${branch}:${stage}`,
    to: officer.mailbox.id,
    priority: 'reminder',
    why: dutyWords.whySecretary,
    inDoubt: 'resend',
    goodUntil: inHours(round.now, HAND_OVER_GOOD_HOURS),
  } as const
  const names = dutyWords.callList(listNames(await namedDebtors(round.tx, debts)))
  for (const text of [
    `${kind.say.secretary(first.title, debts.length)}\n${names}`,
    `${kind.say.secretary(first.short, debts.length)}\n${names}`,
    `${kind.say.secretary(first.title, debts.length)}\n${dutyWords.namesElsewhere}`,
  ])
    if ((await round.outbox.put(round.tx, { ...letter, text }, round.now)).kind !== 'blocked') return
}

function inHours(now: Date, hours: number): Date {
  return new Date(now.getTime() + hours * 3_600_000)
}
