import type { Intent } from '../kernel/chat/utterance.ts'
import { moneyAt } from '../kernel/language/money.ts'
import { monthsAt } from '../kernel/language/months.ts'
import type { SaidMonths, SaidPayment } from './division.ts'
import type { Month } from './entry.ts'

/** 交到6月, 到年底; not the middle of 1月到6月. */
const SAYS_THROUGH =
  /(?<![月\d一二三四五六七八九十份])到(?:[今去明]年)?的?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月|到(?:年底|年末|今年年?底)/u

/** What an intent says of a payment. 交到6月 means everything up to it. */
export function readSaid(intent: Intent, text: string, period: Month): SaidPayment {
  const { amount_fen: amountFen, months } = intent
  return {
    ...(amountFen === undefined || amountFen <= 0 ? {} : { amountFen }),
    ...(months === undefined ? {} : { months: readMonths(months, text, period) }),
  }
}

function readMonths(months: NonNullable<Intent['months']>, text: string, period: Month): SaidMonths {
  if (typeof months === 'number') return { kind: 'count', count: months }
  const last = months.at(-1)
  if (last !== undefined && SAYS_THROUGH.test(text.normalize('NFKC')) && months[0] === period) return { kind: 'through', month: last }
  return { kind: 'named', months }
}

/** What an officer typed behind a name: 已交 3个月, 已交20块 1-3月. */
export function readTyped(typed: string, period: Month): SaidPayment {
  const text = typed.normalize('NFKC')
  let months: Intent['months']
  let amount_fen: number | undefined
  for (let at = 0; at < text.length;) {
    const spoken = monthsAt(text, at, { period })
    const money = spoken === undefined ? moneyAt(text, at) : undefined
    if (spoken !== undefined) months ??= spoken.named ?? spoken.count
    amount_fen ??= money?.fen
    at = spoken?.end ?? money?.end ?? at + 1
  }
  amount_fen ??= bareYuan(text)
  return readSaid(
    { intent: 'record_for_member', ...(months === undefined ? {} : { months }), ...(amount_fen === undefined ? {} : { amount_fen }) },
    text,
    period,
  )
}

/** 已交20, 已交 2.4: a number alone behind the word is yuan. */
function bareYuan(text: string): number | undefined {
  const found = /(?:交|缴)了?\s*(\d{1,5}(?:\.\d{1,2})?)\s*$/u.exec(text)?.[1]
  return found === undefined ? undefined : Math.round(Number(found) * 100)
}
