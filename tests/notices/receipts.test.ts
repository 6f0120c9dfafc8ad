import { describe, expect, test } from 'vitest'
import { noticesTable } from '../../src/notices/index.ts'
import type { Answer } from '../support/people.ts'
import { type Hexi, openHexi } from './hexi.ts'

const said = (answer: Answer): string => answer.texts.join('\n---\n')

/** Who has acknowledged the notice with this number, and how. */
async function read(hexi: Hexi, number: number): Promise<readonly (readonly [string, ...unknown[]])[]> {
  const table = await hexi.read((tx) => noticesTable(tx, undefined, undefined))
  const found = table.find((one) => one.number === number)
  return (found?.acknowledgements ?? [])
    .filter(({ state }) => state === 'acknowledged')
    .map(({ member, evidence, identity, platform }) => [member, evidence, identity, platform])
}

const cards = async (hexi: Hexi) => (await hexi.letters()).filter(({ once }) => once.includes(':card:'))

describe('收到 in the group', () => {
  test.each(['收到', '收到了', '好的', '知道了', '已阅', '1', '收到！', '书记，收到', '明白', '收到收到', '嗯嗯', 'sd', '看到了'])(
    '%s counts in silence',
    async (typed) => {
      const hexi = await openHexi()
      await hexi.sends('停水')
      const heard = await hexi.jiang.in(hexi.hall).says(typed)
      expect(heard.letters.filter(({ once }) => !once.includes(':card:'))).toEqual([])
      expect(await read(hexi, 1)).toEqual([['姜福生', 'self', 'verified', 'telegram']])
    },
  )

  test.each(['收到红包了', '老张收到了吗', '你收到没有', '今天吃什么', '还没收到', '好的呢你家的猪'])('%s is talk', async (typed) => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    expect((await hexi.jiang.in(hexi.hall).says(typed)).letters).toEqual([])
    expect(await read(hexi, 1)).toEqual([])
  })

  test('means the newest that waits for this person here; a reply means the one above it', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    const first = hexi.card().id
    await hexi.sends('停电')
    await hexi.jiang.in(hexi.hall).says('收到')
    expect(await read(hexi, 2)).toHaveLength(1)
    expect(await read(hexi, 1)).toEqual([])
    await hexi.jiang.in(hexi.hall).says('收到')
    expect(await read(hexi, 1)).toHaveLength(1)
    await hexi.li.in(hexi.hall).says('收到', { repliesTo: first, addressed: true })
    expect(await read(hexi, 1)).toHaveLength(2)
    expect(await read(hexi, 2)).toHaveLength(1)
  })

  test('below the line that calls a notice to mind it means that notice', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.until('2026-11-21 09:00')
    await hexi.sends('停电')
    await hexi.until('2026-11-21 10:30')
    const reminder = hexi.screen(hexi.hall).at(-1)
    expect(reminder?.text).toBe('还差 3 人没回第1号通知“停水”。\n看到请回复：收到')
    await hexi.jiang.in(hexi.hall).says('收到', { repliesTo: reminder?.id ?? '', addressed: true })
    expect(await read(hexi, 1)).toHaveLength(1)
    expect(await read(hexi, 2)).toEqual([])
  })

  test('said when nothing waits is silence', async () => {
    const hexi = await openHexi()
    expect((await hexi.jiang.in(hexi.hall).says('收到')).letters).toEqual([])
    await hexi.sends('停水')
    await hexi.jiang.in(hexi.hall).says('收到')
    expect((await hexi.jiang.in(hexi.hall).says('收到')).letters).toEqual([])
    expect((await hexi.person('外人').in(hexi.hall).says('收到')).letters).toEqual([])
  })
})

describe('the button', () => {
  test('thanks, and thanks again the second time', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    expect((await hexi.taps(hexi.jiang, hexi.hall, { label: '收到' })).toast).toBe('收到了，谢谢您')
    expect((await hexi.taps(hexi.jiang, hexi.hall, { label: '收到' })).toast).toBe('早就记下了，谢谢您')
    expect(await read(hexi, 1)).toHaveLength(1)
  })

  test('tells a stranger, somebody of another branch, and an anonymous administrator what to do', async () => {
    const hexi = await openHexi()
    const xie = await hexi.bound('谢长林', hexi.hedong)
    await hexi.sends('停水')
    expect((await hexi.taps(hexi.person('外人'), hexi.hall, { label: '收到' })).toast).toBe('请先私聊我绑定，再点一次')
    expect((await hexi.taps(xie, hexi.hall, { label: '收到' })).toast).toBe('这条通知您不用回')
    const { receipts } = await hexi.receive({
      kind: 'press',
      key: 'anonymous',
      at: hexi.clock.now(),
      chat: { id: hexi.hall.chat, kind: 'group' },
      from: { id: '1087968824', name: '河西村党员群', nobody: 'anonymous-admin' },
      token: hexi.screen(hexi.hall)[0]?.choices[0]?.token ?? '',
    })
    expect(receipts).toEqual([{ kind: 'done', toast: '请用您自己的身份再点一次' }])
    expect(await read(hexi, 1)).toEqual([])
  })

  test('forged, foreign or too old does nothing', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 停水')
    const send = hexi.screen(hexi.zhou).at(-1)?.choices[0]?.token ?? ''
    for (const [who, where, token] of [
      [hexi.jiang, hexi.hall, 'AAAAAAAAAAAA'],
      [hexi.jiang, hexi.jiang, send],
      [hexi.jiang, hexi.hall, send],
    ] as const)
      expect((await hexi.taps(who, where, { token })).toast).toBe('这个按钮已经过时，请直接打字')
    await hexi.zhou.says('发送')
    await hexi.pass({ seconds: 61 })
    await hexi.pass({ days: 15 })
    expect((await hexi.taps(hexi.jiang, hexi.hall, { label: '收到' })).toast).toBe('这个按钮已经过时，请直接打字')
    expect(await read(hexi, 1)).toEqual([])
  })
})

