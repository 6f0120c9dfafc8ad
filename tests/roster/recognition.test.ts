import { describe, expect, test } from 'vitest'
import { pendingClaims } from '../../src/dues/claims-store.ts'
import { openDuesVillage } from '../dues/hexi.ts'
import { makeTalker } from '../support/people.ts'
import { bindHere, openTown } from './wechat-town.ts'

describe('a name in the group', () => {
  test('is probably the one member who bears it, and the record says so', async () => {
    const town = await openTown()
    await town.sends('明天9点开会')
    await town.speaks('w1', '姜福生', '收到')
    await town.speaks('w2', '路人', '收到')
    expect(await town.answers()).toEqual([{ member: '姜福生', identity: 'probable', platform: 'wechat' }])
  })

  test('that two members bear is nobody’s', async () => {
    const town = await openTown()
    await town.member('姜福生', town.hexi)
    await town.sends('明天9点开会')
    await town.speaks('w1', '姜福生', '收到')
    expect(await town.answers()).toEqual([])
  })

  test('that a stranger takes too is nobody’s from then on, and the secretary hears it once', async () => {
    const town = await openTown()
    await town.speaks('w1', '姜福生', '早上好')
    await town.sends('明天9点开会')
    await town.speaks('stranger', '姜福生', '收到')
    await town.speaks('w1', '姜福生', '收到')
    expect(await town.answers()).toEqual([])
    const told = (await town.elsewhereZhou.inbox()).filter((text) => text.includes('两个人都叫'))
    expect(told).toEqual(['“河西村党员群”里有两个人都叫“姜**”。\n分不清是谁，他们回的先不记。\n请他们改群昵称，再请说：认人'])
  })

  test('gives no office and takes nothing back: a stranger under it cannot command or undo', async () => {
    const town = await openTown()
    await town.elsewhere.person('姜福生').says('你好')
    await town.sends('明天9点开会')
    await town.speaks('w1', '姜福生', '收到')
    await town.speaks('w1', '姜福生', '撤销')
    expect(await town.answers()).toHaveLength(1)
    await town.newLogin()
    expect(await town.speaks('stranger', '周国栋', '解绑本群')).toEqual([])
  })

  test('pays no dues: that needs a code of one’s own', async () => {
    const village = await openDuesVillage({ bot: { platform: 'wechat', account: 'bot' } })
    const claims = () => village.read((tx) => pendingClaims(tx, {}))
    await makeTalker(village, { id: 'stranger', name: '' }).in(village.hall).says('党费已交', { alias: '孔兴旺' })
    expect(await claims()).toEqual([])
    await village.jiang.in(village.hall).says('党费已交', { alias: '姜福生' })
    expect(await claims()).toHaveLength(1)
  })

  test('of somebody who is surely known in this login is not also somebody else’s', async () => {
    const town = await openTown()
    const jiang = await bindHere(town, '姜福生')
    await town.sends('明天9点开会')
    await town.speaks('stranger', '姜福生', '收到')
    expect(await town.answers()).toEqual([])
    await jiang.in(town.hall).says('收到', { alias: '福生' })
    expect(await town.answers()).toEqual([{ member: '姜福生', identity: 'verified', platform: 'wechat' }])
  })

  test('that two members bear who are both surely known troubles nobody', async () => {
    const town = await openTown()
    const jiang = await bindHere(town, '姜福生')
    const li = await bindHere(town, '黎桂芳')
    await town.sends('明天9点开会')
    await jiang.in(town.hall).says('收到', { alias: '一家人' })
    await li.in(town.hall).says('收到', { alias: '一家人' })
    expect(await town.answers()).toMatchObject([{ identity: 'verified' }, { identity: 'verified' }])
    expect((await town.elsewhereZhou.inbox()).join()).not.toContain('两个人都叫')
    await town.newLogin()
    const zhou = await bindHere(town, '周国栋', 'zhou-anew')
    await zhou.in(town.hall).says('绑定本群')
    await town.sends('后天打疫苗')
    await town.speaks('w1', '一家人', '收到')
    expect(await town.answers()).toEqual([])
  })

  test('is kept in no table in clear', async () => {
    const town = await openTown()
    await town.speaks('w1', '老槐树下', '早上好')
    const rows = await town.read((tx) => tx.withTables<{ name_seen: { sealed: string } }>().selectFrom('name_seen').selectAll().execute())
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain('老槐树下')
  })
})

