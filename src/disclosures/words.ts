import { type Day, sayDay } from '../kernel/day.ts'
import type { Body } from './body.ts'
import type { Standing } from './calendar.ts'
import type { CatalogueItem } from './catalogue.ts'
import { sayYuan } from '../kernel/language/say-money.ts'

/** What a preview shows. */
export type Preview = {
  readonly number: number
  readonly title: string
  readonly period: string
  readonly summary: string
  readonly body: Body
  readonly masked: Readonly<Record<string, number>>
  readonly reviewers: number
}

const MASKED_WORDS: Readonly<Record<string, string>> = {
  'id-number': '身份证号',
  'bank-card': '卡号',
  mobile: '手机号',
  landline: '电话',
  'home-address': '门牌住址',
  health: '病情等隐私',
  minor: '孩子的情况',
  name: '个人全名',
}
const MOST_LINES = 8

function standingText(standing: Standing): string {
  if (standing.kind === 'overdue') return `已过期 ${standing.daysLate} 天`
  return standing.kind === 'open' ? `还有 ${standing.daysLeft} 天` : ''
}

/** What was taken out, in kinds and counts. */
export function maskedText(masked: Preview['masked']): string {
  const parts = Object.entries(masked).map(([what, count]) => `${MASKED_WORDS[what] ?? what} ${count} 处`)
  return parts.length === 0 ? '没有要遮的个人信息' : `已遮去：${parts.join('、')}`
}

/** The beginning of a body, as its author checks it in a chat. */
function bodyLines(body: Body): readonly string[] {
  if (body.kind === 'nothing') return []
  const lines =
    body.kind === 'account'
      ? body.lines.map(
          (line) =>
            `${line.date} ${line.summary} ${line.incomeFen === 0 ? '支' : '收'} ${sayYuan(line.incomeFen === 0 ? line.expenseFen : line.incomeFen)}`,
        )
      : body.kind === 'table'
        ? [body.columns.join('　'), ...body.rows.map((row) => row.join('　'))]
        : body.text.split('\n')
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), `……共 ${lines.length} 行`] : lines
}

/** A cell's address stands apart from the words behind it. */
function at(address: string): string {
  return /[A-Za-z0-9]$/u.test(address) ? `${address} ` : address
}

/** What the drafter hears while a disclosure is being written. */
export const draftWords = {
  categories: (owed: readonly { name: string; period: string; standing: Standing }[]) =>
    [
      '要公开哪一项？',
      ...owed.map(({ name, period, standing }, index) => `${index + 1} ${name}，${period}，${standingText(standing)}`),
      '请回复数字，别的请说名称，如：重大决策',
    ].join('\n'),
  category: '要公开哪一项？\n请说名称，如：重大决策',
  categoryExample: '没找到这一项。\n请照这个样子发：财务 3季度',
  period: (name: string) => `${name}，公开哪一期？\n请照这个样子发：3季度`,
  periodExample: '没看懂是哪一期。\n请照这个样子发：3季度',
  content: (name: string, period: string, item: Pick<CatalogueItem, 'form' | 'fields'>) =>
    [
      `${name}，${period}`,
      item.form === 'account'
        ? '请把账目贴在这里，或发表格文件。\n表头：日期 摘要 收入 支出 余额。\n空着的格子请写 0'
        : item.form === 'table'
          ? `请把表格贴在这里，或发表格文件。\n表头：${item.fields.join(' ')}`
          : '请把内容发给我，也可以发表格文件',
      '没有内容请回复：本期无',
      '退一步说返回，不做了说取消',
    ].join('\n'),
  refused: (lines: readonly string[]) => ['这份还不能公开：', ...lines, '改好请再发一次'].join('\n'),
  preview: ({ number, title, period, summary, body, masked, reviewers }: Preview) =>
    [
      `第 ${number} 号公开预览`,
      `${title}，${period}`,
      summary,
      ...bodyLines(body),
      maskedText(masked),
      reviewers === 0 ? '还没有能审核的监督员，请乡镇先授权' : `提交后由 ${reviewers} 位监督员审核`,
      '回复：提交 / 重发 / 取消',
    ].join('\n'),
  previewShort: (number: number, summary: string) => `第 ${number} 号公开预览\n${summary}\n回复：提交 / 重发 / 取消`,
  previewExample: '请回复：提交 / 重发 / 取消',
  noReviewers: '还没有能审核的监督员。\n请乡镇先给监督员授权',
  submitted: (number: number, until: Day) => `第 ${number} 号已提交，请监督员在${sayDay(until)}前审核`,
  cancelled: '好的，这次不公开了',
  blocked: (line: string) => `这份发不进群：\n${line}`,
  already: (number: number) => `这一期已公开，是第 ${number} 号。\n要改请说：更正公开 ${number} 原因`,
  inHand: (number: number) => `这一期正在审核，是第 ${number} 号`,
  correctExample: (number: number) => `请照这个样子发：\n更正公开 ${number} 第3笔写错了`,
  correctUnknown: (number: number) => `没有您能更正的第 ${number} 号公开`,
  correctWaits: (number: number) => `第 ${number} 号正在审核，审完再更正`,
  correctContent: (number: number) => `请把第 ${number} 号更正后的内容整份发来。\n旧的一份会留着，不做了说取消`,
  helpDraft: '发公开：写一份公开，一步步来',
  left: '先放着，接着写请说：发公开',
  empty: '没有看到内容。\n请把表格贴在这里，或发文件',
  tooLong: (rows: number, most: number) => `有 ${rows} 行，最多 ${most} 行。\n请分期次公开`,
  noHeading: '没找到表头。\n请带上这一行：日期 摘要 收入 支出 余额',
  noOpening: '缺上期结余。\n请加一行：上期结余',
  noClosing: '缺期末结余。\n请加一行：期末结余',
  countsOnly: '这一项只报人数，不写人名。\n请照这个样子发：出生 3',
  noRows: '没有明细。\n一笔一行，请补上再发',
  unreadable: (address: string, text: string) => `${at(address)}的“${text.slice(0, 12)}”看不出是多少钱`,
  wrongBalance: (address: string, written: number, computed: number) =>
    `${at(address)}写的余额 ${sayYuan(written)}，算出来 ${sayYuan(computed)}，差 ${sayYuan(Math.abs(written - computed))}`,
  wrongClosing: (address: string, written: number, computed: number) =>
    `${at(address)}写的期末结余 ${sayYuan(written)}，算出来 ${sayYuan(computed)}，差 ${sayYuan(Math.abs(written - computed))}`,
  wrongTotal: (address: string, column: 'income' | 'expense', written: number, computed: number) =>
    `${at(address)}的${column === 'income' ? '收入' : '支出'}合计 ${sayYuan(written)}，明细加起来 ${sayYuan(computed)}`,
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
  /** The prior disclosure that this one brings to its end. */
  readonly prior: number | undefined
  /** Whether the table stands right below. */
  readonly details: 'elsewhere' | 'below'
}

