import type { Account } from './account.ts'

/** A line of published accounts; every text in it is redacted. Money is in fen. */
export type AccountLine = {
  readonly date: string
  readonly summary: string
  readonly handler: string
  readonly payee: string
  readonly voucher: string
  readonly incomeFen: number
  readonly expenseFen: number
  readonly balanceFen: number
}

/** What a version tells: accounts that agree, a table, a text, or that there is nothing to tell (本期无, signed like anything else). */
export type Body =
  | {
      readonly kind: 'account'
      readonly openingFen: number
      readonly incomeFen: number
      readonly expenseFen: number
      readonly closingFen: number
      readonly lines: readonly AccountLine[]
    }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'nothing' }

/** The accounts as they are published: with the balance after every line, whether it was written down or not. */
export function bodyOfAccount(account: Account): Body {
  let left = account.openingFen
  const lines = account.rows.map((row): AccountLine => {
    left += row.incomeFen - row.expenseFen
    const { date, summary, handler, payee, voucher, incomeFen, expenseFen } = row
    return { date, summary, handler, payee, voucher, incomeFen, expenseFen, balanceFen: left }
  })
  const { openingFen, incomeFen, expenseFen, closingFen } = account
  return { kind: 'account', openingFen, incomeFen, expenseFen, closingFen, lines }
}

/** The bytes that are stored and archived: the same body always gives the same text, whoever made the object. */
export function writeBody(body: Body): string {
  return JSON.stringify(sorted(body))
}

/** Reads what `writeBody` wrote. */
export function readBody(text: string): Body {
  return JSON.parse(text) as Body
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  )
}
