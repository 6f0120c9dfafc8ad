import { describe, expect, test } from 'vitest'
import { branchName, findTownship, guessKind, readKind } from '../../src/roster/import/branch-cells.ts'
import { readBase, readCategory, readMonthly } from '../../src/roster/import/dues-cells.ts'
import { readOffices } from '../../src/roster/import/office-cell.ts'
import { readMembership, readMigrant, readName, readPlace } from '../../src/roster/import/person-cells.ts'
import { readPhone } from '../../src/roster/import/phone-cell.ts'
import type { Notes } from '../../src/roster/import/remarks.ts'
import { newNotes } from '../../src/roster/import/remarks.ts'

/** What a reader makes of a cell, and the kinds of its remarks. */
function reading<Value>(
  reader: (cell: { at: string; text: string; number?: number }, notes: Notes) => Value,
  typed: string | number,
): [Value, ...string[]] {
  const notes = newNotes()
  const value = reader(typeof typed === 'number' ? { at: 'A1', text: String(typed), number: typed } : { at: 'A1', text: typed }, notes)
  return [value, ...[...notes.corrections, ...notes.questions, ...notes.refusals].map((remark) => remark.kind)]
}

describe('a phone number', () => {
  test.each<[string | number, ...(string | null | undefined)[]]>([
    ['13500004769', '13500004769'],
    [13_812_345_679, '13812345679', 'phone-as-number'],
    ['１３８００００１２３４', '13800001234', 'phone-full-width'],
    ['138 0000 1234', '13800001234', 'phone-separators'],
    ['138-0000-1234', '13800001234', 'phone-separators'],
    ['+86 13800001234', '13800001234', 'phone-prefix'],
    ['8613800001234', '13800001234', 'phone-prefix'],
    ['13800001234/13900001234', '13800001234', 'two-phones'],
    ['13800001234 13900001234', '13800001234', 'two-phones'],
    ['0817-6221234', '08176221234', 'phone-separators', 'landline'],
    ['', undefined],
    ['无', undefined],
    ['/', undefined],
    ['--', null],
    ['1.38E+10', undefined, 'phone-damaged'],
    ['1.38e10', undefined, 'phone-damaged'],
    [13_800_000_000, undefined, 'phone-damaged'],
    [1.38, undefined, 'phone-damaged'],
    ['1350000476', undefined, 'phone-wrong'],
    ['135000047691', undefined, 'phone-wrong'],
    ['12345678901', undefined, 'phone-wrong'],
    ['135****4769', undefined, 'phone-wrong'],
    ['513021195403124412', undefined, 'phone-wrong'],
    ['没带手机', undefined, 'phone-wrong'],
  ])('%j is read as it was meant', (typed, ...expected) => {
    expect(reading(readPhone, typed)).toEqual(expected)
  })
})

describe('a base for dues', () => {
  const ofWages = (cell: Parameters<typeof readBase>[0], notes: Notes): object => readBase(cell, 'wage_earner', notes)
  const ofFarmer = (cell: Parameters<typeof readBase>[0], notes: Notes): object => readBase(cell, 'farmer', notes)

  test.each<[string | number, ...unknown[]]>([
    [7907, { baseFen: 790_700 }],
    ['2560', { baseFen: 256_000 }],
    ['3,000.00', { baseFen: 300_000 }, 'amount-separators'],
    ['５０００.０１', { baseFen: 500_001 }, 'amount-full-width'],
    ['3000元', { baseFen: 300_000 }, 'amount-separators'],
    ['￥3000', { baseFen: 300_000 }, 'amount-full-width'],
    ['3000元/月', { baseFen: 300_000 }],
    [1234.567, { baseFen: 123_457 }, 'amount-rounded'],
    ['', {}],
    ['--', { baseFen: null }],
    ['三千左右', {}, 'amount-unclear'],
    ['3000左右', {}, 'amount-unclear'],
    ['约3000', {}, 'amount-unclear'],
    ['3000-4000', {}, 'amount-unclear'],
    ['1.5E+4', {}, 'amount-unclear'],
    [-3000, {}, 'amount-impossible'],
    ['99999999', {}, 'amount-impossible'],
    [0, {}, 'amount-zero'],
    ['15', {}, 'base-too-small'],
  ])('%j of somebody with a wage', (typed, ...expected) => {
    expect(reading(ofWages, typed)).toEqual(expected)
  })

  test.each<[string | number, ...unknown[]]>([
    ['0.5元/月', { monthlyFen: 50 }, 'monthly-in-base'],
    [0.2, { monthlyFen: 20 }, 'monthly-in-base'],
    ['每月1元', { monthlyFen: 100 }, 'monthly-in-base'],
    [3881, { baseFen: 388_100 }, 'base-without-rate'],
  ])('%j of a farmer', (typed, ...expected) => {
    expect(reading(ofFarmer, typed)).toEqual(expected)
  })

  test.each<[string | number, ...unknown[]]>([
    ['0.5', { monthlyFen: 50 }],
    [15, { monthlyFen: 1500 }],
    ['--', { monthlyFen: null }],
    [90_000, {}, 'amount-impossible'],
  ])('%j in a column of monthly dues', (typed, ...expected) => {
    expect(reading(readMonthly, typed)).toEqual(expected)
  })
})

