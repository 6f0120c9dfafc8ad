import { describe, expect, test } from 'vitest'
import { cast, isEmpty, seedDemo } from '../../src/roster/demo.ts'
import { branchTree, findMembersByName, identify, membersOf, roomsOf } from '../../src/roster/directory.ts'
import { openMailbox } from '../../src/kernel/outbox/mailbox.ts'
import { testCipher } from '../support/cipher.ts'
import { ENGINES } from '../support/storage.ts'

const NOW = new Date('2026-11-20T02:00:00Z')

describe.each(ENGINES)('the made-up township on %s', (_, open) => {
  test('has a committee, five branches, about 140 people, three groups, and is there only once', async () => {
    const database = await open()
    expect(await database.read(isEmpty)).toBe(true)
    await database.write((tx) => seedDemo(tx, testCipher, NOW))
    expect(await database.read(isEmpty)).toBe(false)
    const tree = await database.read(branchTree)
    const members = await database.read((tx) => membersOf(tx, [...tree.keys()]))
    expect(tree.size).toBe(6)
    expect(members.length).toBeGreaterThanOrEqual(136)
    expect(members.length).toBeLessThanOrEqual(145)
    const rooms = await database.read((tx) => roomsOf(tx, [...tree.keys()]))
    expect(rooms.map(({ title }) => title)).toEqual(['河西村党员群', '松岭村党员群', '在外党员群'])
    await database.close()
  })

  test('lets a newcomer play a secretary, a member, a supervisor and villagers', async () => {
    const database = await open()
    await database.write((tx) => seedDemo(tx, testCipher, NOW))
    const { people, groups } = await database.read(cast)
    expect(people).toHaveLength(22)
    expect(groups.map(({ id }) => id)).toEqual(['group:hexi', 'group:songling', 'group:away'])
    expect(people.find(({ name }) => name === '周国栋')).toMatchObject({ what: '书记 · 河西村党支部', groups: ['group:hexi'] })
    expect(people.find(({ name }) => name === '唐志强')).toMatchObject({
      what: '党员 · 河西村党支部',
      groups: ['group:hexi', 'group:away'],
    })
    expect(people.find(({ name }) => name === '沈明远')).toMatchObject({ what: '镇管理员 · 云溪镇党委', groups: [] })
    expect(people.find(({ name }) => name === '田小满')).toMatchObject({ what: '村民 · 河西村', groups: ['group:hexi'] })
    const secretary = people.find(({ name }) => name === '周国栋')
    const from = { platform: 'sandbox', account: 'rehearsal' } as const
    const scene = await database.write(async (tx) =>
      identify(tx, await openMailbox(tx, { ...from, chat: secretary?.id ?? '', kind: 'private' }, NOW), from, secretary?.id ?? ''),
    )
    expect(scene.person).toMatchObject({ name: '周国栋', evidence: 'verified', offices: [{ role: 'secretary' }] })
    await database.close()
  })

  test('has two people of one name in one branch, as real rosters have', async () => {
    const database = await open()
    await database.write((tx) => seedDemo(tx, testCipher, NOW))
    const members = await database.read(async (tx) => membersOf(tx, [...(await branchTree(tx)).keys()]))
    const twice = members.filter((one) => members.filter((other) => other.name === one.name && other.branch === one.branch).length > 1)
    expect(twice).toHaveLength(2)
    const [first] = twice
    if (first === undefined) throw new Error('nobody')
    expect(await database.read((tx) => findMembersByName(tx, first.name, [first.branch]))).toHaveLength(2)
    await database.close()
  })
})
