import { expect, test } from 'vitest'
import { attendanceTable } from '../../src/study/exports.ts'
import { openHexi } from '../study/hexi.ts'

test('a month of one branch: called, reminded, a code checked, proxies settled, closed, corrected, made up, exported', async () => {
  const hexi = await openHexi({ at: '2026-11-28 09:00' })
  const { zhou, jiang, li, shen, hall } = hexi
  const old = await hexi.member('邓志明', hexi.hexi)
  const guest = await hexi.bound('谢长林', hexi.hedong)

  // The rule of every month, and who need not come.
  await zhou.says('每月5号9点 村部 主题党日')
  await zhou.hears('免到 邓志明', '记下了，以后不要求到会：邓志明')
  await hexi.until('2026-12-01 08:35')
  await zhou.says('看会议')
  await zhou.says('要口令')
  await zhou.says('改 议题：修水渠')
  const [preview] = (await zhou.says('改 地点 党群中心')).texts
  expect(preview).toContain('12月5日（星期六）09:00\n地点：党群中心\n议题：修水渠\n\n应到 5 人，另有 1 人免到\n免到：邓志明')
  await zhou.says('发送')
  await hexi.pass({ seconds: 61 })

  // Called on the first; the committee meets in between and the group hears nothing of it.
  await hexi.until('2026-12-02 10:00')
  await zhou.says('开会 3号15点 村部 支委会')
  await zhou.says('发送')
  await hexi.until('2026-12-03 15:01')
  await zhou.says('签到')
  await zhou.says('结束签到')
  expect((await hall.inbox()).join('\n')).not.toContain('支委会')

  await li.in(hall).says('5号我要送孙子，请假')
  await hexi.until('2026-12-04 19:02')
  expect(hexi.screen(hall).at(-1)?.text).toContain('明天开会：主题党日')

  // The day itself.
  await hexi.until('2026-12-05 08:50')
  await zhou.says('开始签到')
  const code = /口令 (\d{4})/u.exec((await zhou.inbox()).at(-1) ?? '')?.[1] ?? ''
  await jiang.in(hall).says(`签到 ${code}`)
  await zhou.in(hall).says(`签到 ${code}`)
  await guest.in(hall).says(`签到 ${code}`)
  await shen.in(hall).says('在外地，签到')
  await jiang.in(hall).says('帮孔兴旺签个到')
  await hexi.pass({ minutes: 1 })
  expect(hexi.shown('【签到】').text).toContain('已签到 3 人，请假 1 人，来宾 1 人')
  await zhou.hears('同意签到', '1 位代签记下了')
  await hexi.until('2026-12-05 10:40')
  const closing = await zhou.in(hall).says('结束签到')
  expect(closing.texts.at(-1)).toBe('12月5日的主题党日签到结束\n应到 5 实到 4 请假 1 来宾 1')
  expect(closing.to(zhou)[0]).toContain('请假的：\n黎桂芳')

  // 孔兴旺 was not there after all; 黎桂芳 studies at home.
  await zhou.hears('记 孔兴旺 缺席', '记下了：孔兴旺缺席，12月5日的主题党日')
  await hexi.until('2026-12-07 11:00')
  await zhou.says('记 黎桂芳 补学')
  expect(await hexi.sheet()).toEqual({
    周国栋: 'checked_in',
    姜福生: 'checked_in',
    黎桂芳: 'leave',
    沈大勇: 'checked_in',
    孔兴旺: 'absent',
    邓志明: 'exempt',
  })

  const { records } = await hexi.read((tx) => attendanceTable(tx, [hexi.hexi], '2026-12'))
  const theme = records.find(({ title }) => title === '主题党日')
  expect(theme).toMatchObject({ expected: 5, present: 3, leave: 1, absent: 1, guests: 1, made_up: 1 })
  expect(theme?.attendance.find(({ member }) => member === '沈大勇')).toMatchObject({ way: 'from_afar', evidence: 'self' })
  expect(old).toBeDefined()

  const everything = `${JSON.stringify(await hexi.letters())}${hexi.log()}`
  expect(everything).not.toMatch(/孙子/u)
  for (const text of await hall.inbox()) expect(text).not.toMatch(/周国栋|姜福生|黎桂芳|沈大勇|孔兴旺|邓志明|谢长林/u)
})
