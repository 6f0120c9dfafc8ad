import { describe, expect, test } from 'vitest'
import { fileOf, openHexi } from '../notices/hexi.ts'

const GROUP = (missing: number, title = '第1号通知“停水”') => `还差 ${missing} 人没回${title}。\n看到请回复：收到`
const ALONE = (text: string, number = 1) =>
  `给您提个醒，已办过就不用理会：\n第${number}号通知：\n${text}\n看到请回复：收到\n不想收提醒，请回复：别发了`

describe('calling to mind', () => {
  test('the next morning one line in the group, totals only; then twice in private; then the secretary’s list; then never again', async () => {
    const hexi = await openHexi()
    const heard = (chat: { chat: string }) => hexi.screen(chat).map(({ text }) => text)
    await hexi.sends('停水')
    await hexi.taps(hexi.li, hexi.hall, { label: '收到' })
    await hexi.until('2026-11-21 09:59')
    expect(heard(hexi.hall)).toHaveLength(1)
    await hexi.until('2026-11-21 10:00')
    expect(heard(hexi.hall).slice(1)).toEqual([GROUP(2)])
    expect(heard(hexi.jiang)).toEqual([])
    await hexi.until('2026-11-22 10:00')
    expect(heard(hexi.jiang)).toEqual([ALONE('停水')])
    await hexi.until('2026-11-23 12:00')
    expect(heard(hexi.jiang)).toHaveLength(1)
    await hexi.until('2026-11-24 10:00')
    expect(heard(hexi.jiang)).toEqual([ALONE('停水'), ALONE('停水')])
    await hexi.until('2026-11-25 10:00')
    expect(heard(hexi.zhou).at(-1)).toBe('第1号通知“停水”\n还有 2 人没回音，提醒已发完\n要打电话的：\n姜福生、孔兴旺')
    const ofNotice = () =>
      [hexi.hall, hexi.jiang, hexi.li, hexi.zhou].map((chat) => heard(chat).filter((text) => /停水/u.test(text)).length)
    const before = ofNotice()
    await hexi.pass({ days: 12 })
    expect(ofNotice()).toEqual(before)
    expect(heard(hexi.li)).toEqual([])
  })

  test('what was answered in between is not called to mind, and the line in the group tells the number as it is then', async () => {
    const hexi = await openHexi({ groupDailyCap: 1 })
    await hexi.sends('停水')
    await hexi.until('2026-11-21 09:00')
    // The group has heard enough today: the line has to wait until tomorrow.
    await hexi.sends('停电')
    await hexi.until('2026-11-21 12:00')
    await hexi.jiang.says('收到')
    await hexi.until('2026-11-22 08:00')
    expect(hexi.screen(hexi.hall).map(({ text }) => text)).not.toContain(GROUP(3))
    await hexi.until('2026-11-22 10:00')
    expect(hexi.screen(hexi.jiang).map(({ text }) => text)).toEqual([expect.stringMatching(/^记下了/)])
  })

  test('one private letter for several notices; what was answered meanwhile is not in it', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.sends('停电')
    await hexi.sends('停气')
    hexi.meets(hexi.jiang, { kind: 'try-later', afterMs: 3_600_000, maybeDelivered: false, wholeAccount: false, reason: '发得太快' })
    await hexi.until('2026-11-22 10:05')
    expect(hexi.screen(hexi.li).map(({ text }) => text)).toEqual([
      [
        '给您提个醒，已办过就不用理会：',
        '第1号通知“停水”，看到请回复：收到',
        '第2号通知“停电”，看到请回复：收到',
        '第3号通知“停气”，看到请回复：收到',
        '不想收提醒，请回复：别发了',
      ].join('\n'),
    ])
    await hexi.jiang.in(hexi.hall).says('收到')
    await hexi.jiang.in(hexi.hall).says('收到')
    hexi.meets(hexi.jiang, undefined)
    await hexi.until('2026-11-22 12:00')
    expect(hexi.screen(hexi.jiang).map(({ text }) => text)).toEqual([ALONE('停水')])
  })

  test('who asked for quiet is not written to, and stands on the secretary’s list', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.jiang.says('别发了')
    const said = hexi.screen(hexi.jiang).length
    await hexi.until('2026-11-25 12:00')
    expect(hexi.screen(hexi.jiang)).toHaveLength(said)
    expect(hexi.screen(hexi.zhou).at(-1)?.text).toContain('姜福生')
  })

  test('a long notice with a file is told whole to whoever missed it', async () => {
    const hexi = await openHexi()
    const text = '明天上午九点在村部召开党员大会，请带老花镜和笔记本，请假的今天说一声'
    await hexi.zhou.says(`发通知 ${text}`)
    await hexi.zhou.says('', { content: 'document', file: fileOf('document', '议程.docx') })
    await hexi.zhou.says('发送')
    await hexi.until('2026-11-22 12:00')
    expect(hexi.screen(hexi.jiang).at(-1)?.text).toBe(ALONE(`${text}\n（附件请到群里看）`))
  })

  test('the days count from when it arrived: sent at night, it is called to mind a day after the morning', async () => {
    const hexi = await openHexi({ at: '2026-11-20 22:00' })
    await hexi.sends('停水')
    await hexi.until('2026-11-21 12:00')
    expect(hexi.screen(hexi.hall)).toHaveLength(1)
    await hexi.until('2026-11-22 10:00')
    expect(hexi.screen(hexi.hall).at(-1)?.text).toBe(GROUP(3))
  })

  test('two groups of a branch hear one line each, with the same people in it', async () => {
    const hexi = await openHexi()
    const other = await hexi.room('河西村妇女群', hexi.hexi)
    await hexi.sends('停水')
    await hexi.until('2026-11-21 10:30')
    for (const group of [hexi.hall, other])
      expect(
        hexi
          .screen(group)
          .slice(1)
          .map(({ text }) => text),
      ).toEqual([GROUP(3)])
  })

  test('a group the notice did not reach is not reminded of it', async () => {
    const hexi = await openHexi()
    const other = await hexi.room('河西村妇女群', hexi.hexi)
    hexi.meets(other, { kind: 'refused', reason: '群里不许机器人发言' })
    await hexi.sends('停水')
    hexi.meets(other, undefined)
    await hexi.until('2026-11-21 12:00')
    expect(hexi.screen(other)).toEqual([])
  })

  test('nobody is reminded of what was withdrawn, or replaced by a correction', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.zhou.says('更正 1 停水两天')
    await hexi.zhou.says('发送')
    await hexi.pass({ seconds: 61 })
    await hexi.zhou.says('发通知 停电')
    await hexi.zhou.says('发送')
    await hexi.zhou.says('撤回')
    await hexi.until('2026-11-25 12:00')
    const all = [...hexi.screen(hexi.hall).slice(2), ...hexi.screen(hexi.jiang), hexi.screen(hexi.zhou).at(-1)].map(
      (one) => one?.text ?? '',
    )
    expect(all.length).toBeGreaterThan(2)
    for (const text of all) expect(text).toContain('第2号')
  })

  test('who was reminded owes nothing for a notice that was sent before they joined', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    const wu = await hexi.bound('吴玉兰', hexi.hexi)
    await hexi.until('2026-11-25 12:00')
    expect(hexi.screen(wu)).toEqual([])
    await wu.hears('收到', /^没看懂/)
  })
})

