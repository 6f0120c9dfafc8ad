import { describe, expect, test } from 'vitest'
import { judgeMatterStep, type MatterStep, readStep, type Reported } from '../../src/disclosures/matters.ts'
import { openHexi } from './hexi.ts'

const step = (number: MatterStep, more: Partial<Reported> = {}): Reported => ({
  step: number,
  count: undefined,
  resolution: '',
  disclosure: undefined,
  ...more,
})
const count = (entitled: number, present: number, inFavour: number) => ({ entitled, present, inFavour })

describe('the four discussions', () => {
  test.each([
    ['the first step', [], step(1), 'goes'],
    ['the second without the first', [], step(2), 'skips'],
    ['the resolution before the members', [1, 2], step(4, { count: count(30, 30, 30), resolution: '修' }), 'skips'],
    ['a step once more', [1, 2], step(1), 'done'],
    ['the members without a count', [1, 2], step(3), 'no-count'],
    ['19 of 30 members', [1, 2], step(3, { count: count(30, 19, 19) }), 'too-few-present'],
    ['20 of 30 members, 15 in favour', [1, 2], step(3, { count: count(30, 20, 15) }), 'not-carried'],
    ['20 of 30 members, 16 in favour', [1, 2], step(3, { count: count(30, 20, 16) }), 'goes'],
    ['more in favour than came', [1, 2], step(3, { count: count(30, 20, 21) }), 'wrong-count'],
    ['20 of 30 representatives, 10 in favour', [1, 2, 3], step(4, { count: count(30, 20, 10), resolution: '修' }), 'not-carried'],
    ['20 of 30 representatives, 11 in favour', [1, 2, 3], step(4, { count: count(30, 20, 11), resolution: '修' }), 'goes'],
    ['a resolution without words', [1, 2, 3], step(4, { count: count(30, 20, 11) }), 'no-resolution'],
    ['disclosed nowhere', [1, 2, 3, 4], step(5), 'no-disclosure'],
    ['disclosed', [1, 2, 3, 4], step(5, { disclosure: 3 }), 'goes'],
    ['the result before the resolution', [1, 2, 3, 4], step(6, { disclosure: 3 }), 'skips'],
    ['the result', [1, 2, 3, 4, 5], step(6, { disclosure: 4 }), 'goes'],
    ['anything after the end', [1, 2, 3, 4, 5, 6], step(6, { disclosure: 4 }), 'done'],
  ] as const)('%s', (_, taken, reported, kind) => {
    expect(judgeMatterStep(taken, reported).kind).toBe(kind)
  })

  test.each([
    ['党员大会 应到30 实到２４人 同意20票', { step: 3, count: count(30, 24, 20), rest: '' }],
    ['村民代表会议 应到30，实到24，赞成20，路修到三组', { step: 4, count: count(30, 24, 20), rest: '路修到三组' }],
    ['决议公开 第17号', { step: 5, number: 17, rest: '' }],
    ['结果公开 21', { step: 6, number: 21 }],
    ['支部提议', { step: 1, rest: '' }],
    ['好', { step: undefined, rest: '好' }],
  ])('“%s” is read', (said, read) => {
    expect(readStep(said)).toMatchObject(read)
  })

  test('a road goes its way from the proposal to the result, and skips nothing', async () => {
    const hexi = await openHexi()
    const { cui, tian, qin, li, drafts } = hexi
    await cui.hears('议事', '还没有议的事。\n请照这个样子发：议事 修到三组的路')
    await cui.hears('议事 修到三组的路', '记下了第 1 件：修到三组的路\n下一步请说：议事 1 支部提议')
    await tian.hears('议事 1 党员大会 应到30 实到24 同意20', '还没到党员大会，先要有支部提议。\n请说：议事 1 支部提议')
    await cui.hears('议事 1 支部提议 昨天', '第 1 件，10月11日（星期日）支部提议，记下了。\n下一步请说：议事 1 两委商议')
    await cui.hears('议事 1 两委商议', /两委商议，记下了/u)
    await cui.hears('议事 1 党员大会 应到30 实到10 同意10', '到会不足三分之二，这次不算数')
    await cui.hears('议事 1 党员大会 应到30 实到24 同意20', /党员大会，记下了/u)
    await cui.hears('议事 1 应到40 实到36 同意30 路修到三组', /村民代表会议，记下了。\n下一步请说：议事 1 决议公开 第17号/u)
    await cui.hears('议事 1 决议公开 1', /要有已公开的号数/u)
    await drafts()
    await cui.hears('议事 1 决议公开 1', /要有已公开的号数/u)
    await qin.says('同意 1')
    await cui.hears('议事 1 决议公开 1', /决议公开，记下了/u)
    await cui.hears('议事 1 结果公开 1', /要有已公开的号数/u)
    await qin.hears(
      '议事 1',
      /应到 40，实到 36，同意 30，路修到三组\n10月12日（星期一）决议公开，第 1 号公开\n下一步请说：议事 1 结果公开/u,
    )
    await qin.hears('议事 1 结果公开 1', '议事由支部和村委会来记')
    await qin.hears('议事', '第 1 件 修到三组的路，下一步结果公开')
    await cui.hears('议事 9', '没有这一件。\n看有哪些请说：议事')
    expect((await li.says('议事')).texts[0]).not.toContain('修到三组')
  })
})
