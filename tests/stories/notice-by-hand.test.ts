import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { noticesTable } from '../../src/notices/index.ts'
import { openByHand } from '../relay/by-hand.ts'

const JIELONG = readFileSync(new URL('../samples/jielong.txt', import.meta.url), 'utf8')
const MEMBERS = ['姜福生', '黎桂芳', '彭国强', '孔兴旺', '李大有', '邓志明', '雷光荣', '邓家贵']

test('a notice lives its whole life without any login to the group: carried by hand, its answers pasted as a list', async () => {
  const village = await openByHand(MEMBERS)
  const { zhou, sends, reads } = village
  await sends('主题党日请大家接龙')
  const [copy, line] = reads(zhou).slice(-2)
  expect(copy).toBe('【通知】第1号\n主题党日请大家接龙\n——河西村党支部\n看到请回复：收到')
  expect(line).toContain('请转发到“河西村群”')
  await zhou.says('已转发')

  await zhou.hears('转录 河西村群', /粘贴过来/u)
  await zhou.hears(JIELONG, /“老李头”是谁？\n1 李大有/u)
  await zhou.hears(
    '1',
    [
      '“河西村群”里看懂了 7 条：',
      '1 姜福生：收到通知',
      '2 黎桂芳：收到通知',
      '3 彭国强：收到通知',
      '4 孔兴旺：收到通知',
      '5 老李头（李大有）：收到通知',
      '6 邓志明：收到通知',
      '7 雷光荣：收到通知',
      '都对请回复：确认',
      '有不对的请回复：改 3 不记',
      '不记了请回复：取消',
    ].join('\n'),
  )
  await zhou.says('改 7 不记')
  await zhou.hears('确认', '记下了：收到通知 6 条')

  const state = (await zhou.says('通知情况')).texts.join()
  expect(state).toContain('已收到 6 人')
  expect(state).toContain('雷光荣')
  const [record] = await village.read((tx) => noticesTable(tx, undefined, undefined))
  expect(record?.copies).toMatchObject([{ room: '河西村群', platform: 'relay', state: 'sent' }])
  expect(record?.acknowledgements.filter(({ state: answered }) => answered === 'acknowledged')).toHaveLength(6)
  expect(record?.acknowledgements[0]).toMatchObject({ state: 'open' })
  expect(record?.acknowledgements.find(({ member }) => member === '姜福生')).toMatchObject({
    evidence: 'relayed',
    identity: 'remark',
    platform: 'relay',
    recorded_by: '周国栋',
  })
  expect(village.log()).not.toMatch(/姜福生|老李头|主题党日/u)
})

test('a branch with two groups, one of them by hand, has one truth: whoever answers twice counts once', async () => {
  const village = await openByHand(['黎桂芳', '孔兴旺', '邓志明'])
  const { zhou, sends } = village
  const hall = await village.room('河西村党员群', village.hexi)
  const jiang = await village.bound('姜福生', village.hexi)
  await sends('明天9点开会')
  await zhou.says('已转发')
  await jiang.in(hall).says('收到')
  await zhou.says('转录 河西村群\n姜福生:\n收到\n\n黎桂芳:\n收到')
  await zhou.hears('确认', '记下了：收到通知 1 条')
  await village.pass({ seconds: 65 })
  expect(village.screen(hall).at(-1)?.text).toContain('已收到 2 人')
  expect((await zhou.says('通知情况')).texts.join()).toContain('已收到 2 人')
  const [record] = await village.read((tx) => noticesTable(tx, undefined, undefined))
  const answers = record?.acknowledgements
    .filter(({ state }) => state === 'acknowledged')
    .map(({ member, evidence, platform }) => [member, evidence, platform])
  expect(answers).toEqual([
    ['黎桂芳', 'relayed', 'relay'],
    ['姜福生', 'self', 'telegram'],
  ])
  // Nobody is reminded who has answered on either side.
  await village.pass({ days: 1 })
  expect(village.reads(zhou).join()).toContain('还差 3 人没回')
})
