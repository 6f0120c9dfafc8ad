import type { Match } from './list-matching.ts'
import { listWords as words } from './list-words.ts'
import type { WaitingPayment } from './listed-store.ts'
import { sayClaimed } from './collectable.ts'
import { sumFen } from './member-month.ts'
import { sayYuan } from '../kernel/language/say-money.ts'
import { sayMonths } from './saying.ts'

type Matched = { readonly payment: WaitingPayment; readonly match: Match }

const MOST_LINES = 12

/** A list as it was understood: what is sure, what may be whose, what nobody is known for, and the words to send. */
export function sayList(matched: readonly Matched[], unread: number, today: string): string {
  const sure = matched.flatMap((one) => sureLine(one, today))
  const perhaps = matched.filter(({ match }) => match.kind === 'probable')
  const unknown = matched.filter(({ match }) => match.kind === 'unknown')
  const [open] = [...perhaps, ...unknown]
  return [
    words.read(matched.length, sayYuan(sumFen(matched.map(({ payment }) => payment))), unread),
    ...(sure.length === 0 ? [] : words.sure(sure.length, shorten(sure))),
    ...(perhaps.length === 0 ? [] : words.perhaps(perhaps.length, shorten(perhaps.map(({ payment }) => lineOf(payment))))),
    ...(unknown.length === 0 ? [] : words.unknown(unknown.length, shorten(unknown.map(({ payment }) => lineOf(payment))))),
    ...(sure.length === 0 ? [] : [words.confirm]),
    ...(open === undefined ? [] : [words.assign(open.payment.id, open.payment.name)]),
    ...(unknown.length + perhaps.length === 0 ? [] : [words.stay]),
  ].join('\n')
}

/** A payment that waits, by its number. */
export function lineOf({ id, name, fen }: WaitingPayment): string {
  return words.line(id, name, sayYuan(fen))
}

function sureLine({ payment, match }: Matched, today: string): readonly string[] {
  if (match.kind === 'claimed') return [words.sureLine(match.member.name, sayClaimed(match.claims, today), sayYuan(payment.fen))]
  if (match.kind !== 'due') return []
  const months = match.shares.flatMap((share) => (share.purpose === 'month' ? [share.month] : []))
  return [words.sureLine(match.member.name, sayMonths(months, today), sayYuan(payment.fen))]
}

/** As many lines as fit a letter, and how many more there are. */
export function shorten(lines: readonly string[]): readonly string[] {
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES), words.more(lines.length - MOST_LINES)]
}
