import { beforeAll, describe, expect, test } from 'vitest'
import { settleClaims } from '../../src/dues/ledger.ts'
import { pendingClaims } from '../../src/dues/claims-store.ts'
import type { MemberId } from '../../src/kernel/chat/person.ts'
import { type DuesVillage, openDuesVillage } from './hexi.ts'

let village: DuesVillage

/** 姜福生 (16元) owes November; 黎桂芳 (0.50元) owes September to November; both are assessed to December. */
beforeAll(async () => {
  village = await openDuesVillage({ assessed: 'no' })
  const { admin, zhou, mei } = village
  await admin.says('党费标准 每月0.5元')
  await zhou.says('核定党费 2026 从1月')
  await zhou.says('确认')
  await mei.says('记 姜福生 已交 10个月')
  await mei.says('记 黎桂芳 已交 8个月')
})

async function claimed(): Promise<readonly string[]> {
  const { jiang, li, zhou, mei } = village
  const names = new Map<MemberId, string>([
    [jiang.id, '姜'],
    [li.id, '黎'],
    [zhou.id, '周'],
    [mei.id, '梅'],
  ])
  const claims = await village.read((tx) => pendingClaims(tx, {}))
  const said = claims.map(({ member, purpose, month, fen, channel }) =>
    [names.get(member) ?? '', month?.slice(5) ?? purpose, fen, ...(channel === undefined ? [] : [channel])].join(' '),
  )
  const [first] = claims
  if (first !== undefined)
    await village.write((tx) => settleClaims(tx, claims, 'withdrawal', { reason: 'undone', by: first.member }, village.clock.now()))
  village.clock.advance({ minutes: 31 })
  return said
}

describe('who owes one month says it in any form', () => {
  test.each([
    ['已交', ['姜 11 1600']],
    ['交了', ['姜 11 1600']],
    ['党费已交', ['姜 11 1600']],
    ['1', ['姜 11 1600']],
    ['交了16块', ['姜 11 1600']],
    ['已交１６块', ['姜 11 1600']],
    ['十六块', ['姜 11 1600']],
    ['壹拾陆元整', ['姜 11 1600']],
    ['16元，微信转给王会计了', ['姜 11 1600 wechat']],
    ['支付宝转了16', ['姜 11 1600 alipay']],
    ['交了32块', ['姜 11 1600', '姜 12 1600']],
    ['交到12月', ['姜 11 1600', '姜 12 1600']],
    ['今年一次交清', ['姜 11 1600', '姜 12 1600']],
    ['下半年的交了', ['姜 11 1600', '姜 12 1600']],
    ['交了两个月的', ['姜 11 1600', '姜 12 1600']],
    ['我妈妈替我交了', ['姜 11 1600']],
  ])('%s', async (text, expected) => {
    await village.jiang.says(text)
    expect(await claimed()).toEqual(expected)
  })
})

describe('who owes several months names them', () => {
  test.each([
    ['补3个月', ['黎 09 50', '黎 10 50', '黎 11 50']],
    ['交了一块五', ['黎 09 50', '黎 10 50', '黎 11 50']],
    ['9-11月都交了', ['黎 09 50', '黎 10 50', '黎 11 50']],
    ['上个月的交了', ['黎 10 50']],
    ['交到10月', ['黎 09 50', '黎 10 50']],
    ['三季度的交了', ['黎 09 50']],
    ['五毛', ['黎 09 50']],
    ['党费交了1块', ['黎 09 50', '黎 10 50']],
  ])('%s', async (text, expected) => {
    await village.li.says(text)
    expect(await claimed()).toEqual(expected)
  })
})

describe('nothing is written down', () => {
  test.each([
    '明天交',
    '还没交',
    '老王交了',
    '电费交了',
    '党费要交多少',
    '我交了个朋友',
    '等发工资就交',
    '交不起了',
    '你们都交了吗',
    '收到',
    '好的',
  ])('%s', async (text) => {
    await village.jiang.says(text)
    await village.jiang.in(village.hall).says(text)
    expect(await claimed()).toEqual([])
  })

  test('of a stranger, or of somebody whose login is not sure', async () => {
    const stranger = village.person('路人')
    await stranger.says('党费已交')
    await stranger.in(village.hall).says('党费已交')
    expect(await claimed()).toEqual([])
    expect((await stranger.says('党费已交')).texts).toEqual([expect.stringContaining('绑定')])
  })
})

