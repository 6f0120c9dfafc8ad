import { describe, expect, test } from 'vitest'
import { belowQuote, readOrdinal } from '../../src/kernel/chat/numbered.ts'
import type { Capabilities } from '../../src/kernel/chat/message.ts'
import { TELEGRAM } from '../support/platform.ts'
import { openVillage, type Village } from '../support/village.ts'

/** A platform without buttons, as WeChat is: a list is answered by its numbers. */
const { startLink: _none, ...rest } = TELEGRAM
const NUMBERED: Capabilities = { ...rest, edits: false, choices: 'numbered' }

describe('a line of a list is named by', () => {
  test.each([
    ['2', 2], ['２', 2], ['②', 2], ['❷', 2], ['2️⃣', 2], ['2.', 2], ['2。', 2], [' 2 ', 2], ['选2', 2], ['选 2', 2], ['我选2', 2], ['回2', 2], ['2号', 2],
    ['第2项', 2], ['第二项', 2], ['第二个', 2], ['选二', 2], ['第四条', 4], ['选第三项', 3],
  ])('%s', (text, number) => {
    expect(readOrdinal(text)).toBe(number)
  }) // prettier-ignore

  test.each([
    '5',
    '0',
    '12',
    '2人',
    '二',
    '两个人',
    '2点',
    '2月',
    '第二天',
    '选两个人去',
    '2块',
    '11',
    '收到2',
    '',
    '二号来开会',
    '2不是我',
  ])('and not by %s', (text) => {
    expect(readOrdinal(text)).toBeUndefined()
  })

  test('what stands below a quote, and not by the quote', () => {
    expect(belowQuote('「支部通：将发给 3 个群」\n- - - - - - - - - - - - - - -\n2')).toBe('2')
    expect(belowQuote('「随口说一句')).toBe('「随口说一句')
  })
})

describe('where there are no buttons', () => {
  const village = (): Promise<Village> => openVillage({ platform: NUMBERED })

  test.each([['1'], ['①'], ['第一项'], ['「支部通：通知预览」\n—————————\n1']])('a preview is sent by %s', async (said) => {
    const house = await village()
    const secretary = await house.bound('姜福生', house.hexi, { offices: ['secretary'] })
    await house.room('河西村群', house.hexi)
    await secretary.says('发通知 明天9点开会')
    const { texts } = await secretary.says(said)
    expect(texts.join()).toContain('马上发')
  })

  test('2 lets it go again, and said once more it is nothing', async () => {
    const house = await village()
    const secretary = await house.bound('姜福生', house.hexi, { offices: ['secretary'] })
    await house.room('河西村群', house.hexi)
    await secretary.says('发通知 明天9点开会')
    const { texts } = await secretary.says('２')
    expect(texts).toHaveLength(1)
    expect(texts[0]).not.toContain('马上发')
    await house.pass({ seconds: 10 })
    expect((await secretary.says('2')).texts).toEqual([expect.stringContaining('没看懂')])
  })

  test('a number beyond the list chooses nothing', async () => {
    const house = await village()
    const secretary = await house.bound('姜福生', house.hexi, { offices: ['secretary'] })
    const group = await house.room('河西村群', house.hexi)
    await secretary.says('发通知 明天9点开会')
    await secretary.says('4')
    await house.pass({ minutes: 5 })
    expect(house.screen(group)).toEqual([])
  })

  test('with something else open too the bot asks which, in private, and does neither', async () => {
    const house = await village()
    const author = await house.bound('王书记', house.hexi, { offices: ['secretary'] })
    const deputy = await house.bound('李副书记', house.hexi, { offices: ['deputy_secretary'] })
    const group = await house.room('河西村群', house.hexi)
    await author.says('发通知 明天9点开会')
    await author.says('1')
    await author.says('马上发')
    await house.pass({ seconds: 30 })
    await deputy.says('发通知 后天修渠')
    const { texts } = await deputy.says('1')
    expect(texts).toEqual([expect.stringContaining('哪一件')])
    expect(house.screen(group)).toHaveLength(1)
  })

  test('a digit in the talk of a group is talk, and another person’s list is not theirs', async () => {
    const house = await village()
    const secretary = await house.bound('姜福生', house.hexi, { offices: ['secretary'] })
    const wang = await house.bound('王桂芳', house.hexi)
    const group = await house.room('河西村群', house.hexi)
    await secretary.says('发通知 明天9点开会')
    await wang.in(group).hears('2')
    expect((await wang.says('1')).texts.join()).not.toContain('马上发')
    await house.pass({ minutes: 5 })
    expect(house.screen(group)).toEqual([])
  })

  test('in a group a command or a number below another’s words is talk, below the bot’s own it is meant', async () => {
    const house = await village()
    const secretary = await house.bound('姜福生', house.hexi, { offices: ['secretary'] })
    const group = await house.room('河西村群', house.hexi)
    await secretary.says('发通知 明天9点开会')
    await secretary.says('1')
    await secretary.says('马上发')
    await house.pass({ seconds: 30 })
    const quote = (speaker: string) => `「${speaker}：第1号通知」\n- - - - - - - - - - - - - - -\n通知情况`
    expect((await secretary.in(group).says(quote('老李'))).texts).toEqual([])
    expect((await secretary.in(group).says(quote('支部通'), { addressed: true })).texts).toEqual([expect.stringContaining('已收到 0 人')])
  })

  test('an old list counts no more once its question is answered', async () => {
    const house = await village()
    const secretary = await house.bound('姜福生', house.hexi, { offices: ['secretary'] })
    const group = await house.room('河西村群', house.hexi)
    await secretary.says('发通知 明天9点开会')
    await secretary.says('取消')
    await house.pass({ seconds: 30 })
    await secretary.says('1')
    await house.pass({ minutes: 5 })
    expect(house.screen(group)).toEqual([])
  })
})

test('where there are buttons a digit is no press', async () => {
  const house = await openVillage()
  const secretary = await house.bound('姜福生', house.hexi, { offices: ['secretary'] })
  const group = await house.room('河西村群', house.hexi)
  await secretary.says('发通知 明天9点开会')
  await secretary.says('2')
  await secretary.says('发送')
  await house.pass({ minutes: 5 })
  expect(house.screen(group)).toHaveLength(1)
})
