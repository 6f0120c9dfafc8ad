/** The festivals by which people in the branches count the year, for any year from 1902 to 2098. */
import { type Day, parseDay } from '../day.ts'
import { dayOfLunar, dayOfTerm, daysInLunarMonth, sayLunar } from './lunar.ts'

/** The festivals known here, each by its full name. 小年 is kept on two days: in the north and in the south. */
export type FestivalName =
  | '元旦'
  | '妇女节'
  | '植树节'
  | '劳动节'
  | '青年节'
  | '儿童节'
  | '建党节'
  | '建军节'
  | '教师节'
  | '国庆节'
  | '清明节'
  | '冬至'
  | '春节'
  | '元宵节'
  | '龙抬头'
  | '端午节'
  | '七夕'
  | '中元节'
  | '中秋节'
  | '重阳节'
  | '腊八节'
  | '小年'
  | '除夕'

/** A festival of one year. `said` is how it is read back: 中秋节（农历八月十五）. */
export type Festival = { readonly name: FestivalName; readonly day: Day; readonly lunar: boolean; readonly said: string }

const CIVIL: readonly (readonly [FestivalName, string])[] = [
  ['元旦', '01-01'],
  ['妇女节', '03-08'],
  ['植树节', '03-12'],
  ['劳动节', '05-01'],
  ['青年节', '05-04'],
  ['儿童节', '06-01'],
  ['建党节', '07-01'],
  ['建军节', '08-01'],
  ['教师节', '09-10'],
  ['国庆节', '10-01'],
]

/** Month and day in the lunar calendar; day 0 stands for the last day of the month. */
const LUNAR: readonly (readonly [FestivalName, number, number, string?])[] = [
  ['春节', 1, 1],
  ['元宵节', 1, 15],
  ['龙抬头', 2, 2],
  ['端午节', 5, 5],
  ['七夕', 7, 7],
  ['中元节', 7, 15],
  ['中秋节', 8, 15],
  ['重阳节', 9, 9],
  ['腊八节', 12, 8],
  ['小年', 12, 23, '北方小年'],
  ['小年', 12, 24, '南方小年'],
  ['除夕', 12, 0],
]

/** A lunar day costs a tenth of a millisecond, and the same few years are asked for again and again. */
const computed = new Map<number, readonly Festival[]>()

/** All festivals of a calendar year in order. What belongs to the end of a lunar year may come twice or not at all. */
export function festivalsOf(year: number): readonly Festival[] {
  const known = computed.get(year)
  if (known !== undefined) return known
  const festivals = compute(year)
  computed.set(year, festivals)
  return festivals
}

function compute(year: number): readonly Festival[] {
  const civil = CIVIL.flatMap(([name, date]) => civilFestival(name, parseDay(`${year}-${date}`)))
  const terms = [...civilFestival('清明节', dayOfTerm(year, '清明')), ...civilFestival('冬至', dayOfTerm(year, '冬至'))]
  const lunar = [year - 1, year].flatMap((lunarYear) => LUNAR.flatMap((entry) => lunarFestival(lunarYear, entry)))
  return [...civil, ...terms, ...lunar.filter(({ day }) => Number(day.slice(0, 4)) === year)].toSorted((one, other) =>
    one.day < other.day ? -1 : one.day > other.day ? 1 : 0,
  )
}

/** The days of one festival in the three calendar years around a day, in order. */
export function festivalsAround(name: FestivalName, day: Day): readonly Festival[] {
  const year = Number(day.slice(0, 4))
  return [year - 1, year, year + 1].flatMap((each) => festivalsOf(each)).filter((festival) => festival.name === name)
}

function civilFestival(name: FestivalName, day: Day | undefined): readonly Festival[] {
  return day === undefined ? [] : [{ name, day, lunar: false, said: name }]
}

function lunarFestival(year: number, [name, month, wanted, title]: (typeof LUNAR)[number]): readonly Festival[] {
  const number = wanted === 0 ? daysInLunarMonth(year, month) : wanted
  const day = dayOfLunar({ year, month, day: number })
  return day === undefined ? [] : [{ name, day, lunar: true, said: `${title ?? name}（${sayLunar({ month, day: number })}）` }]
}
