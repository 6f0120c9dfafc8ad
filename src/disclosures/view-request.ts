import type { Day } from '../kernel/day.ts'
import { categoryIn } from './hears-slots.ts'
import { readPeriod } from './typed-period.ts'

/** What somebody wants to see: one disclosure (a version, a page of it, its pictures, its table), or a list. */
export type ViewRequest =
  | {
      readonly kind: 'one'
      readonly number: number
      readonly version?: number
      readonly page: number
      readonly as: 'text' | 'pictures' | 'table'
    }
  | { readonly kind: 'list'; readonly category?: string; readonly period?: string; readonly said: string }

const NUMBER = /^第?(\d{1,8})号?(?:公开)?(?![\d.]*[季月年])(?:[\s,，:：]+|$|(?=第|图|表))/u
/** 看17号公开: in a whole sentence a number counts with its word only. */
const NAMED = /(?:^|[^\d])第?(\d{1,8})号(?:的)?公[开示]/u

/** Reads what stands behind 看公开: 17, 17 第2页, 17 第1版, 17 图 3, 17 表格, 财务 3季度, or nothing. */
export function readViewRequest(said: string, today: Day): ViewRequest {
  const text = said.normalize('NFKC').trim()
  const found = NUMBER.exec(text) ?? NAMED.exec(text)
  if (found !== null) {
    const rest = text.slice(found.index + found[0].length)
    const version = /第?(\d{1,3})版/u.exec(rest)?.[1]
    const page = /图\s*(\d{1,3})|第?(\d{1,3})页/u.exec(rest)
    const as = rest.includes('图') ? 'pictures' : /表|xlsx|excel/iu.test(rest) ? 'table' : 'text'
    return {
      kind: 'one',
      number: Number(found[1]),
      page: Math.max(1, Number(page?.[1] ?? page?.[2] ?? 1)),
      as,
      ...(version === undefined ? {} : { version: Number(version) }),
    }
  }
  const category = categoryIn(text)
  const period = readPeriod(text, today)
  return { kind: 'list', said: text, ...(category === undefined ? {} : { category }), ...(period === undefined ? {} : { period }) }
}
