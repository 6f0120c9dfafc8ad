import { describe, expect, test } from 'vitest'
import type { Capabilities } from '../../src/kernel/chat/message.ts'
import { findStanding } from '../../src/study/attendance-store.ts'
import type { Answer } from '../support/people.ts'
import { TELEGRAM } from '../support/platform.ts'
import { type Hexi, openHexi } from './hexi.ts'

const TITLE = '11月24日的主题党日'

/** A meeting is called and it is nine o'clock. */
async function atNine(hexi: Hexi): Promise<Hexi> {
  await hexi.calls()
  await hexi.until('2026-11-24 09:00')
  return hexi
}

const besidesCounts = (answer: Answer) => answer.letters.filter(({ once }) => !once.includes(':count:'))
const card = (hexi: Hexi) => hexi.shown('【签到】')

describe('签到 in the group', () => {
  test.each(['签到', '1', '到了', '在的', '报到', '签倒', '簽到', '/checkin', 'qd', '我在会场', '签到！', '刚到，签到'])(
    '%s counts in silence',
    async (typed) => {
      const hexi = await atNine(await openHexi())
      expect(besidesCounts(await hexi.jiang.in(hexi.hall).says(typed))).toEqual([])
      expect((await hexi.sheet())['姜福生']).toBe('checked_in')
    },
  )

  test.each(['老张到了吗', '快递到了', '签到表在哪', '你签到没有', '今天吃什么', '他签了', '收到'])('%s is talk', async (typed) => {
    const hexi = await atNine(await openHexi())
    await hexi.jiang.in(hexi.hall).says(typed)
    expect((await hexi.sheet())['姜福生']).toBe('expected')
  })

  test('said again changes nothing and is not answered there', async () => {
    const hexi = await atNine(await openHexi())
    await hexi.jiang.in(hexi.hall).says('签到')
    expect((await hexi.jiang.in(hexi.hall).says('签到')).letters).toEqual([])
    await hexi.jiang.hears('签到', '早就记下了，谢谢您')
    expect(await hexi.totals()).toMatchObject({ present: 1 })
  })

  test('the same event told twice counts once', async () => {
    const hexi = await atNine(await openHexi())
    await hexi.jiang.in(hexi.hall).says('签到', { key: 'twice' })
    await hexi.jiang.in(hexi.hall).says('签到', { key: 'twice' })
    expect(await hexi.totals()).toMatchObject({ present: 1, open: 4 })
  })

  test('before the hour is told in private when it begins', async () => {
    const hexi = await openHexi()
    await hexi.calls()
    const heard = await hexi.jiang.in(hexi.hall).says('签到')
    expect(heard.texts).toEqual([])
    expect(heard.to(hexi.jiang)).toEqual([`${TITLE}还没开始签到。\n11月24日（星期二）09:00 开始，到时回复：签到`])
    expect((await hexi.sheet())['姜福生']).toBe('expected')
  })

  test('ten minutes late is on time; later is late with its minutes, and not refused', async () => {
    const hexi = await atNine(await openHexi())
    await hexi.until('2026-11-24 09:10')
    await hexi.jiang.hears('签到', `记下了，您到了：${TITLE}`)
    await hexi.until('2026-11-24 09:25')
    await hexi.li.hears('签到', `记下了：${TITLE}，晚到 25 分钟`)
    expect(await hexi.sheet()).toMatchObject({ 姜福生: 'checked_in', 黎桂芳: 'late' })
  })

  test('members far away attend from afar; who says so does too', async () => {
    const hexi = await atNine(await openHexi())
    await hexi.shen.hears('签到', `记下了，您在外地参加：${TITLE}`)
    await hexi.jiang.hears('线上签到', `记下了，您在外地参加：${TITLE}`)
    const { id } = await hexi.session()
    const standing = await hexi.read((tx) => findStanding(tx, id, hexi.shen.id))
    expect(standing.recorded).toMatchObject({ way: 'from_afar', evidence: 'self', identity: 'verified', platform: 'telegram' })
    expect(standing.recorded?.login).not.toContain(hexi.shen.chat)
  })

  test('who is on the way or late changes nothing', async () => {
    const hexi = await atNine(await openHexi())
    for (const typed of ['路上', '马上到', '晚点到']) await hexi.jiang.in(hexi.hall).says(typed)
    await hexi.jiang.hears('堵车了，晚点到', `好的，路上小心。\n到了请回复：签到（${TITLE}）`)
    expect((await hexi.sheet())['姜福生']).toBe('expected')
  })
})

