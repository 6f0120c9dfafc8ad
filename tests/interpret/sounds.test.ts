import { describe, expect, test } from 'vitest'
import { judgeSlip } from '../../src/kernel/chat/core.ts'
import { looksLike } from '../../src/kernel/language/shapes.ts'
import { soundsLike, toPinyin } from '../../src/kernel/language/syllables.ts'
import { foldTraditional } from '../../src/kernel/language/traditional.ts'

const SIGN = { word: '签到', latin: ['qd', 'qiandao'], ordinary: '钱到', never: '见到' }

describe('what an input method makes of a word', () => {
  test.each([
    ['千到', '签到'],
    ['前道', '签到'],
    ['当费', '党费'],
    ['以交', '已交'],
  ])('%s sounds as %s', (heard, meant) => expect(soundsLike(heard, meant)).toBe('same'))

  test.each([
    ['单费', '党费'],
    ['搜到', '收到'],
    ['签闹', '签老'],
  ])('%s sounds near %s to an ear from a dialect', (heard, meant) => expect(soundsLike(heard, meant)).toBe('near'))

  test.each([
    ['真的', '签到'],
    ['看到', '签到'],
    ['会费', '党费'],
    ['签', '签到'],
  ])('%s does not sound as %s', (heard, meant) => expect(soundsLike(heard, meant)).toBeUndefined())

  test('pinyin runs without tones', () => expect(toPinyin('签到')).toBe('qiandao'))

  test('shapes that old eyes mistake', () => {
    expect(looksLike('至', '到')).toBe(true)
    expect(looksLike('己', '已')).toBe(true)
    expect(looksLike('大', '到')).toBe(false)
  })

  test.each([
    ['千到', 'slip'],
    ['签至', 'slip'],
    ['qd', 'slip'],
    ['签dao', 'slip'],
    ['我签到了', 'slip'],
    ['钱到', 'ordinary'],
    ['见到', undefined],
    ['真的到', undefined],
    ['到底', undefined],
  ])('%s is judged %s', (core, judged) => expect(judgeSlip(core, SIGN)).toBe(judged))
})

describe('Traditional characters', () => {
  test.each([
    ['簽到', '签到'],
    ['請假', '请假'],
    ['黨費已繳', '党费已缴'],
    ['張三', '张三'],
    ['签到', '签到'],
  ])('%s is %s', (typed, simple) => expect(foldTraditional(typed)).toBe(simple))

  test('the length stays, so that places in one text are places in the other', () => {
    const typed = '發通知 明天開會，帶老花鏡𠮷'
    expect(foldTraditional(typed)).toHaveLength(typed.length)
  })
})
