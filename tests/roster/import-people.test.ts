import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planImport } from '../../src/roster/import/plan.ts'
import type { ImportPlan } from '../../src/roster/import/steps.ts'
import type { CurrentRoster } from '../../src/roster/import/types.ts'
import { applied, imported, NOBODY, roster } from './import-support.ts'

const HEADING = '支部,支部类型,姓名,职务,电话,党员类别,交费类别,工资,是否流动,流入地'
const two = (): CurrentRoster =>
  imported(roster(HEADING, '河西村,村,王桂芳,书记,13500000001,正式,农民,,否,', '龙潭村,村,李大山,书记,13500000002,正式,在职,3000,是,东莞'))
const kinds = (plan: ImportPlan): string[] => plan.questions.map((question) => question.kind)

describe('people are recognised again', () => {
  test('somebody who moved to another branch is the same person, and a human is asked', () => {
    const plan = planImport(roster(HEADING, '龙潭村,村,王桂芳,,13500000001,,,,,'), two())
    expect(plan.steps).toMatchObject([{ kind: 'move-member', name: '王桂芳' }])
    expect(plan.questions.find((question) => question.kind === 'moved')).toMatchObject({
      before: '河西村党支部',
      after: '龙潭村党支部',
      at: ['第2行第3列'],
    })
    expect(planImport(roster(HEADING, '龙潭村,村,王桂芳,,13500000001,,,,,'), applied(plan, two())).steps).toEqual([])
  })

  test('somebody of the same name in another branch with another phone is somebody else', () => {
    const plan = planImport(roster(HEADING, '龙潭村,村,王桂芳,,13500000009,,,,,'), two())
    expect(plan.counts).toMatchObject({ newMembers: 1 })
  })

  test('a new number of a person known is a change to check', () => {
    const plan = planImport(roster(HEADING, '河西村,村,王桂芳,,13500000009,,,,,'), two())
    expect(plan.steps).toMatchObject([
      { kind: 'change-member', changes: [{ field: 'phone', before: '13500000001', after: '13500000009' }] },
    ])
    expect(kinds(plan)).toContain('phone-changed')
  })

  test('blanks, width and dots in a name make no new person', () => {
    const current = imported(roster(HEADING, '河西村,村,阿依·古丽,,,,,,,'))
    for (const name of ['阿依・古丽', '阿 依•古 丽', '阿依．古丽'])
      expect(planImport(roster(HEADING, `河西村,村,${name},,,,,,,`), current).steps).toEqual([])
  })

  const namesakes = ['河西村,村,汤春梅,,13500000011,正式,农民,,是,东莞', '河西村,村,汤春梅,,13500000012,正式,低保,,,']

  test('two of one name in one branch are kept apart by their phones, in any order', () => {
    const current = imported(roster(HEADING, ...namesakes))
    expect(current.members).toHaveLength(2)
    expect(planImport(roster(HEADING, ...namesakes.toReversed()), current).steps).toEqual([])
  })

  test('when nothing tells two people apart neither is touched and somebody is asked', () => {
    const current = imported(roster(HEADING, ...namesakes))
    const plan = planImport(roster(HEADING, '河西村,村,汤春梅,,,预备,,,,'), current)
    expect(plan.steps).toEqual([])
    expect(plan.counts.aside).toBe(1)
    expect(plan.questions).toContainEqual({ kind: 'ambiguous-person', at: ['第2行第3列'], name: '汤春梅', branch: '河西村党支部' })
  })

  test('a third of the same name is new when the other two are accounted for', () => {
    const plan = planImport(
      roster(HEADING, ...namesakes, '河西村,村,汤春梅,,13500000013,正式,农民,,,'),
      imported(roster(HEADING, ...namesakes)),
    )
    expect(plan.counts).toMatchObject({ newMembers: 1, unchangedMembers: 2 })
  })

  test('a line written twice counts once', () => {
    const plan = planImport(roster(HEADING, namesakes[0] ?? '', namesakes[0] ?? ''), NOBODY)
    expect(plan.counts).toMatchObject({ newMembers: 1, aside: 1 })
    expect(plan.questions.find((question) => question.kind === 'duplicate-row')?.at).toEqual(['第2行第3列', '第3行第3列'])
  })

  test('one person in two branches of a file belongs to one branch', () => {
    const plan = planImport(roster(HEADING, '河西村,村,王桂芳,,13500000001,,,,,', '龙潭村,村,王桂芳,,13500000001,,,,,'), NOBODY)
    expect(plan.counts).toMatchObject({ newMembers: 1, aside: 1 })
    expect(kinds(plan)).toContain('two-branches')
  })
})

describe('whatever a roster holds', () => {
  const line = fc
    .record({
      branch: fc.constantFrom('河西村', '龙潭村支部', '机关党支部'),
      name: fc.constantFrom('王桂芳', '王 桂芳', '汤春梅', '李大山', '锺䶮'),
      office: fc.constantFrom('', '书记', '组织委员、宣传委员', '--', '村主任'),
      phone: fc.constantFrom('', '--', '13500000001', '135 0000 0002', '１３５００００００３', '13500000004'),
      membership: fc.constantFrom('', '正式', '预备党员'),
      category: fc.constantFrom('', '农民', '退休', '--'),
      base: fc.constantFrom('', '0.5', '3,000.00', '--'),
      migrant: fc.constantFrom('', '是', '否'),
      place: fc.constantFrom('', '东莞', '--'),
    })
    .map(
      (row) =>
        `${row.branch},,${row.name},${row.office},${row.phone},${row.membership},${row.category},"${row.base}",${row.migrant},${row.place}`,
    )
  const file = fc.array(line, { minLength: 1, maxLength: 25 }).map((lines) => roster('红岭镇党员花名册', HEADING, ...lines))

  test('importing it twice changes nothing the second time', () => {
    fc.assert(
      fc.property(file, file, (earlier, later) => {
        const once = imported(earlier, later)
        expect(planImport(later, once).steps).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('everybody in it is new, changed, unchanged or put aside', () => {
    fc.assert(
      fc.property(file, file, (earlier, later) => {
        const { counts } = planImport(later, imported(earlier))
        expect(counts.newMembers + counts.changedMembers + counts.unchangedMembers + counts.aside).toBe(later.rows.length)
      }),
      { numRuns: 100 },
    )
  })

  test('nobody is ever removed', () => {
    fc.assert(
      fc.property(file, file, (earlier, later) => {
        const before = imported(earlier)
        const after = applied(planImport(later, before), before)
        expect(after.members.map((one) => one.id)).toEqual(expect.arrayContaining(before.members.map((one) => one.id)))
      }),
      { numRuns: 100 },
    )
  })
})