describe('all ids have changed overnight', () => {
  test('an old id speaks for nobody, and a new one that looks like it neither', async () => {
    const town = await openTown()
    const jiang = await bindHere(town, '姜福生')
    await town.newLogin()
    expect((await jiang.says('我的')).texts.join()).toContain('我还不认识您')
  })

  test('what waits for the group waits, is shown, and goes out when the group is bound again', async () => {
    const town = await openTown()
    await town.newLogin()
    const preview = await town.elsewhereZhou.says('发通知 明天9点开会')
    expect(preview.texts.join()).toContain('要等重新绑定才发得到：河西村党员群')
    await town.elsewhereZhou.says('发送')
    await town.pass({ minutes: 5 })
    expect((await town.elsewhereZhou.says('通知情况')).texts.join()).toContain('河西村党员群（群要重新绑定）')
    const zhou = await bindHere(town, '周国栋', 'zhou-anew')
    const found = { ...town.hall, chat: 'new-room' }
    const heard = await zhou.in(found).says('绑定本群')
    expect(heard.texts).toEqual(['本群接上了，还是河西村党支部的群。\n等着的 1 条这就发'])
    await town.pass({ seconds: 5 })
    expect(
      town
        .screen(found)
        .map(({ text }) => text)
        .join(),
    ).toContain('明天9点开会')
    await makeTalker(town, { id: 'w9', name: '' }).in(found).says('收到', { alias: '姜福生' })
    expect(await town.answers()).toMatchObject([{ member: '姜福生', identity: 'probable' }])
  })

  test('the officer hears of it once, where the program can still write', async () => {
    const town = await openTown()
    await town.newLogin()
    expect((await town.elsewhereZhou.inbox()).at(-1)).toBe(
      '微信重新登录了，群和人要重新认。\n请到群里说：绑定本群\n河西村党员群\n不登录也行，请说：绑定人工群 河西村党员群',
    )
  })

  test('our own remark recognises a friend again, and what waited for them goes there', async () => {
    const town = await openTown()
    const jiang = await bindHere(town, '姜福生')
    await jiang.says('我的', { remark: '河西姜福生' })
    town.meets(jiang, { kind: 'try-later', afterMs: 60_000, maybeDelivered: false, wholeAccount: false, reason: '忙' })
    await jiang.says('为什么')
    await town.newLogin()
    const again = makeTalker(town, { id: 'jiang-anew', name: '福生' })
    expect((await again.says('我的', { remark: '河西姜福生' })).texts.join()).toContain('姜福生，河西村党支部')
    await town.pass({ minutes: 5 })
    expect(
      town
        .screen(again)
        .map(({ text }) => text)
        .join(),
    ).toContain('您问了，所以答您')
    expect((await makeTalker(town, { id: 'other', name: '福生' }).says('我的')).texts.join()).toContain('我还不认识您')
  })

  test('a remark that two friends have recognises neither', async () => {
    const town = await openTown()
    const jiang = await bindHere(town, '姜福生')
    await jiang.says('我的', { remark: '河西姜福生' })
    await town.newLogin()
    await makeTalker(town, { id: 'one', name: '' }).says('你好', { remark: '河西姜福生' })
    const two = makeTalker(town, { id: 'two', name: '' })
    expect((await two.says('我的', { remark: '河西姜福生' })).texts.join()).toContain('我还不认识您')
    expect((await makeTalker(town, { id: 'one', name: '' }).says('我的')).texts.join()).toContain('我还不认识您')
  })

  test('a nickname that was learned finds its member again, as probable only', async () => {
    const town = await openTown()
    const jiang = await bindHere(town, '姜福生')
    await jiang.in(town.hall).says('早', { alias: '福生大哥' })
    await town.newLogin()
    const zhou = await bindHere(town, '周国栋', 'zhou-anew')
    await zhou.in(town.hall).says('绑定本群')
    await town.sends('明天9点开会')
    await town.speaks('jiang-anew', '福生大哥', '收到')
    expect(await town.answers()).toEqual([{ member: '姜福生', identity: 'probable', platform: 'wechat' }])
  })
})

describe('the secretary says who they are', () => {
  test('a whole group in one answer, asked for once at noon', async () => {
    const town = await openTown()
    await town.speaks('w1', '姜福生', '早')
    await town.speaks('w2', '黎桂芳', '早')
    await town.until('2026-11-20 12:01')
    expect((await town.elsewhereZhou.inbox()).at(-1)).toBe(
      '“河西村党员群”里这 2 位，对得上吗？\n1 姜福生\n2 黎桂芳\n都对请回复：确认\n有不对的请回复：除了 3',
    )
    await town.elsewhereZhou.hears('确认', '认好了 2 位。\n交党费还要本人发绑定码')
    await town.sends('明天9点开会')
    await town.speaks('w1', '姜福生', '收到')
    expect(await town.answers()).toEqual([{ member: '姜福生', identity: 'remark', platform: 'wechat' }])
    await town.until('2026-11-21 12:01')
    expect((await town.elsewhereZhou.inbox()).filter((text) => text.includes('对得上吗'))).toHaveLength(1)
  })

  test('but for one, who stays unknown under that name', async () => {
    const town = await openTown()
    await town.speaks('w1', '姜福生', '早')
    await town.speaks('stranger', '黎桂芳', '早')
    await town.elsewhereZhou.says('认人')
    await town.elsewhereZhou.hears('除了 7', '请写 1 到 2 的数字，\n比如回复：除了 3')
    await town.elsewhereZhou.hears('除了 2', '认好了 1 位，1 位不算。\n交党费还要本人发绑定码')
    await town.sends('明天9点开会')
    await town.speaks('stranger', '黎桂芳', '收到')
    expect(await town.answers()).toEqual([])
  })

  test('again: there is nobody left; a member and a stranger cannot', async () => {
    const town = await openTown()
    await town.elsewhereZhou.hears('认人', '群里没有要认的人')
    const jiang = await bindHere(town, '姜福生')
    await jiang.hears('认人', '这件事由支部书记来办。\n您可以说：帮助')
    await town.person('外人').hears('认人', '这件事由支部书记来办。\n您可以说：帮助')
  })
})
