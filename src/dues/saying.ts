import { monthAfter } from '../kernel/language/months.ts'
import type { Month } from './entry.ts'

/** Months as people say them, runs drawn together: 1至3月、11月; another year than the one meant is named. */
export function sayMonths(months: readonly Month[], year: string): string {
  const sorted = [...new Set(months)].toSorted()
  const runs: Month[][] = []
  for (const month of sorted) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run !== undefined && last !== undefined && monthAfter(last, 1) === month && last.slice(0, 4) === month.slice(0, 4)) run.push(month)
    else runs.push([month])
  }
  return runs.map((run) => sayRun(run, year)).join('、')
}

function sayRun(run: readonly Month[], year: string): string {
  const [first = ''] = run
  const last = run.at(-1) ?? first
  const named = first.slice(0, 4) === year.slice(0, 4) ? '' : `${first.slice(0, 4)}年`
  return first === last ? `${named}${numberOf(first)}月` : `${named}${numberOf(first)}至${numberOf(last)}月`
}

/** One month as the subject of a duty: 11月党费. */
export function sayDuesOf(month: Month): string {
  return `${numberOf(month)}月党费`
}

function numberOf(month: Month): number {
  return Number(month.slice(5, 7))
}
