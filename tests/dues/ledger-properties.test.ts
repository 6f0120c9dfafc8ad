import fc from 'fast-check'
import { expect, test } from 'vitest'
import { besideMonths } from '../../src/dues/entries-store.ts'
import { duesTable } from '../../src/dues/exports.ts'
import { confirmClaims } from '../../src/dues/ledger.ts'
import { openFen } from '../../src/dues/member-month.ts'
import { findMonths } from '../../src/dues/months-store.ts'
import { type PendingClaim, pendingClaims } from '../../src/dues/claims-store.ts'
import type { DuesTables } from '../../src/dues/tables.ts'
import type { Database } from '../../src/kernel/database/database.ts'
import { openMemory } from '../support/storage.ts'
import { act, deeds, type Ledger, openLedger } from './ledger-world.ts'

/** How many sequences are played; far more of them are asked for by hand. */
const RUNS = Number(process.env['LEDGER_RUNS'] ?? 200)
/** As many branches share one database. */
const LEDGERS_TOGETHER = 100
const NOW = new Date('2026-06-10T02:00:00Z')

type Entry = DuesTables['dues_entry']

const entriesIn = (database: Database, { branch }: Ledger): Promise<readonly Entry[]> =>
  database.read((tx) =>
    tx.withTables<DuesTables>().selectFrom('dues_entry').selectAll().where('branch_id', '=', branch).orderBy('id').execute(),
  )

/** What the entries of a kind and its reversals come to, added up here and not by the database. */
function sumOf(entries: readonly Entry[], kinds: readonly Entry['kind'][]): number {
  return entries.reduce((sum, one) => {
    if (kinds.includes(one.kind)) return sum + one.fen
    return one.reversed_kind !== null && kinds.includes(one.reversed_kind) ? sum - one.fen : sum
  }, 0)
}

/** Every month is what its entries come to, nothing of it is negative, and what is open is the rest. */
async function checkMonths(database: Database, ledger: Ledger, entries: readonly Entry[]): Promise<void> {
  const months = await database.read((tx) => findMonths(tx, { branches: [ledger.branch] }))
  const byMonth = new Map<string, Entry[]>()
  for (const one of entries) byMonth.set(`${one.member_id}:${one.month}`, [...(byMonth.get(`${one.member_id}:${one.month}`) ?? []), one])
  const wanted = months.map(({ member, month }) => {
    const own = byMonth.get(`${member}:${month}`) ?? []
    const answered = new Set(own.map(({ settles_id }) => settles_id))
    const waiting = own.filter(({ kind, id }) => kind === 'claim' && !answered.has(id)).reduce((sum, { fen }) => sum + fen, 0)
    const [assessed, confirmed] = [sumOf(own, ['assessment']), sumOf(own, ['confirmation', 'credit_use'])]
    const waived = sumOf(own, ['exemption', 'reduction'])
    return [assessed, confirmed, waived, waiting, assessed - confirmed - waived]
  })
  const told = months.map((one) => [one.assessedFen, one.confirmedFen, one.waivedFen, one.claimedFen, openFen(one)])
  expect(told).toEqual(wanted)
  expect(wanted.filter((parts) => Math.min(...parts) < 0 || (parts[3] ?? 0) > (parts[4] ?? 0))).toEqual([])
}

async function checkCredit(database: Database, ledger: Ledger, entries: readonly Entry[]): Promise<void> {
  for (const member of ledger.people) {
    const own = entries.filter(({ member_id }) => member_id === member)
    const given = (purpose: Entry['purpose']) =>
      sumOf(
        own.filter((one) => one.purpose === purpose),
        ['confirmation'],
      )
    const { creditFen, extraFen } = await database.read((tx) => besideMonths(tx, member))
    expect(creditFen).toBe(given('credit') - sumOf(own, ['credit_use']))
    expect(extraFen).toBe(given('extra'))
    expect(creditFen).toBeGreaterThanOrEqual(0)
  }
}

/** The file offices keep says the same as the ledger: each month, each receipt, and all together. */
async function checkExport(database: Database, ledger: Ledger, entries: readonly Entry[]): Promise<void> {
  const { records } = await database.read((tx) => duesTable(tx, [ledger.branch], '2026'))
  const receipts = records.filter((one) => one.record === 'receipt')
  const total = records.find((one) => one.record === 'total')
  const assessed = sumOf(entries, ['assessment'])
  const waived = sumOf(entries, ['exemption', 'reduction'])
  const paid = sumOf(entries, ['confirmation', 'credit_use'])
  const ofMonths = entries.filter(({ purpose }) => purpose === 'month')
  const paidMonths = sumOf(ofMonths, ['confirmation', 'credit_use'])
  expect(total).toMatchObject({
    assessed_fen: assessed,
    waived_fen: waived,
    paid_fen: paidMonths,
    open_fen: assessed - waived - paidMonths,
  })
  expect(total?.credit_used_fen).toBe(sumOf(entries, ['credit_use']))
  const received = receipts.reduce((sum, one) => sum + one.sum_fen, 0)
  expect(received).toBe(paid - sumOf(entries, ['credit_use']))
  expect(receipts.reduce((sum, one) => sum + one.here_fen, 0)).toBe(sumOf(ofMonths, ['confirmation']))
}

/** The same claims confirmed once more: refused as a whole, and nothing is different afterwards. */
async function replay(database: Database, ledger: Ledger, stale: readonly PendingClaim[]): Promise<void> {
  const waiting = new Set((await database.read((tx) => pendingClaims(tx, { branches: [ledger.branch] }))).map(({ id }) => id))
  if (stale.every(({ id }) => waiting.has(id))) return
  await expect(database.write((tx) => confirmClaims(tx, stale, ledger.collector, NOW))).rejects.toThrow()
}

class Crash extends Error {}

test('whatever people do in whatever order, the ledger and the file made from it stay sound', { timeout: 3_600_000 }, async () => {
  let database = await openMemory()
  let played = 0
  const property = fc.asyncProperty(deeds, async (steps) => {
    played += 1
    if (played % LEDGERS_TOGETHER === 0) {
      await database.close()
      database = await openMemory()
    }
    const ledger = await openLedger(database, played)
    let before = await entriesIn(database, ledger)
    let seen: readonly PendingClaim[] = []
    for (const { deed, fate } of steps) {
      const done = database.write(async (tx) => {
        await act(tx, ledger, deed)
        if (fate === 'crash') throw new Crash()
      })
      if (fate === 'crash') await expect(done).rejects.toThrow(Crash)
      else await done
      if (deed.kind === 'replay') await replay(database, ledger, seen)
      const entries = await entriesIn(database, ledger)
      expect(JSON.stringify(entries.slice(0, before.length))).toBe(JSON.stringify(before))
      if (fate === 'crash' || deed.kind === 'replay') expect(entries.length).toBe(before.length)
      await checkMonths(database, ledger, entries)
      await checkCredit(database, ledger, entries)
      before = entries
      seen = [...seen, ...(await database.read((tx) => pendingClaims(tx, { branches: [ledger.branch] })))]
    }
    await checkExport(database, ledger, before)
  })
  await fc.assert(property, { numRuns: RUNS })
  await database.close()
})
