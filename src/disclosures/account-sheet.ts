import type { Cell, Sheet } from '../kernel/tables/sheet.ts'
import type { AccountRow, Placed, WrittenAccount } from './account.ts'
import { readAmount } from './amount.ts'

type Column = 'date' | 'summary' | 'handler' | 'payee' | 'voucher' | 'income' | 'expense' | 'balance'

/** The accounts as a sheet holds them, or what could not be read, each with its cell. */
export type AccountRead =
  | { readonly kind: 'written'; readonly account: WrittenAccount }
  | { readonly kind: 'no-heading' }
  | { readonly kind: 'unreadable'; readonly cells: readonly { readonly address: string; readonly text: string }[] }

/** How offices head their columns, the more telling word first. */
const HEADINGS: readonly (readonly [Column, RegExp])[] = [
  ['voucher', /凭证|票据号|单据号/u],
  ['balance', /余额|结余|结存/u],
  ['income', /收入|收方|进账|借方/u],
  ['expense', /支出|付方|开支|贷方/u],
  ['handler', /经手|经办/u],
  ['payee', /领款|领取|收款|付款|交款|对象|对方|单位或个人/u],
  ['date', /日期|时间|年月日|月日/u],
  ['summary', /摘要|内容|事项|项目|用途|名称|说明/u],
]
const OPENING = /^(?:上(?:期|月|季|年|季度|年度)(?:末)?(?:结余|余额|结转|结存)|期初(?:结余|余额|结存)|上年结转)/u
const CLOSING =
  /^(?:(?:期|月|季|年|季度|年度)末(?:结余|余额|结存)|本(?:期|月|季|年|季度|年度)(?:末)?(?:结余|余额|结存)|结转下(?:期|月|季|年))/u
const TOTAL = /^(?:本?(?:期|月|季|年|季度|年度)?(?:合计|总计|小计|累计))/u
const SIGNATURE = /^(?:制表|填表|审核|复核|监督|负责人|会计|出纳|签字|签名|公开日期|备注|注)[^，。]{0,12}[:：]/u
const HEADING_ROWS = 12
const YUAN_FEN = 100
const WAN_FEN = 1_000_000

/** Reads the accounts of a sheet by its headings; titles above and signatures below are passed over. */
export function readAccountSheet(sheet: Sheet): AccountRead {
  const heading = findHeading(sheet)
  if (heading === undefined) return { kind: 'no-heading' }
  const rows: AccountRow[] = []
  const totals: WrittenAccount['totals'][number][] = []
  const unreadable: { address: string; text: string }[] = []
  const ends = new Map<'opening' | 'closing', Placed>()
  for (const cells of sheet.rows.slice(heading.row + 1)) {
    const line = readLine(cells, heading, unreadable)
    if (line === undefined) continue
    const { row } = line
    if (OPENING.test(row.summary)) ends.set('opening', leftOf(row))
    else if (CLOSING.test(row.summary)) ends.set('closing', leftOf(row))
    else if (TOTAL.test(row.summary)) totals.push(...line.sums)
    else if (line.amounts > 0) rows.push(row)
  }
  if (unreadable.length > 0) return { kind: 'unreadable', cells: unreadable }
  return { kind: 'written', account: { ...Object.fromEntries(ends), totals, rows } }
}

type Heading = { readonly row: number; readonly columns: ReadonlyMap<Column, number>; readonly unitFen: number }

function findHeading(sheet: Sheet): Heading | undefined {
  for (const [row, cells] of sheet.rows.slice(0, HEADING_ROWS).entries()) {
    const columns = new Map<Column, number>()
    for (const [at, { text }] of cells.entries()) {
      const plain = text.replaceAll(/\s/gu, '')
      const column = plain.length > 12 ? undefined : HEADINGS.find(([name, words]) => !columns.has(name) && words.test(plain))?.[0]
      if (column !== undefined) columns.set(column, at)
    }
    if (!columns.has('summary') || !columns.has('income') || !columns.has('expense')) continue
    const above = sheet.rows.slice(0, row + 1).flat()
    return { row, columns, unitFen: above.some(({ text }) => /万元/u.test(text)) ? WAN_FEN : YUAN_FEN }
  }
  return undefined
}

type Line = { readonly row: AccountRow; readonly amounts: number; readonly sums: WrittenAccount['totals'] }

function readLine(
  cells: readonly Cell[],
  { columns, unitFen }: Heading,
  unreadable: { address: string; text: string }[],
): Line | undefined {
  const textOf = (column: Column) => cells[columns.get(column) ?? -1]?.text.trim() ?? ''
  const first = cells.find(({ text }) => text.trim() !== '')
  if (first === undefined || SIGNATURE.test(first.text.trim())) return undefined
  let amounts = 0
  const money = (column: Column): Placed | undefined => {
    const cell = cells[columns.get(column) ?? -1]
    const amount = cell === undefined ? ({ kind: 'empty' } as const) : readAmount(cell, unitFen)
    if (amount.kind === 'unreadable' && cell !== undefined) unreadable.push({ address: cell.address, text: cell.text })
    if (amount.kind !== 'fen' || cell === undefined) return undefined
    amounts += 1
    return { address: cell.address, fen: amount.fen }
  }
  const [income, expense, balance] = [money('income'), money('expense'), money('balance')]
  const marked = textOf('summary') === '' ? first.text.trim() : textOf('summary')
  const row: AccountRow = {
    address: first.address,
    date: textOf('date'),
    summary: marked.replaceAll(/\s+/gu, ' '),
    handler: textOf('handler'),
    payee: textOf('payee'),
    voucher: textOf('voucher'),
    incomeFen: income?.fen ?? 0,
    expenseFen: expense?.fen ?? 0,
    ...(balance === undefined ? {} : { balance }),
  }
  const sums = [
    ...(income === undefined ? [] : [{ ...income, column: 'income' as const }]),
    ...(expense === undefined ? [] : [{ ...expense, column: 'expense' as const }]),
  ]
  return { row, amounts, sums }
}

/** Where there is no column of balances, what is left stands among the incomes. */
function leftOf({ address, balance, incomeFen }: AccountRow): Placed {
  return balance ?? { address, fen: incomeFen }
}
