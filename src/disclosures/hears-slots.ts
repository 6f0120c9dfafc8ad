import { monthAfter, writeMonth } from '../kernel/language/months.ts'
import { readNumeral } from '../kernel/language/numerals.ts'

/** Words for the categories of disclosure; the first that fits counts, so narrow ones come first. */
const CATEGORIES: readonly (readonly [RegExp, string])[] = [
  [/干部.{0,4}(?:工资|报酬|补助|补贴|待遇|误工)/, 'cadre_pay'],
  [/低保|救济|救助|补贴|五保|特困|残补|危房|困难户|贫困户|粮补|补助(?!工)|高龄|慰问|优抚|惠农/, 'subsidy'],
  [/干部(?:的)?(?:工资|报酬|补助|待遇|误工)|村干部.{0,4}(?:钱|拿)|书记工资|报酬|误工/, 'cadre_pay'],
  [/物资|材料采购|救灾|捐赠/, 'materials'],
  [/土地|承包|集体资产|宅基地|征地|征收|集体地|山林|林地|机动地|集体土地|租地|三资/, 'collective_land'],
  [/计生|计划生育|生育|二胎|三孩|独生/, 'family_planning'],
  [/税费|税|收费|摊派|一事一议|费用收取/, 'taxes_and_fees'],
  [/电费|电价|用电|电量|水电/, 'electricity'],
  [/重大|决策|决议|决定|表决|四议/, 'major_decisions'],
  [/财务|账|帐|收支|开支|支出|流水|经费|修路|路款|工程款|接待费|招待费|钱/, 'finance'],
]

/** The category of disclosure a text speaks of, by the name it has in our tables. */
export function categoryIn(text: string): string | undefined {
  return CATEGORIES.find(([pattern]) => pattern.test(text))?.[1]
}

const QUARTER = /(去年|今年|20\d\d年?)?(?:的)?第?([1-4一二三四])季度?/
const MONTH = /(去年|今年|20\d\d年?)?(?:的)?(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?!\d|[一二三四五六七八九十]+[号日])/
const YEAR = /(20\d\d)年?|(今年|本年度|去年|前年)/

function yearFrom(word: string | undefined, period: string): number {
  const year = Number(period.slice(0, 4))
  if (word === undefined || word === '今年' || word === '本年度') return year
  if (word === '去年') return year - 1
  if (word === '前年') return year - 2
  return Number.parseInt(word, 10)
}

/** The disclosure period a text names: 2026-Q3, 2026-09 or 2026. A month still to come is last year's. */
export function periodIn(text: string, period: string): string | undefined {
  const now = Math.ceil(Number(period.slice(5, 7)) / 3)
  const range = /([一二三四五六七八九十]{1,2}|1[0-2]|[1-9])月?份?(?:到|至|-)([一二三四五六七八九十]{1,2}|1[0-2]|[1-9])月/.exec(text)
  const from = range && readNumeral(range[1] ?? '')
  const to = range && readNumeral(range[2] ?? '')
  if (from && to && to - from === 2 && from % 3 === 1) return `${period.slice(0, 4)}-Q${to / 3}`
  const quarter = QUARTER.exec(text)
  if (quarter) return `${yearFrom(quarter[1], period)}-Q${readNumeral(quarter[2] ?? '') ?? 1}`
  if (/上个?季度/.test(text)) return now === 1 ? `${yearFrom('去年', period)}-Q4` : `${yearFrom(undefined, period)}-Q${now - 1}`
  if (/(?:本|这个?|当)季度?/.test(text)) return `${yearFrom(undefined, period)}-Q${now}`
  if (/上上个?月/.test(text)) return monthAfter(period, -2)
  if (/上个?月/.test(text)) return monthAfter(period, -1)
  if (/(?:本|这个?|当)月/.test(text)) return period
  const month = MONTH.exec(text)
  if (month) {
    const number = readNumeral(month[2] ?? '') ?? 1
    const year = yearFrom(month[1], period)
    const named = writeMonth(year, number)
    return month[1] === undefined && named > period ? writeMonth(year - 1, number) : named
  }
  const year = YEAR.exec(text)
  return year ? String(yearFrom(year[1] ?? year[2], period)) : undefined
}