describe('after the program was off', () => {
  test('for three days only the latest step is taken, once', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.until('2026-11-20 12:00')
    await hexi.sleeps({ days: 3 })
    expect(hexi.screen(hexi.hall)).toHaveLength(1)
    expect(hexi.screen(hexi.jiang).map(({ text }) => text)).toEqual([ALONE('停水')])
    await hexi.until('2026-11-23 20:00')
    expect(hexi.screen(hexi.jiang)).toHaveLength(1)
    await hexi.until('2026-11-24 12:00')
    expect(hexi.screen(hexi.jiang)).toHaveLength(2)
  })

  test('until the evening nobody is reminded that day', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.until('2026-11-20 12:00')
    await hexi.sleeps({ days: 1, hours: 9 })
    expect(hexi.screen(hexi.hall)).toHaveLength(1)
    await hexi.until('2026-11-22 09:00')
    expect(hexi.screen(hexi.hall)).toHaveLength(1)
    expect(hexi.screen(hexi.jiang)).toEqual([])
  })

  test('nothing is said in quiet hours, whenever it starts', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.sleeps({ days: 2, hours: 12 })
    const at = hexi.screen(hexi.jiang).length
    await hexi.until('2026-11-23 07:59')
    expect(hexi.screen(hexi.jiang)).toHaveLength(at)
  })
})

describe('the secretary’s list', () => {
  test('goes to the deputy when the secretary has no login, and not to the bodies above as well', async () => {
    const hexi = await openHexi()
    const shen = await hexi.bound('沈明远', hexi.top, { offices: ['township_admin', 'secretary'] })
    await hexi.member('谢长林', hexi.hedong, { offices: ['secretary'] })
    const deputy = await hexi.bound('吴玉兰', hexi.hedong, { offices: ['deputy_secretary'] })
    await hexi.member('赵云', hexi.hedong)
    await hexi.room('河东村群', hexi.hedong)
    await shen.says('发通知 防汛')
    await shen.says('范围 河东村')
    await shen.says('发送')
    await hexi.until('2026-11-25 12:00')
    expect(hexi.screen(deputy).at(-1)?.text).toBe('第1号通知“防汛”\n还有 2 人没回音，提醒已发完\n要打电话的：\n谢长林、赵云')
    expect(hexi.screen(shen).some(({ text }) => text.includes('要打电话的'))).toBe(false)
  })

  test('goes to the township when nobody of the branch can be written to', async () => {
    const hexi = await openHexi()
    const shen = await hexi.bound('沈明远', hexi.top, { offices: ['township_admin'] })
    await hexi.member('谢长林', hexi.hedong, { offices: ['secretary'] })
    await hexi.room('河东村群', hexi.hedong)
    await shen.says('发通知 防汛')
    await shen.says('范围 河东村')
    await shen.says('发送')
    await hexi.until('2026-11-25 12:00')
    expect(hexi.screen(shen).at(-1)?.text).toContain('要打电话的：\n谢长林')
  })

  test.each(['明天交党费20元', '签到情况公示'])('arrives also when the notice reads: %s', async (text) => {
    const hexi = await openHexi()
    await hexi.sends(text)
    await hexi.until('2026-11-25 12:00')
    expect(hexi.screen(hexi.zhou).at(-1)?.text).toContain('还有 3 人没回音，提醒已发完\n要打电话的：\n姜福生、黎桂芳、孔兴旺')
  })
})