describe('one question where it is not plain', () => {
  test('several months due: all, or the oldest one', async () => {
    await village.li.hears('已交', /您有 3 个月待交：9至11月。\n都交了请回复：是/)
    await village.li.hears('是', '已记：9至11月党费，待收款人核对')
    expect(await claimed()).toHaveLength(3)
    await village.li.says('已交')
    await village.li.hears('已交1个月', '已记：9月党费，待收款人核对')
    expect(await claimed()).toEqual(['黎 09 50'])
  })

  test('what is over is kept as credit, or given', async () => {
    await village.jiang.hears('交了40块', /够11至12月，还多8元/)
    await village.jiang.hears('是', /已记：11至12月党费，多的8元留着抵以后/)
    expect(await claimed()).toEqual(['姜 11 1600', '姜 12 1600', '姜 credit 800'])
    await village.jiang.says('交了40块')
    await village.jiang.presses('多交')
    expect(await claimed()).toEqual(['姜 11 1600', '姜 12 1600', '姜 extra 800'])
  })

  test('a part of a month, and a slip of the thumb', async () => {
    await village.jiang.hears('交了12块', /12元不够一个月的/)
    await village.jiang.hears('不是', /好的，没有记/)
    expect(await claimed()).toEqual([])
    await village.jiang.says('交了12块')
    await village.jiang.hears('交了16块', '已记：11月党费，待收款人核对')
    expect(await claimed()).toEqual(['姜 11 1600'])
  })

  test('a bare number is yuan or months', async () => {
    await village.jiang.hears('16', /16 是元吗/)
    expect(await claimed()).toEqual([])
  })

  test('a picture is no claim, and nobody has to send one', async () => {
    const { texts } = await village.jiang.says('', { content: 'photo' })
    expect(texts).toEqual(['不用发照片，我看不了图。\n党费交了请回复：已交'])
    expect((await village.jiang.in(village.hall).says('', { content: 'photo' })).letters).toEqual([])
    expect(await claimed()).toEqual([])
  })

  test('an old button changes nothing', async () => {
    const asked = await village.jiang.says('交了40块')
    const token = asked.letters[0]?.choices[0]?.token ?? ''
    await village.jiang.says('取消')
    expect((await village.taps(village.jiang, village.jiang, { token })).toast).toBe('这一问已经过了')
    expect((await village.taps(village.li, village.li, { token })).toast).toMatch(/过|旧/)
    expect(await claimed()).toEqual([])
  })
})

describe('for somebody else', () => {
  test('the split is read back before it is booked, and no amount of the other is told', async () => {
    await village.jiang.hears('我代黎桂芳交了9月到11月', /您看分得对不对：\n黎桂芳 9至11月/)
    expect(await claimed()).toEqual([])
    await village.jiang.says('我代黎桂芳交了9月到11月')
    await village.jiang.hears('是', '已记：\n黎桂芳 9至11月\n待收款人核对')
    expect(await claimed()).toEqual(['黎 09 50', '黎 10 50', '黎 11 50'])
  })

  test('which months another owes is not told to whoever pays without naming any', async () => {
    await village.jiang.hears('我代黎桂芳交了党费', '您看分得对不对：\n黎桂芳 待交的\n对请回复：是\n不对请回复：取消')
    await village.jiang.hears('是', '已记：\n黎桂芳 待交的\n待收款人核对')
    expect(await claimed()).toEqual(['黎 09 50', '黎 10 50', '黎 11 50'])
  })

  test('with oneself, and whose name nobody knows', async () => {
    await village.jiang.hears('我和老伴 11月', /“老伴”叫什么名字/)
    await village.jiang.hears('王不在', /名册里没有“王不在”/)
    await village.jiang.hears('黎桂芳', /您 11月\n黎桂芳 11月/)
    await village.jiang.says('对')
    expect(await claimed()).toEqual(['姜 11 1600', '黎 11 50'])
  })

  test('in a group the question is asked aside', async () => {
    const answer = await village.jiang.in(village.hall).says('我代黎桂芳交了党费')
    expect(answer.texts).toEqual([])
    expect(answer.to(village.jiang)).toHaveLength(1)
    await village.jiang.says('取消')
    expect(await claimed()).toEqual([])
  })
})

describe('said in the group', () => {
  test('a claim is written down silently', async () => {
    const answer = await village.jiang.in(village.hall).says('已交')
    expect(answer.letters).toEqual([])
    expect(await claimed()).toEqual(['姜 11 1600'])
  })

  test('twice is once', async () => {
    await village.jiang.in(village.hall).says('党费已交')
    await village.jiang.in(village.hall).says('党费已交')
    await village.jiang.hears('党费已交', /已经记了/)
    await village.jiang.hears('已交', /没有待交的党费/)
    expect(await claimed()).toEqual(['姜 11 1600'])
  })

  test('the same event told twice is one claim', async () => {
    await village.jiang.says('已交', { key: 'same-event' })
    await village.jiang.says('已交', { key: 'same-event' })
    expect(await claimed()).toEqual(['姜 11 1600'])
  })
})

test('a claim is taken back within ten minutes, and not after', async () => {
  await village.jiang.says('已交')
  await village.jiang.hears('撤销', '已撤销：您报的11月党费')
  expect(await claimed()).toEqual([])
  await village.jiang.says('已交')
  village.clock.advance({ minutes: 11 })
  await village.jiang.hears('撤销', /没有可以撤销|没有要撤销|没有/)
  expect(await claimed()).toEqual(['姜 11 1600'])
})

test('a message that was taken back takes its claim back, and nobody else’s does', async () => {
  const { jiang, li, hall } = village
  const recalls = (who: typeof jiang, key: string) =>
    village.receive({
      kind: 'recalled',
      key: `recall-${key}-${who.name}`,
      at: village.clock.now(),
      chat: { id: hall.chat, kind: 'group' },
      from: { id: who.chat, name: who.name },
      recalled: key,
    })
  await jiang.in(hall).says('已交', { key: 'to-be-recalled' })
  await recalls(li, 'to-be-recalled')
  expect(await village.read((tx) => pendingClaims(tx, {}))).toHaveLength(1)
  await recalls(jiang, 'to-be-recalled')
  expect(await claimed()).toEqual([])
})