type PictureOf = { readonly number: number; readonly page: number; readonly pages: number; readonly isLast: boolean }

/** What everybody in the groups reads. */
export const publicWords = {
  letter: ({ number, village, period, title, summary, phrase, reason, commentsUntil, prior, details }: Letter) =>
    [
      `${village}${period}${title}${reason === undefined ? '' : '（更正）'}，第 ${number} 号`,
      ...(reason === undefined ? [] : [`更正原因：${reason}`]),
      summary,
      ...(commentsUntil === undefined ? [] : [`先听大家意见，到${sayDay(commentsUntil)}为止`]),
      ...(prior === undefined ? [] : [`此前已征求意见，见第 ${prior} 号`]),
      ...(details === 'below' ? [] : [`看明细请说：看公开 ${number}`]),
      `有疑问请回复：问 ${number} 内容`,
      ...(phrase === undefined ? [] : [`存档口令：${phrase}`]),
    ].join('\n'),
  why: (number: number) => `第 ${number} 号公开，按村务公开制度发布`,
  pictureName: (number: number, page: number) => `公开${number}-${page}.png`,
  pictureLabel: ({ number, page, pages, isLast }: PictureOf) =>
    [
      pages === 1 ? `第 ${number} 号明细图` : `第 ${number} 号明细图，第 ${page} 页，共 ${pages} 页`,
      ...(isLast ? [`后面的请说：看公开 ${number} 图 ${page + 1}`] : []),
    ].join('\n'),
  tableName: (number: number) => `公开${number}.xlsx`,
  nobodyHere: '这里没有人',
  drawerRuns: '公开图：用时现画',
  accountSummary: (incomeFen: number, expenseFen: number, closingFen: number) =>
    `收入 ${sayYuan(incomeFen)}，支出 ${sayYuan(expenseFen)}，结余 ${sayYuan(closingFen)}`,
  tableSummary: (rows: number, total: { readonly column: string; readonly fen: number } | undefined) =>
    `共 ${rows} 项${total === undefined ? '' : `，${total.column}合计 ${sayYuan(total.fen)}`}`,
  nothing: '本期没有这项内容，已由村委会签认',
  textSummary: (text: string) => (text.length > 40 ? `${text.slice(0, 40)}……` : text).replaceAll('\n', ' '),
} as const

/** What stands on a poster. */
export const posterWords = {
  page: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
  corrected: (reason: string) => `更正：${reason}`,
  opening: '上期结余（元）',
  income: '本期收入（元）',
  expense: '本期支出（元）',
  closing: '期末结余（元）',
  in: '收',
  out: '支',
  left: (amount: string) => `余 ${amount}`,
  handler: (name: string) => `经手 ${name}`,
  number: (number: number, day: string) => `第 ${number} 号公开　${day}`,
  ask: (number: number) => `有疑问请在群里回复：问 ${number} 内容`,
  phrase: '存档口令，各群都一样：',
} as const