describe('words of a roster', () => {
  test.each([
    ['农民', 'farmer'],
    ['务农', 'farmer', 'category-word'],
    ['在职', 'wage_earner'],
    ['退休', 'retired', 'category-word'],
    ['低保', 'relief'],
    ['个体工商户', 'self_employed', 'category-word'],
    ['年薪制', 'annual_salary'],
    ['在校学生', 'student', 'category-word'],
    ['低保党员', 'relief', 'category-word'],
    ['下岗', 'unemployed', 'category-word'],
    ['其他', undefined, 'unknown-category'],
  ])('%s pays as %s', (typed, ...expected) => {
    expect(reading(readCategory, typed)).toEqual(expected)
  })

  test.each([
    ['正式党员', 'full'],
    ['预备', 'probationary', 'membership-word'],
    ['入党积极分子', 'outsider'],
    ['党员', undefined, 'unknown-membership'],
    ['--', undefined, 'cannot-clear'],
  ])('%s is %s', (typed, ...expected) => {
    expect(reading(readMembership, typed)).toEqual(expected)
  })

  test.each([
    ['书记', ['secretary']],
    ['党支部书记', ['secretary']],
    ['村党支部书记、村主任', ['secretary', 'village_committee']],
    ['支部书记兼村委会主任', ['secretary', 'village_committee']],
    ['副书记/组织委员', ['deputy_secretary', 'organization_officer']],
    ['组织宣传委员', ['organization_officer', 'publicity_officer']],
    ['纪律检查委员', ['discipline_officer']],
    ['监督委员会主任', ['supervisor']],
    ['村务监督委员会成员', ['supervisor']],
    ['第一党小组组长', ['group_leader']],
    ['流动党员联络员', ['liaison']],
    ['村文书', ['clerk']],
    ['组织员', ['township_admin']],
    ['普通党员', []],
    ['无', []],
    ['--', 'clear'],
    ['第一书记', [], 'unknown-office'],
    ['书记、会计', ['secretary'], 'unknown-office'],
    ['主任', [], 'unknown-office'],
  ])('%s holds %j', (typed, ...expected) => {
    expect(reading(readOffices, typed)).toEqual(expected)
  })

  test.each([
    ['是', true],
    ['√', true],
    ['外出', true],
    ['否', false],
    ['无', false],
    ['', undefined],
    ['常年', undefined, 'unclear-migrant'],
  ])('away: %s', (typed, ...expected) => {
    expect(reading(readMigrant, typed)).toEqual(expected)
  })

  test.each([
    ['东莞长安', '东莞长安'],
    ['广东省东莞市长安镇锦厦路12号301室', '广东省东莞市长安镇', 'place-too-exact'],
    ['锦厦小区3栋', undefined, 'place-too-exact'],
    ['--', null],
  ])('where: %s, and no closer than a township', (typed, ...expected) => {
    expect(reading(readPlace, typed)).toEqual(expected)
  })

  test.each([
    ['王桂芳', '王桂芳'],
    [' 王　桂芳\u200b', '王桂芳', 'name-blanks'],
    ['阿依•古丽', '阿依·古丽', 'name-characters'],
    ['锺䶮', '锺䶮', 'rare-character'],
    ['王\ue863', '王\ue863', 'rare-character'],
    ['王?芳', '王?芳', 'rare-character'],
    ['张伟(大)', '张伟(大)', 'odd-name'],
    ['王', '王', 'odd-name'],
    ['王桂芳、李大山', undefined, 'several-names'],
    ['--', undefined, 'missing-name'],
  ])('a name: %j', (typed, ...expected) => {
    expect(reading(readName, typed)).toEqual(expected)
  })
})

describe('branches and townships', () => {
  test.each([
    ['村', 'village'],
    ['社区', 'village'],
    ['流动', 'migrant'],
    ['网络', 'online'],
    ['联合', 'joint'],
    ['合作社', 'industry'],
    ['机关', 'office'],
    ['农村党支部', 'village'],
    ['流动党员支部', 'migrant'],
    ['', undefined],
    ['火星', undefined, 'unknown-kind'],
  ])('a branch marked %j is %s', (typed, ...expected) => {
    expect(reading(readKind, typed)).toEqual(expected)
  })

  test.each([
    ['河西村', '河西村党支部'],
    ['河西村支部', '河西村党支部'],
    ['中共红岭镇河西村支部委员会', '河西村党支部'],
    ['河西村党总支', '河西村党总支'],
    ['中国共产党红岭镇委员会', '红岭镇党委'],
    ['红岭镇党委', '红岭镇党委'],
    ['机关党支部', '机关党支部'],
  ])('%s is kept as %s', (written, kept) => {
    expect(branchName(written, '红岭镇')).toBe(kept)
  })

  test.each([
    ['红岭镇党员花名册（截至2026年10月31日）', '红岭镇'],
    ['四川省巴中市平昌县红岭镇党员名册', '红岭镇'],
    ['中共巴州区大河乡委员会党员花名册', '大河乡'],
    ['东城街道2026年党员名单', '东城街道'],
    ['河西村党支部党员名册', undefined],
    ['乡村振兴党员名册', undefined],
  ])('the title %s names %s', (title, township) => {
    expect(findTownship(title)).toBe(township)
  })

  test.each([
    ['驻东莞流动党支部', 'migrant'],
    ['铁佛社区党支部', 'village'],
    ['机关党支部', 'office'],
    ['油茶协会党支部', 'industry'],
    ['第三党支部', undefined],
  ])('%s sounds like %s', (name, kind) => {
    expect(guessKind(name)).toBe(kind)
  })
})
