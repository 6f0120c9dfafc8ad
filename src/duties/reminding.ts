import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Job, Round } from '../kernel/schedule/job.ts'
import { getMember, officersOf, privateMailbox } from '../roster/directory.ts'
import type { Debt, DutyKind, Stage } from './duty.ts'
import { recordReminder } from './reminder-store.ts'
import { groupBySubject, stageReached } from './rules.ts'
import { dutyWords } from './words.ts'

/** Reminders go out in the middle of the morning, when nobody is woken and offices are open. */
const REMINDING_TIME = '10:00'
/** A reminder is worth sending until the evening of its day (L2). */
const STALE_AFTER_HOURS = 10

type Note = { readonly kind: DutyKind; readonly debt: Debt }

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
        for (const [, debts] of groupBySubject(await kind.outstanding(round.tx, {}, round.now))) await remindOf(round, kind, debts, notes)
      for (const [member, list] of notes) await putDigest(round, member, list)
    },
  }
}

async function remindOf(round: Round, kind: DutyKind, debts: readonly Debt[], notes: Map<MemberId, Note[]>): Promise<void> {
  const first = debts[0]
  if (first === undefined) return
  const stage = stageReached(kind.ladder, first.since, round.day)
  if (stage === undefined) return
  if (stage.to === 'group') await remindGroups(round, kind, first, debts, stage)
  if (stage.to === 'member') await collectNotes(round, kind, debts, stage, notes)
  if (stage.to === 'secretary') await handOver(round, kind, debts, stage)
}

async function remindGroups(round: Round, kind: DutyKind, first: Debt, debts: readonly Debt[], stage: Stage): Promise<void> {
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
      text: dutyWords.digest(notes.map(({ kind, debt }) => kind.say.member(debt.title))),
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
    if (await recordReminder(round.tx, key, round.now)) await tellSecretaries(round, kind, branch, own, key.stage)
  }
}

async function tellSecretaries(round: Round, kind: DutyKind, branch: BranchId, debts: readonly Debt[], stage: number): Promise<void> {
  const title = debts[0]?.title ?? ''
  const names = await Promise.all(debts.map(async ({ member }) => (await getMember(round.tx, member)).name))
  for (const officer of await officersOf(round.tx, branch, ['secretary', 'deputy_secretary'])) {
    const mailbox = await privateMailbox(round.tx, officer.member)
    if (mailbox === undefined) continue
    await round.outbox.put(
      round.tx,
      {
        once: `handover:${kind.kind}:${debts[0]?.subject ?? ''}:${branch}:${stage}:${officer.member}`,
        to: mailbox.id,
        priority: 'reminder',
        text: `${kind.say.secretary(title, debts.length)}\n${dutyWords.callList(names)}`,
        why: dutyWords.whySecretary,
        inDoubt: 'resend',
        goodUntil: inHours(round.now, 48),
      },
      round.now,
    )
  }
}

function inHours(now: Date, hours: number): Date {
  return new Date(now.getTime() + hours * 3_600_000)
}
