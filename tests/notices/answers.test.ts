import { describe, expect, test } from 'vitest'
import type { NoticeTables } from '../../src/notices/tables.ts'
import type { Answer } from '../support/people.ts'
import { type Hexi, openHexi } from './hexi.ts'

const said = (answer: Answer): string => answer.texts.join('\n---\n')
const states = (hexi: Hexi) =>
  hexi.read((tx) => tx.withTables<NoticeTables>().selectFrom('notice').select(['state', 'text']).orderBy('id').execute())

describe('发送', () => {
  test.each(['发送', '发', '发吧', '确认', '好的', '可以发', '/发送', '马上发', '没问题'])('%s sends it, and only once', async (word) => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 停水')
    await hexi.zhou.hears(word, '第1号通知“停水”一分钟后发出。\n反悔请回复：撤回\n不用等请回复：马上发')
    await hexi.pass({ seconds: 50 })
    expect(hexi.screen(hexi.hall)).toEqual([])
    await hexi.pass({ seconds: 11 })
    expect(hexi.card()).toMatchObject({ text: '【通知】第1号\n停水\n——河西村党支部\n看到请回复：收到', labels: ['收到'] })
  })

  test('said twice, pressed twice, said and pressed: it goes once and says so', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 停水')
    expect((await hexi.zhou.presses('发送')).toast).toBe('发送')
    expect((await hexi.zhou.presses('发送')).toast).toBe('第1号通知“停水”已经发过了，不用再发')
    await hexi.zhou.hears('发送', '第1号通知“停水”已经发过了，不用再发')
    expect((await hexi.zhou.presses('取消')).toast).toBe('第1号通知“停水”已经发过了，不用再发')
    await hexi.pass({ minutes: 2 })
    expect(hexi.screen(hexi.hall)).toHaveLength(1)
    expect((await states(hexi)).map(({ state }) => state)).toEqual(['sent'])
  })

  test('what was never seen is not sent: a button below an older preview shows the newest', async () => {
    const hexi = await openHexi()
    const first = await hexi.zhou.says('发通知 停水')
    await hexi.zhou.says('改 停水两天')
    const token = first.letters[0]?.choices[0]?.token ?? ''
    const pressed = await hexi.taps(hexi.zhou, hexi.zhou, { token })
    expect(pressed.toast).toBe('正文改过了，请看最新的预览')
    expect(pressed.texts.join()).toContain('通知预览\n停水两天')
    await hexi.pass({ minutes: 2 })
    expect(hexi.screen(hexi.hall)).toEqual([])
  })

  test('after a day the preview is over: the button says so, the word shows it once more', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 停水')
    await hexi.pass({ hours: 23 })
    await hexi.zhou.says('改 停水两天')
    await hexi.pass({ hours: 25 })
    expect((await hexi.zhou.presses('发送')).toast).toBe('这个按钮已经过时，请直接打字')
    expect((await hexi.zhou.says('发送')).texts.join()).toMatch(/没看懂|通知预览/)
    await hexi.pass({ minutes: 2 })
    expect(hexi.screen(hexi.hall)).toEqual([])
  })

  test('when another question came between, 发送 shows the draft again instead of sending it unseen', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 停水')
    await hexi.zhou.says('交接 姜福生')
    await hexi.zhou.says('取消')
    expect(said(await hexi.zhou.says('发送'))).toContain('通知预览\n停水\n')
    await hexi.zhou.hears('发送', /一分钟后发出/)
  })

  test('whoever lost the office in between sends nothing', async () => {
    const hexi = await openHexi()
    const shen = await hexi.bound('沈明远', hexi.top, { offices: ['township_admin'] })
    await hexi.zhou.says('发通知 停水')
    await shen.says('撤权 周国栋 书记 河西村')
    await hexi.zhou.hears('发送', '这个支部现在不归您发通知')
    expect((await hexi.zhou.presses('发送')).texts).toEqual(['这个支部现在不归您发通知'])
    await hexi.pass({ minutes: 2 })
    expect(hexi.screen(hexi.hall)).toEqual([])
  })
})

describe('two drafts in a row', () => {
  test('the word means the newer, the older keeps its own button', async () => {
    const hexi = await openHexi()
    const older = await hexi.zhou.says('发通知 停水')
    await hexi.zhou.says('发通知 停电')
    expect((await hexi.taps(hexi.zhou, hexi.zhou, { token: older.letters[0]?.choices[0]?.token ?? '' })).texts.join()).toContain(
      '第1号通知“停水”一分钟后发出',
    )
    await hexi.zhou.hears('发送', /^第2号通知“停电”一分钟后发出/)
  })
})

