import { describe, expect, test } from 'vitest'
import { planImport } from '../../src/roster/import/plan.ts'
import { describePlan } from '../../src/roster/import/words.ts'
import { imported, NOBODY, roster, sample } from './import-support.ts'

describe("a township's roster as offices keep it", () => {
  test('everybody is found and nobody else: no title, no subtotal, no signature', async () => {
    const file = await sample('roster.xlsx')
    const current = imported(file)
    expect(current.members).toHaveLength(144)
    const sizes = current.branches.map((branch) => [
      branch.name,
      branch.kind,
      current.members.filter((member) => member.branchId === branch.id).length,
    ])
    expect(sizes).toEqual([
      ['红岭镇党委', 'office', 0],
      ['河西村党支部', 'village', 38],
      ['龙潭村党支部', 'village', 34],
      ['铁佛社区党支部', 'village', 30],
      ['机关党支部', 'office', 18],
      ['驻东莞流动党支部', 'migrant', 24],
    ])
    expect(current.branches.slice(1).every((branch) => branch.parentId === current.branches[0]?.id)).toBe(true)
  })

  test('offices are given to the people who hold them', async () => {
    const current = imported(await sample('roster.xlsx'))
    const holders = (role: string): (string | undefined)[] =>
      current.offices
        .filter((office) => office.role === role)
        .map((office) => current.members.find((member) => member.id === office.memberId)?.name)
    expect(holders('secretary')).toEqual(['姜福生', '胡大勇', '锺国强', '郭玉珍', '常永福'])
    expect(holders('supervisor')).toEqual(['阎淑珍', '常土根'])
    expect(holders('clerk')).toEqual(['孔兴旺', '陈淑珍'])
    expect(current.offices).toHaveLength(19)
  })

  test('what people meant is kept, not what they typed', async () => {
    const { members } = imported(await sample('roster.xlsx'))
    const find = (name: string): object | undefined => members.find((member) => member.name === name)
    expect(find('姜秀英')).toMatchObject({ phone: '13800001234' })
    expect(find('郑明亮')).toMatchObject({ phone: '13812345679' })
    expect(find('杜海燕')).toMatchObject({ isMigrant: true, hostPlace: '佛山顺德' })
    expect(find('阎桂芳')).toMatchObject({ duesCategory: 'relief', baseFen: null, monthlyFen: 50 })
    expect(find('曹德华')).toMatchObject({ duesCategory: 'wage_earner', baseFen: 300_000 })
    expect(find('夏丽华')).toMatchObject({ baseFen: 500_001 })
    expect(find('常土根')).toMatchObject({ membership: 'probationary' })
    expect(find('锺䶮')).toMatchObject({ duesCategory: 'retired', baseFen: 560_800 })
  })

  test('the dry run names every corrected cell and every one a person should look at', async () => {
    const plan = planImport(await sample('roster.xlsx'), NOBODY)
    expect(plan.corrections.map((remark) => remark.at.join())).toEqual([
      'D7',
      'D12',
      'F16',
      'F19',
      'I34',
      'G45',
      'G46',
      'H60',
      'H65',
      'I66',
      'I67',
    ])
    expect(plan.questions.map((remark) => [remark.kind, remark.at.join()])).toEqual([
      ['rare-character', 'D55'],
      ['base-without-rate', 'I60'],
      ['no-phone', 'D24'],
      ['probationary-secretary', 'D43'],
      ['no-base', 'D65'],
      ['probationary-secretary', 'D77'],
      ['same-name', 'D28,D29'],
      ['same-name', 'D59,D65'],
    ])
    expect(plan.unsavedColumns).toEqual(['备注'])
    expect(plan.skippedSheets).toEqual(['说明'])
  })

  test('imported a second time it changes nothing', async () => {
    const file = await sample('roster.xlsx')
    const plan = planImport(file, imported(file))
    expect(plan.steps).toEqual([])
    expect(plan.counts).toMatchObject({ newMembers: 0, changedMembers: 0, unchangedMembers: 144, aside: 0 })
  })
})

