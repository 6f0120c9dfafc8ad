/** Reads amounts of money into integer fen: 12块, 十二元整, 一块二, 两毛五, 250元5角, ￥3.60, 块八. */
import { numeralAt } from './numerals.ts'

/** An amount found in a text, in fen, with where it begins and ends. */
export type Money = { readonly fen: number; readonly start: number; readonly end: number }

const UNIT_FEN: Readonly<Record<string, number>> = { 元: 100, 块: 100, 圆: 100, 蚊: 100, 毛: 10, 角: 10, 分: 1 }
const LARGEST_YUAN = 100_000_000

function toFen(value: number, unit: number): number | undefined {
  if (value > LARGEST_YUAN) return undefined
  return Math.round(value * unit)
}

/** 一块 before a verb means "together" (一块交的), and 分/角 of other words are no money. */
function isOtherWord(text: string, start: number, end: number, unit: string): boolean {
  const word = text.slice(start, end)
  const next = text[end] ?? ''
  if (next === '') return false
  if (unit === '块') return '地田儿石砖牌'.includes(next) || (word === '一块' && '交来去到签缴走给转请付在学'.includes(next))
  if (unit === '分') return '钟部会工子行公局支组店开成之明'.includes(next)
  if (unit === '元') return '旦宵月帅素'.includes(next)
  if (unit === '角') return '落度色'.includes(next)
  return false
}

function skipTail(text: string, end: number): number {
  let at = end
  if (text.startsWith('人民币', at)) at += 3
  if (text[at] === '钱') at++
  if (text[at] === '整' || text[at] === '正') at++
  return at
}

/** After a unit a smaller amount may follow, with its unit (五角) or, for one digit, without (一块二). */
function smallerPart(text: string, at: number, unit: number): { fen: number; end: number } {
  const start = text[at] === '零' ? at + 1 : at
  const number = numeralAt(text, start)
  if (!number || unit === 1) return { fen: 0, end: at }
  const below = UNIT_FEN[text[number.end] ?? '']
  if (below !== undefined && below < unit) {
    const fen = Math.round(number.value * below)
    const deeper = smallerPart(text, number.end + 1, below)
    return { fen: fen + deeper.fen, end: deeper.end }
  }
  const next = text[number.end] ?? ''
  if (number.value < 10 && Number.isInteger(number.value) && !'个月号点日年人户季份条项笔次斤的组元块'.includes(next || '\n'))
    return { fen: number.value * (unit / 10), end: number.end }
  if (number.value < 100 && number.value >= 10 && unit === 100 && !number.chinese && next === '')
    return { fen: number.value, end: number.end }
  return { fen: 0, end: at }
}

function afterSign(text: string, start: number): Money | undefined {
  const at = text[start + 1] === ' ' ? start + 2 : start + 1
  const number = numeralAt(text, at)
  if (!number) return undefined
  const fen = toFen(number.value, 100)
  if (fen === undefined) return undefined
  const end = text[number.end] === '元' || text[number.end] === '块' ? number.end + 1 : number.end
  return { fen, start, end }
}

/** Finds the amount that begins exactly at `start`. A number without a unit is no amount here. */
export function moneyAt(text: string, start: number): Money | undefined {
  const first = text[start] ?? ''
  if (first === '¥' || first === '￥') return afterSign(text, start)
  const number = numeralAt(text, start)
  if (!number) return undefined
  const unit = text[number.end] ?? ''
  const latin = /^(?:rmb|yuan)/i.exec(text.slice(number.end, number.end + 4))
  if (latin) {
    const fen = toFen(number.value, 100)
    return fen === undefined ? undefined : { fen, start, end: number.end + latin[0].length }
  }
  const unitFen = unit === '¥' || unit === '￥' ? 100 : UNIT_FEN[unit]
  if (unitFen === undefined || isOtherWord(text, start, number.end + 1, unit)) return undefined
  const fen = toFen(number.value, unitFen)
  if (fen === undefined) return undefined
  const tailed = skipTail(text, number.end + 1)
  const small = tailed === number.end + 1 ? smallerPart(text, tailed, unitFen) : { fen: 0, end: tailed }
  return { fen: fen + small.fen, start, end: skipTail(text, small.end) }
}

/** Reads a text that is an amount and nothing else. */
export function readMoney(text: string): number | undefined {
  const found = moneyAt(text, 0)
  return found && found.end === text.length ? found.fen : undefined
}