describe('改 and 取消', () => {
  test('改 with the new text replaces it', async () => {
    const { zhou } = await openHexi()
    await zhou.says('发通知 停水')
    expect(said(await zhou.says('改 明天10点开会'))).toContain('通知预览\n明天10点开会\n')
    expect(said(await zhou.says('改：明天11点开会'))).toContain('通知预览\n明天11点开会\n')
    expect(said(await zhou.says('改成 明天12点开会'))).toContain('通知预览\n明天12点开会\n')
  })

  test('改 alone asks for the text, and the next line is it', async () => {
    const { zhou } = await openHexi()
    await zhou.says('发通知 停水')
    await zhou.hears('改', '请把新的正文发给我，整段替换')
    expect(said(await zhou.says('明天10点开会，好的都来'))).toContain('通知预览\n明天10点开会，好的都来\n')
  })

  test('while the new text is waited for, a command alone is obeyed, 发送 shows what there is, 取消 ends it', async () => {
    const { zhou } = await openHexi()
    await zhou.says('发通知 停水')
    await zhou.says('改')
    await zhou.hears('通知情况', '还没有发过通知。\n要发请说：发通知 加正文')
    expect(said(await zhou.says('帮助 困难党员，明天集合'))).toContain('通知预览\n帮助 困难党员，明天集合\n')
    await zhou.says('改')
    expect(said(await zhou.says('发送'))).toContain('通知预览\n帮助 困难党员，明天集合\n')
    await zhou.says('改')
    await zhou.hears('取消', '已取消，没有发出去')
  })

  test.each(['把时间改成10点', '时间不对', '改成10点', '加一句带身份证'])(
    'a wish to change without the whole text is told how: %s',
    async (wish) => {
      const hexi = await openHexi()
      await hexi.zhou.says('发通知 停水')
      await hexi.zhou.hears(wish, '要改请写整段新的：\n改 明天10点开会带老花镜')
      expect(await states(hexi)).toEqual([{ state: 'draft', text: '停水' }])
    },
  )

  test.each(['取消', '算了', '不发了', '别发了', '撤回', '停止', '撤销'])('%s puts it away', async (word) => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 停水')
    await hexi.zhou.hears(word, '已取消，没有发出去')
    expect((await states(hexi)).map(({ state }) => state)).toEqual(['cancelled'])
    expect((await hexi.zhou.presses('发送')).toast).toBe('这条已经取消了')
    await hexi.pass({ minutes: 2 })
    expect(hexi.screen(hexi.hall)).toEqual([])
  })

  test('by button', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 停水')
    const pressed = await hexi.zhou.presses('取消')
    expect([pressed.toast, pressed.texts]).toEqual(['取消', ['已取消，没有发出去']])
  })
})

describe('talk in between', () => {
  test('ordinary commands work while a preview is open, and the preview stays', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 停水')
    expect((await hexi.zhou.says('本月')).texts.join('')).not.toContain('通知')
    await hexi.zhou.hears('通知情况', /^还没有发过通知/)
    await hexi.zhou.hears('谁还没', '都办好了，没有欠着的')
    await hexi.zhou.hears('我的', /^周国栋，河西村党支部/)
    await hexi.zhou.hears('帮助', /^等您：待发的通知，回复：发送/)
    await hexi.zhou.hears('找书记', /周国栋/)
    await hexi.zhou.hears('今天天气不错', '您是要办“待发的通知”吗？\n请回复：发送')
    await hexi.zhou.hears('发送', /一分钟后发出/)
  })

  test('with a receipt open too, 收到 is the receipt and 好的 is asked back', async () => {
    const hexi = await openHexi()
    const wu = await hexi.bound('吴玉兰', hexi.hexi, { offices: ['deputy_secretary'] })
    await hexi.sends('停水')
    await wu.says('发通知 停电')
    await wu.hears('好的', '您说的是哪一件？\n第1号通知，请回复：收到\n待发的通知，请回复：发送')
    await wu.hears('收到', '记下了，您收到第1号通知“停水”')
    await wu.hears('发送', /^第2号通知“停电”一分钟后发出/)
  })

  test.each(['等等', '我再看看', '稍等'])('%s leaves it as it is', async (word) => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 停水')
    await hexi.zhou.says(word)
    expect((await states(hexi)).map(({ state }) => state)).toEqual(['draft'])
  })

  test('a voice message, a sticker and a place are neither an answer nor a mistake', async () => {
    const { zhou } = await openHexi()
    await zhou.says('发通知 停水')
    expect((await zhou.says('', { content: 'voice' })).texts).toEqual(['语音我听不懂，请打字。\n也可以请书记代记'])
    for (const content of ['voice', 'sticker', 'location', 'photo', 'other'] as const)
      expect((await zhou.says('', { content })).texts).toEqual([])
    await zhou.hears('发送', /一分钟后发出/)
  })
})
