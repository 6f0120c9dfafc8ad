import { describe, expect, test } from 'vitest'
import { readAudit } from '../../src/kernel/audit.ts'
import { roomsOf } from '../../src/roster/directory.ts'
import { officeWith } from './township.ts'

const BOUND = '本群绑定好了，属于河西村党支部。\n以后通知会发到这里'

describe('a group is bound', () => {
  test('by the branch’s secretary with two words', async () => {
    const office = await officeWith()
    const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
    const group = office.group('河西村党员群')
    await zhou.in(group).hears('绑定本群', BOUND)
    const rooms = await office.read((tx) => roomsOf(tx, [office.hexi]))
    expect(rooms).toMatchObject([{ title: '河西村党员群', branch: office.hexi, mailbox: { chat: group.chat, state: 'open' } }])
    expect((await office.read((tx) => readAudit(tx))).at(-1)).toMatchObject({
      actor: `member:${zhou.id}`,
      action: 'room-bound',
      after: { branch: office.hexi },
    })
  })

  test('once: saying it again changes nothing', async () => {
    const office = await officeWith()
    const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
    const group = office.group('河西村党员群')
    await zhou.in(group).hears('绑定本群', BOUND)
    await zhou.in(group).hears('绑定本群', '本群已经属于河西村党支部')
    await zhou.in(group).hears('绑定本群 河西村', '本群已经属于河西村党支部')
  })

  test.each(['河西村', '河西村支部', '河西村党支部', ' 河西村 党支部'])('by the township, which says which branch: %s', async (name) => {
    const office = await officeWith()
    const shen = await office.bound('沈明远', office.top, { offices: ['township_admin'] })
    await shen.in(office.group('群')).hears(`绑定本群 ${name}`, BOUND)
  })

  test('by someone with several branches only when it is said which, with the likely one as the example', async () => {
    const office = await officeWith()
    const shen = await office.bound('沈明远', office.top, { offices: ['township_admin'] })
    const group = office.group('河东村党员之家')
    await shen.in(group).hears('绑定本群', '请说清是哪个支部的群：\n绑定本群 河东村党支部')
    await shen.in(group).hears('绑定本群 河南村', '没找到支部“河南村”。\n看有哪些支部，请说：支部')
    expect(await office.read((tx) => roomsOf(tx, [office.top, office.hexi, office.hedong]))).toEqual([])
  })

  test('by nobody else: a member is told in private, a stranger and other branches get nothing', async () => {
    const office = await officeWith()
    const xie = await office.bound('谢长林', office.hedong, { offices: ['secretary'] })
    const jiang = await office.bound('姜福生', office.hexi)
    const group = office.group('河西村党员群')
    const stranger = office.person('外人')
    expect((await stranger.in(group).says('绑定本群')).letters).toEqual([])
    await stranger.says('你好')
    const way = await stranger.in(group).says('绑定本群')
    expect([way.texts, way.to(stranger)]).toEqual([[], ['请先在这里绑定您本人：绑定 482913\n再到群里说：绑定本群']])
    const heard = await jiang.in(group).says('绑定本群')
    expect([heard.texts, heard.to(jiang)]).toEqual([[], ['群由支部书记来绑定。\n请联系书记：找书记']])
    await xie.in(group).hears('绑定本群 河西村', '河西村党支部的群，要由它的书记来绑定')
    expect(await office.read((tx) => roomsOf(tx, [office.hexi, office.hedong]))).toEqual([])
  })

  test('never by an anonymous administrator', async () => {
    const office = await officeWith()
    const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
    const group = office.group('河西村党员群')
    const heard = await zhou.in(group).says('绑定本群', { nobody: 'anonymous-admin' })
    expect(heard.letters).toEqual([])
    expect(await office.read((tx) => roomsOf(tx, [office.hexi]))).toEqual([])
  })

  test('to one branch only; it has to be freed first', async () => {
    const office = await officeWith()
    const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
    const shen = await office.bound('沈明远', office.top, { offices: ['township_admin'] })
    const xie = await office.bound('谢长林', office.hedong, { offices: ['secretary'] })
    const group = office.group('群')
    await zhou.in(group).hears('绑定本群', BOUND)
    await shen.in(group).hears('绑定本群 河东村', '本群已属于河西村党支部。\n要改，请先说：解绑本群')
    await xie.in(group).hears('解绑本群', '河西村党支部的群，要由它的书记来绑定')
    await zhou.in(group).hears('解绑本群', '本群不再属于河西村党支部。\n再绑请说：绑定本群')
    await zhou.in(group).hears('解绑本群', '本群还没有绑定。\n要绑请说：绑定本群')
    await xie.in(group).hears('绑定本群', '本群绑定好了，属于河东村党支部。\n以后通知会发到这里')
  })

  test('not from the private chat, where there is no group to bind', async () => {
    const office = await officeWith()
    const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
    await zhou.hears('绑定本群', '请到群里说：绑定本群')
  })
})

