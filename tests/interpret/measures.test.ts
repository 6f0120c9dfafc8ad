import { describe, expect, test } from 'vitest'
import { moneyAt, readMoney } from '../../src/kernel/language/money.ts'
import { monthAfter, monthsAt } from '../../src/kernel/language/months.ts'
import { numeralAt, readNumeral } from '../../src/kernel/language/numerals.ts'

describe('numbers as people write them', () => {
  test.each([
    ['12', 12],
    ['十二', 12],
    ['十', 10],
    ['廿三', 23],
    ['卅', 30],
    ['两百五', 250],
    ['一百二十', 120],
    ['一千零五', 1005],
    ['壹拾贰', 12],
    ['叁佰', 300],
    ['二〇二六', 2026],
    ['三点五', 3.5],
    ['3.60', 3.6],
    ['一万二', 12_000],
    ['2万', 20_000],
    ['俩', 2],
  ])('%s is %d', (text, value) => expect(readNumeral(text)).toBe(value))

  test.each(['', '一半', '十二块', '三点五十', 'a', '第'])('"%s" is no number', (text) => expect(readNumeral(text)).toBeUndefined())

  test('a number is found where it stands, not elsewhere', () => {
    expect(numeralAt('交了12块', 2)).toMatchObject({ value: 12, end: 4 })
    expect(numeralAt('交了12块', 0)).toBeUndefined()
  })
})

describe('amounts of money', () => {
  test.each([
    ['12块', 1200],
    ['12元整', 1200],
    ['壹拾贰元整', 1200],
    ['十二块钱', 1200],
    ['一块二', 120],
    ['一块二毛', 120],
    ['两毛五', 25],
    ['六毛', 60],
    ['8角', 80],
    ['五分', 5],
    ['250元5角', 25_050],
    ['三块六毛五', 365],
    ['3块零5分', 305],
    ['十二块零五分', 1205],
    ['¥3.60', 360],
    ['7.2元', 720],
    ['一百二十块', 12_000],
    ['20rmb', 2000],
    ['两蚊', 200],
  ])('%s is %d fen', (text, fen) => expect(readMoney(text)).toBe(fen))

  test.each(['一块交的', '两块地', '三分之一', '五角星?', '10分钟', '12', '1元旦'])('%s is no amount by itself', (text) => {
    const found = moneyAt(text, 0)
    expect(found?.end === text.length ? found.fen : undefined).toBeUndefined()
  })
})

describe('months people name, while November 2026 is open', () => {
  const named = (text: string): readonly string[] | undefined => monthsAt(text, 0, { period: '2026-11' })?.named
  test.each([
    ['到12月', ['2026-11', '2026-12']],
    ['到年底', ['2026-11', '2026-12']],
    ['到明年2月', ['2026-11', '2026-12', '2027-01', '2027-02']],
    ['9-11月', ['2026-09', '2026-10', '2026-11']],
    ['一到三月', ['2026-01', '2026-02', '2026-03']],
    ['9、10月', ['2026-09', '2026-10']],
    ['9月10月11月', ['2026-09', '2026-10', '2026-11']],
    ['一二三月', ['2026-01', '2026-02', '2026-03']],
    ['十一月', ['2026-11']],
    ['10月份', ['2026-10']],
    ['去年12月', ['2025-12']],
    ['上个月', ['2026-10']],
    ['本月', ['2026-11']],
    ['三季度', ['2026-07', '2026-08', '2026-09']],
    ['第四季度', ['2026-10', '2026-11', '2026-12']],
    ['上季度', ['2026-07', '2026-08', '2026-09']],
    ['下半年', ['2026-07', '2026-08', '2026-09', '2026-10', '2026-11', '2026-12']],
  ])('%s', (text, months) => expect(named(text)).toEqual(months))

  test.each([
    ['3个月', 3],
    ['两个月', 2],
    ['半年', 6],
    ['一年', 12],
    ['俩月', 2],
    ['两个季度', 6],
  ])('%s is only a count', (text, count) => expect(monthsAt(text, 0, { period: '2026-11' })).toMatchObject({ count }))

  test.each(['6月5号', '6月5', '月亮', '十块', '上面'])('%s names no month', (text) =>
    expect(monthsAt(text, 0, { period: '2026-11' })).toBeUndefined(),
  )

  test('a year ends and another begins', () => {
    expect(monthAfter('2026-12', 1)).toBe('2027-01')
    expect(monthAfter('2026-01', -1)).toBe('2025-12')
    expect(monthsAt('上个月', 0, { period: '2026-01' })?.named).toEqual(['2025-12'])
    expect(monthsAt('上季度', 0, { period: '2026-02' })?.named).toEqual(['2025-10', '2025-11', '2025-12'])
  })
})
