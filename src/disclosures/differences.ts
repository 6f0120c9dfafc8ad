import { sayAmount } from '../kernel/language/say-money.ts'
import type { Body } from './body.ts'

/** A line of a body in two versions: in both, only in the old one, or only in the new one. */
export type Difference = { readonly kind: 'same' | 'gone' | 'new'; readonly text: string }

/** A body as lines of text, one for each thing it tells: what versions are compared by. */
export function linesOf(body: Body): readonly string[] {
  switch (body.kind) {
    case 'account':
      return [
        `上期结余 ${sayAmount(body.openingFen)}`,
        ...body.lines.map(({ date, summary, handler, payee, voucher, incomeFen, expenseFen }) =>
          [date, summary, payee, handler, voucher, incomeFen === 0 ? `支 ${sayAmount(expenseFen)}` : `收 ${sayAmount(incomeFen)}`]
            .filter((part) => part !== '')
            .join('　'),
        ),
        `期末结余 ${sayAmount(body.closingFen)}`,
      ]
    case 'table':
      return [body.columns.join('　'), ...body.rows.map((row) => row.join('　'))]
    case 'text':
      return body.text.split('\n')
    case 'nothing':
      return ['本期无']
  }
}

/** What changed from one version to the next, in the order of the new one, by the longest run of lines that stayed. */
export function differencesOf(older: Body, newer: Body): readonly Difference[] {
  const [before, after] = [linesOf(older), linesOf(newer)]
  const kept = longestKept(before, after)
  const differences: Difference[] = []
  let [from, to] = [0, 0]
  while (from < before.length || to < after.length) {
    const [old, fresh] = [before[from], after[to]]
    if (old !== undefined && old === fresh && (kept[from]?.[to] ?? 0) > 0) {
      differences.push({ kind: 'same', text: old })
      from += 1
      to += 1
    } else if (old !== undefined && (fresh === undefined || (kept[from + 1]?.[to] ?? 0) >= (kept[from]?.[to + 1] ?? 0))) {
      differences.push({ kind: 'gone', text: old })
      from += 1
    } else {
      differences.push({ kind: 'new', text: fresh ?? '' })
      to += 1
    }
  }
  return differences
}

/** For every pair of places the length of the longest run that stays from there on; a body has at most 300 lines. */
function longestKept(before: readonly string[], after: readonly string[]): readonly (readonly number[])[] {
  const kept = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0))
  for (let from = before.length - 1; from >= 0; from -= 1)
    for (let to = after.length - 1; to >= 0; to -= 1) {
      const row = kept[from]
      if (row === undefined) continue
      row[to] = before[from] === after[to] ? (kept[from + 1]?.[to + 1] ?? 0) + 1 : Math.max(kept[from + 1]?.[to] ?? 0, row[to + 1] ?? 0)
    }
  return kept
}