describe('a group changes', () => {
  test('one that moves keeps its branch and is written to under its new address', async () => {
    const office = await officeWith()
    const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
    const group = await office.room('河西村党员群', office.hexi)
    await group.movesTo('-1009')
    await zhou.in(group).hears('绑定本群', '本群已经属于河西村党支部')
    expect(await office.read((tx) => roomsOf(tx, [office.hexi]))).toMatchObject([{ mailbox: { chat: '-1009' } }])
  })

  test('thrown out of it, the secretary hears it in private, once, and nobody else', async () => {
    const office = await officeWith()
    const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
    const group = await office.room('河西村党员群', office.hexi)
    const stranger = office.person('外人')
    const heard = await group.removesBot(stranger)
    expect(heard.letters).toHaveLength(1)
    expect(heard.to(zhou)).toEqual(['我被移出了“河西村党员群”。\n通知发不到那里了，请把我加回去'])
    expect((await group.removesBot(stranger)).letters).toEqual([])
    expect(await office.read((tx) => roomsOf(tx, [office.hexi]))).toMatchObject([{ mailbox: { state: 'closed' } }])
  })

  test('when the secretary cannot be reached, the deputy hears it, else the township', async () => {
    const office = await officeWith()
    await office.member('周国栋', office.hexi, { offices: ['secretary'] })
    const shen = await office.bound('沈明远', office.top, { offices: ['township_admin'] })
    const group = await office.room('河西村党员群', office.hexi)
    expect((await group.removesBot(office.person('外人'))).to(shen)).toHaveLength(1)
    const wu = await office.bound('吴玉兰', office.hexi, { offices: ['deputy_secretary'] })
    office.clock.advance({ days: 1 })
    await group.addsBot(wu)
    expect((await group.removesBot(office.person('外人'))).to(wu)).toHaveLength(1)
  })

  test('back in it, whoever let the bot in hears that the branch still has it', async () => {
    const office = await officeWith()
    const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
    const group = await office.room('河西村党员群', office.hexi)
    await group.removesBot(zhou)
    const heard = await group.addsBot(zhou)
    expect(heard.texts).toEqual([])
    expect(heard.to(zhou)).toEqual(['我又回到“河西村党员群”了。\n它仍属于河西村党支部'])
  })

  test('in a group of nobody’s it says nothing, and tells whoever let it in how to bind', async () => {
    const office = await officeWith()
    const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
    const group = office.group('河西村妇女群')
    await office.person('外人').in(group).says('绑定本群')
    const heard = await group.addsBot(zhou)
    expect(heard.texts).toEqual([])
    expect(heard.to(zhou)).toEqual(['我进了“河西村妇女群”。\n请书记在群里说：绑定本群'])
  })

  test('a group that gets a new title is known by it', async () => {
    const office = await officeWith()
    const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
    const group = await office.room('旧名', office.hexi)
    await zhou.in({ ...group, title: '河西村党员群' }).says('早')
    expect(await office.read((tx) => roomsOf(tx, [office.hexi]))).toMatchObject([{ title: '河西村党员群' }])
  })
})
