import { describe, expect, test } from 'vitest'
import type { Database } from '../../src/kernel/database/database.ts'
import type { BranchId, MemberId, Role } from '../../src/kernel/chat/person.ts'
import { closeMailbox, openMailbox } from '../../src/kernel/outbox/mailbox.ts'
import { bindAccount, noteUsed } from '../../src/roster/accounts-store.ts'
import { addBranch } from '../../src/roster/branches-store.ts'
import {
  branchesUnder,
  findBranchByName,
  findMembersByName,
  getMember,
  holds,
  branchTree,
  identify,
  isReachable,
  membersOf,
  namesOnRoster,
  noteSpoke,
  officersOf,
  operators,
  privateMailbox,
  roomsOf,
  rosterStamp,
  spokeSince,
} from '../../src/roster/directory.ts'
import { addMember } from '../../src/roster/members-store.ts'
import { giveOffice } from '../../src/roster/offices-store.ts'
import { bindRoom } from '../../src/roster/rooms-store.ts'
import { ENGINES } from '../support/storage.ts'

const NOW = new Date('2026-11-20T02:00:00Z')
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)
const BOT = { platform: 'telegram', account: 'bot' } as const

/** 青石镇党委 above 河西村 and 河东村, one of whose members is in charge of the township. */
async function township(database: Database) {
  const branch = (name: string, parent?: BranchId) => database.write((tx) => addBranch(tx, { name, kind: 'village', parent }))
  const top = await branch('青石镇党委')
  const hexi = await branch('河西村党支部', top)
  const hedong = await branch('河东村党支部', top)
  const member = (name: string, at: BranchId, role?: Role, of: BranchId = at) =>
    database.write(async (tx) => {
      const id = await addMember(tx, { branch: at, name, membership: 'full', migrant: false }, NOW)
      if (role !== undefined) await giveOffice(tx, id, of, role, NOW)
      return id
    })
  const bind = (id: MemberId, chat: string, evidence: 'verified' | 'remark' | 'probable' = 'verified') =>
    database.write(async (tx) => {
      const mailbox = await openMailbox(tx, { ...BOT, chat, kind: 'private' }, NOW)
      await bindAccount(tx, mailbox.id, id, evidence, NOW)
      return mailbox
    })
  const group = (chat: string, at: BranchId) =>
    database.write(async (tx) => {
      const mailbox = await openMailbox(tx, { ...BOT, chat, kind: 'group' }, NOW)
      await bindRoom(tx, { mailbox: mailbox.id, branch: at, title: chat, by: undefined }, NOW)
      return mailbox
    })
  return { top, hexi, hedong, member, bind, group }
}

