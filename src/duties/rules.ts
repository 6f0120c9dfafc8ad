import { type Day, dayOf, daysBetween } from '../kernel/day.ts'
import type { Debt, Stage } from './duty.ts'

/**
 * The step of the ladder a debt has reached on a day. After downtime only the latest step is taken: nobody is reminded
 * twice in a day to make up for yesterday.
 */
export function stageReached(ladder: readonly Stage[], since: Date, today: Day): Stage | undefined {
  const days = daysBetween(dayOf(since), today)
  return ladder.filter(({ afterDays }) => afterDays <= days).at(-1)
}

/** Debts grouped by what a reminder is about. */
export function groupBySubject(debts: readonly Debt[]): ReadonlyMap<string, readonly Debt[]> {
  const bySubject = new Map<string, Debt[]>()
  for (const debt of debts) {
    const known = bySubject.get(debt.subject)
    if (known === undefined) bySubject.set(debt.subject, [debt])
    else known.push(debt)
  }
  return bySubject
}
