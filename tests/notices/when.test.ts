import { describe, expect, test } from 'vitest'
import { sayMoment } from '../../src/kernel/day.ts'
import { type Opening, readOpening, readTypedTime, type TypedTime } from '../../src/notices/when.ts'

/** A Friday. */
const NOW = new Date('2026-11-20T18:30:00+08:00')

const sayTime = (time: TypedTime | Opening): string => {
  if (time.kind === 'at') return sayMoment(time.at)
  return time.kind === 'unclear' ? time.examples.join(' / ') : time.kind
}

describe('定时', () => {
  test.each([
    ['明天18点', '11月21日（星期六）18:00'],
    ['明天18点发', '11月21日（星期六）18:00'],
    ['明天18点再发送吧', '11月21日（星期六）18:00'],
    ['20点', '11月20日（星期五）20:00'],
    ['12点', '11月21日（星期六）12:00'],
    ['今晚七点半', '11月20日（星期五）19:30'],
    ['明早八点', '11月21日（星期六）08:00'],
    ['昨天18点', '11月19日（星期四）18:00'],
    ['明天7点', '11月21日07:00 / 11月21日19:00'],
    ['明天', 'none'],
    ['马上', 'none'],
    ['', 'none'],
  ])('%s is %s', (typed, expected) => {
    expect(sayTime(readTypedTime(typed, NOW))).toBe(expected)
  })

  test('what is asked back can be typed back', () => {
    const asked = readTypedTime('明天7点', NOW)
    if (asked.kind !== 'unclear') throw new Error('nothing was asked')
    expect(asked.examples.map((example) => sayTime(readTypedTime(example, NOW)))).toEqual([
      '11月21日（星期六）07:00',
      '11月21日（星期六）19:00',
    ])
  })
})

describe('the beginning of a notice', () => {
  test.each([
    ['20点 停水一天', '11月20日（星期五）20:00', '停水一天'],
    ['明天 18点 停水', '11月21日（星期六）18:00', '停水'],
    ['明天18点，停水', 'text', '明天18点，停水'],
    ['明天18点\n停水', '11月21日（星期六）18:00', '停水'],
    ['明天9点开会带老花镜', 'text', '明天9点开会带老花镜'],
    ['明天7点 停水', '11月21日07:00 / 11月21日19:00', '明天7点 停水'],
    ['明天 停水', 'text', '明天 停水'],
    ['今天9点 已经停水', 'text', '今天9点 已经停水'],
    ['明天18点', 'text', '明天18点'],
    ['', 'text', ''],
  ])('发通知 %s', (typed, at, text) => {
    const opening = readOpening(typed, NOW)
    expect(sayTime(opening)).toBe(at)
    expect(opening.text).toBe(text)
  })

  test('what was cut off is kept as it was typed, for whoever meant it as text', () => {
    expect(readOpening('明天 18点  停水', NOW)).toMatchObject({ cut: '明天 18点  ', text: '停水' })
  })

  test('a forwarded text of any length is left as it is', () => {
    const long = '停水通知。'.repeat(3000)
    expect(readOpening(long, NOW)).toEqual({ kind: 'text', text: long })
    expect(readTypedTime(long, NOW)).toEqual({ kind: 'none' })
  })
})
