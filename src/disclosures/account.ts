/** One line of the accounts. Money is in fen; a reversed entry is negative in its own column, as bookkeepers write it in red. */
export type AccountRow = {
  /** Where the drafter finds it: a cell's address, or 第n行. */
  readonly address: string
  readonly date: string
  readonly summary: string
  /** Who settled it for the village: somebody in office, and so named. */
  readonly handler: string
  /** Who was paid, or who paid. */
  readonly payee: string
  readonly voucher: string
  readonly incomeFen: number
  readonly expenseFen: number
  /** What is left after this line, as it was written; none where the column is empty. */
  readonly balance?: Placed
}

/** An amount in fen, and the cell it stands in. */
export type Placed = { readonly address: string; readonly fen: number }

/** The accounts of a period: opening + income − expense = closing (农村集体经济组织财务公开规定, 2011: item by item, entry by entry). */
export type Account = {
  readonly openingFen: number
  readonly incomeFen: number
  readonly expenseFen: number
  readonly closingFen: number
  readonly rows: readonly AccountRow[]
}

/** What was written down, before anybody has checked that it agrees. */
export type WrittenAccount = {
  readonly opening?: Placed
  readonly closing?: Placed
  /** Sums that somebody wrote below the lines. */
  readonly totals: readonly (Placed & { readonly column: 'income' | 'expense' })[]
  readonly rows: readonly AccountRow[]
}

/** The accounts, or every disagreement with its place and its difference. */
export type Balanced =
  | { readonly kind: 'balanced'; readonly account: Account }
  | { readonly kind: 'refused'; readonly lines: readonly string[] }

/** The words in which a disagreement is told. */
export type AccountWords = {
  readonly noOpening: string
  readonly noClosing: string
  readonly noRows: string
  wrongBalance(address: string, writtenFen: number, computedFen: number): string
  wrongClosing(address: string, writtenFen: number, computedFen: number): string
  wrongTotal(address: string, column: 'income' | 'expense', writtenFen: number, computedFen: number): string
}

/**
 * Checks the accounts line by line. After a wrong balance the written one is taken for the next line, so that one slip is
 * named once and not at every line below it.
 */
export function balanceAccount(written: WrittenAccount, words: AccountWords): Balanced {
  const { opening, closing, rows, totals } = written
  const lines: string[] = []
  if (opening === undefined) lines.push(words.noOpening)
  if (closing === undefined) lines.push(words.noClosing)
  if (rows.length === 0) lines.push(words.noRows)
  if (opening === undefined || closing === undefined || rows.length === 0) return { kind: 'refused', lines }
  const income = sumOf(rows, 'incomeFen')
  const expense = sumOf(rows, 'expenseFen')
  let left = opening.fen
  for (const row of rows) {
    left += row.incomeFen - row.expenseFen
    if (row.balance === undefined || row.balance.fen === left) continue
    lines.push(words.wrongBalance(row.balance.address, row.balance.fen, left))
    left = row.balance.fen
  }
  if (left !== closing.fen) lines.push(words.wrongClosing(closing.address, closing.fen, left))
  else if (opening.fen + income - expense !== closing.fen && lines.length === 0)
    lines.push(words.wrongClosing(closing.address, closing.fen, opening.fen + income - expense))
  for (const { address, column, fen } of totals) {
    const computed = column === 'income' ? income : expense
    if (fen !== computed) lines.push(words.wrongTotal(address, column, fen, computed))
  }
  if (lines.length > 0) return { kind: 'refused', lines }
  return { kind: 'balanced', account: { openingFen: opening.fen, incomeFen: income, expenseFen: expense, closingFen: closing.fen, rows } }
}

function sumOf(rows: readonly AccountRow[], column: 'incomeFen' | 'expenseFen'): number {
  return rows.reduce((sum, row) => sum + row[column], 0)
}
