import { describe, expect, test } from 'vitest'
import { REHEARSAL } from '../support/platform.ts'
import { openHexi } from '../notices/hexi.ts'

describe('a private line that fits nothing', () => {
  test('gets an example with something of the person’s own, then whom to ask with the telephone, then silence', async () => {
    const hexi = await openHexi({ platform: REHEARSAL })
    const zhang = await hexi.bound('张红梅', hexi.hedong)
    await hexi.bound('谢长林', hexi.hedong, { offices: ['secretary'], phone: '18800001111' })
    await zhang.hears('今天天气不错', '没看懂您的意思。\n张红梅，您可以这样说：我的')
    await zhang.hears('你看这天要下雨', '还是没看懂，不怪您\n河东村党支部书记：谢长林\n电话：18800001111')
    await zhang.hears('真的要下雨了')
    await zhang.hears('下大雨')
    await hexi.pass({ minutes: 11 })
    await zhang.hears('又下雨了', /^没看懂您的意思/)
  })

  test('names the secretary without the telephone where that may not be sent', async () => {
    const hexi = await openHexi()
    await hexi.jiang.says('今天天气不错')
    await hexi.jiang.hears('你看这天要下雨', '还是没看懂，不怪您\n河西村党支部书记：周国栋')
  })

  test('is led to what waits for an answer', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.jiang.hears('今天天气不错', '您是要办“第1号通知”吗？\n请回复：收到')
  })

  test('from an officer gets a command with a number of the own', async () => {
    const hexi = await openHexi()
    await hexi.zhou.hears('今天天气不错', '没看懂您的意思。\n周国栋，您可以这样说：发通知 明天9点开会带老花镜')
    await hexi.sends('停水')
    await hexi.zhou.hears('今天天气不错', '没看懂您的意思。\n周国栋，您可以这样说：通知情况 1')
  })

  test('from a stranger gets the way in, and then the group', async () => {
    const hexi = await openHexi()
    const stranger = hexi.person('外人')
    await stranger.hears('今天天气不错', '没看懂您的意思。\n您可以这样说：帮助')
    await stranger.hears('你看这天要下雨', '还是没看懂，不怪您\n请到您的村群里说：找书记')
    await stranger.hears('真的要下雨了')
  })

  test('a line that was understood in between begins anew', async () => {
    const hexi = await openHexi()
    await hexi.jiang.hears('今天天气不错', /^没看懂/)
    await hexi.jiang.hears('我的', /姜福生/)
    await hexi.jiang.hears('你看这天要下雨', /^没看懂/)
  })

  test('in a group nothing is said', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    for (const line of ['今天天气不错', '谁家的羊跑了', '哈哈哈', '？', '[捂脸]', '早'])
      expect((await hexi.jiang.in(hexi.hall).says(line)).letters).toEqual([])
  })
})

describe('what is no text', () => {
  test('a voice message gets one kind line a day in private, everything else silence', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    expect((await hexi.jiang.says('', { content: 'voice' })).texts).toEqual(['语音我听不懂，请打字。\n也可以请书记代记'])
    for (const content of ['voice', 'sticker', 'photo', 'document', 'location', 'other'] as const) {
      expect((await hexi.jiang.says('', { content })).texts).toEqual([])
      expect((await hexi.jiang.in(hexi.hall).says('', { content })).letters).toEqual([])
      expect((await hexi.person('外人').in(hexi.hall).says('', { content })).letters).toEqual([])
    }
    await hexi.pass({ days: 1 })
    expect((await hexi.jiang.says('', { content: 'voice' })).texts).toHaveLength(1)
  })
})

describe('several things in one line', () => {
  test('are each done and answered once', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    const heard = await hexi.jiang.says('收到，我换号了18800008000')
    expect(heard.texts).toEqual(['记下了，您收到第1号通知“停水”\n把您的电话改成尾号8000，对吗？\n请回复：确认 或 取消'])
    await hexi.jiang.hears('确认', /尾号是8000/)
    await hexi.zhou.hears('通知情况', /已收到 1 人/)
  })
})

describe('帮助', () => {
  test('is at most six lines for everybody, by role and by what waits', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    const shen = await hexi.bound('沈明远', hexi.top, { offices: ['township_admin'] })
    const lines = async (who: { says(text: string): Promise<{ texts: readonly string[] }> }) =>
      (await who.says('帮助')).texts[0]?.split('\n') ?? []
    for (const who of [hexi.zhou, hexi.jiang, shen, hexi.person('外人'), hexi.jiang.in(hexi.hall), hexi.zhou.in(hexi.hall)]) {
      const said = await lines(who)
      expect(said.length).toBeGreaterThan(0)
      expect(said.length).toBeLessThanOrEqual(6)
      for (const line of said) expect([...line].length).toBeLessThanOrEqual(30)
    }
    expect((await lines(hexi.jiang))[0]).toBe('等您：第1号通知，回复：收到')
    expect((await lines(hexi.zhou))[0]).toBe('发通知 正文　先预览再发')
  })
})
