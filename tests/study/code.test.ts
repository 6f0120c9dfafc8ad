import { describe, expect, test } from 'vitest'
import { type Hexi, openHexi } from './hexi.ts'

const TITLE = '11月24日的主题党日'

/** A meeting with a code is open. */
async function withCode(): Promise<Hexi & { readonly code: string }> {
  const hexi = await openHexi()
  await hexi.zhou.says('开会 24号9点 村部 主题党日')
  await hexi.zhou.says('要口令')
  await hexi.zhou.says('发送')
  await hexi.until('2026-11-24 09:00')
  const code = (await hexi.session()).code ?? ''
  return { ...hexi, code }
}

/** Another code of four digits that could have been given. */
const wrong = (code: string) => (code === '2345' ? '5432' : '2345')

describe('a meeting with a code', () => {
  test('has four digits that cannot be taken for one another, told to the secretary alone', async () => {
    const hexi = await withCode()
    expect(hexi.code).toMatch(/^[2-9]{4}$/)
    expect((await hexi.zhou.inbox()).at(-1)).toBe(`${TITLE}开始签到，口令 ${hexi.code}。\n请写在会场让大家看见`)
    expect((await hexi.hall.inbox()).join('\n')).not.toContain(hexi.code)
    expect(hexi.shown('【签到】').choices.map(({ label }) => label)).toEqual(['请假'])
  })

  test('takes the code in digits or in words, in the group or in private', async () => {
    const hexi = await withCode()
    await hexi.jiang.in(hexi.hall).says(`签到 ${hexi.code}`)
    const spoken = [...hexi.code].map((digit) => '零一二三四五六七八九'[Number(digit)]).join('')
    await hexi.li.hears(`签到 ${spoken}`, `记下了，您到了：${TITLE}`)
    await hexi.zhou.hears(hexi.code, `记下了，您到了：${TITLE}`)
    expect(await hexi.totals()).toMatchObject({ present: 3 })
  })

  test('without it, or with a wrong one, is told what is missing; the right one is not given away', async () => {
    const hexi = await withCode()
    await hexi.jiang.hears('签到', '请加上会场的四个数，\n像这样：签到 4937')
    await hexi.jiang.hears(`签到 ${wrong(hexi.code)}`, '这四个数不是本场的，请再看看。\n像这样：签到 4937')
    const heard = await hexi.jiang.in(hexi.hall).says('签到')
    expect(heard.texts).toEqual([])
    expect(await hexi.totals()).toMatchObject({ present: 0 })
  })

  test('of last time is out of date', async () => {
    const hexi = await withCode()
    await hexi.zhou.says('结束签到')
    const old = hexi.code
    await hexi.calls('开会 26号9点 村部 党课')
    await hexi.until('2026-11-26 08:30')
    await hexi.zhou.says('开始签到 口令')
    await hexi.jiang.hears(`签到 ${old}`, '这四个数过期了，请看会场现在的。\n像这样：签到 4937')
    expect((await hexi.sheet())['姜福生']).toBe('expected')
  })

  test('is not asked of members far away', async () => {
    const hexi = await withCode()
    await hexi.shen.hears('签到', `记下了，您在外地参加：${TITLE}`)
  })

  test('lets a guest in who sits in the room and writes in private', async () => {
    const hexi = await withCode()
    const xie = await hexi.bound('谢长林', hexi.hedong)
    await xie.hears(`签到 ${wrong(hexi.code)}`, '现在没有要签到的会')
    await xie.hears(`签到 ${hexi.code}`, `记下了，您来列席：${TITLE}`)
    expect(await hexi.totals()).toMatchObject({ guests: 1, present: 0 })
  })
})
