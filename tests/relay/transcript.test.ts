import { describe, expect, test } from 'vitest'
import { noticesTable } from '../../src/notices/index.ts'
import { openVillage } from '../support/village.ts'
import { type ByHand, openByHand } from './by-hand.ts'

async function received(village: ByHand): Promise<readonly unknown[]> {
  const table = await village.read((tx) => noticesTable(tx, undefined, undefined))
  return (table.at(-1)?.acknowledgements ?? [])
    .filter(({ at }) => at !== null)
    .map(({ member, evidence, identity, platform, recorded_by }) => [member, evidence, identity, platform, recorded_by])
}

async function withNotice(): Promise<ByHand> {
  const village = await openByHand()
  await village.sends('明天9点开会')
  await village.zhou.says('已转发')
  return village
}

describe('answers that were copied from a group', () => {
  test('are shown line by line and written down only when the keeper says so', async () => {
    const village = await withNotice()
    await village.zhou.hears('转录', '请把“河西村群”里的回复粘贴过来。\n接龙、聊天记录都行')
    await village.zhou.hears(
      '姜福生:\n收到\n\n黎桂芳:\n知道了\n\n孔兴旺:\n今天天气好',
      '“河西村群”里看懂了 2 条：\n1 姜福生：收到通知\n2 黎桂芳：收到通知\n有 1 句不用记\n都对请回复：确认\n有不对的请回复：改 3 不记\n不记了请回复：取消',
    )
    expect(await received(village)).toEqual([])
    await village.zhou.hears('确认', '记下了：收到通知 2 条')
    expect(await received(village)).toEqual([
      ['姜福生', 'relayed', 'remark', 'relay', '周国栋'],
      ['黎桂芳', 'relayed', 'remark', 'relay', '周国栋'],
    ])
  })

  test('count once, however often they are pasted', async () => {
    const village = await withNotice()
    for (const expected of ['记下了：收到通知 1 条', undefined]) {
      const heard = await village.zhou.says('转录 河西村群\n姜福生:\n收到')
      if (expected === undefined) expect(heard.texts).toEqual(['里面没有新的要记\n有 1 句不用记'])
      else await village.zhou.hears('确认', expected)
    }
    expect(await received(village)).toHaveLength(1)
  })

  test('are taken back with one word within ten minutes', async () => {
    const village = await withNotice()
    await village.zhou.says('转录 河西村群\n姜福生:\n收到\n\n黎桂芳:\n收到')
    await village.zhou.says('确认')
    await village.zhou.hears('撤销', '已撤销：“河西村群”转录的 2 条')
    expect(await received(village)).toEqual([])
    await village.zhou.hears('撤销', '十分钟内没有可撤销的记录')
  })

  test('are corrected before they count: left out, given to another, or dropped as a whole', async () => {
    const village = await withNotice()
    await village.zhou.says('转录\n姜福生:\n收到\n\n黎桂芳:\n收到')
    expect((await village.zhou.says('改 1 不记')).texts.join()).toContain('1 姜福生：不记')
    expect((await village.zhou.says('改 2 孔兴旺')).texts.join()).toContain('2 黎桂芳（孔兴旺）：收到通知')
    await village.zhou.hears('改 7 不记', '请写 1 到 2 的数字，\n比如回复：改 3 不记')
    await village.zhou.hears('改 2 呜呼', '“呜呼”没看懂。\n请照这个样子改：改 3 不记')
    await village.zhou.hears('改', '请照这个样子改：\n改 3 不记，或 改 3 张三，或 改 3 请假')
    await village.zhou.hears('确认', '记下了：收到通知 1 条')
    expect(await received(village)).toEqual([['孔兴旺', 'relayed', 'remark', 'relay', '周国栋']])
    await village.zhou.says('转录\n姜福生:\n收到')
    await village.zhou.hears('取消', '好的，没有记')
    expect(await received(village)).toHaveLength(1)
  })

  test('under a nickname nobody knows are asked about once, and remembered', async () => {
    const village = await withNotice()
    await village.member('李长福', village.hexi)
    await village.member('李大有', village.hexi)
    await village.zhou.hears(
      '转录\n老李头:\n收到\n\n向阳花:\n收到\n\n卖菜的:\n收到',
      '“老李头”是谁？\n1 李长福\n2 李大有\n请回复数字或姓名\n不是党员请回复：不是党员\n不知道请回复：跳过（还要问 2 位）',
    )
    await village.zhou.hears('2', '“向阳花”是谁？\n请回复姓名\n不是党员请回复：不是党员\n不知道请回复：跳过（还要问 1 位）')
    await village.zhou.hears('王二', '名册上没有“王二”。\n请再发一次姓名，或回复：跳过')
    await village.zhou.says('黎桂芳')
    await village.zhou.says('不是党员')
    await village.zhou.hears('确认', '记下了：收到通知 1 条')
    expect(await received(village)).toEqual([['黎桂芳', 'relayed', 'remark', 'relay', '周国栋']])
    await village.sends('后天打疫苗')
    const again = await village.zhou.says('转录\n老李头:\n收到\n\n向阳花:\n收到\n\n卖菜的:\n收到')
    expect(again.texts.join()).toContain('1 老李头（李大有）：收到通知\n2 向阳花（黎桂芳）：收到通知\n有 1 句不用记')
  })

  test('of two people of one name are never guessed', async () => {
    const village = await openByHand(['姜福生', '姜福生', '黎桂芳'])
    await village.sends('明天9点开会')
    expect((await village.zhou.says('转录\n姜福生:\n收到')).texts.join()).toContain('“姜福生”是谁？\n1 姜福生\n2 姜福生')
    await village.zhou.says('跳过')
    expect(await received(village)).toEqual([])
  })

  test('that come in two pieces are put together', async () => {
    const village = await withNotice()
    await village.zhou.says('转录\n姜福生:\n收到')
    expect((await village.zhou.says('黎桂芳:\n收到')).texts.join()).toContain('“河西村群”里看懂了 2 条')
    expect((await village.zhou.says('孔兴旺：收到')).texts.join()).toContain('“河西村群”里看懂了 3 条')
    await village.zhou.hears('确认', '记下了：收到通知 3 条')
  })

  test('that show nobody’s name are not guessed at; other words go their usual way', async () => {
    const village = await withNotice()
    await village.zhou.says('转录')
    await village.zhou.hears('收到收到', '没认出是谁说的。请照这个样子粘贴：\n姜福生:\n收到')
    expect((await village.zhou.says('通知情况')).texts.join()).toContain('已收到 0 人')
    await village.zhou.hears('转录 河西', '请把“河西村群”里的回复粘贴过来。\n接龙、聊天记录都行')
    await village.zhou.hears('取消', '好的，没有记')
    await village.zhou.hears('转录 没有的群', '是哪个群？请照这个样子发：\n转录 河西村群')
  })

  test('are nobody’s to copy but the officers’', async () => {
    const village = await withNotice()
    const member = await village.elsewhere.bound('谢长林', village.hexi)
    await member.hears('转录 河西村群\n姜福生:\n收到', '这件事由支部书记来办。\n您可以说：帮助')
    await village.elsewhere.person('外人').hears('转录', '这件事由支部书记来办。\n您可以说：帮助')
    expect(await received(village)).toEqual([])
  })

  test('lie nowhere in clear while the answer is waited for, nor afterwards', async () => {
    const village = await withNotice()
    await village.zhou.says('转录\n姜福生:\n收到，槐树底下见\n\n黎桂芳:\n收到')
    const clear = () =>
      village.read(async (tx) => {
        const db = tx.withTables<{
          prompt: { state: string }
          relayed_line: { fingerprint: string }
          letter: { text: string }
          known_name: object
        }>()
        return JSON.stringify([
          await db.selectFrom('prompt').selectAll().execute(),
          await db.selectFrom('relayed_line').selectAll().execute(),
          await db.selectFrom('letter').select('text').execute(),
          await db.selectFrom('known_name').selectAll().execute(),
        ])
      })
    expect(await clear()).not.toContain('槐树')
    await village.zhou.says('确认')
    expect(await clear()).not.toContain('槐树')
    expect(village.log()).not.toMatch(/槐树|姜福生/u)
  })

  test('are shown with the beginnings of names only, where lists of names may not be sent', async () => {
    const village = await openVillage()
    const zhou = await village.bound('周国栋', village.hexi, { offices: ['secretary'] })
    const names = ['姜福生', '黎桂芳', '孔兴旺', '邓志明', '雷光荣', '彭国强']
    for (const name of names) await village.member(name, village.hexi)
    await zhou.says('绑定人工群 河西村群')
    await zhou.says('发通知 明天9点开会')
    await zhou.says('发送')
    await village.pass({ seconds: 61 })
    const shown = await zhou.says(`转录\n${names.map((name) => `${name}：收到`).join('\n')}`)
    expect(shown.texts.join()).toContain('1 姜**：收到通知\n2 黎**：收到通知')
    await zhou.hears('确认', '记下了：收到通知 6 条')
  })

  test('of a whole day are read at once, and more than that in pieces', async () => {
    const names = Array.from(
      { length: 60 },
      (_, index) => `姜${'甲乙丙丁戊己庚辛壬癸'.charAt(index % 10)}${'一二三四五六'.charAt(index / 10)}`,
    )
    const village = await openByHand(names)
    await village.sends('明天9点开会')
    const day = Array.from({ length: 300 }, (_, index) => `${names[index % 90] ?? `路人${index}`}:\n${index < 60 ? '收到' : '今天赶集'}`)
    const shown = await village.zhou.says(`转录\n${day.join('\n\n')}`)
    expect(shown.texts.join()).toContain('“河西村群”里看懂了 60 条')
    await village.zhou.hears(`转录\n${day.join('\n\n')}\n\n甲:\n乙`, '一次最多 300 条，请分几次粘贴')
  })
})
