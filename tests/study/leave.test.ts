import { describe, expect, test } from 'vitest'
import { noticesTable } from '../../src/notices/index.ts'
import { findStanding } from '../../src/study/attendance-store.ts'
import { type Hexi, openHexi } from './hexi.ts'

const TITLE = '11月24日的主题党日'

async function called(): Promise<Hexi> {
  const hexi = await openHexi()
  await hexi.calls()
  return hexi
}

describe('请假', () => {
  test.each(['请假', '我那天来不了，请假', '请个假，要带孙子', '24号的会我来不了', '走不开', '我住院了来不了'])(
    '%s before the meeting excuses, in silence in the group, and its reason is nowhere',
    async (typed) => {
      const hexi = await called()
      const heard = await hexi.jiang.in(hexi.hall).says(typed)
      expect(heard.texts).toEqual([])
      expect(heard.to(hexi.jiang)).toEqual([`记下了，您请假：${TITLE}`])
      await hexi.pass({ minutes: 4 })
      expect((await hexi.zhou.inbox()).at(-1)).toBe(`姜福生请假：\n${TITLE}。\n不用回；要请谁来请回复：不准假 姜福生`)
      expect((await hexi.sheet())['姜福生']).toBe('leave')
      const everything = JSON.stringify([await hexi.letters(), hexi.log()])
      expect(everything).not.toMatch(/孙子|住院|走不开/)
    },
  )

  test.each(['地里忙', '在东莞', '老王请假了', '娃要请假去看病', '请假条在哪领', '有事说事'])(
    '%s is talk while the meeting is only called',
    async (typed) => {
      const hexi = await called()
      expect((await hexi.jiang.in(hexi.hall).says(typed)).letters).toEqual([])
      expect((await hexi.sheet())['姜福生']).toBe('expected')
    },
  )

  test('while it goes on a reason that plainly means absence is enough', async () => {
    const hexi = await called()
    await hexi.until('2026-11-24 09:05')
    await hexi.jiang.in(hexi.hall).says('地里忙')
    await hexi.shen.in(hexi.hall).says('在东莞')
    expect(await hexi.sheet()).toMatchObject({ 姜福生: 'leave', 沈大勇: 'leave' })
  })

  test('some days afterwards excuses too; later the secretary is to be asked', async () => {
    const hexi = await called()
    await hexi.until('2026-11-25 10:00')
    expect((await hexi.sheet())['姜福生']).toBe('absent')
    await hexi.jiang.hears('请假', `记下了，补了假：${TITLE}`)
    await hexi.jiang.hears('请假', '您的假早就记下了')
    expect((await hexi.sheet())['姜福生']).toBe('leave')
    await hexi.until('2026-11-28 10:00')
    await hexi.li.hears('请假', '最近没有要请假的会')
    expect((await hexi.sheet())['黎桂芳']).toBe('absent')
  })

  test('of several within a few minutes is told to the secretary as one letter', async () => {
    const hexi = await called()
    await hexi.until('2026-11-21 09:00')
    await hexi.jiang.in(hexi.hall).says('请假')
    await hexi.li.says('请假')
    await hexi.li.says('撤销')
    await hexi.shen.says('请假')
    await hexi.pass({ minutes: 4 })
    const told = hexi.screen(hexi.zhou).filter(({ text }) => text.includes('请假：'))
    expect(told.map(({ text }) => text)).toEqual([`姜福生、沈大勇请假：\n${TITLE}。\n不用回；要请谁来请回复：不准假 姜福生`])
  })

  test('with nothing called is silence in the group and a line in private', async () => {
    const hexi = await openHexi()
    expect((await hexi.jiang.in(hexi.hall).says('请假')).letters).toEqual([])
    await hexi.jiang.hears('请假', '最近没有要请假的会')
    expect((await hexi.person('外人').in(hexi.hall).says('请假')).letters).toEqual([])
    expect(await hexi.read((tx) => noticesTable(tx, undefined, undefined))).toEqual([])
  })

  test('taps below the call and the card excuse; a stranger’s and another branch’s do not', async () => {
    const hexi = await called()
    expect((await hexi.taps(hexi.jiang, hexi.hall, { label: '请假' })).toast).toBe(`记下了，您请假：${TITLE}`)
    expect((await hexi.taps(hexi.jiang, hexi.hall, { label: '请假' })).toast).toBe('您的假早就记下了')
    const xie = await hexi.bound('谢长林', hexi.hedong)
    expect((await hexi.taps(xie, hexi.hall, { label: '请假' })).toast).toBe('这次会您不用签到')
    expect((await hexi.taps(hexi.person('外人'), hexi.hall, { label: '请假' })).toast).toBe('请先私聊我绑定，再点一次')
    expect(await hexi.totals()).toMatchObject({ leave: 1, open: 4 })
  })

  test('who comes all the same is counted as present', async () => {
    const hexi = await called()
    await hexi.jiang.in(hexi.hall).says('请假')
    await hexi.until('2026-11-24 09:05')
    await hexi.jiang.in(hexi.hall).says('签到')
    expect((await hexi.sheet())['姜福生']).toBe('checked_in')
    await hexi.jiang.hears('请假', '您已经签到了，不用请假')
    expect((await hexi.sheet())['姜福生']).toBe('checked_in')
  })

  test('is not needed by those nobody demands anything of', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('免到 姜福生')
    await hexi.calls()
    await hexi.jiang.hears('请假', '您免到，不用请假')
    await hexi.until('2026-11-24 09:05')
    await hexi.jiang.in(hexi.hall).says('签到')
    expect(await hexi.totals()).toMatchObject({ expected: 4, present: 1 })
  })
})

