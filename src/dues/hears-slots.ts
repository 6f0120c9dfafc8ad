import type { Token } from '../kernel/chat/tokens.ts'
import type { Intent } from '../kernel/chat/utterance.ts'
import { monthAfter } from '../kernel/language/months.ts'

const CHANNELS: readonly (readonly [RegExp, NonNullable<Intent['channel']>])[] = [
  [/微信|wx|vx/i, 'wechat'],
  [/支付宝|花呗|zfb/i, 'alipay'],
  [/银行|网银|信用社|农商行|邮政|建行|农行|工行|中行|邮储|农信|柜台|atm|取款机|对公/i, 'bank'],
  [/现金|现钱|现款|当面|面交|亲手/, 'cash'],
  [/转账|码|云闪付|数币|数字人民币/, 'transfer'],
]
const ELECTRONIC =
  /^(?:转|已转|转了|扫|扫了|扫的|扫码|汇|汇了|打过去|打过来|转账|转给|转好了|转过去|转过来|转钱|打给|打款|汇款|已转账|已扫码|已打款|已汇|打卡里|划|划款|卡)$/
const TOGETHER = /^(?:一共|共|总共|共计|合计|合起来)$/

/** The amount said, in fen. A bare number right after the verb is yuan; of several amounts the total, else the last. */
export function amountOf(tokens: readonly Token[], core: number): Pick<Intent, 'amount_fen'> {
  const amounts = tokens.filter((token) => token.kind === 'money')
  const total = tokens.findIndex((token) => TOGETHER.test(token.text))
  const money = (total === -1 ? undefined : tokens.slice(total).find((token) => token.kind === 'money')) ?? amounts.at(-1)
  if (money?.value !== undefined) return { amount_fen: money.value }
  const bare = tokens.find(
    (token, at) =>
      token.kind === 'number' &&
      at > core &&
      tokens[at + 1]?.kind !== 'unknown' &&
      !tokens
        .slice(core + 1, at)
        .some((between) => !['aspect', 'particle', 'officer', 'name', 'give', 'also', 'due', 'space'].includes(between.kind)),
  )
  const before = tokens.find((token, at) => token.kind === 'number' && ['due', 'months'].includes(tokens[at - 1]?.kind ?? ''))
  const value = (core === -1 ? undefined : bare?.value) ?? before?.value
  return value !== undefined && value > 0 ? { amount_fen: Math.round(value * 100) } : {}
}

/** The months spoken of: named ones joined, else a count. 上个月的也交了 means the open month too. */
export function monthsOf(tokens: readonly Token[], period: string): Pick<Intent, 'months'> {
  const spoken = tokens.flatMap((token) => (token.months ? [token.months] : []))
  const named = [...new Set(spoken.flatMap((months) => months.named ?? []))]
  const lastMonth = spoken.some((months) => months.spoken === 'last-month')
  const also = tokens.some((token) => token.text === '也' || token.text.startsWith('连'))
  if (lastMonth && also && named.length === 1) named.push(period)
  const back = tokens.some((token) => token.text.startsWith('补'))
  const months = named.map((month) =>
    back && month > period && spoken.every(({ spoken: how }) => how === 'named') ? monthAfter(month, -12) : month,
  )
  if (months.length > 0) return { months: months.toSorted() }
  const count = spoken.find((found) => found.count !== undefined)?.count
  return count === undefined ? {} : { months: count }
}

/** By which way it was paid, if said; an electronic transfer without a name is `transfer`. */
export function channelOf(tokens: readonly Token[]): Pick<Intent, 'channel'> {
  const words = tokens.filter((token) => token.kind === 'channel').map((token) => token.text)
  for (const [pattern, channel] of CHANNELS) if (words.some((word) => pattern.test(word))) return { channel }
  return tokens.some((token) => ELECTRONIC.test(token.text)) ? { channel: 'transfer' } : {}
}
