import type { Capabilities } from '../chat/message.ts'
import type { Tx } from '../database/connection.ts'
import { addDays, dayOf, isQuiet, momentAt, type Quiet, quietEnds } from '../day.ts'
import { courierStore, type WaitingLetter } from './courier-store.ts'
import { PRIORITY } from './letter.ts'

/** When people may be disturbed, and how often. */
export type CourtesyRules = {
  readonly quiet: Quiet
  /** Messages of our own per group and day; more wait for tomorrow. */
  readonly groupDailyCap: number | undefined
}

/** A later moment for a letter that would be a nuisance now, with the reason people read. */
export type Later = { readonly at: Date; readonly reason: string }

/** The morning on which letters over the daily cap go out. */
const MORNING = '08:00'
const HOUR_MS = 3_600_000
/** Who asks, and who warns of a flood, may be answered and heard more often. */
const MORE_FOR_REPLIES = 2

/** Notices and reminders keep the night's quiet and a group's daily cap; answers to people and urgent notices pass. */
export async function courteousMoment(
  tx: Tx,
  rules: CourtesyRules,
  limits: Capabilities,
  letter: WaitingLetter,
  now: Date,
): Promise<Later | undefined> {
  const ownAccord = letter.priority === PRIORITY.notice || letter.priority === PRIORITY.reminder
  if (ownAccord && isQuiet(now, rules.quiet)) return { at: quietEnds(now, rules.quiet), reason: '夜里不打扰，早上再发' }
  if (letter.kind !== 'group') return undefined
  const hour = await afterBusyHour(tx, limits, letter, now)
  if (hour !== undefined) return hour
  if (!ownAccord || rules.groupDailyCap === undefined) return undefined
  const today = dayOf(now)
  if ((await courierStore.ownToday(tx, letter.mailbox_id, today)) < rules.groupDailyCap) return undefined
  return { at: momentAt(addDays(today, 1), MORNING), reason: '群里今天说得够多了，明早再发' }
}

/** Where a platform punishes whoever talks much, what was said is counted on the disk: a restart forgets nothing of it. */
async function afterBusyHour(tx: Tx, limits: Capabilities, letter: WaitingLetter, now: Date): Promise<Later | undefined> {
  if (limits.perGroupHour === undefined) return undefined
  const isAnswer = letter.priority === PRIORITY.reply || letter.priority === PRIORITY.urgent
  const most = limits.perGroupHour * (isAnswer ? MORE_FOR_REPLIES : 1)
  const said = await courierStore.saidSince(tx, letter.mailbox_id, new Date(now.getTime() - HOUR_MS))
  const oldestThatCounts = said[said.length - most]
  if (oldestThatCounts === undefined) return undefined
  return { at: new Date(oldestThatCounts.getTime() + HOUR_MS), reason: '群里这一小时说得够多了，过会儿再发' }
}