describe('不准假', () => {
  test('asks the member to come, in private and without a reason', async () => {
    const hexi = await called()
    await hexi.jiang.in(hexi.hall).says('请假')
    const heard = await hexi.zhou.says('不准假 姜福生')
    expect(heard.texts).toEqual([`好的，已请姜福生参加${TITLE}`])
    expect(heard.to(hexi.jiang)).toEqual([`${TITLE}，书记请您尽量参加。\n有难处请给书记打电话`])
    expect((await hexi.sheet())['姜福生']).toBe('expected')
    await hexi.jiang.hears('请假', '书记请您尽量参加。\n有难处请给书记打电话')
    await hexi.until('2026-11-24 09:02')
    await hexi.jiang.in(hexi.hall).says('签到')
    expect((await hexi.sheet())['姜福生']).toBe('checked_in')
  })

  test('repeated, mistyped or said by a member changes nothing', async () => {
    const hexi = await called()
    await hexi.jiang.in(hexi.hall).says('请假')
    await hexi.zhou.hears('不准假', '请照这个样子发：不准假 张三')
    await hexi.zhou.hears('不准假 黎桂芳', '黎桂芳没有请假')
    await hexi.li.says('不准假 姜福生')
    await hexi.person('外人').says('不准假 姜福生')
    expect((await hexi.sheet())['姜福生']).toBe('leave')
    await hexi.zhou.says('不准假 姜福生')
    await hexi.zhou.hears('不准假 姜福生', '姜福生没有请假')
  })
})

