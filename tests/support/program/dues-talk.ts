import { assessMonths } from '../../../src/dues/deciding.ts'
import type { BranchId, MemberId } from '../../../src/kernel/chat/person.ts'
import { openSqlite } from '../../../src/kernel/database/sqlite.ts'
import { dayOf } from '../../../src/kernel/day.ts'
import { monthAfter, monthsThrough } from '../../../src/kernel/language/months.ts'
import { giveOffice } from '../../../src/roster/offices-store.ts'
import type { Citizen } from '../simulation/town.ts'
import type { Township } from './township.ts'

/** Something said about dues, and what must be in the ledger once Telegram was told that it is safe. */
export type DuesDeed =
  | { readonly kind: 'claim'; readonly updateId: number; readonly member: MemberId; readonly branch: BranchId }
  /** Whatever was claimed before `shownAt` by this member, or by the whole branch, is confirmed. */
  | {
      readonly kind: 'confirm'
      readonly updateId: number
      readonly shownAt: number
      readonly of: MemberId | 'all'
      readonly branch: BranchId
    }

/** Members who claim dues and collectors who confirm them, without end. */
export type DuesTalk = { readonly deeds: readonly DuesDeed[]; stop(): void }

/** So few that everybody's turn comes often, and so many that nobody says the same twice within a moment. */
const VILLAGES = 8
/** The second of a village collects; the names of those after the tenth are not theirs alone. */
const COLLECTOR = 1
const CLAIMANTS = [2, 3, 4, 5, 6, 7, 8, 9]
/** Months to come are claimed as well as those past, and nobody is reminded of them. */
const MONTHS = 12
const MONTHLY_FEN = 20
const BEAT_MS = 600
const STEPS = 3

type Village = { readonly collector: Citizen; readonly claimants: readonly Citizen[] }

/** Gives villages of a township a collector and their members dues; before the program starts. */
export async function settleDues(town: Township): Promise<void> {
  const database = openSqlite(town.database)
  const now = new Date()
  const month = dayOf(now).slice(0, 7)
  const months = monthsThrough(monthAfter(month, 1), monthAfter(month, MONTHS))
  await database.write(async (tx) => {
    for (const { collector, claimants } of villagesOf(town)) {
      await giveOffice(tx, collector.id, collector.branch, 'organization_officer', now)
      for (const { id, branch } of claimants)
        await assessMonths(
          tx,
          {
            member: id,
            branch,
            category: 'relief',
            baseFen: undefined,
            monthlyFen: MONTHLY_FEN,
            effectiveFrom: months[0] ?? month,
            article: undefined,
            assessedBy: collector.id,
          },
          months,
          now,
        )
    }
  })
  await database.close()
}

/** Lets members claim a month at a time, and collectors confirm by name and all at once, whether the program is there or not. */
export function startDuesTalk(town: Township): DuesTalk {
  const deeds: DuesDeed[] = []
  const villages = villagesOf(town)
  const rounds = Math.max(...villages.map(({ claimants }) => claimants.length)) * MONTHS
  const shownAt = new Map<BranchId, number>()
  const says = (who: Citizen, text: string): number => {
    const place = town.citizens.indexOf(who)
    const { updateId } = town.people[place]?.tells(text) ?? {}
    if (updateId === undefined) throw new Error('what was told in private was not heard')
    return updateId
  }

  function claim({ claimants }: Village, round: number): void {
    const who = claimants[round % claimants.length]
    if (who === undefined || round >= rounds) return
    deeds.push({ kind: 'claim', updateId: says(who, '党费已交1个月'), member: who.id, branch: who.branch })
  }

  /** In turn by name, in the same burst as the claim; the question about all; and its answer. */
  function confirm({ collector, claimants }: Village, round: number): void {
    const { branch } = collector
    const who = claimants[round % claimants.length]
    if (round % STEPS === 1) shownAt.set(branch, says(collector, '确认全部'))
    else if (round % STEPS === 2)
      deeds.push({ kind: 'confirm', updateId: says(collector, '确认'), shownAt: shownAt.get(branch) ?? 0, of: 'all', branch })
    else if (who !== undefined) {
      const updateId = says(collector, `确认 ${who.name}`)
      deeds.push({ kind: 'confirm', updateId, shownAt: updateId, of: who.id, branch })
    }
  }

  let beats = 0
  const beat = setInterval(() => {
    const round = Math.floor(beats / villages.length)
    const village = villages[beats % villages.length]
    beats += 1
    if (village === undefined) return
    claim(village, round)
    confirm(village, round)
  }, BEAT_MS)
  return { deeds, stop: () => clearInterval(beat) }
}

function villagesOf({ citizens, halls }: Township): readonly Village[] {
  return [...new Set(halls.map(({ branch }) => branch))].slice(0, VILLAGES).flatMap((home) => {
    const own = citizens.filter(({ branch }) => branch === home)
    const collector = own[COLLECTOR]
    return collector === undefined ? [] : [{ collector, claimants: CLAIMANTS.flatMap((place) => own[place] ?? []) }]
  })
}
