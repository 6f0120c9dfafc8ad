import type { Body } from './body.ts'
import { boardWords as words } from './board-words.ts'
import { sayAmount } from './money.ts'

type AccountBody = Extract<Body, { kind: 'account' }>

/** What a version tells, as a table that a screen scrolls and a printer breaks between rows. */
export function BodyTable({ body }: { readonly body: Body }) {
  switch (body.kind) {
    case 'account':
      return <AccountTable body={body} />
    case 'table':
      return <PlainTable columns={body.columns} rows={body.rows} />
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
    <div class="scrolls" tabindex={0} role="region" aria-label={columns.join(' ')}>
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
