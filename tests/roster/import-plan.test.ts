import { describe, expect, test } from 'vitest'
import { planImport } from '../../src/roster/import/plan.ts'
import type { ImportPlan } from '../../src/roster/import/steps.ts'
import type { CurrentRoster } from '../../src/roster/import/types.ts'
import { applied, imported, NOBODY, roster } from './import-support.ts'

const HEADING = '支部,支部类型,姓名,职务,电话,党员类别,交费类别,工资,是否流动,流入地'
const two = (): CurrentRoster =>
  imported(roster(HEADING, '河西村,村,王桂芳,书记,13500000001,正式,农民,,否,', '龙潭村,村,李大山,书记,13500000002,正式,在职,3000,是,东莞'))
const kinds = (plan: ImportPlan): string[] => plan.questions.map((question) => question.kind)
const member = (current: CurrentRoster, name: string): object | undefined => current.members.find((one) => one.name === name)

describe('an import changes what the file says and nothing else', () => {
  test('an empty cell leaves what is known', () => {
    const plan = planImport(roster(HEADING, '龙潭村,,李大山,,,,,,,'), two())
    expect(plan.steps).toEqual([])
  })

  test('two dashes clear it', () => {
    const plan = planImport(roster(HEADING, '龙潭村,,李大山,,--,,--,－－,,--'), two())
    expect(member(applied(plan, two()), '李大山')).toMatchObject({
      phone: null,
      duesCategory: null,
      baseFen: null,
      hostPlace: null,
      isMigrant: true,
    })
  })

  test('every change carries what it was before, so that it can be undone', () => {
    const plan = planImport(roster(HEADING, '龙潭村,村,李大山,书记,13500000002,预备,农民,,否,'), two())
    expect(plan.steps).toEqual([
      {
        kind: 'change-member',
        member: expect.anything(),
        name: '李大山',
        at: '第2行第3列',
        changes: [
          { field: 'membership', before: 'full', after: 'probationary' },
          { field: 'duesCategory', before: 'wage_earner', after: 'farmer' },
          { field: 'isMigrant', before: true, after: false },
        ],
      },
    ])
  })

  test('an office the file does not mention is not taken, but two secretaries are pointed out', () => {
    const plan = planImport(roster(HEADING, '河西村,村,张春梅,书记,13500000003,正式,农民,,,'), two())
    const current = applied(plan, two())
    expect(current.offices.filter((office) => office.role === 'secretary')).toHaveLength(3)
    expect(plan.questions.find((question) => question.kind === 'two-secretaries')).toMatchObject({
      branch: '河西村党支部',
      name: '王桂芳、张春梅',
    })
  })

  test('only two dashes take an office', () => {
    const plan = planImport(roster(HEADING, '河西村,村,王桂芳,--,,,,,,'), two())
    expect(plan.steps).toMatchObject([{ kind: 'take-office', role: 'secretary', name: '王桂芳' }])
    expect(kinds(plan)).toContain('no-secretary')
  })

  test('people the file leaves out stay and are counted', () => {
    const plan = planImport(roster(HEADING, '河西村,村,张春梅,书记,13500000003,正式,农民,,,'), two())
    expect(plan.questions.find((question) => question.kind === 'absent')).toMatchObject({
      branch: '河西村党支部',
      count: 1,
      name: '王桂芳',
    })
    expect(applied(plan, two()).members).toHaveLength(3)
  })

  test('the kind of a branch is not changed by a file', () => {
    const plan = planImport(roster(HEADING, '河西村,流动,王桂芳,,13500000001,,,,,'), two())
    expect(plan.steps).toEqual([])
    expect(kinds(plan)).toContain('kind-stays')
  })
})

describe('branches find their place', () => {
  test('the township above them is read from the title', () => {
    const current = imported(roster('中共平昌县红岭镇委员会党员花名册', HEADING, '河西村,村,王桂芳,,13500000001,,,,,'))
    expect(current.branches.map((branch) => branch.name)).toEqual(['红岭镇党委', '河西村党支部'])
  })

  test('an organiser sits at the township committee, never in a village', () => {
    const file = roster(
      '红岭镇党员花名册',
      HEADING,
      '机关,机关,程桂英,组织员,13500000005,正式,在职,4000,,',
      '河西村,村,王桂芳,组织员,13500000001,正式,农民,,,',
    )
    const current = imported(file)
    expect(current.offices).toEqual([{ memberId: expect.anything(), branchId: current.branches[0]?.id, role: 'township_admin' }])
    expect(kinds(planImport(file, NOBODY))).toContain('organizer-elsewhere')
  })

  test('people of the committee itself are put there', () => {
    const current = imported(roster('红岭镇党员花名册', HEADING, '红岭镇党委,机关,程桂英,书记,13500000005,正式,在职,4000,,'))
    expect(current.branches).toHaveLength(1)
    expect(current.members[0]?.branchId).toBe(current.branches[0]?.id)
  })

  test('a branch one character away from a known one is pointed out', () => {
    const plan = planImport(roster(HEADING, '河酉村,村,王桂芳,,,,,,,'), two())
    expect(plan.questions.find((question) => question.kind === 'branch-looks-like')).toMatchObject({
      branch: '河酉村党支部',
      before: '河西村党支部',
    })
  })

  test('a branch of a kind nobody can see is refused until somebody says it', () => {
    const plan = planImport(roster('支部,姓名', '第三,王桂芳'), NOBODY)
    expect(plan).toMatchObject({ kind: 'refused', steps: [], refusals: [{ kind: 'kind-missing', at: ['第2行第1列'] }] })
  })

  test('two branches of one name in two townships are not mixed up', () => {
    const current: CurrentRoster = {
      branches: [
        { id: 1, name: '红岭镇党委', kind: 'office' },
        { id: 2, name: '青山镇党委', kind: 'office' },
        { id: 3, name: '河西村党支部', kind: 'village', parentId: 1 },
        { id: 4, name: '河西村党支部', kind: 'village', parentId: 2 },
      ],
      members: [],
      offices: [],
    }
    expect(planImport(roster('青山镇党员名册', HEADING, '河西村,村,王桂芳,,,,,,,'), current).steps).toMatchObject([
      { kind: 'create-member', branch: { kind: 'existing', id: 4 } },
    ])
    expect(planImport(roster(HEADING, '河西村,村,王桂芳,,,,,,,'), current).refusals).toMatchObject([{ kind: 'ambiguous-branch' }])
  })
})
