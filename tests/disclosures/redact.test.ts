import { describe, expect, test } from 'vitest'
import { redactNames, redactPayee, redactText } from '../../src/disclosures/redact.ts'

describe('what is taken out of a line before it is published', () => {
  test.each([
    ['慰问困难户（身份证51302119540312441X，卡号6228480402364918910）', '慰问困难户', ['id-number', 'bank-card']],
    ['村干部误工补贴（联系电话13812345678）', '村干部误工补贴', ['mobile']],
    ['购水泥30吨（修路，电话13812345678）', '购水泥30吨（修路）', ['mobile']],
    ['维修费，联系电话：138 1234 5678', '维修费', ['mobile']],
    ['临时救助三组12号一户', '临时救助三组一户', ['home-address']],
    ['救助款500元，确诊尿毒症', '救助款500元', ['health']],
    ['助学金（孙女8岁）', '助学金', ['minor']],
  ])('%s', (text, published, masked) => {
    const redacted = redactText(text)
    expect(redacted.text).toBe(published)
    expect([...redacted.masked].toSorted()).toEqual(masked.toSorted())
  })

  test.each([
    '购水泥30吨（修路）',
    '农田水利工程首付款',
    '上级拨付办公经费',
    '老年人两癌筛查交通费',
    '便民服务中心电话费',
    '村道路灯12盏',
    '2026年7月电费',
    '凭证号记21',
    '第3组修渠人工费',
  ])('%s stays as it is', (text) => {
    expect(redactText(text)).toEqual({ text, masked: [] })
  })

  test('whoever was paid is named when it is a firm or somebody in office, and half hidden otherwise', () => {
    const isPublic = (name: string) => name === '王桂芳'
    expect(redactPayee('四川恒达建设', isPublic).text).toBe('四川恒达建设')
    expect(redactPayee('王桂芳', isPublic).text).toBe('王桂芳')
    expect(redactPayee('张晓明', isPublic)).toEqual({ text: '张*明', masked: ['name'] })
    expect(redactPayee('张明', isPublic)).toEqual({ text: '张*', masked: ['name'] })
    expect(redactPayee('欧阳建国', isPublic).text).toBe('欧**国')
    expect(redactPayee('张晓明13812345678', isPublic).text).not.toContain('13812345678')
  })

  test('a private name in the running text is half hidden too', () => {
    expect(redactNames('付张晓明工钱', ['张晓明'])).toEqual({ text: '付张*明工钱', masked: ['name'] })
    expect(redactNames('付工钱', ['张晓明'])).toEqual({ text: '付工钱', masked: [] })
  })
})
