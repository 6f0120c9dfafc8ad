/** The parts into which people divide the day, and which hours they say with each. */

/** A clock time; `nextDay` 1 when it comes after the midnight that ends the day: 晚上12点. */
export type ClockTime = { readonly time: string; readonly nextDay: 0 | 1 }

type Hour = { readonly hour: number; readonly nextDay: 0 | 1 }

type PartRule = {
  readonly words: readonly string[]
  /** Hours said with these words and kept as said. */
  readonly kept: readonly [number, number]
  /** Hours to which twelve is added. */
  readonly added: readonly [number, number]
  /** Whether 12 is noon, the midnight at the day's beginning or at its end. */
  readonly twelve: 'noon' | 'first-midnight' | 'last-midnight' | 'never'
  /** Hours after midnight that people still count to the evening before: 晚上1点. */
  readonly small?: readonly [number, number]
}

const NEVER: readonly [number, number] = [1, 0]

const RULES: readonly PartRule[] = [
  { words: ['凌晨', '拂晓', '后半夜', '下半夜', '天不亮', '天没亮'], kept: [0, 6], added: NEVER, twelve: 'first-midnight' },
  {
    words: ['大清早', '大早上', '清早', '清晨', '一大早', '一早', '早上', '早晨', '早起', '早间', '早'],
    kept: [3, 11],
    added: NEVER,
    twelve: 'never',
  },
  { words: ['上午', '头午', '前晌', '上半天', '午前'], kept: [5, 11], added: NEVER, twelve: 'noon' },
  { words: ['中午头', '晌午头', '大中午', '中午', '正午', '晌午', '午间'], kept: [10, 14], added: [1, 2], twelve: 'noon' },
  { words: ['下午', '午后', '后晌', '下半天', '过午'], kept: [13, 20], added: [1, 8], twelve: 'noon' },
  { words: ['傍晚', '傍黑', '擦黑', '黄昏'], kept: [16, 20], added: [4, 8], twelve: 'never' },
  { words: ['大晚上', '晚上', '夜晚', '晚间', '晚'], kept: [17, 23], added: [5, 11], twelve: 'last-midnight', small: [1, 4] },
  {
    words: ['大半夜', '三更半夜', '半夜', '夜里', '深夜', '夜间', '夜'],
    kept: [18, 23],
    added: [7, 11],
    twelve: 'last-midnight',
    small: [1, 6],
  },
]

const RULE_OF: ReadonlyMap<string, PartRule> = new Map(RULES.flatMap((rule) => rule.words.map((word) => [word, rule] as const)))

/** Before this hour a bare number may mean the morning or the evening; from nine on the evening would be the time to sleep. */
const FIRST_SURE_HOUR = 9

/** The words for parts of the day, longer ones first, as an alternation for a pattern. */
export const PART_WORDS = [...RULE_OF.keys()].toSorted((one, other) => other.length - one.length).join('|')

/** The words that mean twelve o'clock by themselves. */
export const NOON_WORDS: ReadonlySet<string> = new Set(['中午', '正午', '晌午', '大中午', '晌午头', '中午头'])

/** The clock times that an hour and a minute may mean with a part of the day; none when the two do not go together. */
export function timesInPart(part: string, hour: number, minute: number): readonly ClockTime[] {
  const rule = RULE_OF.get(part)
  if (rule === undefined) return []
  return write(hoursInPart(rule, hour), minute)
}

/**
 * The clock times that an hour may mean when nothing is said of the part of the day. 9 to 12 are read as they stand: by
 * habit nobody meets at nine in the evening, and what was read is said back in full. 1 to 8 may be either half.
 */
export function timesAlone(hour: number, minute: number, written: string): readonly ClockTime[] {
  if (hour === 24) return minute === 0 ? write([{ hour: 0, nextDay: 1 }], 0) : []
  if (hour > 24) return []
  const either = hour >= 1 && hour < FIRST_SURE_HOUR && !/^0\d/.test(written)
  const hours = either ? [hour, hour + 12] : [hour]
  return write(
    hours.map((one) => ({ hour: one, nextDay: 0 })),
    minute,
  )
}

function hoursInPart(rule: PartRule, hour: number): readonly Hour[] {
  if (hour === 12 && rule.twelve === 'noon') return [{ hour: 12, nextDay: 0 }]
  if (rule.twelve === 'first-midnight' && hour === 12) return [{ hour: 0, nextDay: 0 }]
  if (rule.twelve === 'last-midnight' && (hour === 12 || hour === 24 || hour === 0)) return [{ hour: 0, nextDay: 1 }]
  if (within(hour, rule.kept)) return [{ hour, nextDay: 0 }]
  if (within(hour, rule.added)) return [{ hour: hour + 12, nextDay: 0 }]
  if (rule.small === undefined || !within(hour, rule.small)) return []
  return [
    { hour, nextDay: 0 },
    { hour, nextDay: 1 },
  ]
}

function within(hour: number, [first, last]: readonly [number, number]): boolean {
  return hour >= first && hour <= last
}

function write(hours: readonly Hour[], minute: number): readonly ClockTime[] {
  if (minute < 0 || minute > 59) return []
  return hours.map(({ hour, nextDay }) => ({
    time: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
    nextDay,
  }))
}
