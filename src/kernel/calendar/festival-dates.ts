/** Days by festivals: 国庆, 中秋节当天, 春节前, 国庆后第一个周一, 五一后第一个工作日, 除夕前一天. */
import { addDays, type Day, weekday } from '../day.ts'
import { readYear, YEAR } from './civil-dates.ts'
import { type Festival, type FestivalName, festivalsAround, festivalsOf } from './festivals.ts'
import { findHoliday } from './holidays.ts'
import { ahead, type FoundDate, found, type MeantDay } from './meant-day.ts'
import { matchAt, readSmall, readWeekday, SMALL, WEEKDAY_NAME } from './typed-text.ts'
import { isWorkingDay } from './working-days.ts'

const NAMES: readonly (readonly [FestivalName, string])[] = [
  ['元旦', '元旦节 元旦 阳历年'],
  ['妇女节', '三八妇女节 三八节 妇女节 三八'],
  ['植树节', '植树节'],
  ['劳动节', '五一劳动节 五一节 五一国际劳动节 劳动节 五一'],
  ['青年节', '五四青年节 青年节 五四'],
  ['儿童节', '六一儿童节 六一节 儿童节 六一'],
  ['建党节', '七一建党节 建党节 七一 党的生日'],
  ['建军节', '八一建军节 建军节 八一'],
  ['教师节', '教师节'],
  ['国庆节', '十一国庆节 十一国庆 国庆节 国庆'],
  ['清明节', '清明节 清明'],
  ['冬至', '冬至节 冬至'],
  ['春节', '春节 大年初一 年初一'],
  ['元宵节', '元宵节 元宵 正月十五元宵节'],
  ['龙抬头', '二月二龙抬头 龙抬头'],
  ['端午节', '端午节 端午 端阳节 端阳'],
  ['七夕', '七夕节 七夕'],
  ['中元节', '中元节'],
  ['中秋节', '中秋节 中秋 仲秋节'],
  ['重阳节', '重阳节 重阳'],
  ['腊八节', '腊八节 腊八'],
  ['小年', '小年夜 小年'],
  ['除夕', '除夕夜 除夕'],
]
const NAMED: ReadonlyMap<string, FestivalName> = new Map(
  NAMES.flatMap(([name, words]) => words.split(' ').map((word) => [word, name] as const)),
)
const WORDS = [...NAMED.keys()].toSorted((one, other) => other.length - one.length).join('|')
const FESTIVAL = new RegExp(
  `(?:(${YEAR}|20\\d\\d)(?:的| )?)?(?:(${WORDS})|(十一)(?=黄金周|长假|假期|放假|之?[前后])|(过年|年)(?=[前后](?!天)))`,
  'y',
)
const ITSELF = /(?:的)?(?:当天|当日|那天|这天|正日子)/y
const NEIGHBOUR = new RegExp(`(?:(前一天|头一天)|(?:(?:之|以)?后)?(第二天|次日|后一天)|后第(${SMALL})天)`, 'y')
const NTH = new RegExp(
  `(?:黄金周|长假|假期|放假|收假|节)?(?:之|以)?(前|后)(?:的| )?(?:第(${SMALL})个?|(头一个|首个)|(最后一?个))(?:${WEEKDAY_NAME}|(工作日|上班日))`,
  'y',
)

/** Two 小年 lie a day apart. */
const SAME_FESTIVAL_DAYS = 3
/**
 * How far the days off reach beyond the festival, by the principles for years whose notice has not come out yet: the
 * Spring Festival eight days from its eve, 1 October seven, 1 May five (国办发明电〔2024〕12号).
 */
const LONG_DAYS_OFF: Partial<Record<FestivalName, number>> = { 春节: 6, 国庆节: 6, 劳动节: 4 }
/** The others make three days together with the weekend, Wednesday only itself: days after the festival, Monday to Sunday. */
const SHORT_DAYS_OFF: ReadonlySet<FestivalName> = new Set<FestivalName>(['元旦', '清明节', '端午节', '中秋节'])
const AFTER_BY_WEEKDAY = [0, 0, 0, 2, 2, 2, 1] as const

