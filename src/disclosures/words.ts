import { type Day, sayDay } from '../kernel/day.ts'
import { sayYuanOf } from './money.ts'

/** What the drafter hears while a disclosure is being written. */
export const draftWords = {
  empty: '没有看到内容。\n请把表格贴在这里，或发文件',
  tooLong: (rows: number, most: number) => `有 ${rows} 行，最多 ${most} 行。\n请分期次公开`,
  noHeading: '没找到表头。\n请带上这一行：日期 摘要 收入 支出 余额',
  noOpening: '缺上期结余。\n请加一行：上期结余',
  noClosing: '缺期末结余。\n请加一行：期末结余',
  noRows: '没有明细。\n一笔一行，请补上再发',
  unreadable: (address: string, text: string) => `${address} 的“${text.slice(0, 12)}”看不出是多少钱`,
  wrongBalance: (address: string, written: number, computed: number) =>
    `${address} 写的余额 ${sayYuanOf(written)}，算出来 ${sayYuanOf(computed)}，差 ${sayYuanOf(Math.abs(written - computed))}`,
  wrongClosing: (address: string, written: number, computed: number) =>
    `${address} 写的期末结余 ${sayYuanOf(written)}，算出来 ${sayYuanOf(computed)}，差 ${sayYuanOf(Math.abs(written - computed))}`,
  wrongTotal: (address: string, column: 'income' | 'expense', written: number, computed: number) =>
    `${address} 的${column === 'income' ? '收入' : '支出'}合计 ${sayYuanOf(written)}，明细加起来 ${sayYuanOf(computed)}`,
  missingFields: (fields: readonly string[]) => `表头还缺：${fields.join('、')}。\n请补上再发`,
  moreWrong: (count: number) => `另有 ${count} 处`,
} as const

type Letter = {
  readonly number: number
  readonly village: string
  readonly period: string
  readonly title: string
  readonly summary: string
  readonly phrase: string | undefined
  readonly reason: string | undefined
  readonly commentsUntil: Day | undefined
}

/** What everybody in the groups reads. */
export const publicWords = {
  letter: ({ number, village, period, title, summary, phrase, reason, commentsUntil }: Letter) =>
    [
      `${village}${period}${title}${reason === undefined ? '' : '（更正）'}，第 ${number} 号`,
      ...(reason === undefined ? [] : [`更正原因：${reason}`]),
      summary,
      ...(commentsUntil === undefined ? [] : [`先听大家意见，到${sayDay(commentsUntil)}为止`]),
      `看明细请说：看公开 ${number}`,
      `有疑问请回复：问 ${number} 内容`,
      ...(phrase === undefined ? [] : [`存档口令：${phrase}`]),
    ].join('\n'),
  why: (number: number) => `第 ${number} 号公开，按村务公开制度发布`,
  accountSummary: (incomeFen: number, expenseFen: number, closingFen: number) =>
    `收入 ${sayYuanOf(incomeFen)}，支出 ${sayYuanOf(expenseFen)}，结余 ${sayYuanOf(closingFen)}`,
  tableSummary: (rows: number) => `共 ${rows} 项`,
  nothing: '本期没有这项内容，已由村委会签认',
} as const
