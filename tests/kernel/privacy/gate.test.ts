import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Audience, inspectLetter } from '../../../src/kernel/privacy/gate.ts'
import { sayBlocked } from '../../../src/kernel/privacy/words.ts'

const ROSTER = ['王桂芳', '王芳', '张建国', '李四', '欧阳建华', '陈小明', '赵长河', '周兰', '高兴', '王桂']

function reasons(
  text: string,
  audience: Audience = 'group',
  platformPersonalData: 'all' | 'own' = 'all',
  ownName?: string,
): readonly string[] {
  const verdict = inspectLetter({ text, audience, platformPersonalData, knownNames: ROSTER, ...(ownName === undefined ? {} : { ownName }) })
  return verdict.kind === 'clean' ? [] : [...new Set(verdict.reasons.map(({ what }) => what))]
}

describe('where somebody lives is told to the group of houses at most', () => {
  test.each([
    '慰问三组12号',
    '河西村3组45号',
    '三 组 十二 号',
    '第二村民小组8号',
    '3组112号，上午',
    '5栋2单元301',
    '5幢301室',
    '2单元301',
    '12号301室',
    '门牌号：35',
    '家住河西村12号',
    '住址：河西村石桥头35号',
  ])('%s', (text) => {
    expect(reasons(text)).toEqual(['home-address'])
  })

  test.each([
    '三组12号上午9点开会',
    '三组12号前交材料',
    '一组3号（星期四）打扫',
    '第二组12号到15号轮流值班',
    '慰问三组的老党员',
    '11月12号在村部',
    '人民路88号党群服务中心',
    '河西村12号文件已收到',
    '五栋活动室',
    '2026年12号台风',
    '修建3座桥、2号楼前绿化',
  ])('%s passes', (text) => {
    expect(reasons(text)).toEqual([])
  })
})

describe('health, marriage and births are nobody’s business', () => {
  test.each([
    '有人得了艾滋病',
    '愛滋病人',
    '精 神 病患者名单',
    '残疾等级二级',
    '王桂芳怀孕了',
    '他们离婚了',
    '离*婚',
    '患胃癌',
    '张建国住院了，大家去看看',
    '王桂芳请假做手术',
    '李四是低保户',
  ])('%s', (text) => {
    expect(reasons(text)).toEqual(['health'])
  })

  test.each([
    '学习贯彻二十大精神',
    '精神文明建设',
    '两癌筛查本周六开始',
    '宫颈癌疫苗接种',
    '12月1日是世界艾滋病日',
    '预防艾滋病宣传',
    '精神卫生日义诊',
    '残疾人两项补贴开始申报',
    '住院报销比例提高',
    '慢性病签约服务',
    '招引产业项目，超生产任务',
    '村口人流量大，马上环境整治',
    '低保户提标通知',
    '王桂芳主持会议，学习医保住院报销政策',
  ])('%s passes', (text) => {
    expect(reasons(text)).toEqual([])
  })
})

describe('nobody is named in a bad light in a group', () => {
  test.each([
    '王桂芳、张建国还没交党费',
    '未交：王桂芳',
    '未交党费名单：\n1. 王桂芳\n2. 李四',
    '以下同志未签到\n\n王桂芳 张建国\n李四',
    '王 桂 芳 未签到',
    '王\u200b桂\u200b芳缺席',
    '王桂芳没来',
    '王桂芳（未交）',
    '王桂芳\n欠交3个月',
    '王桂芳 李四\n以上同志没收到通知',
    '失联党员：李四',
    '李四联系不上',
    '欧阳建华連續6個月沒交黨費',
    '张建国，党费拖欠',
    '李四受到党内严重警告',
    '王桂芳等未交的同志请尽快交',
    '请王桂芳尽快补交欠缴的党费',
    '周兰无故不来',
  ])('%s', (text) => {
    expect(reasons(text)).toContain('bad-light')
  })

  test.each([
    '还有 5 人没交党费',
    '应到38人，实到30人，未到8人',
    '会议由王桂芳主持，未参加的同志请补课',
    '如未收到学习材料，请找王桂芳领取',
    '没收到的同志请联系王桂芳',
    '凡缺席的，由张建国送学上门',
    '请王桂芳联系缺席的同志',
    '请王桂芳通知未签到的同志',
    '王桂芳、张建国已签到',
    '未到期的合同由李四保管',
    '党费还没交的请抓紧。\n联系人：王桂芳',
    '未签到的同志请补签，主讲人：张建国',
    '学习《中国共产党纪律处分条例》，主讲：王桂芳',
    '没看懂，请照这个样子发：签到 8421',
    '大家很高兴，没有交流的时间',
    '王桂芳捐了200元',
  ])('%s passes', (text) => {
    expect(reasons(text)).toEqual([])
  })

  test('nor with what they paid', () => {
    expect(reasons('王桂芳已交党费60元')).toEqual(['dues-amount'])
    expect(reasons('党费已交 23 人，共 1380 元')).toEqual([])
  })
})