describe("one branch's own csv in GBK", () => {
  test('after the township file it duplicates nobody', async () => {
    const plan = planImport(await sample('roster-gbk.csv'), imported(await sample('roster.xlsx')))
    expect(plan.steps).toEqual([])
    expect(plan.counts).toMatchObject({ people: 34, unchangedMembers: 34 })
  })

  test('before the township file it is completed by it, and the branch finds its place', async () => {
    const csv = await sample('roster-gbk.csv')
    const township = await sample('roster.xlsx')
    const plan = planImport(township, imported(csv))
    expect(plan.counts).toMatchObject({ newMembers: 110, aside: 0 })
    const current = imported(csv, township)
    expect(current.members).toHaveLength(144)
    expect(current.branches.filter((branch) => branch.parentId === null).map((branch) => branch.name)).toEqual(['红岭镇党委'])
  })

  test.each(['河西村', '河西村支部', '中共红岭镇河西村支部委员会', '红岭镇河西村党支部', ' 河西村 党支部 '])(
    '%s is the branch we know',
    async (written) => {
      const current = imported(await sample('roster.xlsx'))
      const plan = planImport(roster('姓名,支部,电话', `姜福生,${written},13500004769`), current)
      expect(plan.counts).toMatchObject({ newBranches: 0, unchangedMembers: 1 })
    },
  )
})

describe('a roster with cells nobody can read', () => {
  test('is refused as a whole and every such cell is named', async () => {
    const plan = planImport(await sample('roster-bad.xlsx'), NOBODY)
    expect(plan.kind).toBe('refused')
    expect(plan.steps).toEqual([])
    expect(plan.refusals.map((remark) => [remark.kind, remark.at.join()])).toEqual([
      ['phone-damaged', 'F4'],
      ['missing-name', 'D6'],
      ['unknown-kind', 'C7'],
      ['amount-unclear', 'I9'],
      ['formula', 'D11'],
    ])
  })

  test('the operator reads each cell and what to do', async () => {
    const lines = describePlan(planImport(await sample('roster-bad.xlsx'), NOBODY), 'brief')
    for (const cell of ['F4', 'D6', 'C7', 'I9', 'D11']) expect(lines.some((line) => line.includes(`${cell}：`))).toBe(true)
    expect(lines.at(-1)).toBe('整份没有导入，请改好上面各处再发一次。')
  })
})

describe('what the operator reads', () => {
  test.each(['roster.xlsx', 'roster-gbk.csv', 'roster-bad.xlsx'])('%s shows no phone number, no amount and no code', async (name) => {
    const lines = describePlan(planImport(await sample(name), NOBODY), 'full').join('\n')
    expect(lines).not.toMatch(/\d{5,}|3000\.|2560|7907|[a-z]{3,}|错误|[!！]/)
  })

  test('a long list is cut in brief and complete in full', async () => {
    const plan = planImport(await sample('roster.xlsx'), NOBODY)
    expect(describePlan(plan, 'brief')).toContain('  另有 6 处。')
    expect(describePlan(plan, 'full').join('\n')).toContain('I67')
    expect(describePlan(plan, 'full').at(-2)).toBe('新增 144 人、变更 0 人、不变 0 人。')
  })

  test('a changed field is named without its value', async () => {
    const file = roster('姓名,支部,电话,工资', '王桂芳,河西村,13500000001,3456', '李大山,河西村,13500000002,')
    const next = roster('姓名,支部,电话,工资', '王桂芳,河西村,13500000001,4567', '李大山,河西村,--,')
    const lines = describePlan(planImport(next, imported(file)), 'full')
    expect(lines).toContain('  第2行第1列：“王桂芳”的工资基数')
    expect(lines).toContain('  第3行第1列：“李大山”的电话（清空）')
    expect(lines.join('\n')).not.toMatch(/4567|3456/)
  })
})