describe.each(ENGINES)('the roster on %s', (_, open) => {
  test('knows a speaker in private and in a bound group, and makes no row for a stranger', async () => {
    const database = await open()
    const { hexi, member, bind, group } = await township(database)
    const jiang = await member('姜福生', hexi, 'clerk')
    const own = await bind(jiang, '71')
    const room = await group('-1', hexi)
    const person = {
      member: jiang,
      name: '姜福生',
      branch: hexi,
      migrant: false,
      evidence: 'verified',
      offices: [{ role: 'clerk', branch: hexi }],
    }
    expect(await database.read((tx) => identify(tx, own, BOT, '71'))).toEqual({ person })
    expect(await database.read((tx) => identify(tx, room, BOT, '71'))).toEqual({
      person,
      room: { mailbox: room, branch: hexi, title: '-1' },
    })
    const stranger = await database.read((tx) => identify(tx, room, BOT, '99'))
    expect(stranger.person).toEqual({ migrant: false, evidence: 'none', offices: [] })
    expect((await database.read((tx) => identify(tx, room, { platform: 'wechat', account: 'bot' }, '71'))).person.member).toBeUndefined()
  })

  test('lets an office of a higher body hold for the branches below, and for none beside', async () => {
    const database = await open()
    const { top, hexi, hedong, member, bind } = await township(database)
    const shen = await bind(await member('沈明远', top, 'township_admin'), '1')
    const zhou = await bind(await member('周国栋', hexi, 'secretary'), '2')
    const tree = await database.read(branchTree)
    const who = async (mailbox: typeof shen) => (await database.read((tx) => identify(tx, mailbox, BOT, mailbox.chat))).person
    expect(holds(await who(shen), 'township_admin', hedong, tree)).toBe(true)
    expect(holds(await who(zhou), ['secretary', 'clerk'], hexi, tree)).toBe(true)
    expect(holds(await who(zhou), 'secretary', hedong, tree)).toBe(false)
    expect(holds(await who(zhou), 'secretary', top, tree)).toBe(false)
    expect(holds({ ...(await who(zhou)), evidence: 'remark' }, 'secretary', hexi, tree)).toBe(false)
    expect(await database.read((tx) => branchesUnder(tx, top))).toEqual([top, hexi, hedong])
    expect(await database.read((tx) => branchesUnder(tx, hexi))).toEqual([hexi])
  })

  test('writes to the login used last that is open and surely the member’s', async () => {
    const database = await open()
    const { hexi, member, bind } = await township(database)
    const jiang = await member('姜福生', hexi)
    expect(await database.read((tx) => privateMailbox(tx, jiang))).toBeUndefined()
    await bind(jiang, '70', 'probable')
    expect(await database.read((tx) => privateMailbox(tx, jiang))).toBeUndefined()
    await bind(jiang, '71')
    const second = await bind(jiang, '72', 'remark')
    await database.write((tx) => noteUsed(tx, BOT, '72', later(30)))
    expect(await database.read((tx) => privateMailbox(tx, jiang))).toMatchObject({ chat: '72' })
    await database.write((tx) => closeMailbox(tx, second.id, '停用', later(31)))
    expect(await database.read((tx) => privateMailbox(tx, jiang))).toMatchObject({ chat: '71' })
  })

  test('tells who can be reached, and whom the house tells of trouble', async () => {
    const database = await open()
    const { top, hexi, member, bind } = await township(database)
    const [one, two, three] = [await member('姜福生', hexi), await member('何桂英', hexi), await member('沈明远', top, 'township_admin')]
    await bind(one, '1')
    await bind(two, '2', 'probable')
    await bind(three, '3')
    expect(await database.read((tx) => isReachable(tx, [one, two, three]))).toEqual(new Set([one, three]))
    expect(await database.read((tx) => isReachable(tx, []))).toEqual(new Set())
    expect((await database.read(operators)).map(({ chat }) => chat)).toEqual(['3'])
  })

  test('names the nearest officers first, each once', async () => {
    const database = await open()
    const { top, hexi, hedong, member } = await township(database)
    const shen = await member('沈明远', top, 'township_admin')
    const wu = await member('吴玉兰', hexi, 'deputy_secretary')
    const zhou = await member('周国栋', hexi, 'secretary')
    await member('谢长林', hedong, 'secretary')
    await database.write((tx) => giveOffice(tx, wu, hexi, 'clerk', NOW))
    const found = await database.read((tx) => officersOf(tx, hexi, ['secretary', 'deputy_secretary', 'clerk', 'township_admin']))
    expect(found.map((holder) => [holder.member, holder.role])).toEqual([
      [zhou, 'secretary'],
      [wu, 'deputy_secretary'],
      [shen, 'township_admin'],
    ])
  })

  test('remembers who spoke in a group, at most once a minute', async () => {
    const database = await open()
    const { hexi, member, group } = await township(database)
    const jiang = await member('姜福生', hexi)
    const room = await group('-1', hexi)
    const spoke = (at: Date) => database.write((tx) => noteSpoke(tx, room.id, jiang, at))
    const since = (at: Date) => database.read((tx) => spokeSince(tx, [room.id], at))
    await spoke(NOW)
    await spoke(new Date(NOW.getTime() + 59_000))
    expect(await since(later(-1))).toEqual(new Set([jiang]))
    expect(await since(NOW)).toEqual(new Set())
    await spoke(later(2))
    expect(await since(later(1))).toEqual(new Set([jiang]))
    expect(await database.read((tx) => spokeSince(tx, [], NOW))).toEqual(new Set())
  })

  test('lists members, groups and names, and notices when there are more', async () => {
    const database = await open()
    const { hexi, hedong, member, group } = await township(database)
    const before = await database.read(rosterStamp)
    const jiang = await member('姜福生', hexi)
    await member('姜福生', hedong)
    await group('-2', hedong)
    await group('-1', hexi)
    expect(await database.read(rosterStamp)).not.toBe(before)
    expect(await database.read(namesOnRoster)).toEqual(['姜福生'])
    expect((await database.read((tx) => membersOf(tx, [hexi]))).map(({ id }) => id)).toEqual([jiang])
    expect(await database.read((tx) => membersOf(tx, []))).toEqual([])
    expect((await database.read((tx) => roomsOf(tx, [hexi, hedong]))).map(({ title }) => title)).toEqual(['-1', '-2'])
    expect(await database.read((tx) => getMember(tx, jiang))).toEqual({
      id: jiang,
      branch: hexi,
      name: '姜福生',
      membership: 'full',
      migrant: false,
      active: true,
      quiet: false,
    })
  })

  test.each([
    ['姜福生', ['姜福生']],
    ['姜 福 生', ['姜福生']],
    ['福生', ['姜福生']],
    ['姜福生同志', ['姜福生']],
    ['姜福生大爷', ['姜福生']],
    ['老姜', ['姜福生']],
    ['姜大爷', ['姜福生']],
    ['张书记', ['张卫国']],
    ['张大娘', ['张卫国', '张桂花']],
    ['小张', ['张卫国', '张桂花']],
    ['欧阳叔', ['欧阳明']],
    ['欧阳', []],
    ['張桂花', ['张桂花']],
    ['迪丽娜尔·买买提', ['迪丽娜尔·买买提']],
    ['迪丽娜尔买买提', ['迪丽娜尔·买买提']],
    ['花', []],
    ['赵云', []],
    ['', []],
  ])('finds by “%s” %j', async (typed, expected) => {
    const database = await open()
    const { hexi, member } = await township(database)
    for (const name of ['姜福生', '张桂花', '欧阳明', '迪丽娜尔·买买提']) await member(name, hexi)
    await member('张卫国', hexi, 'secretary')
    const found = await database.read((tx) => findMembersByName(tx, typed, [hexi]))
    expect(found.map(({ name }) => name).toSorted()).toEqual([...expected].toSorted())
  })

  test.each([
    ['河西村党支部', ['河西村党支部']],
    ['河西村支部', ['河西村党支部']],
    ['河西村', ['河西村党支部']],
    ['河西', ['河西村党支部']],
    ['青石镇', ['青石镇党委']],
    ['河', []],
    ['村', []],
    ['南山村', []],
    ['', []],
  ])('finds the branch “%s” as %j', async (typed, expected) => {
    const database = await open()
    await township(database)
    expect((await database.read((tx) => findBranchByName(tx, typed))).map(({ name }) => name)).toEqual(expected)
  })
})
