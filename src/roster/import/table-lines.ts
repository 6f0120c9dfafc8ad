import type { Cell } from '../../kernel/tables/sheet.ts'
import type { Columns } from './headings.ts'
import type { Field } from './types.ts'

const TOTAL = /^(?:小计|合计|总计|共计|累计|本页合计|本页小计|总人数|合计人数|党员总数)/u
const GRAND_TOTAL = /^(?:合计|总计|共计|累计|总人数|合计人数|党员总数)/u
const SIGNATURE =
  /^(?:填表人|制表人|制表|填报人|审核人|审核|复核人|复核|负责人|支部书记签字|书记签字|签字|填报单位|填表单位|填表日期|填报日期|填报时间|填表时间|制表日期|盖章|日期|说明|填表说明|注|备注)(?:[:：(（]|$)/u

/** What a line of a table is when it is no heading. */
export type Line =
  | { readonly kind: 'empty' }
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'total'; readonly covers: 'section' | 'all'; readonly said: number | undefined; readonly cell: Cell }
  | { readonly kind: 'signature' }
  | { readonly kind: 'person' }

/** Tells lines with people from titles, subtotals and signatures among them. */
export function judgeLine(row: readonly Cell[], columns: Columns | undefined): Line {
  const filled = row.filter((cell) => cell.text.trim() !== '' && cell.source !== 'merged')
  const [first] = filled
  if (first === undefined) return { kind: 'empty' }
  const texts = filled.map((cell) => cell.text.normalize('NFKC').replaceAll(/\s/g, ''))
  const total = texts.find((text) => TOTAL.test(text))
  if (total !== undefined) return totalLine(total, texts, first)
  if (texts.some((text) => SIGNATURE.test(text))) return { kind: 'signature' }
  if (columns === undefined) return { kind: 'title', text: texts.join('') }
  if (filled.length === 1 && fieldOf(row.indexOf(first), columns) === undefined && !/^\d+$/.test(first.text.trim()))
    return { kind: 'title', text: texts.join('') }
  return row.some((cell, column) => cell.text.trim() !== '' && cell.source !== 'merged' && fieldOf(column, columns) !== undefined)
    ? { kind: 'person' }
    : { kind: 'empty' }
}

function totalLine(total: string, texts: readonly string[], cell: Cell): Line {
  const covers = GRAND_TOTAL.test(total) ? 'all' : 'section'
  const said = texts.map((text) => /(?:^|[:：共计])(\d{1,4})[人名个]/u.exec(text)?.[1]).find((digits) => digits !== undefined)
  return { kind: 'total', covers, cell, said: said === undefined ? undefined : Number(said) }
}

function fieldOf(column: number, columns: Columns): Field | undefined {
  return [...columns.of].find(([, places]) => places.includes(column))?.[0]
}
