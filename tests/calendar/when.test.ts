import { describe, expect, test } from 'vitest'
import { sayMoment } from '../../src/kernel/day.ts'
import { readWhen, splitWhen } from '../../src/notices/when.ts'
import { NOW } from './reading.ts'

const when = (at: Date | undefined): string => (at === undefined ? 'unclear' : sayMoment(at))

describe('the time of a notice', () => {
  test.each([
    ['明天18点', '11月21日（星期六）18:00'],
    ['明天18点发', '11月21日（星期六）18:00'],
    ['明天18点再发送吧', '11月21日（星期六）18:00'],
    ['18点', '11月20日（星期五）18:00'],
    ['12点', '11月21日（星期六）12:00'],
    ['今晚七点半', '11月20日（星期五）19:30'],
    ['昨天18点', '11月19日（星期四）18:00'],
    ['明天', 'unclear'],
    ['7点', 'unclear'],
    ['周五15点', 'unclear'],
    ['马上', 'unclear'],
    ['', 'unclear'],
  ])('定时 %s is %s', (typed, expected) => {
    expect(when(readWhen(typed, NOW))).toBe(expected)
  })

  test.each([
    ['18点 停水一天', '11月20日（星期五）18:00', '停水一天'],
    ['明天 18点 停水', '11月21日（星期六）18:00', '停水'],
    ['明天9点开会带老花镜', 'unclear', '明天9点开会带老花镜'],
    ['7点 停水', 'unclear', '7点 停水'],
    ['明天 停水', 'unclear', '明天 停水'],
  ])('发通知 %s', (typed, at, text) => {
    const parted = splitWhen(typed, NOW)
    expect(when(parted.when)).toBe(at)
    expect(parted.text).toBe(text)
  })

  test('a forwarded text of any length is left as it is', () => {
    const long = '停水通知。'.repeat(3000)
    expect(splitWhen(long, NOW)).toEqual({ when: undefined, text: long })
    expect(readWhen(long, NOW)).toBeUndefined()
  })
})
