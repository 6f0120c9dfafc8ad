import { describe, expect, test } from 'vitest'
import { recoverDoubtful } from '../../src/kernel/outbox/recover.ts'
import { openVillage } from '../support/village.ts'
import { openByHand } from './by-hand.ts'

const NOTICE = '【通知】第1号\n明天9点开会\n——河西村党支部\n看到请回复：收到'

describe('a group without any login', () => {
  test('is bound by the secretary in private, once', async () => {
    const { zhou } = await openByHand()
    await zhou.hears('绑定人工群 河西村群', '“河西村群”早就绑定好了')
    await zhou.hears('人工群', '河西村群，周国栋转发')
    await zhou.hears('绑定人工群', '请照这个样子发：\n绑定人工群 河西村群')
  })

  test('belongs to a branch that is said where it is not plain', async () => {
    const { shen } = await openByHand()
    await shen.hears('绑定人工群 老乡群', '请说清是哪个支部的群：\n绑定人工群 老乡群 河西村党支部')
    await shen.hears(
      '绑定人工群 老乡群 河东村',
      '“老乡群”绑定好了，属于河东村党支部。\n给它的消息发到您这里，请您转发。\n群里的回复请说：转录 老乡群',
    )
    await shen.hears('绑定人工群 河东村群', /属于河东村党支部/u)
  })

  test('is nobody else’s to bind', async () => {
    const { elsewhere, hexi } = await openByHand()
    const member = await elsewhere.bound('谢长林', hexi)
    await member.hears('绑定人工群 河西村群', '这件事由支部书记来办。\n您可以说：帮助')
    await elsewhere.person('外人').hears('绑定人工群 河西村群', '这件事由支部书记来办。\n您可以说：帮助')
  })

  test('is freed again, and then letters go there no more', async () => {
    const { zhou } = await openByHand()
    await zhou.hears('解绑人工群 没有的群', '没有叫“没有的群”的人工群。\n看有哪些，请说：人工群')
    await zhou.hears('解绑人工群', '“河西村群”不再人工转发了。\n要再用请说：绑定人工群 河西村群')
    await zhou.hears('人工群', '还没有人工群。\n请照这个样子发：绑定人工群 河西村群')
  })
})

