import { describe, expect, test } from 'vitest'
import { assessMonths, waiveMonths } from '../../src/dues/deciding.ts'
import { addEntry, besideMonths } from '../../src/dues/entries-store.ts'
import type { Share } from '../../src/dues/entry.ts'
import { bookClaim, confirmClaims, reverseReceipt, settleClaims, useCredit } from '../../src/dues/ledger.ts'
import { type MemberMonth, openFen, stateOf } from '../../src/dues/member-month.ts'
import { findDueMonths, monthsOf } from '../../src/dues/months-store.ts'
import { findArrears } from '../../src/dues/arrears-store.ts'
import { pendingClaims } from '../../src/dues/claims-store.ts'
import { findReceipts } from '../../src/dues/receipts-store.ts'
import type { DuesTables } from '../../src/dues/tables.ts'
import type { BranchId, MemberId } from '../../src/kernel/chat/person.ts'
import type { Tx } from '../../src/kernel/database/connection.ts'
import type { Database } from '../../src/kernel/database/database.ts'
import { monthsThrough } from '../../src/kernel/language/months.ts'
import { addBranch } from '../../src/roster/branches-store.ts'
import { addMember } from '../../src/roster/members-store.ts'
import { ENGINES } from '../support/storage.ts'

const NOW = new Date('2026-01-05T02:00:00Z')
const YEAR = monthsThrough('2026-01', '2026-12')

/** One branch with a member who is assessed 3.00 a month for the year, and a collector. */
async function openBook(open: () => Promise<Database>) {
  const database = await open()
  const [branch, member, collector] = await database.write(async (tx) => {
    const home = await addBranch(tx, { name: '河西村党支部', kind: 'village', parent: undefined })
    const person = (name: string) => addMember(tx, { branch: home, name, membership: 'full', migrant: false }, NOW)
    return [home, await person('姜福生'), await person('梅春燕')] as const
  })
  await database.write((tx) => assessMonths(tx, assessment(branch, member, collector, 300), YEAR, NOW))
  const write = <Result>(work: (tx: Tx) => Promise<Result>) => database.write(work)
  return {
    database,
    branch,
    member,
    collector,
    write,
    assess: (fen: number, months: readonly string[]) =>
      write((tx) => assessMonths(tx, { ...assessment(branch, member, collector, fen), effectiveFrom: months[0] ?? '' }, months, NOW)),
    claim: (...shares: readonly Share[]) =>
      write((tx) =>
        bookClaim(
          tx,
          {
            branch,
            payer: member,
            fen: shares.reduce((sum, { fen }) => sum + fen, 0),
            evidence: 'self',
            identity: 'verified',
            platform: 'sandbox',
          },
          shares,
          NOW,
        ),
      ),
    confirm: () => write(async (tx) => confirmClaims(tx, await pendingClaims(tx, {}), collector, NOW)),
    pending: () => database.read((tx) => pendingClaims(tx, {})),
    month: async (name: string): Promise<MemberMonth> => {
      const found = (await database.read((tx) => monthsOf(tx, member, name)))[0]
      if (found === undefined) throw new Error(`no month ${name}`)
      return found
    },
  }
}

const assessment = (branch: BranchId, member: MemberId, assessedBy: MemberId, monthlyFen: number) => ({
  branch,
  member,
  assessedBy,
  monthlyFen,
  category: 'retired' as const,
  baseFen: 60_000,
  effectiveFrom: '2026-01',
  article: '第五条',
})
const share = (member: MemberId, month: string, fen = 300): Share => ({ member, purpose: 'month', month, fen })

