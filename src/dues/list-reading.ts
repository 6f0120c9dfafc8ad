import { type Day, parseDay } from '../kernel/day.ts'
import type { Cell } from '../kernel/tables/sheet.ts'

/** One line of a payment list: who, how much in fen, on which day. */
export type ListedPayment = { readonly name: string; readonly fen: number; readonly day: Day }

type Row = readonly Pick<Cell, 'text' | 'number'>[]
type Columns = { readonly name: number; readonly amount: number; readonly day: number }

const BETWEEN_CELLS = /[\t|｜]|[，,](?!\d{3}(?!\d))|\s+/u
const NAME_TITLE = /姓名|付款人|交款人|党员|对方|户名/u
const AMOUNT_TITLE = /金额|实收|收入|党费/u
const DAY_TITLE = /日期|时间/u
const NAME = /^[\p{Script=Han}·]{2,6}$/u
const NO_NAME = /合计|总计|小计|共计|姓名|金额|日期|微信|支付宝|银行|现金|转账|备注|党费|付款人|序号|时间|收款|农信/u
const AMOUNT = /^[¥￥+]?(\d{1,3}(?:,\d{3})+|\d{1,6})(\.\d{1,2})?元?$/u
const SURE_AMOUNT = /[¥￥元.]/u
const TOTALS = /^(?:合计|总计|小计|共计)/u
const HEADING_ROWS = 10

/** A list pasted into a chat, as rows of cells. */
export function rowsOfText(text: string): readonly Row[] {
  return text
    .normalize('NFKC')
    .split(/\r?\n/u)
    .map((line) => line.split(BETWEEN_CELLS).flatMap((cell) => (cell.trim() === '' ? [] : [{ text: cell.trim() }])))
}

/** The payments of a list, by its headings or else by what the cells look like; `unread` lines hold something else. */
export function readList(rows: readonly Row[], today: Day): { readonly payments: readonly ListedPayment[]; readonly unread: number } {
  const heading = rows.slice(0, HEADING_ROWS).findIndex((row) => columnsOf(row) !== undefined)
  const columns = columnsOf(rows[heading] ?? [])
  const payments: ListedPayment[] = []
  let unread = 0
  for (const row of rows.slice(heading + 1)) {
    if (row.every(({ text }) => text.trim() === '') || row.some(({ text }) => TOTALS.test(text.trim()))) continue
    const payment = readRow(row, columns, today)
    if (payment === undefined) unread += 1
    else payments.push(payment)
  }
  return { payments, unread }
}

function columnsOf(row: Row): Columns | undefined {
  const at = (title: RegExp) => row.findIndex(({ text }) => title.test(text))
  const [name, amount] = [at(NAME_TITLE), at(AMOUNT_TITLE)]
  return name === -1 || amount === -1 || name === amount ? undefined : { name, amount, day: at(DAY_TITLE) }
}

function readRow(row: Row, columns: Columns | undefined, today: Day): ListedPayment | undefined {
  const isDay = (one: Row[number]) => dayIn(one.text, today) !== undefined
  const amounts = row.filter((one) => !isDay(one) && fenOf(one) !== undefined)
  const amount = columns === undefined ? (amounts.find(({ text }) => SURE_AMOUNT.test(text)) ?? amounts.at(-1)) : row[columns.amount]
  const named = columns === undefined ? row.find(({ text }) => isName(text)) : row[columns.name]
  const day = columns === undefined ? row.find(isDay) : row[columns.day]
  const name = named?.text.normalize('NFKC').replaceAll(/\s/gu, '') ?? ''
  const fen = amount === undefined ? undefined : fenOf(amount)
  if (fen === undefined || fen <= 0 || name === '') return undefined
  return { name, fen, day: dayIn(day?.text ?? '', today) ?? today }
}

function isName(text: string): boolean {
  const plain = text.trim()
  return NAME.test(plain) && !NO_NAME.test(plain)
}

function fenOf({ text, number }: Row[number]): number | undefined {
  if (number !== undefined) return Math.round(number * 100)
  const plain = text.normalize('NFKC').replaceAll(/\s/gu, '')
  return AMOUNT.test(plain) ? Math.round(Number(plain.replaceAll(/[¥￥+元,]/gu, '')) * 100) : undefined
}

/** 2026-11-03, 2026年11月3日, 11月3日, 11/3; a day to come is one of last year. */
function dayIn(text: string, today: Day): Day | undefined {
  const whole = /(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})/u.exec(text)
  const short = /^(\d{1,2})[月/-](\d{1,2})日?$/u.exec(text.trim())
  const thisYear = Number(today.slice(0, 4))
  if (whole !== null) return dayOn(Number(whole[1]), whole[2], whole[3])
  if (short === null) return undefined
  const day = dayOn(thisYear, short[1], short[2])
  return day !== undefined && day > today ? dayOn(thisYear - 1, short[1], short[2]) : day
}

function dayOn(year: number, month = '', day = ''): Day | undefined {
  return parseDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}
