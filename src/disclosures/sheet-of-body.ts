import type { SheetToWrite } from '../kernel/tables/write-sheet.ts'
import type { Body } from './body.ts'
import { sheetWords as words } from './view-words.ts'

/** A body as a table that anybody can add up again: money in fen, shown as yuan. */
export function sheetOfBody(name: string, body: Body): SheetToWrite {
  if (body.kind === 'account') return accountSheet(name, body)
  if (body.kind === 'table')
    return {
      name,
      columns: body.columns.map((title, at) => ({ key: `c${at}`, title })),
      rows: body.rows.map((row) => Object.fromEntries(row.map((cell, at) => [`c${at}`, cell]))),
    }
  const text = body.kind === 'text' ? body.text : words.nothing
  return { name, columns: [{ key: 'text', title: words.text }], rows: text.split('\n').map((line) => ({ text: line })) }
}

function accountSheet(name: string, body: Extract<Body, { kind: 'account' }>): SheetToWrite {
  const none = { date: '', handler: '', payee: '', voucher: '', income: null, expense: null }
  return {
    name,
    columns: [
      { key: 'date', title: words.date },
      { key: 'summary', title: words.summary },
      { key: 'income', title: words.income, holds: 'fen' },
      { key: 'expense', title: words.expense, holds: 'fen' },
      { key: 'balance', title: words.balance, holds: 'fen' },
      { key: 'handler', title: words.handler },
      { key: 'payee', title: words.payee },
      { key: 'voucher', title: words.voucher },
    ],
    rows: [
      { ...none, summary: words.opening, balance: body.openingFen },
      ...body.lines.map(({ date, summary, handler, payee, voucher, incomeFen, expenseFen, balanceFen }) => ({
        date,
        summary,
        handler,
        payee,
        voucher,
        income: incomeFen === 0 ? null : incomeFen,
        expense: expenseFen === 0 ? null : expenseFen,
        balance: balanceFen,
      })),
      { ...none, summary: words.total, income: body.incomeFen, expense: body.expenseFen, balance: null },
      { ...none, summary: words.closing, balance: body.closingFen },
    ],
  }
}
