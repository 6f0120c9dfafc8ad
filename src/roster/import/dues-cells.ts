import type { FieldCell } from './field-cell.ts'
import { isBlank, isClear } from './field-cell.ts'
import type { Notes } from './remarks.ts'
import type { DuesCategory } from './types.ts'

const FEN = 100
// Flat amounts are 0.20 to 1.00 yuan a month (中组部 2008, article 6); paying more is allowed (article 11).
const LARGEST_FLAT_FEN = 5 * FEN
const SMALLEST_BASE_FEN = 200 * FEN
const LARGEST_BASE_FEN = 200_000 * FEN
const LARGEST_MONTHLY_FEN = 5000 * FEN

/** The first word of each list is the one we write. */
const WORDS: readonly (readonly [DuesCategory, string])[] = [
  ['farmer', '农民 务农 农村党员 农民党员 农业 农牧渔民 村民 种田 种地 在家务农'],
  [
    'wage_earner',
    '在职 在职职工 在职人员 在职党员 在岗 在岗职工 职工 工薪 月薪 领工资 按月领取工资 机关 机关干部 事业 机关事业单位 公务员 教师 企业职工',
  ],
  ['retired', '离退休 退休 离休 退休人员 离退休人员 离退休党员 离退休干部 退休职工 退休教师'],
  ['relief', '低保 低保户 享受低保 领取低保 抚恤 抚恤金 领取抚恤金 救济 领取救济 五保 五保户 特困 特困户 最低生活保障'],
  ['student', '学生 在校学生 大学生 学生党员'],
  ['unemployed', '下岗失业 下岗 失业 下岗失业人员 待业 无业 下岗职工'],
  ['self_employed', '个体经营 个体 个体户 个体工商户 自由职业 自由职业者 灵活就业 经商 私营业主 不按月取得收入'],
  ['annual_salary', '年薪制 年薪'],
]

const CATEGORIES = new Map(WORDS.flatMap(([category, words]) => words.split(' ').map((word) => [word, category] as const)))
const FLAT = new Set<string>(['farmer', 'relief', 'student', 'unemployed'])

/** True for the classes that pay a flat amount a month whatever they earn. */
export function isFlat(category: string | null | undefined): boolean {
  return category !== null && category !== undefined && FLAT.has(category)
}

/** Says a class of dues as we write it. */
export function sayCategory(category: DuesCategory): string {
  return WORDS.find(([code]) => code === category)?.[1].split(' ')[0] ?? category
}

/** Reads what a member pays dues as. An unknown word is left for a person: guessing would charge somebody wrongly. */
export function readCategory(cell: FieldCell, notes: Notes): DuesCategory | null | undefined {
  if (isClear(cell)) return null
  if (isBlank(cell)) return undefined
  const word = cell.text
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replaceAll(/\([^)]*\)/g, '')
  const category = CATEGORIES.get(word) ?? CATEGORIES.get(word.replace(/(?:党员|人员|职工|干部)$/, ''))
  if (category === undefined) {
    notes.questions.push({ kind: 'unknown-category', at: [cell.at], before: cell.text })
    return undefined
  }
  if (word !== sayCategory(category))
    notes.corrections.push({ kind: 'category-word', at: [cell.at], before: word, after: sayCategory(category) })
  return category
}

/** What the amount columns of a row say; money in fen. */
export type Amounts = { readonly baseFen?: number | null; readonly monthlyFen?: number | null }

/** Reads the base of the dues. A small amount of a flat class is no base but the amount fixed locally for a month. */
export function readBase(cell: FieldCell, category: DuesCategory | null | undefined, notes: Notes): Amounts {
  if (isClear(cell)) return { baseFen: null }
  const fen = readFen(cell, notes)
  if (fen === undefined) return {}
  if (isFlat(category ?? 'farmer') && fen <= LARGEST_FLAT_FEN) {
    notes.corrections.push({ kind: 'monthly-in-base', at: [cell.at] })
    return { monthlyFen: fen }
  }
  if (fen > LARGEST_BASE_FEN) return refuseAmount('amount-impossible', cell, notes)
  if (fen < SMALLEST_BASE_FEN) {
    notes.questions.push({ kind: 'base-too-small', at: [cell.at] })
    return {}
  }
  if (isFlat(category)) notes.questions.push({ kind: 'base-without-rate', at: [cell.at] })
  return { baseFen: fen }
}

/** Reads the amount fixed for a month. */
export function readMonthly(cell: FieldCell, notes: Notes): Amounts {
  if (isClear(cell)) return { monthlyFen: null }
  const fen = readFen(cell, notes)
  if (fen === undefined) return {}
  return fen > LARGEST_MONTHLY_FEN ? refuseAmount('amount-impossible', cell, notes) : { monthlyFen: fen }
}

function refuseAmount(kind: 'amount-impossible' | 'amount-unclear', cell: FieldCell, notes: Notes): Record<string, never> {
  notes.refusals.push({ kind, at: [cell.at] })
  return {}
}

function readFen(cell: FieldCell, notes: Notes): number | undefined {
  if (isBlank(cell)) return undefined
  const typed = cell.text.replaceAll(/\s/g, '')
  const plain = typed.normalize('NFKC')
  const bare = plain.replaceAll(/^(?:每月)?[¥￥]?|,(?=\d{3})/gu, '').replace(/元?(?:\/月|每月)?$/, '')
  const yuan = cell.number ?? (/^-?\d+(?:\.\d+)?$/.test(bare) ? Number(bare) : Number.NaN)
  const fen = Math.round(yuan * FEN)
  if (!Number.isFinite(yuan)) refuseAmount('amount-unclear', cell, notes)
  else if (yuan < 0) refuseAmount('amount-impossible', cell, notes)
  else if (fen === 0) notes.questions.push({ kind: 'amount-zero', at: [cell.at] })
  else {
    if (cell.number === undefined && plain !== typed) notes.corrections.push({ kind: 'amount-full-width', at: [cell.at] })
    else if (cell.number === undefined && bare !== cell.text && !/月/.test(plain))
      notes.corrections.push({ kind: 'amount-separators', at: [cell.at] })
    if (Math.abs(yuan * FEN - fen) > 1e-4) notes.corrections.push({ kind: 'amount-rounded', at: [cell.at] })
    return fen
  }
  return undefined
}