type Named = { readonly name: FestivalName; readonly year: number | undefined; readonly end: number }
type Counting = { readonly side: '前' | '后'; readonly count: number; readonly fits: (day: Day) => boolean; readonly said: string }

/** Finds a day named by a festival that begins exactly at `start` of a folded text. Without a year it lies ahead. */
export function festivalDateAt(text: string, start: number, today: Day): FoundDate | undefined {
  const named = nameAt(text, start, today)
  if (named === undefined) return undefined
  const nth = nthAt(text, named.end)
  if (nth !== undefined)
    return found(
      upcoming(named, today, (festival) => [countFrom(festival, nth.counting)]),
      nth.end,
    )
  const neighbour = matchAt(NEIGHBOUR, text, named.end)
  if (neighbour !== undefined) {
    const distance = neighbour[1] !== undefined ? -1 : neighbour[2] !== undefined ? 1 : readSmall(neighbour[3])
    const near = (festival: Festival): readonly MeantDay[] => [
      { day: addDays(festival.day, distance), lunar: false, said: `${festival.said}${neighbour[0]}` },
    ]
    return found(upcoming(named, today, near), named.end + neighbour[0].length)
  }
  const itself = matchAt(ITSELF, text, named.end)?.[0].length ?? 0
  return found(
    upcoming(named, today, (festival) => [festival]),
    named.end + itself,
  )
}

function nameAt(text: string, start: number, today: Day): Named | undefined {
  const match = matchAt(FESTIVAL, text, start)
  if (match === undefined) return undefined
  const [typed, year, word, october] = match
  const name = word === undefined ? (october === undefined ? '春节' : '国庆节') : NAMED.get(word)
  if (name === undefined) return undefined
  return { name, year: year === undefined ? undefined : readYear(year, today), end: start + typed.length }
}

/** What the first festival gives from which something lies ahead; both 小年 belong together. */
function upcoming(named: Named, today: Day, meant: (festival: Festival) => readonly MeantDay[]): readonly MeantDay[] {
  if (named.year !== undefined) {
    const festivals = festivalsOf(named.year).filter(({ name }) => name === named.name)
    return ahead(festivals.flatMap(meant), today)
  }
  const days = festivalsAround(named.name, today).map((festival) => ({ festival, days: meant(festival).filter(({ day }) => day >= today) }))
  const [first] = days.filter((each) => each.days.length > 0)
  if (first === undefined) return []
  const last = addDays(first.festival.day, SAME_FESTIVAL_DAYS)
  return days.filter(({ festival }) => festival.day >= first.festival.day && festival.day <= last).flatMap((each) => each.days)
}

function nthAt(text: string, start: number): { readonly counting: Counting; readonly end: number } | undefined {
  const match = matchAt(NTH, text, start)
  if (match === undefined) return undefined
  const [typed, side, number, first, last, weekdayName] = match
  const count = number === undefined ? 1 : readSmall(number)
  if (count < 1 || count > 9 || (side === '后' && last !== undefined) || (side === '前' && first !== undefined)) return undefined
  const wanted = weekdayName === undefined ? undefined : readWeekday(weekdayName)
  const fits = (day: Day): boolean => (wanted === undefined ? isWorkingDay(day) : weekday(day) === wanted)
  return { counting: { side: side === '前' ? '前' : '后', count, fits, said: typed }, end: start + typed.length }
}

/** 国庆后 means after the days off, 国庆前 before them. */
function countFrom(festival: Festival, { side, count, fits, said }: Counting): MeantDay {
  let day = side === '后' ? lastDayOff(festival) : (findHoliday(festival.day)?.first ?? festival.day)
  for (let counted = 0; counted < count;) {
    day = addDays(day, side === '后' ? 1 : -1)
    if (fits(day)) counted++
  }
  return { day, lunar: false, said: `${festival.name}${said}` }
}

function lastDayOff({ name, day }: Festival): Day {
  const holiday = findHoliday(day)
  if (holiday !== undefined) return holiday.last
  const short = SHORT_DAYS_OFF.has(name) ? (AFTER_BY_WEEKDAY[weekday(day) - 1] ?? 0) : 0
  return addDays(day, LONG_DAYS_OFF[name] ?? short)
}
