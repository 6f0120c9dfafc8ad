import { describe, expect, test } from 'vitest'
import { findStanding, recordAttendance } from '../../src/study/attendance-store.ts'
import { TELEGRAM } from '../support/platform.ts'
import { type Hexi, openHexi } from './hexi.ts'

const TITLE = '11月24日的主题党日'

/** A meeting to which 姜福生 came, 黎桂芳 is on leave, and of the others nothing is known. */
async function held(options = {}): Promise<Hexi> {
  const hexi = await openHexi(options)
  await hexi.calls()
  await hexi.until('2026-11-24 09:01')
  await hexi.jiang.in(hexi.hall).says('签到')
  await hexi.li.in(hexi.hall).says('请假')
  await hexi.until('2026-11-24 10:30')
  return hexi
}

const LIST = [
  TITLE,
  '应到 5 实到 1 请假 1',
  '没到的：',
  '周国栋、沈大勇、孔兴旺',
  '请假的：',
  '黎桂芳',
  '24 小时内可以改，请说：',
  '记 张三 签到，或 请假、缺席',
].join('\n')

describe('结束签到', () => {
  test('makes the unmarked absent, tells the group totals and the secretary names', async () => {
    const hexi = await held()
    const heard = await hexi.zhou.in(hexi.hall).says('结束签到')
    expect(heard.texts.at(-1)).toBe(`${TITLE}签到结束\n应到 5 实到 1 请假 1`)
    expect(heard.to(hexi.zhou)).toEqual([LIST])
    expect(await hexi.sheet()).toEqual({ 周国栋: 'absent', 姜福生: 'checked_in', 黎桂芳: 'leave', 沈大勇: 'absent', 孔兴旺: 'absent' })
    await hexi.pass({ seconds: 40 })
    expect(hexi.shown('【签到】').text).toMatch(/（签到已结束）$/)
    await hexi.zhou.hears('结束签到', '没有在签到的会')
    for (const text of await hexi.hall.inbox()) expect(text).not.toMatch(/周国栋|沈大勇|孔兴旺|黎桂芳|姜福生/)
  })

  test('where lists of names may not go, the secretary hears the numbers', async () => {
    const hexi = await held({ platform: TELEGRAM })
    const heard = await hexi.zhou.says('结束签到')
    expect(heard.texts.at(-1)).toBe(
      `${TITLE}\n应到 5 实到 1 请假 1\n名单不能发到这里，请在电脑上看\n24 小时内可以改，请说：\n记 张三 签到，或 请假、缺席`,
    )
  })

  test('comes by itself three hours after the beginning', async () => {
    const hexi = await held()
    await hexi.until('2026-11-24 12:01')
    expect((await hexi.session()).state).toBe('closed')
    expect(hexi.screen(hexi.hall).at(-1)?.text).toBe(`${TITLE}签到结束\n应到 5 实到 1 请假 1`)
    expect((await hexi.zhou.inbox()).at(-1)).toBe(LIST)
  })

  test('tells the secretary who shares a login, and who was known by a nickname only', async () => {
    const hexi = await held()
    const { id } = await hexi.session()
    await hexi.write(async (tx) => {
      const { recorded } = await findStanding(tx, id, hexi.jiang.id)
      if (recorded !== undefined) await recordAttendance(tx, { ...recorded, member: hexi.kong, identity: 'probable' }, undefined)
    })
    await hexi.zhou.says('结束签到')
    const list = (await hexi.zhou.inbox()).at(-1)
    expect(list).toContain('一个号签了几位，请留意：姜福生、孔兴旺')
    expect(list).toContain('靠群昵称认出的，请看一眼：孔兴旺')
  })
})

