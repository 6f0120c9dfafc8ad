import { sayAmount } from '../kernel/language/say-money.ts'
import { posterWords } from './words.ts'
import type { AccountLine, Body } from './body.ts'

/** A row of a poster: what it was on the left, how much on the right, and smaller below who and what was left. */
export type PosterRow = {
  readonly left: string
  readonly right: string
  readonly note: string
  readonly balance: string
  readonly direction: 'in' | 'out' | 'none'
}

/** A picture longer than this is shrunk by chat programs until nobody can read it. */
const ROWS_PER_PAGE = { account: 14, table: 14, text: 24, nothing: 1 } as const
/** A line of text as wide as the poster. */
const LINE_CHARACTERS = 24

/** How many rows fit on one picture. */
export function rowsPerPage(body: Body): number {
  return ROWS_PER_PAGE[body.kind]
}

/** Everything a body tells, row by row. */
export function bodyRows(body: Body): readonly PosterRow[] {
  switch (body.kind) {
    case 'account':
      return body.lines.map(accountRow)
    case 'table':
      return body.rows.map((cells) => tableRow(body.columns, cells))
    case 'text':
      return body.text.split('\n').flatMap(wrap).map(plainRow)
    case 'nothing':
      return []
  }
}

function accountRow(line: AccountLine): PosterRow {
  const isIncome = line.incomeFen !== 0
  const who = [line.payee, line.handler === '' ? '' : posterWords.handler(line.handler), line.voucher].filter((part) => part !== '')
  return {
    left: line.summary,
    right: `${isIncome ? posterWords.in : posterWords.out} ${sayAmount(isIncome ? line.incomeFen : line.expenseFen)}`,
    note: [line.date, ...who].filter((part) => part !== '').join('　'),
    balance: posterWords.left(sayAmount(line.balanceFen)),
    direction: isIncome ? 'in' : 'out',
  }
}

/** A row of any table: its first cell names it, its last is on the right when it is a figure, the others stand below. */
function tableRow(columns: readonly string[], cells: readonly string[]): PosterRow {
  const last = cells.at(-1) ?? ''
  const isFigure = /^[¥￥]?-?[\d,.]+[元亩人户]?$/u.test(last)
  const between = cells.slice(1, isFigure ? -1 : undefined)
  const note = between.map((cell, at) => `${columns[at + 1] ?? ''}：${cell}`).filter((part) => !part.endsWith('：'))
  return { left: cells[0] ?? '', right: isFigure ? last : '', note: note.join('　'), balance: '', direction: 'none' }
}

function plainRow(text: string): PosterRow {
  return { left: text, right: '', note: '', balance: '', direction: 'none' }
}

function wrap(line: string): readonly string[] {
  const signs = [...line]
  return Array.from({ length: Math.max(1, Math.ceil(signs.length / LINE_CHARACTERS)) }, (_, at) =>
    signs.slice(at * LINE_CHARACTERS, (at + 1) * LINE_CHARACTERS).join(''),
  )
}
