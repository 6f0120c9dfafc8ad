import type { Body } from './body.ts'
import { sayYuan } from '../kernel/language/say-money.ts'

/** Everything a body tells, a line each, as it is read in a chat. */
export function bodyText(body: Body): readonly string[] {
  switch (body.kind) {
    case 'account':
      return body.lines.map(({ date, summary, payee, incomeFen, expenseFen, balanceFen }) => {
        const moved = [incomeFen === 0 ? '' : `收 ${sayYuan(incomeFen)}`, expenseFen === 0 ? '' : `支 ${sayYuan(expenseFen)}`]
        const parts = [date, summary, payee, ...moved, `余 ${sayYuan(balanceFen)}`]
        return parts.filter((part) => part !== '').join(' ')
      })
    case 'table':
      return body.rows.map((row) =>
        row.flatMap((cell, at) => (cell === '' ? [] : [at === 0 ? cell : `${body.columns[at] ?? ''} ${cell}`])).join('，'),
      )
    case 'text':
      return body.text.split('\n')
    case 'nothing':
      return []
  }
}