describe('when the program was off', () => {
  test('at the hour, the check-in opens when it is back', async () => {
    const hexi = await openHexi()
    await hexi.calls()
    await hexi.until('2026-11-24 08:00')
    await hexi.sleeps({ hours: 2 })
    expect((await hexi.session()).state).toBe('open')
    await hexi.jiang.hears('签到', `记下了，您到了：${TITLE}`)
  })

  test('during the whole meeting, it is closed correctly afterwards, and what people said meanwhile counts as said', async () => {
    const hexi = await openHexi()
    await hexi.calls()
    await hexi.until('2026-11-24 08:00')
    await hexi.sleeps({ hours: 6 })
    expect((await hexi.session()).state).toBe('closed')
    expect(await hexi.sheet()).toMatchObject({ 姜福生: 'absent', 黎桂芳: 'absent' })
    const said = (text: string, at: string, who: typeof hexi.jiang) =>
      hexi.receive({
        kind: 'message',
        key: `late-${who.chat}`,
        at: new Date(at),
        chat: { id: hexi.hall.chat, kind: 'group' },
        from: { id: who.chat, name: who.name },
        text,
        content: 'text',
        addressed: false,
      })
    await said('签到', '2026-11-24T09:20:00+08:00', hexi.jiang)
    await said('签到', '2026-11-24T13:00:00+08:00', hexi.li)
    expect(await hexi.sheet()).toMatchObject({ 姜福生: 'late', 黎桂芳: 'absent' })
    await hexi.pass({ minutes: 4 })
    expect(hexi.screen(hexi.hall).at(-1)?.text).toBe(`${TITLE}签到结束\n应到 5 实到 1 请假 0`)
    expect((await hexi.zhou.inbox()).find((text) => text.includes('没到的'))).toContain('（会开着的时候我停了，刚补上）')
  })

  test('what was said before the end and arrives after it counts, what the secretary wrote since stays', async () => {
    const hexi = await held()
    await hexi.zhou.says('结束签到')
    await hexi.zhou.says('记 沈大勇 缺席')
    for (const who of [hexi.shen, hexi.zhou])
      await hexi.receive({
        kind: 'message',
        key: `slow-${who.chat}`,
        at: new Date('2026-11-24T09:40:00+08:00'),
        chat: { id: who.chat, kind: 'private' },
        from: { id: who.chat, name: who.name },
        text: '签到',
        content: 'text',
        addressed: true,
      })
    expect(await hexi.sheet()).toMatchObject({ 沈大勇: 'absent', 周国栋: 'late' })
  })
})

describe('afterwards', () => {
  test('who missed the check-in is told kindly, and the secretary once', async () => {
    const hexi = await held()
    await hexi.zhou.says('结束签到')
    const heard = await hexi.shen.says('签到')
    expect(heard.texts).toEqual([`${TITLE}的签到结束了。\n书记可以补记，已告诉书记`])
    expect(heard.to(hexi.zhou)).toEqual([`沈大勇说错过了${TITLE}的签到。\n到了的请回复：记 沈大勇 签到`])
    expect((await hexi.shen.says('忘了签到，补一下')).to(hexi.zhou)).toEqual([])
    expect((await hexi.sheet())['沈大勇']).toBe('absent')
    expect((await hexi.shen.in(hexi.hall).says('签到')).texts).toEqual([])
  })

  test('the secretary corrects for 24 hours, and no longer', async () => {
    const hexi = await held()
    await hexi.zhou.says('结束签到')
    await hexi.zhou.hears('记 沈大勇 签到', `记下了：沈大勇签到，${TITLE}`)
    await hexi.zhou.hears('记 沈大勇 签到', '沈大勇早就记作签到')
    await hexi.zhou.hears('记 孔兴旺 请假', `记下了：孔兴旺请假，${TITLE}`)
    await hexi.zhou.hears('记 黎桂芳 晚到 20', `记下了：黎桂芳晚到，${TITLE}`)
    await hexi.zhou.hears('记 姜福生 缺席', `记下了：姜福生缺席，${TITLE}`)
    expect(await hexi.sheet()).toEqual({ 周国栋: 'absent', 姜福生: 'absent', 黎桂芳: 'late', 沈大勇: 'checked_in', 孔兴旺: 'leave' })
    await hexi.until('2026-11-25 11:00')
    await hexi.zhou.hears('记 周国栋 签到', `${TITLE}过了 24 小时，不能再改了`)
    expect((await hexi.sheet())['周国栋']).toBe('absent')
  })

  test('a member, a stranger or another branch’s secretary records nobody', async () => {
    const hexi = await held()
    const hu = await hexi.bound('胡大海', hexi.hedong, { offices: ['secretary'] })
    await hexi.zhou.says('结束签到')
    for (const who of [hexi.jiang, hexi.person('外人'), hu]) await who.says('记 沈大勇 签到')
    expect((await hexi.sheet())['沈大勇']).toBe('absent')
  })

  test('签到情况 tells numbers in the group and names to the secretary alone', async () => {
    const hexi = await held()
    await hexi.zhou.in(hexi.hall).hears('签到情况', `${TITLE}\n应到 5 实到 1 请假 1\n还没签 3 人\n名单请私聊我说：签到情况`)
    await hexi.zhou.hears(
      '签到情况',
      `${TITLE}\n应到 5 实到 1 请假 1\n还没签 3 人\n还没签的：\n周国栋、沈大勇、孔兴旺\n请假的：\n黎桂芳\n到了的：\n姜福生`,
    )
    const seen = await hexi.jiang.says('签到情况')
    expect(seen.texts.join()).not.toContain('黎桂芳')
  })

  test('谁还没 签到 names them while the check-in is open', async () => {
    const hexi = await held()
    await hexi.zhou.hears('谁还没 签到', `${TITLE}没签到的 3 人：\n周国栋、沈大勇、孔兴旺＊\n带＊的私聊找不到，请打电话`)
    await hexi.zhou.in(hexi.hall).hears('谁还没 签到', /3 人/)
    await hexi.zhou.says('结束签到')
    expect((await hexi.zhou.says('谁还没 签到')).texts.join()).not.toContain('沈大勇')
  })
})