describe('for somebody else', () => {
  test('a sign-in waits for the secretary, who agrees to all or refuses one', async () => {
    const hexi = await called()
    await hexi.until('2026-11-24 09:03')
    const heard = await hexi.jiang.in(hexi.hall).says('帮孔兴旺签个到')
    expect(heard.texts).toEqual([])
    expect(heard.to(hexi.jiang)).toEqual(['记下了：孔兴旺，等书记点头'])
    expect((await hexi.sheet())['孔兴旺']).toBe('expected')
    await hexi.jiang.in(hexi.hall).says('我和黎桂芳签到')
    expect(await hexi.sheet()).toMatchObject({ 姜福生: 'checked_in', 黎桂芳: 'expected' })
    expect((await hexi.zhou.inbox()).at(-1)).toBe(
      '有人代签，等您定：\n孔兴旺签到（姜福生代说）\n黎桂芳签到（姜福生代说）\n都行请回复：同意签到\n不行请回复：不同意签到 加名字',
    )
    await hexi.pass({ minutes: 2 })
    expect(hexi.screen(hexi.zhou).filter(({ text }) => text.startsWith('有人代签'))).toHaveLength(1)
    await hexi.zhou.hears('不同意签到 黎桂芳', '1 位代签没有记')
    await hexi.zhou.hears('同意签到', '1 位代签记下了')
    await hexi.zhou.hears('同意签到', '没有等着定的代签')
    expect(await hexi.sheet()).toMatchObject({ 孔兴旺: 'checked_in', 黎桂芳: 'expected' })
    const { id } = await hexi.session()
    const { recorded } = await hexi.read((tx) => findStanding(tx, id, hexi.kong))
    expect(recorded).toMatchObject({ evidence: 'proxy', recordedBy: hexi.zhou.id })
  })

  test('said after the own sign-in is heard too', async () => {
    const hexi = await called()
    await hexi.until('2026-11-24 09:03')
    await hexi.jiang.in(hexi.hall).says('签到')
    await hexi.jiang.in(hexi.hall).says('帮孔兴旺签个到')
    expect((await hexi.zhou.inbox()).at(-1)).toContain('孔兴旺签到（姜福生代说）')
  })

  test('is decided by fewer words too, when nothing else could be meant', async () => {
    const hexi = await called()
    await hexi.until('2026-11-24 09:03')
    await hexi.jiang.in(hexi.hall).says('帮孔兴旺和黎桂芳签到')
    await hexi.zhou.hears('不同意 黎桂芳', '1 位代签没有记')
    await hexi.zhou.hears('同意', '1 位代签记下了')
    expect(await hexi.sheet()).toMatchObject({ 孔兴旺: 'checked_in', 黎桂芳: 'expected' })
  })

  test('is taken back by 撤销 as long as nobody has decided', async () => {
    const hexi = await called()
    await hexi.until('2026-11-24 09:03')
    await hexi.jiang.says('帮孔兴旺签个到')
    await hexi.jiang.hears('撤销', `已撤销：孔兴旺签到：${TITLE}`)
    await hexi.zhou.hears('同意签到', '没有等着定的代签')
    await hexi.jiang.says('帮孔兴旺签个到')
    await hexi.zhou.says('同意签到')
    await hexi.jiang.hears('撤销', '十分钟内没有可撤销的记录')
    expect((await hexi.sheet())['孔兴旺']).toBe('checked_in')
  })

  test('a relation without a name is asked for by name', async () => {
    const hexi = await called()
    await hexi.until('2026-11-24 09:03')
    await hexi.jiang.hears('帮我爸签个到', '没认出是哪位，请写全名：\n帮 张三 签到')
  })

  test('leave waits as well; who answers himself settles it', async () => {
    const hexi = await called()
    await hexi.until('2026-11-24 09:03')
    await hexi.jiang.in(hexi.hall).says('帮孔兴旺请个假')
    expect((await hexi.zhou.inbox()).at(-1)).toContain('孔兴旺请假（姜福生代说）')
    await hexi.jiang.in(hexi.hall).says('帮黎桂芳签个到')
    await hexi.li.in(hexi.hall).says('请假')
    await hexi.zhou.hears('同意签到', '1 位代签记下了')
    expect(await hexi.sheet()).toMatchObject({ 孔兴旺: 'leave', 黎桂芳: 'leave' })
  })

  test('a member, a stranger and another branch’s secretary decide nothing', async () => {
    const hexi = await called()
    const hu = await hexi.bound('胡大海', hexi.hedong, { offices: ['secretary'] })
    await hexi.until('2026-11-24 09:03')
    await hexi.jiang.in(hexi.hall).says('帮孔兴旺签个到')
    for (const who of [hexi.jiang, hexi.person('外人'), hu]) await who.says('同意签到')
    expect((await hexi.sheet())['孔兴旺']).toBe('expected')
  })
})
