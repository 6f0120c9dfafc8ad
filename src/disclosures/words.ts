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
