import { describe, expect, test } from 'vitest'
import { REHEARSAL, TELEGRAM } from '../support/platform.ts'
import type { Answer } from '../support/people.ts'
import { openHexi } from '../notices/hexi.ts'

const said = (answer: Answer): string => answer.texts.join('\n---\n')

describe.each([
  ['where only own data may go', TELEGRAM],
  ['where all data may go', REHEARSAL],
])('谁还没 %s', (_title, platform) => {
  test.each(['谁还没', '谁还没 收到', '谁还没收到', '谁没收到通知', '谁还没 回执'])('%s: names in private', async (typed) => {
    const hexi = await openHexi({ platform })
    await hexi.sends('停水')
    await hexi.taps(hexi.jiang, hexi.hall, { label: '收到' })
    await hexi.zhou.hears(typed, '没回第1号通知的 2 人：\n黎桂芳、孔兴旺＊\n带＊的私聊找不到，请打电话')
  })

  test('totals in the group', async () => {
    const hexi = await openHexi({ platform })
    await hexi.sends('停水')
    await hexi.zhou.in(hexi.hall).hears('谁还没', '第1号通知“停水”：还差 3 人\n名单请私聊我说：谁还没')
    await hexi.zhou.in(hexi.hall).hears('谁还没 收到', '第1号通知“停水”：还差 3 人\n名单请私聊我说：谁还没')
  })
})

describe('谁还没', () => {
  test('of one among several by its number', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.sends('停电')
    expect(said(await hexi.zhou.says('谁还没'))).toMatch(/^没回第2号通知的 3 人[\s\S]*没回第1号通知的 3 人/)
    expect(said(await hexi.zhou.says('谁还没 收到 1'))).not.toContain('第2号')
  })

  test('when everybody has, says so', async () => {
    const hexi = await openHexi()
    await hexi.zhou.hears('谁还没', '都办好了，没有欠着的')
    await hexi.zhou.in(hexi.hall).hears('谁还没', '都办好了，没有欠着的')
  })

  test('the township sees the whole tree by branch, a branch its own', async () => {
    const hexi = await openHexi()
    const xie = await hexi.bound('谢长林', hexi.hedong, { offices: ['secretary'] })
    await hexi.room('河东村群', hexi.hedong)
    const shen = await hexi.bound('沈明远', hexi.top, { offices: ['township_admin'] })
    await shen.says('全镇 发通知 防汛')
    await shen.says('发送')
    await hexi.pass({ seconds: 61 })
    expect(said(await shen.says('谁还没'))).toContain(
      '没回第1号通知的 5 人：\n河西村党支部：周国栋、姜福生、黎桂芳、孔兴旺＊\n河东村党支部：谢长林\n带＊的私聊找不到，请打电话',
    )
    expect(said(await xie.says('谁还没'))).toBe('没回第1号通知的 1 人：\n谢长林')
    expect(said(await shen.says('全镇 本月'))).toBe('眼下要办的：\n1. 会还没开齐的支部 2 个：河西村、河东村\n2. 第1号通知“防汛”：还差 5 人')
  })

  test('asked by somebody without the office: in private whom to ask, in the group nothing', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    for (const line of ['谁还没交党费', '谁没收到通知', '老张党费交了多少'])
      for (const person of [hexi.jiang, hexi.person('外人')]) {
        const heard = await person.in(hexi.hall).says(line)
        expect(heard.letters.filter(({ once }) => !once.includes(':card:'))).toEqual([])
      }
    await hexi.jiang.hears('老张党费交了多少', '别人的情况要问支部书记。\n看自己的请说：我的')
  })
})

describe('本月', () => {
  test('is at most six numbered lines, in private, the meetings to hold, then the newest first', async () => {
    const hexi = await openHexi({ groupDailyCap: 20 })
    const meetings = '1. 本月还要开：主题党日\n2. 本季度还要开：党员大会\n3. 今年还要开：组织生活会'
    await hexi.zhou.hears('本月', `眼下要办的：\n${meetings}`)
    for (let number = 1; number <= 8; number++) await hexi.sends(`停水${number}`)
    const month = said(await hexi.zhou.says('本月')).split('\n')
    expect(month).toHaveLength(7)
    expect(month.slice(1, 4).join('\n')).toBe(meetings)
    expect(month[4]).toBe('4. 第8号通知“停水8”：还差 3 人')
    expect(month[6]).toBe('6. 另有 6 件，请说：谁还没')
    const heard = await hexi.zhou.in(hexi.hall).says('本月')
    expect([heard.texts, heard.to(hexi.zhou)]).toEqual([[], [month.join('\n')]])
  })

  test('many open notices fit into one letter of names', async () => {
    const hexi = await openHexi({ groupDailyCap: 20, platform: REHEARSAL })
    for (let number = 1; number <= 8; number++) await hexi.sends(`停水${number}`)
    const names = said(await hexi.zhou.says('谁还没'))
    expect(names).toContain('没回第8号通知的 3 人：\n姜福生、黎桂芳、孔兴旺')
    expect(names).toContain('第1号通知“停水1”：还差 3 人')
  })
})
