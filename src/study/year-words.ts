import type { Standing } from './branch-year.ts'
import type { Every } from './obligations.ts'
import type { Tally } from './tally.ts'

const SPAN: Readonly<Record<Every, string>> = { month: '本月', quarter: '本季度', year: '今年' }
const STANDING: Readonly<Record<Standing, string>> = {
  kept: '开过了',
  called: '定好日子了',
  'without-minutes': '开了，差会议记录',
  'to-hold': '还没开',
}

const tellCount = (label: string, count: number, unit: string): string => (count === 0 ? '' : `${label} ${count} ${unit}`)

/** What is said about the meetings of a year: to a member about the own ones, to an officer about the branch's. */
export const yearWords = {
  own: (tally: Tally, hours: number) => {
    const rest = [tellCount('请假', tally.leave, '次'), tellCount('补学', tally.made_up, '次'), tellCount('学习', hours, '学时')]
    const more = rest.filter((part) => part !== '').join('，')
    return `今年的会：应到 ${tally.expected} 次，到了 ${tally.present} 次${more === '' ? '' : `。\n${more}`}`
  },
  // ---- 本月
  toHold: (every: Every, names: readonly string[]) => `${SPAN[every]}还要开：${names.join('、')}`,
  withoutMinutes: (numbers: readonly number[]) =>
    `还差会议记录：${numbers.map((number) => `第${number}次`).join('、')}。\n请说：会议记录 ${numbers[0] ?? 1} 正文`,
  hoursMissing: (people: number, hours: number) => `还有 ${people} 人不到 ${hours} 学时，看名单请说：学时`,
  branchesToHold: (count: number, names: readonly string[]) => `会还没开齐的支部 ${count} 个：${some(names)}`,
  branchesWithoutMinutes: (count: number, names: readonly string[]) => `还差会议记录的支部 ${count} 个：${some(names)}`,
  // ---- 三会一课
  helpYear: '三会一课　看今年开了哪些会',
  year: (branch: string, year: string, lines: readonly string[]) => [`${branch}${year}年三会一课：`, ...lines].join('\n'),
  obligation: (parts: {
    readonly name: string
    readonly every: Every
    readonly article: number
    readonly held: number
    readonly standing: Standing
  }) => `${parts.name}：开了 ${parts.held} 次，${SPAN[parts.every]}${STANDING[parts.standing]}（第${parts.article}条）`,
  source: (source: string) => `依据《${source}》`,
  recent: (lines: readonly string[]) => (lines.length === 0 ? [] : ['最近的会：', ...lines]),
  session: (number: number, title: string, state: 'called' | 'kept' | 'without-minutes') =>
    `第${number}次　${title}${state === 'kept' ? '' : state === 'called' ? '（还没开完）' : '（差会议记录）'}`,
  noBranch: '您管的是上级党组织。\n各支部的情况请说：本月',
  // ---- 学时
  hours: (parts: {
    readonly branch: string
    readonly year: string
    readonly least: number
    readonly lines: readonly string[]
    readonly rule: string
  }) => [`${parts.branch}${parts.year}年学时，每人不少于 ${parts.least}：`, ...parts.lines, parts.rule].join('\n'),
  hoursLine: (name: string, hours: number) => `${name} ${hours}`,
  hoursRule: (parts: { readonly source: string; readonly article: number; readonly exemptArticle: number }) =>
    `依据《${parts.source}》第${parts.article}条。\n年老体弱的不作要求（第${parts.exemptArticle}条）`,
  hoursNone: '今年还没记过学时。\n请照这个样子发：学时 3 2小时',
  hoursTotals: (enough: number, missing: number, least: number) =>
    `满 ${least} 学时的 ${enough} 人，不满的 ${missing} 人。\n名单请在电脑上看`,
} as const

const MOST_NAMES = 3

function some(names: readonly string[]): string {
  return names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join('、')}等` : names.join('、')
}
