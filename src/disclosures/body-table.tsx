import type { Body } from './body.ts'
import { boardWords as words } from './board-words.ts'
import { sayAmount, sayYuan } from '../kernel/language/say-money.ts'
import { bodyRows } from './poster-rows.ts'

type AccountBody = Extract<Body, { kind: 'account' }>

/** What a version tells: on paper and a wide screen as a table, on a phone row by row as the poster shows it. */
export function BodyTable({ body }: { readonly body: Body }) {
  switch (body.kind) {
    case 'account':
    case 'table':
      return (
        <>
          <Rows body={body} />
          {body.kind === 'account' ? <AccountTable body={body} /> : <PlainTable columns={body.columns} rows={body.rows} />}
        </>
      )
    case 'text':
      return (
        <div>
          {body.text.split('\n').map((line) => (
            <p>{line}</p>
          ))}
        </div>
      )
    case 'nothing':
      return <p>{words.nothing}</p>
  }
}

function Rows({ body }: { readonly body: Body }) {
  return (
    <ul class="rows">
      {body.kind === 'account' && <Sums body={body} />}
      {bodyRows(body).map(({ left, right, note, balance, direction }) => (
        <li>
          <span>{left}</span>
          <strong class={direction}>{right}</strong>
          <small>{note}</small>
          <small class="figure">{balance}</small>
        </li>
      ))}
    </ul>
  )
}

function Sums({ body }: { readonly body: AccountBody }) {
  const sums = [
    [words.opening, body.openingFen],
    [words.income, body.incomeFen],
    [words.expense, body.expenseFen],
    [words.closing, body.closingFen],
  ] as const
  return (
    <>
      {sums.map(([label, fen]) => (
        <li class="sum">
          <span>{label}</span>
          <strong>{sayYuan(fen)}</strong>
        </li>
      ))}
    </>
  )
}

function AccountTable({ body }: { readonly body: AccountBody }) {
  const line = (label: string, income: string, expense: string, balance: string) => ['', label, '', '', '', income, expense, balance]
  const rows = [
    line(words.opening, '', '', sayAmount(body.openingFen)),
    ...body.lines.map((one) => [
      one.date,
      one.summary,
      one.payee,
      one.handler,
      one.voucher,
      one.incomeFen === 0 ? '' : sayAmount(one.incomeFen),
      one.expenseFen === 0 ? '' : sayAmount(one.expenseFen),
      sayAmount(one.balanceFen),
    ]),
    line(words.closing, sayAmount(body.incomeFen), sayAmount(body.expenseFen), sayAmount(body.closingFen)),
  ]
  return <PlainTable columns={words.accountColumns} rows={rows} />
}

/** A column in which nothing stands takes no room. */
function PlainTable({ columns, rows }: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }) {
  const used = columns.map((_, at) => rows.some((row) => (row[at] ?? '') !== ''))
  return (
    <div class="scrolls" tabindex={0} role="region" aria-label={words.table}>
      <table>
        <thead>
          <tr>{columns.map((column, at) => used[at] === true && <th scope="col">{column}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>{row.map((cell, at) => used[at] === true && <td class={isFigure(cell) ? 'figure' : ''}>{cell}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function isFigure(text: string): boolean {
  return /^-?[\d,.]+$/u.test(text)
}
