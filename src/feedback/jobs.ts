import type { BranchId } from '../kernel/chat/person.ts'
import type { Job, Round } from '../kernel/schedule/job.ts'
import { addDays } from '../kernel/day.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { branchTree, getBranch, operators, reachableOfficer, shortBranchName } from '../roster/directory.ts'
import { type Feedback, openFeedback } from './feedback-store.ts'
import { ANSWERERS, textOf } from './registering.ts'
import { feedbackWords as words } from './words.ts'

/** In the morning before the office opens to people. */
const AT = '08:30'
const GOOD_HOURS = 10

/** Each morning: whoever answers hears what is due tomorrow at the latest; the township what is overdue, as a number. */
export function answeringRound(cipher: Cipher): Job {
  return {
    kind: 'daily',
    name: 'feedback',
    at: AT,
    staleAfterHours: GOOD_HOURS,
    run: async (round) => {
      const open = await openFeedback(round.tx, [...(await branchTree(round.tx)).keys()])
      const pressing = open.filter(({ dueOn }) => dueOn <= addDays(round.day, 1))
      for (const branch of new Set(pressing.map((item) => item.branch)))
        await remind(
          cipher,
          round,
          branch,
          pressing.filter((item) => item.branch === branch),
        )
    },
  }
}

async function remind(cipher: Cipher, round: Round, branch: BranchId, pressing: readonly Feedback[]): Promise<void> {
  const officer = await reachableOfficer(round.tx, branch, ANSWERERS)
  const lines = pressing.map((item) => words.line(item.id, textOf(cipher, item), item.dueOn))
  if (officer !== undefined) await put(round, `feedback:${round.day}:${branch}`, officer.mailbox.id, words.due(lines))
  const overdue = pressing.filter(({ dueOn }) => dueOn < round.day)
  if (overdue.length === 0) return
  const village = shortBranchName((await getBranch(round.tx, branch)).name)
  for (const mailbox of await operators(round.tx))
    if (mailbox.id !== officer?.mailbox.id)
      await put(round, `feedback-overdue:${round.day}:${branch}:${mailbox.id}`, mailbox.id, words.overdueTo(village, overdue.length))
}

async function put(round: Round, once: string, to: Parameters<Round['outbox']['put']>[1]['to'], text: string): Promise<void> {
  const goodUntil = new Date(round.now.getTime() + GOOD_HOURS * 3_600_000)
  await round.outbox.put(round.tx, { once, to, text, priority: 'reminder', why: words.why, inDoubt: 'ask', goodUntil }, round.now)
}
