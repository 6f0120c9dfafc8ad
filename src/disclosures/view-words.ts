import { type Day, sayDay, sayShortDay } from '../kernel/day.ts'
import type { Standing } from './calendar.ts'
import type { CatalogueItem } from './catalogue.ts'
import type { Profile } from './profiles.ts'

type Listed = { readonly number: number; readonly village: string; readonly title: string; readonly period: string }

/** How the columns of a disclosure's table are headed. */
export const sheetWords = {
  date: '日期',
  summary: '摘要',
  income: '收入',
  expense: '支出',
  balance: '余额',
  handler: '经手人',
  payee: '收付款人',
  voucher: '凭证号',
  opening: '上期结余',
  total: '本期合计',
  closing: '期末结余',
  text: '内容',
  nothing: '本期没有这项内容',
} as const

const CADENCES: Readonly<Record<CatalogueItem['cadence'], string>> = {
  monthly: '每月',
  quarterly: '每季度',
  yearly: '每年',
  'when-it-happens': '发生后',
}

/** What anybody hears who asks for what is public. */
export const viewWords = {
  helpView: '看公开：看村里的账和各项公开',
  helpRules: '公开规定：哪些要公开，多久一次',
  none: '还没有公开过的内容',
  noneOf: (name: string, period: string | undefined) => `${name}${period === undefined ? '' : `，${period}`}还没有公开`,
  dueBy: (due: Day) => `应在${sayDay(due)}前公开`,
  overdue: (days: number) => `已过期 ${days} 天`,
  noNumber: (number: number) => `没有第 ${number} 号公开。\n请说：看公开`,
  noVersion: (number: number, version: number) => `第 ${number} 号没有第 ${version} 版`,
  list: (items: readonly Listed[]) =>
    [
      '已经公开的：',
      ...items.map(({ number, village, title, period }) => `第 ${number} 号 ${village}${title}，${period}`),
      `看哪一份请说：看公开 ${items[0]?.number ?? 1}`,
    ].join('\n'),
  versionLine: (version: number, newest: number) => `这是第 ${version} 版，已被第 ${newest} 版代替`,
  olderLine: (number: number, count: number) => `改过 ${count} 次，旧版请说：看公开 ${number} 第1版`,
  lateLine: (days: number) => `迟了 ${days} 天公开`,
  more: (number: number, page: number, pages: number) => `第 ${page} 页，共 ${pages} 页。\n下一页请说：看公开 ${number} 第${page + 1}页`,
  lastPage: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
  files: (number: number) => `要图请说：看公开 ${number} 图\n要表格请说：看公开 ${number} 表格`,
  tableLabel: (number: number) => `第 ${number} 号的表格`,
  waiting: '还在审核，没有公开',
  lineOfRules: ({ name, cadence, owed, tells }: CatalogueItem, isMonthly: 'monthly' | 'as-said') =>
    `${name}：${CADENCES[isMonthly === 'monthly' ? 'monthly' : cadence]}${tells === 'counts-only' ? '，只报人数' : ''}${owed === 'off' ? '（没有开）' : ''}`,
  rules: (village: string, profile: Profile, lines: readonly string[]) =>
    [
      `${village}公开规定，${profile.name}`,
      ...lines,
      `期满后 ${profile.publishByDay} 日内公开`,
      `临时事项 ${profile.whenItHappensDays} 天内公开`,
      `监督员 ${profile.reviewerObjectsDays} 天内审核`,
      `对村民的疑问 ${profile.answerVillagerDays} 天内答复`,
      `依据：${profile.source}，${profile.article}`,
      `自${sayDay(profile.validFrom as Day)}起施行`,
    ].join('\n'),
} as const

/** What those in charge hear about a disclosure and about what is owed. */
export const situationWords = {
  help: '公开情况：哪些欠着，送到了没有',
  nothing: '眼下没有欠着的公开',
  owed: (lines: readonly string[]) => ['还没公开的：', ...lines].join('\n'),
  owedLine: (name: string, period: string, standing: Standing) => {
    if (standing.kind === 'overdue') return `${name}，${period}，已过期 ${standing.daysLate} 天`
    return `${name}，${period}，还有 ${standing.kind === 'open' ? standing.daysLeft : 0} 天`
  },
  more: (count: number) => `另有 ${count} 项`,
  waits: (number: number, title: string, state: 'in_review' | 'objected' | 'draft') =>
    `第 ${number} 号${title}：${{ in_review: '等监督员审核', objected: '等回应', draft: '还没提交' }[state]}`,
  head: (number: number, title: string, period: string) => `第 ${number} 号${title}，${period}`,
  published: (on: Day, daysLate: number) => `${sayShortDay(on)}公开${daysLate === 0 ? '，按时' : `，迟 ${daysLate} 天`}`,
  reached: (count: number, all: number) => `已送到 ${count} 个群，共 ${all} 个`,
  notReached: (lines: readonly string[]) => ['没送到的群：', ...lines].join('\n'),
  notReachedLine: (title: string, reason: string) => `${title}（${reason}）`,
  noNumber: (number: number) => `没有您管的第 ${number} 号公开`,
  notTold: '没有发',
  villageLine: (village: string, overdue: number, open: number) => `${village}：过期 ${overdue} 项，待公开 ${open} 项`,
  undelivered: (number: number, room: string, reason: string) =>
    `第 ${number} 号没送到“${room}”（${reason}）。\n情况请说：公开情况 ${number}`,
  whyUndelivered: '您写的公开要送到每个群',
  month: (overdue: number, open: number) => `公开：过期 ${overdue} 项，待公开 ${open} 项，请说：公开情况`,
  unboundRoom: '已解绑的群',
  noRooms: '没有绑定的群',
  posted: (place: string, on: Day, until: Day) => `${sayShortDay(on)}张贴在${place}，至少贴到${sayShortDay(until)}`,
  notPosted: (number: number) => `贴上公开栏后请说：张贴 ${number} 村部公开栏`,
  postExample: (number: number) => `请照这个样子发：\n张贴 ${number} 村部公开栏`,
  postNoNumber: (number: number) => `第 ${number} 号还没有公开，先不用贴`,
  postedNow: (number: number, place: string, on: Day) => `记下了：第 ${number} 号${sayShortDay(on)}张贴在${place}`,
  versions: (count: number) => `共 ${count} 版`,
  reasons: {
    waiting: '还在等',
    sending: '正在发',
    refused: '发不进去',
    gone: '群不在了',
    expired: '过期没发',
    doubtful: '不知到没到',
  } as Readonly<Record<string, string>>,
} as const

/** What a check of the archive says about the disclosures beside it. */
export const verifyWords = {
  version: (number: number, version: number) => `第 ${number} 号公开第 ${version} 版`,
  notArchived: (name: string) => `${name}不在存档里：不是照规矩公开的`,
  wrongPlace: (name: string) => `${name}记的存档位置不对：被改过`,
  hidden: (name: string) => `${name}的状态不对：被藏起或被换过`,
  wrongPhrase: (name: string) => `${name}的存档口令不对：被改过`,
} as const
