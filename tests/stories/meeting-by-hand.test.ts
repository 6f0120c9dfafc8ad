import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pendingClaims } from '../../src/dues/claims-store.ts'
import { findSessions } from '../../src/study/find-sessions.ts'
import { sheetOf } from '../../src/study/sheet-store.ts'
import { openDuesVillage } from '../dues/hexi.ts'
import { openByHand } from '../relay/by-hand.ts'

const JIELONG = readFileSync(new URL('../samples/jielong.txt', import.meta.url), 'utf8')
const MEMBERS = ['姜福生', '黎桂芳', '彭国强', '孔兴旺', '李大有', '邓志明', '雷光荣', '邓家贵']

test('a meeting in a group that no bot hears: called, opened and attended, all carried and copied by hand', async () => {
  const village = await openByHand(MEMBERS)
  const { zhou } = village
  await zhou.says('开会 20号11点 村部 主题党日')
  await zhou.says('发送')
  await village.pass({ seconds: 61 })
  expect(village.reads(zhou).at(-1)).toContain('请转发到“河西村群”')
  await zhou.says('已转发')
  await village.until('2026-11-20 10:50')
  await zhou.says('开始签到')
  await village.pass({ seconds: 5 })
  expect(village.reads(zhou).at(-2)).toContain('到了请回复：签到')
  await zhou.says('已转发')

  await zhou.says('转录 河西村群')
  await zhou.says(JIELONG)
  await zhou.hears(
    '1',
    [
      '“河西村群”里看懂了 7 条：',
      '1 姜福生：签到',
      '2 黎桂芳：签到',
      '3 彭国强：说会晚到',
      '4 孔兴旺：请假',
      '5 老李头（李大有）：签到',
      '6 邓志明：签到',
      '7 雷光荣：签到',
      '都对请回复：确认',
      '有不对的请回复：改 3 不记',
      '不记了请回复：取消',
    ].join('\n'),
  )
  const done = (await zhou.says('确认')).texts.at(-1)
  expect(done).toContain('记下了：签到 5 条\n1 条早就有了，或不用记\n要转告本人的：\n4 孔兴旺：')
  const [session] = await village.read((tx) => findSessions(tx, { branches: [village.hexi], states: ['open'] }))
  const sheet = session === undefined ? [] : await village.read((tx) => sheetOf(tx, session.id))
  expect(Object.fromEntries(sheet.map(({ name, state }) => [name, state]))).toMatchObject({
    姜福生: 'checked_in',
    黎桂芳: 'checked_in',
    李大有: 'checked_in',
    邓志明: 'checked_in',
    雷光荣: 'checked_in',
    孔兴旺: 'leave',
  })
  expect(sheet.find(({ name }) => name === '彭国强')?.state).not.toBe('checked_in')
  // Counters are not carried, and pasting the list once more adds nobody.
  await village.pass({ minutes: 3 })
  expect(village.reads(zhou).filter((text) => text.includes('已签到'))).toEqual([])
  await zhou.says(`转录\n${JIELONG}`)
  await zhou.hears('确认', '1 条早就有了，或不用记')
})

test('a list that was pasted into the wrong meeting is taken back as a whole', async () => {
  const village = await openByHand(MEMBERS)
  const { zhou } = village
  await zhou.says('开会 20号11点 村部 主题党日')
  await zhou.says('发送')
  await village.pass({ seconds: 61 })
  await zhou.says('开始签到')
  await village.pass({ seconds: 5 })
  await zhou.says(`转录\n${JIELONG}`)
  await zhou.says('1')
  await zhou.says('确认')
  expect((await zhou.says('签到情况')).texts.join()).toContain('实到 5 请假 1')
  await zhou.hears('撤销', '已撤销：“河西村群”转录的 7 条')
  expect((await zhou.says('签到情况')).texts.join()).toContain('实到 0')
})

test('dues that were said to be paid in a group nobody hears wait for the collector, once however often they are pasted', async () => {
  const village = await openDuesVillage()
  const { zhou, jiang, kong } = village
  await zhou.says('绑定人工群 河西村群')
  const pasted = '转录 河西村群\n姜福生 11月3日 9:05\n党费已交\n\n孔兴旺 11月3日 9:06\n交了2毛\n\n黎桂芳 11月3日 9:07\n明天交'
  const shown = (await zhou.says(pasted)).texts.join()
  expect(shown).toContain('1 姜福生：报党费已交\n2 孔兴旺：报党费已交 0.2元\n有 1 句不用记')
  await zhou.hears('确认', '记下了：报党费已交 2 条')
  const claims = await village.read((tx) => pendingClaims(tx, {}))
  expect(claims.map(({ member, fen }) => [member, fen])).toEqual([
    [jiang.id, 1600],
    [kong, 20],
  ])
  await zhou.hears(pasted, '里面没有新的要记\n有 2 句不用记\n有 1 句上次记过了')
  expect(await village.read((tx) => pendingClaims(tx, {}))).toHaveLength(2)
  // Taken back as a whole, it may be pasted anew.
  await zhou.hears('撤销', '已撤销：“河西村群”转录的 2 条')
  expect(await village.read((tx) => pendingClaims(tx, {}))).toEqual([])
  await zhou.says(pasted)
  await zhou.hears('确认', '记下了：报党费已交 2 条')
  expect(await village.read((tx) => pendingClaims(tx, {}))).toHaveLength(2)
})