describe('people who are not on the list', () => {
  test('a member of another branch is a guest, once', async () => {
    const hexi = await atNine(await openHexi())
    const xie = await hexi.bound('谢长林', hexi.hedong)
    await xie.in(hexi.hall).says('签到')
    await xie.in(hexi.hall).says('签到')
    expect(await hexi.totals()).toMatchObject({ present: 0, guests: 1, expected: 5 })
    await hexi.pass({ seconds: 40 })
    expect(card(hexi).text).toContain('已签到 0 人，来宾 1 人')
  })

  test('a login nobody knows is counted apart, and the secretary hears of it at the end', async () => {
    const hexi = await atNine(await openHexi())
    await hexi.person('外人').in(hexi.hall).says('签到')
    expect(await hexi.totals()).toMatchObject({ present: 0, guests: 1 })
    await hexi.zhou.says('结束签到')
    expect((await hexi.zhou.inbox()).at(-1)).toContain('没绑定的有 1 位也签了，请代记')
  })

  test('a login nobody knows that names a member waits for the secretary', async () => {
    const hexi = await atNine(await openHexi())
    await hexi.person('三组老孔').in(hexi.hall).says('我是孔兴旺，到')
    expect((await hexi.sheet())['孔兴旺']).toBe('expected')
    expect((await hexi.zhou.inbox()).at(-1)).toBe(
      '有人代签，等您定：\n孔兴旺签到（没绑定的人说的）\n都行请回复：同意签到\n不行请回复：不同意签到 加名字',
    )
  })

  test('in private, a stranger or another branch’s member checks in nowhere', async () => {
    const hexi = await atNine(await openHexi())
    const xie = await hexi.bound('谢长林', hexi.hedong)
    await xie.hears('签到', '现在没有要签到的会')
    await hexi.person('外人').says('签到')
    expect(await hexi.totals()).toMatchObject({ present: 0, guests: 0 })
  })
})