describe('in private', () => {
  test('people hear about themselves, and the office about those it looks after', () => {
    expect(reasons('王桂芳，您11月党费还没交', 'person', 'all', '王桂芳')).toEqual([])
    expect(reasons('张建国还没交，您代他交吗', 'person', 'all', '王桂芳')).toEqual([])
    expect(reasons('未交：王桂芳、张建国、李四。电话13812345678', 'office-holder')).toEqual([])
    expect(reasons('书记电话13812345678', 'person')).toEqual([])
  })

  test('nobody gets a list of others in a bad light', () => {
    expect(reasons('未交：张建国、李四', 'person', 'all', '王桂芳')).toEqual(['bad-light'])
  })

  test.each<Audience>(['person', 'office-holder'])('no ID or card number goes even to a %s', (audience) => {
    expect(reasons('11010519491231002X', audience)).toEqual(['id-number'])
    expect(reasons('6222021234567890128', audience)).toEqual(['bank-card'])
  })
})

describe('on a platform abroad', () => {
  test('the office gets numbers of people, not their names and telephones', () => {
    expect(reasons('未交：王桂芳、张建国', 'office-holder', 'own')).toEqual(['roster'])
    expect(reasons('王桂芳 60元，张建国 30元', 'office-holder', 'own')).toEqual(['roster'])
    expect(reasons('王桂芳 张建国 李四 周兰 赵长河', 'office-holder', 'own')).toEqual(['roster'])
    expect(reasons('请给王桂芳打电话：13812345678', 'office-holder', 'own')).toEqual(['contact-list'])
    expect(reasons('没回音：\n王桂芳、张建国、李四、周兰、赵长河', 'office-holder', 'own')).toEqual([])
    expect(reasons('没回音：\n王桂芳、张建国\n未交党费：李四', 'office-holder', 'own')).toEqual(['roster'])
    expect(reasons('没回音：\n王桂芳、张建国', 'person', 'own')).toEqual(['bad-light'])
    expect(reasons('未交 5 人', 'office-holder', 'own')).toEqual([])
    expect(reasons('已记下王桂芳签到', 'office-holder', 'own')).toEqual([])
  })

  test('people still hear about themselves', () => {
    expect(reasons('王桂芳，您11月党费60元还没交', 'person', 'own', '王桂芳')).toEqual([])
  })
})

describe('what the sender hears', () => {
  test.each([
    ['有事打13812345678', '没有发：里面有手机号（138****5678）。去掉后再发。'],
    ['王桂芳没来', '没有发：里面有没办好的人的名字（王**）。请改成人数再发。'],
    ['慰问三组12号', '没有发：里面有住址（*组**号）。写到组就可以。'],
    ['王桂芳没来，电话13812345678', '没有发：里面有手机号、没办好的人的名字。请都去掉后再发。'],
  ])('%s', (text, said) => {
    const verdict = inspectLetter({ text, audience: 'group', platformPersonalData: 'all', knownNames: ROSTER })
    expect(verdict.kind === 'blocked' && sayBlocked(verdict.reasons)).toBe(said)
  })

  test('never repeats a whole number or name', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^1[3-9]\d{9}$/), fc.constantFrom(...ROSTER), (phone, name) => {
        const verdict = inspectLetter({ text: `${name}没来 ${phone}`, audience: 'group', platformPersonalData: 'all', knownNames: ROSTER })
        const told = verdict.kind === 'blocked' ? verdict.reasons.map(({ excerpt }) => excerpt).join() : ''
        expect(told).not.toBe('')
        expect(told).not.toContain(phone)
        expect(told).not.toContain(name)
      }),
    )
  })
})

test('the roster may be asked instead of listed', () => {
  const verdict = inspectLetter({
    text: '王　桂芳没来',
    audience: 'group',
    platformPersonalData: 'all',
    knownNames: (text) => ROSTER.filter((name) => text.includes(name)),
  })
  expect(verdict.kind).toBe('blocked')
})

test.each([
  '1 '.repeat(5000), '一'.repeat(10_000), '未交'.repeat(5000), '未交：\n'.repeat(2500), '王桂芳'.repeat(3333), '王桂芳没来\n'.repeat(1666),
  '三组12号'.repeat(2000), '家住'.repeat(5000), '1381234567'.repeat(1000), '6222 '.repeat(2000), ' '.repeat(10_000), '艾滋，王桂芳'.repeat(1500),
  '如'.repeat(10_000), '未签到的党员同志'.repeat(1250), '\ufdfa'.repeat(10_000), '离*'.repeat(5000), '-'.repeat(10_000), '1-'.repeat(5000),
])('ten thousand hostile characters are read to the end: %#', (text) => {
  expect(() => inspectLetter({ text, audience: 'group', platformPersonalData: 'own', knownNames: ROSTER })).not.toThrow()
}, 2000) // prettier-ignore