describe('taking back', () => {
  test('撤销 undoes the own sign-in or leave of the last ten minutes', async () => {
    const hexi = await held()
    await hexi.shen.says('签到')
    await hexi.shen.hears('撤销', `已撤销：您晚到：${TITLE}`)
    expect((await hexi.sheet())['沈大勇']).toBe('expected')
    await hexi.shen.hears('撤销', '十分钟内没有可撤销的记录')
    await hexi.jiang.hears('撤销', '十分钟内没有可撤销的记录')
    expect((await hexi.sheet())['姜福生']).toBe('checked_in')
  })

  test('撤销 puts back what the secretary wrote over', async () => {
    const hexi = await held()
    await hexi.zhou.says('结束签到')
    await hexi.zhou.says('记 姜福生 缺席')
    await hexi.zhou.hears('撤销', `已撤销：姜福生缺席：${TITLE}`)
    expect((await hexi.sheet())['姜福生']).toBe('checked_in')
    await hexi.zhou.says('记 沈大勇 签到')
    await hexi.zhou.says('撤销')
    expect((await hexi.sheet())['沈大勇']).toBe('absent')
  })

  test('a message taken back at the platform takes back what it said, while the meeting is open', async () => {
    const hexi = await held()
    await hexi.shen.in(hexi.hall).says('签到', { key: 'shen-1' })
    await hexi.shen.in(hexi.hall).says('帮孔兴旺签个到', { key: 'shen-2' })
    const recall = (recalled: string) =>
      hexi.receive({
        kind: 'recalled',
        key: `recall-${recalled}`,
        at: hexi.clock.now(),
        chat: { id: hexi.hall.chat, kind: 'group' },
        from: { id: hexi.shen.chat, name: hexi.shen.name },
        recalled,
      })
    await recall('shen-1')
    await recall('shen-2')
    expect(await hexi.sheet()).toMatchObject({ 沈大勇: 'expected', 孔兴旺: 'expected' })
    await hexi.zhou.hears('同意签到', '没有等着定的代签')
    await hexi.shen.in(hexi.hall).says('签到', { key: 'shen-3' })
    await hexi.zhou.says('结束签到')
    await recall('shen-3')
    expect((await hexi.sheet())['沈大勇']).toBe('late')
  })

  test('为什么 tells what is recorded and what comes next', async () => {
    const hexi = await held()
    expect((await hexi.jiang.in(hexi.hall).says('为什么', { addressed: true })).texts.join()).toContain('名单只给书记')
  })
})
