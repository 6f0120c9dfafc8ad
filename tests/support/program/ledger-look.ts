import type Sqlite from 'better-sqlite3'
import type { DuesDeed } from './dues-talk.ts'

/** What the ledger may never hold, each with a query that finds it. */
const NEVER = [
  [
    'a payment is not claimed once and whole',
    `select p.id from dues_payment p left join dues_entry e on e.payment_id = p.id and e.kind = 'claim'
     group by p.id having count(e.id) <> 1 or sum(e.fen) <> p.fen`,
  ],
  ['one message told of two payments', 'select message_key from dues_payment group by message_key having count(*) > 1'],
  ['a claim is answered twice', 'select settles_id from dues_entry where settles_id is not null group by settles_id having count(*) > 1'],
  [
    'a confirmation answers no claim',
    `select id from dues_entry where kind = 'confirmation' and (settles_id is null or receipt_id is null)`,
  ],
  [
    'a receipt is not what it confirms',
    `select r.id from dues_receipt r left join dues_entry e on e.receipt_id = r.id and e.kind = 'confirmation'
     group by r.id having coalesce(sum(e.fen), 0) <> r.fen`,
  ],
  [
    'receipts are not numbered one after the other',
    'select branch_id from dues_receipt group by branch_id, year having max(number) <> count(*) or min(number) <> 1',
  ],
  [
    'nobody was told of a receipt',
    `select id from dues_receipt where not exists (select 1 from letter where once = 'dues:receipt:' || dues_receipt.id)`,
  ],
  [
    'a month does not add up',
    `select m.member_id from dues_month m left join dues_entry e on e.member_id = m.member_id and e.month = m.month
     left join dues_entry s on s.settles_id = e.id
     group by m.member_id, m.month, m.confirmed_fen, m.claimed_fen
     having m.confirmed_fen <> sum(case when e.kind = 'confirmation' then e.fen else 0 end)
         or m.claimed_fen <> sum(case when e.kind = 'claim' and s.id is null then e.fen else 0 end)
         or m.confirmed_fen + m.claimed_fen > m.assessed_fen`,
  ],
  [
    'the receipts are not what was confirmed',
    `select 1 where (select coalesce(sum(fen), 0) from dues_receipt) <>
       (select coalesce(sum(confirmed_fen), 0) from dues_month)
       + (select coalesce(sum(fen), 0) from dues_entry where kind = 'confirmation' and purpose <> 'month')`,
  ],
] as const

/**
 * What of the dues was promised and is not so: each acknowledged claim stands in the ledger exactly once, whatever an
 * acknowledged confirmation covered is confirmed, and what was paid, confirmed and receipted adds up.
 */
export function findMisbooked(database: Sqlite.Database, deeds: readonly DuesDeed[], acknowledgedUpTo: number): readonly string[] {
  const broken = NEVER.flatMap(([line, query]) => {
    const count = database.prepare(query).all().length
    return count === 0 ? [] : [`${line} (${count} times)`]
  })
  const claims = claimsByUpdate(database)
  const told = deeds.filter(({ kind }) => kind === 'claim')
  for (const deed of deeds) {
    if (deed.updateId > acknowledgedUpTo) continue
    if (deed.kind === 'claim') {
      if (!claims.has(deed.updateId)) broken.push(`claim ${deed.updateId} was acknowledged and is not in the ledger`)
      continue
    }
    const isOpen = (claim: DuesDeed) =>
      claim.updateId < deed.shownAt &&
      (deed.of === 'all' ? claim.branch === deed.branch : claim.kind === 'claim' && claim.member === deed.of) &&
      claims.get(claim.updateId) !== 'confirmation'
    if (told.some(isOpen)) broken.push(`confirmation ${deed.updateId} was acknowledged and what it covers is not confirmed`)
  }
  return broken
}

/** How many claims are in the ledger, and how many of them are confirmed. */
export function countDues(database: Sqlite.Database): { readonly claims: number; readonly confirmed: number } {
  const states = [...claimsByUpdate(database).values()]
  return { claims: states.length, confirmed: states.filter((state) => state === 'confirmation').length }
}

/** How each claim was answered, by the number of the update that told of it. */
function claimsByUpdate(database: Sqlite.Database): ReadonlyMap<number, string> {
  const rows = database
    .prepare(
      `select p.message_key as key, coalesce(s.kind, 'open') as answer from dues_payment p
       join dues_entry e on e.payment_id = p.id and e.kind = 'claim' left join dues_entry s on s.settles_id = e.id`,
    )
    .all() as { key: string; answer: string }[]
  return new Map(rows.map(({ key, answer }) => [Number(key.slice(key.lastIndexOf(':') + 1)), answer]))
}