describe('a letter for it', () => {
  test('comes to the keeper as plain words to forward, and one line below that says where', async () => {
    const { zhou, sends, reads } = await openByHand()
    await sends('明天9点开会')
    expect(reads(zhou).slice(-2)).toEqual([NOTICE, '请转发到“河西村群”。\n转好了请回复：已转发'])
  })

  test('has not arrived until the keeper says so, by word or by a tap', async () => {
    const village = await openByHand()
    const { zhou, sends } = village
    await sends('明天9点开会')
    expect((await zhou.says('通知情况')).texts.join()).toContain('没送到的群：\n河西村群（还没转发）')
    const tap = await village.elsewhere.person('周国栋').presses('已转发')
    expect(tap.toast).toBe('好的，已转到“河西村群”')
    expect((await zhou.says('通知情况')).texts.join()).not.toContain('没送到')
    await zhou.hears('已转发', '没有等您转发的消息')
  })

  test('is told from another one by its number, or by answering below it', async () => {
    const { zhou, sends } = await openByHand()
    await sends('明天9点开会')
    await sends('后天打疫苗')
    await zhou.hears(
      '已转发',
      '转好的是哪一条？\n1 河西村群：第1号 明天9点开会\n2 河西村群：第2号 后天打疫苗\n请回复：已转发 1 或 已转发 全部',
    )
    await zhou.hears('已转发 2', '好的，已转到“河西村群”。\n还有 1 条，请再回复：已转发')
    await sends('第三件事')
    await zhou.hears('已转发 全部', '好的，2 条都转好了')
  })

  test('is passed on by its keeper only: a stranger or a member who says so changes nothing', async () => {
    const { zhou, elsewhere, hexi, sends } = await openByHand()
    await sends('明天9点开会')
    const member = await elsewhere.bound('谢长林', hexi)
    await member.hears('已转发', '没有等您转发的消息')
    await elsewhere.person('外人').hears('已转发', '没有等您转发的消息')
    await member.hears('换保管人 谢长林', '这件事由支部书记来办。\n您可以说：帮助')
    await zhou.hears('已转发 7', /^转好的是哪一条？\n1 河西村群/u)
    await zhou.hears('已转发 河西村群', '好的，已转到“河西村群”')
  })

  test('that is stopped or corrected before it was passed on needs no walk, and the keeper hears so', async () => {
    const { zhou, sends, reads, pass } = await openByHand()
    await sends('明天9点开会')
    expect((await zhou.says('停止')).texts).toContain('已停，拦下 1 个群')
    expect(reads(zhou)).toContain('不用转发到“河西村群”了：\n第1号 明天9点开会\n已经转了的不用管')
    await zhou.hears('已转发', '没有等您转发的消息')
    await sends('后天打疫苗')
    await zhou.says('更正 2 大后天打疫苗')
    await zhou.says('发送')
    await pass({ seconds: 61 })
    expect(reads(zhou)).toContain('不用转发到“河西村群”了：\n第2号 后天打疫苗\n已经转了的不用管')
    await zhou.hears('已转发', '好的，已转到“河西村群”')
    await zhou.hears('停止', /已经发完/u)
  })

  test('that was forgotten is called to mind once, after a day', async () => {
    const village = await openByHand()
    await village.sends('明天9点开会')
    await village.pass({ days: 4 })
    const reminded = village.reads(village.zhou).filter((text) => text.startsWith('这几条还等您转发'))
    expect(reminded).toEqual(['这几条还等您转发：\n1 河西村群：第1号 明天9点开会\n转好了请回复：已转发'])
  })

  test('goes to whoever stands in when the keeper is out of office or out of reach', async () => {
    const village = await openByHand()
    await village.zhou.blocks()
    await village.wu.says('发通知 明天9点开会')
    await village.wu.says('发送')
    await village.pass({ seconds: 61 })
    expect(village.reads(village.wu)).toContain(NOTICE)
  })

  test('that lies with the old keeper is given to the new one', async () => {
    const { zhou, wu, sends, reads, pass } = await openByHand()
    await sends('明天9点开会')
    await zhou.hears('换保管人', '换给谁？请照这个样子发：\n换保管人 张三 河西村群')
    await zhou.hears('换保管人 黎桂芳', '黎桂芳不是书记、副书记或文书。\n请先授权，再说：换保管人')
    await zhou.hears('换保管人 吴玉兰 河西村群', '“河西村群”以后由吴玉兰转发')
    await pass({ seconds: 5 })
    expect(reads(wu)).toEqual(expect.arrayContaining(['“河西村群”以后由您转发。\n消息会发到这里', NOTICE]))
    await wu.hears('已转发', '好的，已转到“河西村群”')
  })

  test('is one copy, however often the program falls over while handing it over', async () => {
    const village = await openByHand()
    const { zhou, sends, reads } = village
    await sends('明天9点开会')
    await village.write((tx) =>
      tx
        .withTables<{ letter: { state: string; once: string } }>()
        .updateTable('letter')
        .set({ state: 'sending' })
        .where('once', 'like', 'notice:1:room:%')
        .execute(),
    )
    await village.write((tx) => recoverDoubtful(tx, { failed: async () => {} }, village.clock.now()))
    await village.pass({ minutes: 2 })
    expect(reads(zhou).filter((text) => text === NOTICE)).toHaveLength(1)
    expect((await village.letters()).find(({ once }) => once.startsWith('notice:1:room:'))?.state).toBe('accepted')
  })

  test('with the same words for many groups of one keeper comes for each of them', async () => {
    const village = await openVillage()
    const shen = await village.elsewhere.bound('沈明远', village.top, { offices: ['township_admin'] })
    for (const name of ['河一村', '河二村', '河三村', '河四村', '河五村', '河六村']) {
      const branch = await village.branch(`${name}党支部`, { parent: village.top })
      await village.member(`${name}人`, branch)
      await shen.says(`绑定人工群 ${name}群`)
    }
    await shen.says('全镇发通知 明天9点开会')
    await shen.says('发送')
    await village.pass({ minutes: 5 })
    const texts = village.elsewhere.screen(shen).map(({ text }) => text)
    expect(texts.filter((text) => text.startsWith('请转发到'))).toHaveLength(8)
    expect(texts.filter((text) => text.includes('明天9点开会') && text.includes('看到请回复：收到'))).toHaveLength(6)
  })
})

describe('a group whose login died', () => {
  test('is given to the keeper, with all that waits for it', async () => {
    const village = await openVillage({ bot: { platform: 'wechat', account: 'bot' } })
    const { elsewhere, hexi } = village
    const zhou = await elsewhere.bound('周国栋', hexi, { offices: ['secretary'] })
    await village.member('姜福生', hexi)
    await village.room('河西村党员群', hexi)
    await village.receive({ kind: 'new-login', key: 'anew', at: village.clock.now(), chat: { id: '', kind: 'private' } })
    await zhou.says('发通知 明天9点开会')
    await zhou.says('发送')
    await village.pass({ minutes: 5 })
    await zhou.hears('绑定人工群 河西村党员群', '“河西村党员群”改成人工转发了。\n等着的 1 条这就发给您')
    await village.pass({ seconds: 5 })
    expect(elsewhere.screen(zhou).map(({ text }) => text)).toContain(NOTICE)
  })

  test('goes back to the bot when it is bound in the group itself', async () => {
    const village = await openVillage({ bot: { platform: 'wechat', account: 'bot' } })
    const zhou = await village.bound('周国栋', village.hexi, { offices: ['secretary'] })
    await village.member('姜福生', village.hexi)
    await zhou.says('绑定人工群 河西村群')
    await zhou.says('发通知 明天9点开会')
    await zhou.says('发送')
    const heard = await zhou.in(village.group('河西村群')).says('绑定本群')
    expect(heard.texts).toEqual(['本群接上了，还是河西村党支部的群。\n等着的 1 条这就发'])
    await village.pass({ seconds: 61 })
    expect(village.screen(village.group('河西村群')).map(({ text }) => text)).toContain(NOTICE)
    await zhou.hears('人工群', '还没有人工群。\n请照这个样子发：绑定人工群 河西村群')
  })
})
