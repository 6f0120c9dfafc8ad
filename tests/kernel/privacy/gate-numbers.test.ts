import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inspectLetter } from '../../../src/kernel/privacy/gate.ts'

function reasons(text: string): readonly string[] {
  const verdict = inspectLetter({ text, audience: 'group', platformPersonalData: 'all', knownNames: [] })
  return verdict.kind === 'clean' ? [] : [...new Set(verdict.reasons.map(({ what }) => what))]
}

describe('a number of a person does not get into a group', () => {
  test.each([
    ['身份证 11010519491231002X', 'id-number'],
    ['11010519491231002x请核对', 'id-number'],
    ['１１０１０５１９４９１２３１００２Ｘ', 'id-number'],
    ['110105 19491231 002X', 'id-number'],
    ['1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X', 'id-number'],
    ['110105-1949-1231-002X', 'id-number'],
    ['1101051949\u200b1231\u200b002X', 'id-number'],
    ['11010519491231002×', 'id-number'],
    ['一一零一零五一九四九一二三一零零二X', 'id-number'],
    ['老证 110105491231002', 'id-number'],
    ['身份证号：110105194912310021', 'id-number'],
    ['11010519491231002X11010519491231002X', 'id-number'],
    ['①①⓪①⓪⑤①⑨④⑨①②③①⓪⓪②X', 'id-number'],
    ['6222021234567890128', 'bank-card'],
    ['4111 1111 1111 1111', 'bank-card'],
    ['4111-1111-1111-1111', 'bank-card'],
    ['卡号 1234567890123456', 'bank-card'],
    ['打到账号2010 0012 3456 7890 123', 'bank-card'],
    ['13812345678', 'mobile'],
    ['有事打138-1234-5678', 'mobile'],
    ['有事打138 1234 5678。', 'mobile'],
    ['１３８１２３４５６７８', 'mobile'],
    ['138.1234.5678', 'mobile'],
    ['1381·234·5678', 'mobile'],
    ['1-3-8-1-2-3-4-5-6-7-8', 'mobile'],
    ['1 3 8 1 2 3 4 5 6 7 8', 'mobile'],
    ['1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣', 'mobile'],
    ['138\u200b1234\u200b5678', 'mobile'],
    ['138\n1234\n5678', 'mobile'],
    ['+8613812345678', 'mobile'],
    ['+86 138 1234 5678', 'mobile'],
    ['0086-13812345678', 'mobile'],
    ['一三八一二三四五六七八', 'mobile'],
    ['幺三八，一二三四，五六七八', 'mobile'],
    ['壹叁捌壹贰叁肆伍陆柒捌', 'mobile'],
    ['١٣٨١٢٣٤٥٦٧٨', 'mobile'],
    ['电话1381234五六七八', 'mobile'],
    ['138123456781391234567813712345678', 'mobile'],
    ['联系人王书记13812345678元旦值班', 'mobile'],
    ['王家座机0571-87654321', 'landline'],
    ['(0571)87654321', 'landline'],
    ['家里电话87654321', 'landline'],
    ['村委王主任家里电话0571-87654321', 'landline'],
  ])('%s', (text, what) => {
    expect(reasons(text)).toContain(what)
  })
})

describe('a number that belongs to nobody passes', () => {
  test.each([
    '11月22日（星期日）9:00在村部开主题党日，应到38人',
    '2026-11-22 08:30 至 2026-11-23 17:00',
    '2026.11.22 10:30 13800',
    '支出 1380000.00 元，结余 123456789.12 元',
    '13,800,000,000.00',
    '1300 2200 450',
    '150 2600 3800',
    '4200 3800 5100 6600',
    '中组发〔2008〕3号，国办发〔2018〕10号',
    '发票号 20261122000113',
    '合同编号 2026112200011387',
    '流水号 202611220001138765',
    '统一社会信用代码 91330100790987654G',
    '110105194912310021',
    '村部电话 0571-87654321',
    '值班电话：87654321',
    '镇便民服务中心热线 0571 8765 4321',
    '有事打12345热线、110、120、95598',
    '本月13、14、15、16、17、8日轮流值班',
    '一、二、三、四、五、六、七、八、九、十',
    '二〇二六年十一月二十二日',
    '第138期，第1234号，共5678份',
    '签到码 8421，绑定 482913',
    '亩产1350斤，共13812.5公斤',
    '地块面积 3.14 亩，长 120 米，宽 35.5 米',
    '2026年1月 2026年2月 2026年3月 1380 1410 1520',
    '139.196.12.4',
  ])('%s', (text) => {
    expect(reasons(text)).toEqual([])
  })
})

test('a phone number is seen however it is split', () => {
  const gap = fc.constantFrom('', ' ', '-', '.', '\u200b', '·', '—')
  fc.assert(
    fc.property(fc.stringMatching(/^1[3-9]\d{8}[1-9]$/), gap, (phone, between) => {
      expect(reasons(`电话${[...phone].join(between)}谢谢`)).toContain('mobile')
      expect(reasons(`电话${phone.slice(0, 3)}${between}${phone.slice(3, 7)}${between}${phone.slice(7)}谢谢`)).toContain('mobile')
    }),
  )
})