describe('the card', () => {
  test('carries two choices and counts at most twice a minute, without names', async () => {
    const hexi = await atNine(await openHexi())
    expect(card(hexi).choices.map(({ label }) => label)).toEqual(['签到', '请假'])
    await hexi.jiang.in(hexi.hall).says('签到')
    await hexi.li.in(hexi.hall).says('签到')
    await hexi.shen.in(hexi.hall).says('请假')
    await hexi.pass({ seconds: 40 })
    expect(card(hexi).text).toBe(`【签到】${TITLE}\n到了请回复：签到\n来不了请回复：请假\n已签到 2 人，请假 1 人`)
    expect(card(hexi).edits).toBeLessThanOrEqual(2)
  })

  test('where nothing can be edited, one line a minute tells the total', async () => {
    const plain: Capabilities = { ...TELEGRAM, personalData: 'all', edits: false, choices: 'numbered' }
    const hexi = await atNine(await openHexi({ platform: plain }))
    await hexi.jiang.in(hexi.hall).says('签到')
    await hexi.li.in(hexi.hall).says('签到')
    await hexi.pass({ minutes: 2 })
    await hexi.shen.in(hexi.hall).says('签到')
    await hexi.pass({ minutes: 2 })
    const lines = hexi.screen(hexi.hall).filter(({ text }) => text.includes('已签到'))
    expect(lines.map(({ text }) => text)).toEqual([`${TITLE}：\n已签到 2 人`, `${TITLE}：\n已签到 3 人`])
  })

  test('a tap checks in, and tells so to the one who tapped', async () => {
    const hexi = await atNine(await openHexi())
    expect((await hexi.taps(hexi.jiang, hexi.hall, { label: '签到' })).toast).toBe(`记下了，您到了：${TITLE}`)
    expect((await hexi.taps(hexi.jiang, hexi.hall, { label: '签到' })).toast).toBe('早就记下了，谢谢您')
    expect((await hexi.taps(hexi.person('外人'), hexi.hall, { label: '签到' })).toast).toBe('请先私聊我绑定，再点一次')
    expect((await hexi.taps(hexi.li, hexi.hall, { token: 'AAAAAAAAAAAA' })).toast).toBe('这个按钮已经过时，请直接打字')
    expect(await hexi.totals()).toMatchObject({ present: 1, guests: 0 })
  })

  test('of another meeting checks nobody in to this one', async () => {
    const hexi = await openHexi()
    const hu = await hexi.bound('胡大海', hexi.hedong, { offices: ['secretary'] })
    const yard = await hexi.room('河东村党员群', hexi.hedong)
    await hu.says('开会 24号9点 村部 主题党日')
    await hu.says('发送')
    await atNine(hexi)
    const foreign = hexi.screen(yard).findLast(({ text }) => text.startsWith('【签到】'))?.choices[0]?.token ?? ''
    await hexi.taps(hexi.jiang, hexi.hall, { token: foreign })
    expect((await hexi.sheet())['姜福生']).toBe('expected')
    const mine = card(hexi).choices[0]?.token ?? ''
    await hexi.taps(hu, yard, { token: mine })
    expect(await hexi.totals()).toMatchObject({ present: 0 })
  })

  test('tapped after the end tells how the secretary can help, and changes nothing', async () => {
    const hexi = await atNine(await openHexi())
    const token = card(hexi).choices[0]?.token ?? ''
    await hexi.zhou.says('结束签到')
    expect((await hexi.taps(hexi.jiang, hexi.hall, { token })).toast).toBe(`${TITLE}的签到结束了。\n书记可以补记，已告诉书记`)
    expect((await hexi.sheet())['姜福生']).toBe('absent')
    await hexi.pass({ days: 8 })
    expect((await hexi.taps(hexi.jiang, hexi.hall, { token })).toast).toBe('这个按钮已经过时，请直接打字')
    expect((await hexi.sheet())['姜福生']).toBe('absent')
  })
})

describe('opening by hand', () => {
  test('lets people check in before the hour, and is done once', async () => {
    const hexi = await openHexi()
    await hexi.calls()
    await hexi.until('2026-11-24 08:30')
    await hexi.zhou.hears('开始签到', `${TITLE}开始签到了。\n结束请说：结束签到`)
    await hexi.zhou.hears('开始签到', `${TITLE}已经在签到了`)
    await hexi.jiang.in(hexi.hall).says('签到')
    expect((await hexi.sheet())['姜福生']).toBe('checked_in')
    await hexi.until('2026-11-24 09:05')
    expect(hexi.screen(hexi.hall).filter(({ text }) => text.startsWith('【签到】'))).toHaveLength(1)
  })

  test('on another day, or without a meeting, says what to do', async () => {
    const hexi = await openHexi()
    await hexi.zhou.hears('开始签到', '没有定好的会。\n先说：开会 5号9点 村部 主题党日')
    await hexi.zhou.hears('结束签到', '没有在签到的会')
    await hexi.calls()
    await hexi.zhou.hears('开始签到', `最近的会是${TITLE}，还没到日子。\n到那天再说：开始签到`)
  })

  test('is not for members, strangers or another branch’s secretary', async () => {
    const hexi = await openHexi()
    await hexi.calls()
    await hexi.until('2026-11-24 08:30')
    const hu = await hexi.bound('胡大海', hexi.hedong, { offices: ['secretary'] })
    for (const who of [hexi.jiang, hexi.person('外人'), hu]) {
      expect((await who.in(hexi.hall).says('开始签到')).texts).toEqual([])
      expect((await who.in(hexi.hall).says('结束签到')).texts).toEqual([])
      expect((await who.in(hexi.hall).says('签到情况')).texts).toEqual([])
    }
    expect((await hexi.session()).state).toBe('called')
  })
})