describe('in private', () => {
  test('收到 answers everything that waits, and says what', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.jiang.hears('收到', '记下了，您收到第1号通知“停水”')
    await hexi.sends('停电')
    await hexi.sends('停气')
    await hexi.jiang.hears('好的', '记下了，这 2 条您都收到：\n第3号通知“停气”\n第2号通知“停电”')
    await hexi.jiang.hears('收到', /^没看懂您的意思/)
  })

  test('the writer is not asked to confirm the own words, but may', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.zhou.hears('我的', /^(?![\s\S]*第1号)/)
    await hexi.zhou.in(hexi.hall).says('收到')
    expect(await read(hexi, 1)).toEqual([['周国栋', 'self', 'verified', 'telegram']])
  })
})

describe('the counter', () => {
  test('is refreshed at most every half minute, with the number as it is then', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    const members = []
    for (let number = 1; number <= 25; number++) members.push(await hexi.bound(`党员${number}`, hexi.hexi))
    await hexi.sends('停电')
    for (const member of members) await hexi.taps(member, hexi.hall, { label: '收到' })
    // 25 taps, each four seconds: a hundred seconds.
    expect(hexi.card().edits).toBeLessThanOrEqual(4)
    await hexi.pass({ seconds: 31 })
    expect(hexi.card().text).toMatch(/\n已收到 25 人$/)
    expect((await cards(hexi)).length).toBeLessThanOrEqual(6)
  })

  test('keeps the button after it was refreshed, so that the next one can tap it', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.taps(hexi.jiang, hexi.hall, { label: '收到' })
    await hexi.pass({ seconds: 31 })
    expect(hexi.card()).toMatchObject({ text: expect.stringMatching(/已收到 1 人$/), labels: ['收到'] })
    expect((await hexi.taps(hexi.li, hexi.hall, { label: '收到' })).toast).toBe('收到了，谢谢您')
    await hexi.pass({ seconds: 31 })
    expect(hexi.card().text).toMatch(/已收到 2 人$/)
  })

  test('is left alone while nothing changes', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.taps(hexi.jiang, hexi.hall, { label: '收到' })
    await hexi.pass({ seconds: 31 })
    await hexi.taps(hexi.jiang, hexi.hall, { label: '收到' })
    await hexi.jiang.in(hexi.hall).says('收到')
    await hexi.pass({ minutes: 10 })
    expect(await cards(hexi)).toHaveLength(1)
    expect(hexi.card().edits).toBe(1)
  })

  test('in both groups of a branch tells the same people once', async () => {
    const hexi = await openHexi()
    const other = await hexi.room('河西村妇女群', hexi.hexi)
    await hexi.sends('停水')
    await hexi.taps(hexi.jiang, hexi.hall, { label: '收到' })
    expect((await hexi.taps(hexi.jiang, other, { label: '收到' })).toast).toBe('早就记下了，谢谢您')
    await hexi.pass({ seconds: 31 })
    for (const group of [hexi.hall, other]) expect(hexi.screen(group)[0]?.text).toMatch(/已收到 1 人$/)
  })

  test('of the township’s notice counts in each group its own branch', async () => {
    const hexi = await openHexi()
    const xie = await hexi.bound('谢长林', hexi.hedong)
    const east = await hexi.room('河东村群', hexi.hedong)
    const shen = await hexi.bound('沈明远', hexi.top, { offices: ['township_admin'] })
    await shen.says('全镇 发通知 防汛')
    await shen.says('发送')
    await hexi.pass({ seconds: 61 })
    await hexi.taps(xie, east, { label: '收到' })
    await hexi.pass({ seconds: 31 })
    expect(hexi.screen(east)[0]?.text).toMatch(/已收到 1 人$/)
    expect(hexi.screen(hexi.hall)[0]?.edits).toBe(0)
  })
})

describe('under several notices', () => {
  test('帮助 and 我的 call to mind what waits', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    expect(said(await hexi.jiang.says('我的'))).toContain('第1号通知“停水”，看到请回复：收到')
    expect(said(await hexi.jiang.says('帮助'))).toMatch(/^等您：第1号通知，回复：收到\n/)
  })
})