describe.each(ENGINES)('the ledger on %s', (_, open) => {
  test('a month is assessed, claimed and confirmed, and what is open is always the rest', async () => {
    const book = await openBook(open)
    expect(stateOf(await book.month('2026-01'))).toBe('assessed')
    await book.claim(share(book.member, '2026-01'))
    expect(await book.month('2026-01')).toMatchObject({ assessedFen: 300, claimedFen: 300, confirmedFen: 0 })
    const [receipt] = await book.confirm()
    expect(receipt).toMatchObject({ number: 1, year: 2026, fen: 300 })
    const january = await book.month('2026-01')
    expect([stateOf(january), openFen(january), january.claimedFen]).toEqual(['confirmed', 0, 0])
    expect(await book.database.read((tx) => findDueMonths(tx, { until: '2026-02' }))).toMatchObject([{ month: '2026-02' }])
  })

  test('receipts are numbered through a branch and a year, one for each person and payment', async () => {
    const book = await openBook(open)
    await book.claim(share(book.member, '2026-01'), share(book.member, '2026-02'))
    await book.confirm()
    await book.claim(share(book.member, '2026-03'))
    expect(await book.confirm()).toMatchObject([{ number: 2, fen: 300 }])
    expect(await book.confirm()).toEqual([])
  })

  test('nobody can change or remove a line, not even in the database itself', async () => {
    const book = await openBook(open)
    await book.claim(share(book.member, '2026-01'))
    await book.confirm()
    for (const table of ['dues_entry', 'dues_payment', 'dues_receipt', 'dues_assessment'] as const) {
      const rows = (tx: Tx) => tx.withTables<DuesTables>()
      await expect(book.write((tx) => rows(tx).updateTable(table).set({ at: 'never' }).execute())).rejects.toThrow('append-only')
      await expect(book.write((tx) => rows(tx).deleteFrom(table).execute())).rejects.toThrow('append-only')
    }
  })

  test('a claim is answered once: confirming it again is refused by the database', async () => {
    const book = await openBook(open)
    await book.claim(share(book.member, '2026-01'))
    const claims = await book.pending()
    await book.write((tx) => confirmClaims(tx, claims, book.collector, NOW))
    await expect(book.write((tx) => confirmClaims(tx, claims, book.collector, NOW))).rejects.toThrow()
    await expect(book.write((tx) => settleClaims(tx, claims, 'return', { reason: 'amount', by: book.collector }, NOW))).rejects.toThrow()
    expect(await book.month('2026-01')).toMatchObject({ confirmedFen: 300, claimedFen: 0 })
  })

  test('nobody can claim more than a month has left', async () => {
    const book = await openBook(open)
    await expect(book.claim(share(book.member, '2026-01', 301))).rejects.toThrow()
    await book.claim(share(book.member, '2026-01'))
    await expect(book.claim(share(book.member, '2026-01', 1))).rejects.toThrow()
  })

  test('what was returned is open again, and a later claim makes it good', async () => {
    const book = await openBook(open)
    await book.claim(share(book.member, '2026-01'))
    const claims = await book.pending()
    await book.write((tx) => settleClaims(tx, claims, 'return', { reason: 'amount', by: book.collector }, NOW))
    expect(stateOf(await book.month('2026-01'))).toBe('returned')
    await book.claim(share(book.member, '2026-01'))
    expect(stateOf(await book.month('2026-01'))).toBe('claimed')
  })

  test('a confirmation is reversed, and its receipt counts no more', async () => {
    const book = await openBook(open)
    await book.claim(share(book.member, '2026-01'))
    const [receipt] = await book.confirm()
    if (receipt === undefined) throw new Error('no receipt')
    await book.write((tx) => reverseReceipt(tx, receipt, 'pending', { reason: 'undone', by: book.collector }, NOW))
    expect(await book.month('2026-01')).toMatchObject({ confirmedFen: 0, claimedFen: 300 })
    expect(await book.database.read((tx) => findReceipts(tx, { member: book.member }, 9))).toEqual([])
    // The number stays used: an auditor sees the gap and the reversal.
    expect(await book.confirm()).toMatchObject([{ number: 2 }])
  })

  test('a new base makes the open months anew and leaves the paid and claimed ones', async () => {
    const book = await openBook(open)
    await book.claim(share(book.member, '2026-01'))
    await book.confirm()
    await book.claim(share(book.member, '2026-02'))
    await book.assess(500, YEAR)
    const months = await book.database.read((tx) => monthsOf(tx, book.member, '2026-01'))
    expect(months.map(({ assessedFen }) => assessedFen)).toEqual([300, 300, ...YEAR.slice(2).map(() => 500)])
  })

  test('what was approved stays when the base changes: exempt stays exempt, reduced is paid as before', async () => {
    const book = await openBook(open)
    const { branch: approvedBy, member, collector: by } = book
    await book.write((tx) => waiveMonths(tx, { member, dueFen: 0, approvedBy, by }, ['2026-03'], NOW))
    await book.write((tx) => waiveMonths(tx, { member, dueFen: 100, approvedBy, by }, ['2026-04'], NOW))
    expect([stateOf(await book.month('2026-03')), stateOf(await book.month('2026-04'))]).toEqual(['exempt', 'reduced'])
    await book.assess(500, YEAR)
    expect(openFen(await book.month('2026-03'))).toBe(0)
    expect(openFen(await book.month('2026-04'))).toBe(100)
    await book.assess(80, YEAR)
    expect(openFen(await book.month('2026-04'))).toBe(80)
  })

  test('a reduction never goes below what was paid already', async () => {
    const book = await openBook(open)
    const { branch: approvedBy, member, collector: by } = book
    await book.claim(share(member, '2026-01', 200))
    await book.confirm()
    const changed = await book.write((tx) => waiveMonths(tx, { member, dueFen: 0, approvedBy, by }, ['2026-01', '2026-02'], NOW))
    expect(changed).toEqual(['2026-01', '2026-02'])
    expect(await book.month('2026-01')).toMatchObject({ confirmedFen: 200, waivedFen: 100 })
  })

  test('credit waits, pays for whole months when it can, and is taken back with its receipt', async () => {
    const book = await openBook(open)
    await book.claim(...YEAR.map((month) => share(book.member, month)), { member: book.member, purpose: 'credit', fen: 700 })
    const [receipt] = await book.confirm()
    expect(await book.database.read((tx) => besideMonths(tx, book.member))).toMatchObject({ creditFen: 700 })
    await book.assess(300, monthsThrough('2027-01', '2027-12'))
    await book.write((tx) => useCredit(tx, book.member, book.collector, NOW))
    expect(await book.database.read((tx) => besideMonths(tx, book.member))).toMatchObject({ creditFen: 100 })
    expect([stateOf(await book.month('2027-01')), stateOf(await book.month('2027-02')), stateOf(await book.month('2027-03'))]).toEqual([
      'confirmed',
      'confirmed',
      'assessed',
    ])
    if (receipt === undefined) throw new Error('no receipt')
    await book.write((tx) => reverseReceipt(tx, receipt, 'gone', { reason: 'undone', by: book.collector }, NOW))
    expect(await book.database.read((tx) => besideMonths(tx, book.member))).toMatchObject({ creditFen: 0 })
    expect(openFen(await book.month('2027-01'))).toBe(300)
    expect(openFen(await book.month('2026-12'))).toBe(300)
  })

  test('a voluntary extra stands apart and pays for no month', async () => {
    const book = await openBook(open)
    await book.claim(share(book.member, '2026-01'), { member: book.member, purpose: 'extra', fen: 1000 })
    await book.confirm()
    expect(await book.database.read((tx) => besideMonths(tx, book.member))).toMatchObject({ creditFen: 0, extraFen: 1000 })
    expect(openFen(await book.month('2026-02'))).toBe(300)
  })

  test('what is open is told for each branch, claims and all, up to a month', async () => {
    const book = await openBook(open)
    await book.claim(share(book.member, '2026-01'), share(book.member, '2026-02', 100))
    await book.confirm()
    await book.claim(share(book.member, '2026-03'))
    expect(await book.database.read((tx) => findArrears(tx, '2026-03'))).toEqual([{ branch: book.branch, people: 1, months: 2, fen: 500 }])
    expect(await book.database.read((tx) => findArrears(tx, '2026-01', [book.branch]))).toEqual([])
    expect(await book.database.read((tx) => findArrears(tx, '2026-12', []))).toEqual([])
  })

  test('an entry that makes no sense is refused', async () => {
    const book = await openBook(open)
    const { branch, member } = book
    const bad = [
      { kind: 'claim', purpose: 'month', member, branch, fen: 100 },
      { kind: 'claim', purpose: 'credit', member, branch, fen: 100, month: '2026-01' },
      { kind: 'claim', purpose: 'month', member, branch, month: '2026-01', fen: 0 },
      { kind: 'confirmation', purpose: 'month', member, branch, month: '2026-01', fen: 100 },
      { kind: 'reversal', purpose: 'month', member, branch, month: '2026-01', fen: 100 },
    ] as const
    for (const entry of bad) await expect(book.write((tx) => addEntry(tx, entry, NOW))).rejects.toThrow()
  })
})
