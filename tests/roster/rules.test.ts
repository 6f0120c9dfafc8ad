import { describe, expect, test } from 'vitest'
import type { BranchId, MemberId, Person, Role } from '../../src/kernel/chat/person.ts'
import { countTry, judgeCode, judgeGiving, judgeTaking, readCode, readShortAnswer, readWanted } from '../../src/roster/rules.ts'
import { type Branch, shortBranchName } from '../../src/roster/tree.ts'

const NOW = new Date('2026-11-20T02:00:00Z')
const [TOP, HEXI, HEDONG] = [1, 2, 3] as BranchId[] as [BranchId, BranchId, BranchId]
const tree = new Map<BranchId, Branch>([
  [TOP, { id: TOP, name: '青石镇党委', kind: 'office' }],
  [HEXI, { id: HEXI, name: '河西村党支部', kind: 'village', parent: TOP }],
  [HEDONG, { id: HEDONG, name: '河东村党支部', kind: 'village', parent: TOP }],
])

describe('what people type for a code', () => {
  test.each([
    ['482913', '482913'],
    [' 482 913 ', '482913'],
    ['482-913。', '482913'],
    ['４８２９１３', '482913'],
    ['四八二九一三', '482913'],
    ['四八二九一〇', '482910'],
    ['码482913', '482913'],
    ['48291', undefined],
    ['4829134', undefined],
    ['张三', undefined],
    ['', undefined],
  ])('%s', (typed, code) => expect(readCode(typed)).toBe(code))
})

describe('wrong codes', () => {
  test('are counted within an hour of each other and then forgotten', () => {
    let tries = { tries: 0, since: '' }
    for (let n = 0; n < 5; n++) tries = countTry(tries, new Date(NOW.getTime() + n * 59 * 60_000))
    const last = new Date(tries.since)
    expect(judgeCode(undefined, tries, last)).toEqual({ kind: 'paused' })
    const after = new Date(last.getTime() + 60 * 60_000)
    expect(judgeCode(undefined, tries, after)).toEqual({ kind: 'unknown' })
    expect(countTry(tries, after).tries).toBe(1)
  })

  test.each([
    ['open', '2026-11-20T02:00:01.000Z', 'good'],
    ['open', '2026-11-20T02:00:00.000Z', 'expired'],
    ['used', '2026-12-20T00:00:00.000Z', 'used'],
    ['revoked', '2026-12-20T00:00:00.000Z', 'revoked'],
  ] as const)('an %s code good until %s is %s', (state, expiresAt, kind) => {
    const code = { id: 1, member: 1 as MemberId, state, expiresAt }
    expect(judgeCode(code, { tries: 4, since: NOW.toISOString() }, NOW).kind).toBe(kind)
  })
})

describe('what people type for an office', () => {
  test.each([
    ['张三 组织委员', { name: '张三', role: 'organization_officer' }],
    ['张三组织委员', { name: '张三', role: 'organization_officer' }],
    ['张三，副书记', { name: '张三', role: 'deputy_secretary' }],
    ['张三 书记 河西村', { name: '张三', role: 'secretary', branch: '河西村' }],
    ['张 三 监督员 河西村 党支部', { name: '张三', role: 'supervisor', branch: '河西村党支部' }],
    ['张三', undefined],
    ['组织委员', undefined],
    ['', undefined],
  ])('%s', (typed, wanted) => expect(readWanted(typed)).toEqual(wanted))
})

describe('who may give which office', () => {
  const member = (id: number) => id as MemberId
  const person = (role: Role, branch: BranchId, evidence: Person['evidence'] = 'verified'): Person => ({
    member: member(1),
    branch,
    migrant: false,
    evidence,
    offices: [{ role, branch }],
  })
  const grant = (role: Role, branch: BranchId, held: readonly Role[] = [], to = 9) => ({ member: member(to), role, branch, held })

  test.each([
    ['a secretary a clerk', person('secretary', HEXI), grant('clerk', HEXI), 'allowed'],
    ['a secretary a deputy', person('secretary', HEXI), grant('deputy_secretary', HEXI), 'allowed'],
    ['a secretary a secretary', person('secretary', HEXI), grant('secretary', HEXI), 'not-yours'],
    ['a secretary a township administrator', person('secretary', HEXI), grant('township_admin', TOP), 'not-yours'],
    ['a secretary of elsewhere a clerk', person('secretary', HEDONG), grant('clerk', HEXI), 'not-yours'],
    ['a deputy a clerk', person('deputy_secretary', HEXI), grant('clerk', HEXI), 'not-yours'],
    ['a township administrator anything', person('township_admin', TOP), grant('secretary', HEXI), 'allowed'],
    ['a township administrator another', person('township_admin', TOP), grant('township_admin', TOP), 'allowed'],
    ['an administrator of a village the township', person('township_admin', HEXI), grant('township_admin', TOP), 'not-yours'],
    ['somebody not surely known a clerk', person('secretary', HEXI, 'remark'), grant('clerk', HEXI), 'not-yours'],
    ['an administrator oneself supervisor', person('township_admin', TOP), grant('supervisor', HEXI, [], 1), 'not-oneself'],
    ['a drafter supervisor', person('township_admin', TOP), grant('supervisor', HEXI, ['village_committee']), 'not-both'],
    ['a supervisor village committee', person('township_admin', TOP), grant('village_committee', HEXI, ['supervisor']), 'not-both'],
    ['a discipline officer supervisor', person('township_admin', TOP), grant('supervisor', HEXI, ['discipline_officer']), 'allowed'],
  ])('%s', (_, who, what, kind) => expect(judgeGiving(who, what, tree).kind).toBe(kind))

  test.each([
    ['a secretary a clerk', person('secretary', HEXI), grant('clerk', HEXI, ['clerk']), 2, 'allowed'],
    ['a secretary the supervisor', person('secretary', HEXI), grant('supervisor', HEXI, ['supervisor']), 2, 'not-yours'],
    ['the township a supervisor', person('township_admin', TOP), grant('supervisor', HEXI, ['supervisor']), 1, 'allowed'],
    ['the township the last of its own', person('township_admin', TOP), grant('township_admin', TOP, ['township_admin']), 1, 'last-admin'],
    ['the township one of two of its own', person('township_admin', TOP), grant('township_admin', TOP, ['township_admin']), 2, 'allowed'],
  ])('and take away: %s', (_, who, what, admins, kind) => expect(judgeTaking(who, what, admins, tree).kind).toBe(kind))
})

describe('short answers', () => {
  test.each([
    ['确认', { kind: 'yes' }],
    [' 好的。', { kind: 'yes' }],
    ['同意', { kind: 'yes' }],
    ['取消', { kind: 'no' }],
    ['不同意', { kind: 'no' }],
    ['２', { kind: 'number', number: 2 }],
    ['第2个', { kind: 'number', number: 2 }],
    ['确认张三', { kind: 'other' }],
    ['同意 17', { kind: 'other' }],
    ['我的', { kind: 'other' }],
    ['', { kind: 'other' }],
  ])('%s', (text, answer) => expect(readShortAnswer(text)).toEqual(answer))
})

test.each([
  ['河西村党支部', '河西村'],
  ['河西村支部', '河西村'],
  ['中共青石镇委员会', '青石镇'],
  ['青石镇党委', '青石镇'],
  ['东莞流动党支部', '东莞流动'],
  ['河西村 党总支', '河西村'],
  ['党支部', '党支部'],
])('the branch %s is called %s for short', (name, short) => expect(shortBranchName(name)).toBe(short))
