import type { Cell } from '../../kernel/tables/sheet.ts'
import type { Field } from './types.ts'

/** What people write above a column. Compared without blanks, brackets and marks. The order within a list does not matter. */
const SYNONYMS: readonly (readonly [Field, string])[] = [
  [
    'branch',
    '所在党支部 所在支部 所属党支部 所属支部 党支部 支部 支部名称 党支部名称 党支部全称 组织名称 党组织 党组织名称 所在党组织 所属党组织 所在党组织名称 组织关系所在支部 组织关系所在党支部 村名 村社区 所在村 行政村 单位支部',
  ],
  ['kind', '支部类型 党支部类型 支部类别 党支部类别 组织类型 组织类别 党组织类型 党组织类别 类型'],
  ['name', '姓名 党员姓名 党员名字 名字 党员 姓名党员'],
  ['office', '党内职务 职务 支部职务 党支部职务 村内职务 担任职务 现任职务 任职 党内任职 现任党内职务 党组织职务 两委职务'],
  ['phone', '联系电话 电话 手机 手机号 手机号码 电话号码 联系方式 联系手机 移动电话 本人电话 联系电话手机 手机电话'],
  ['membership', '党员类别 人员类别 党员类型 党籍 是否正式党员 正式预备 党员身份 党员性质'],
  [
    'category',
    '交费类别 缴费类别 党费类别 交纳类别 缴纳类别 党费交纳类别 党费缴纳类别 交费身份 缴费身份 交费类型 缴费类型 身份 身份类别 人员身份 个人身份 工作岗位 职业类别',
  ],
  [
    'base',
    '月工资基数 工资基数 月基数 基数 计费基数 党费基数 交费基数 缴费基数 党费计算基数 党费计算基数 核定基数 月工资 工资 月收入 月工资收入 税后月工资 税后工资 月均收入 养老金 退休金 离退休金 月养老金 养老金基数 工资养老金',
  ],
  [
    'monthly',
    '月应交 月应缴 每月应交 每月应缴 月交党费 月缴党费 每月党费 每月应交党费 每月应缴党费 月应交党费 月应缴党费 应交党费 应缴党费 月党费 月交纳党费 党费标准 月标准 交纳标准 缴纳标准 月交费标准',
  ],
  ['migrant', '是否流动党员 流动党员 是否流动 是否为流动党员 流动 外出 是否外出 是否外出务工 流动情况 外出情况'],
  [
    'place',
    '流入地 流入地点 流向 外出流向 流动去向 外出地点 外出地 外出去向 务工地 务工地点 外出务工地 外出务工地点 流动地点 去向 流动党员去向 现居地',
  ],
]

/** What a heading in other words still has in it; asked only for fields that no column bears the name of. */
const PARTS: readonly (readonly [Field, RegExp])[] = [
  ['kind', /支部类[型别]|组织类[型别]/],
  ['office', /党内职务|支部职务/],
  ['category', /[交缴]费类[别型]|党费类[别型]/],
  ['monthly', /月.*(?:应[交缴]|党费)|(?:应[交缴]|党费).*月/],
  ['base', /工资|养老金|退休金|基数/],
  ['phone', /手机|联系电话|电话号码|联系方式/],
  ['place', /流入地|外出地|务工地|外出去向/],
  ['migrant', /流动党员|是否流动|是否外出/],
  ['membership', /正式.*预备|党员类[别型]/],
  ['branch', /所[在属]党?支部|支部名称|组织名称/],
  ['name', /^党员姓名|姓名$/],
]
// Another person's, or another time's.
const OF_OTHERS = /联系人|家属|介绍人|紧急|配偶|父|母|子女|原|转入|转出|上年|去年|证|书记/

// Running numbers say nothing about a person and are not worth a line.
const NOT_WORTH_TELLING = new Set(['序号', '编号', '序', '号', '行号', 'NO', 'No.'])

const FIELDS = new Map(SYNONYMS.flatMap(([field, words]) => words.split(' ').map((word) => [word, field] as const)))

/** Where each field stands in a table, and the headings of the columns that will not be kept. */
export type Columns = {
  readonly of: ReadonlyMap<Field, readonly number[]>
  readonly unsaved: readonly string[]
}

/** Recognises a heading line by its words, in any order; undefined when the line is not a heading of a roster. */
export function findColumns(row: readonly Cell[]): Columns | undefined {
  const of = new Map<Field, number[]>()
  const words = row.map((cell) => bareHeading(cell.text))
  words.forEach((word, column) => {
    const field = FIELDS.get(word)
    if (field !== undefined) of.set(field, [...(of.get(field) ?? []), column])
  })
  const unsaved: string[] = []
  words.forEach((word, column) => {
    if (word === '' || FIELDS.has(word) || NOT_WORTH_TELLING.has(word)) return
    const field = OF_OTHERS.test(word) ? undefined : PARTS.find(([candidate, part]) => !of.has(candidate) && part.test(word))?.[0]
    if (field === undefined) unsaved.push(word)
    else of.set(field, [column])
  })
  return of.has('name') && of.size >= 2 ? { of, unsaved } : undefined
}

function bareHeading(text: string): string {
  const plain = text.normalize('NFKC').replaceAll(/[\s*:：★※]/g, '')
  const bare = plain.replaceAll(/\([^)]*\)/g, '').replaceAll(/[()/、／]/g, '')
  return bare.replace(/元$/, '')
}
