import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Group, Talker } from '../support/people.ts'
import { fileOf, openHexi } from '../notices/hexi.ts'

const NAMES = ['周国栋', '姜福生', '黎桂芳', '孔兴旺', '吴玉兰', '谢长林', '赵云秀', '邓志明', '欧阳春梅', '沈明远']
/** What a notice says is its writer's own; two of these name somebody in a good light. */
const NOTICES = [
  '明天九点在村部开会带老花镜',
  '周六上午打扫河道，自带工具',
  '请邓志明同志主讲党课，地点村部',
  '联系人：吴玉兰，问合作医疗的找她',
  '停水一天，请储水',
]
/** None of this may be found anywhere afterwards. */
const TALK = [
  '今天去镇上赶集碰见老表了',
  '我家猪下了十二个崽子',
  '有没有人看见我家那只黄狗',
  '换号了13800138000记一下',
  '谁家孩子在河边玩水快叫回去',
  '党费我让黎桂芳帮我交了二十块',
  '孔兴旺这个月又没来开会',
  '邓志明欠我三百块钱不还',
  '我妈住院了在县医院三楼',
  '身份证110101199003078515能办什么',
  '明天我要出去打工了去东莞长安',
  '村里的路灯坏了半个月没人修',
  '开会的事我早晓得了你们忙',
  '这个东西咋个用嘛我不会',
]
const ANSWERS = [
  '收到',
  '好的',
  '知道了',
  '1',
  '收到了谢谢',
  '撤销',
  '为什么',
  '帮助',
  '我的',
  '别发了',
  '恢复提醒',
  '隐私',
  '谁还没交党费',
]
const OFFICE = [
  '本月',
  '通知情况',
  '通知情况 1',
  '谁还没',
  '谁还没 收到',
  '记 孔兴旺 收到',
  '记 赵云秀 收到 1',
  '撤回',
  '停止',
  '马上发',
  '更正 1 改到十点',
  '发送',
  '取消',
  '试发',
  '定时 明天18点',
  '范围 河西村',
  '改 后天十点开会',
  '可公开',
  '帮助',
  '撤销',
  '为什么',
]

type Round = { readonly village: Awaited<ReturnType<typeof openHexi>>; readonly groups: readonly Group[]; readonly typed: Set<string> }

/** Ten days in which everybody says anything anywhere. */
async function talk(seed: number): Promise<Round> {
  let state = seed
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const pick = <One>(list: readonly One[]): One => {
    const one = list[next(list.length)]
    if (one === undefined) throw new Error('an empty list')
    return one
  }
  const village = await openHexi({ groupDailyCap: 10 })
  const east = await village.room('河东村群', village.hedong)
  const women = await village.room('河西村妇女群', village.hexi)
  const officers: Talker[] = [
    village.zhou,
    await village.bound('吴玉兰', village.hexi, { offices: ['deputy_secretary'] }),
    await village.bound('谢长林', village.hedong, { offices: ['secretary'] }),
    await village.bound('沈明远', village.top, { offices: ['township_admin'] }),
  ]
  await village.member('赵云秀', village.hedong)
  const people: Talker[] = [
    village.jiang,
    village.li,
    await village.bound('邓志明', village.hexi),
    await village.bound('欧阳春梅', village.hedong),
    village.person('外人'),
  ]
  const groups = [village.hall, women, east]
  const typed = new Set<string>()
  for (let turn = 0; turn < 420; turn++) {
    const who = next(3) === 0 ? pick(officers) : pick(people)
    const voice = next(2) === 0 ? who : who.in(pick(groups))
    const kind = next(10)
    if (kind < 3) {
      const line = pick(TALK)
      typed.add(line)
      await voice.says(line)
    } else if (kind < 6) await voice.says(pick(ANSWERS))
    else if (kind < 8) await voice.says(pick(OFFICE))
    else if (kind === 8 && officers.includes(who)) {
      await who.says(`${pick(['发通知', '紧急通知', '全镇 发通知', '发通知 明天18点'])} ${pick(NOTICES)}`)
      if (next(3) > 0) await who.says('发送')
    } else if (kind === 9) {
      const shown = village.screen(pick(groups)).findLast(({ choices }) => choices.length > 0)
      const group = pick(groups)
      if (shown !== undefined && next(2) === 0) await village.taps(who, group, { token: shown.choices[0]?.token ?? '' })
      else
        await voice.says('', {
          content: pick(['voice', 'sticker', 'photo', 'location'] as const),
          ...(next(4) === 0 ? { file: fileOf('photo', '照片.png') } : {}),
        })
    }
    if (next(12) === 0) await village.pass({ minutes: next(90) })
    if (next(40) === 0) await village.pass({ hours: 8 + next(24) })
  }
  await village.pass({ days: 6 })
  return { village, groups, typed }
}

describe.each([11, 23, 37])('ten days of talk, told by %i', (seed) => {
  let round: Round
  beforeAll(async () => {
    round = await talk(seed)
  }, 120_000)

  test('no group reads anybody’s name but in the words of a notice, or as the secretary to ask', async () => {
    const groupChats = new Set(round.groups.map(({ chat }) => chat))
    const toGroups = (await round.village.letters()).filter(({ chat }) => groupChats.has(chat))
    expect(toGroups.length).toBeGreaterThan(30)
    for (const { text } of toGroups) {
      const ours = NOTICES.reduce((left, notice) => left.replaceAll(notice, '').replaceAll([...notice].slice(0, 10).join(''), ''), text)
      const rest = ours.replaceAll(/.*(?:书记|管理员)：.*/gu, '')
      for (const name of NAMES) expect(rest).not.toContain(name)
    }
  })

  test('nothing that was said was kept, in no table and no line of the log', async () => {
    const everything = await dump(round)
    for (const line of round.typed) {
      expect(everything).not.toContain(line)
      expect(round.village.log()).not.toContain(line)
    }
    expect(everything).not.toMatch(/13800138000|110101199003078515/u)
  })

  test('the log names nobody and holds no number of a person', () => {
    const log = round.village.log()
    for (const name of NAMES) expect(log).not.toContain(name)
    expect(log).not.toMatch(/1[3-9]\d{9}|\p{Script=Han}/u)
  })

  test('what is said to people is short and calm', async () => {
    for (const { text, chat } of await round.village.letters()) {
      expect(text, chat).not.toMatch(/[!！]|错误|undefined|NaN|\[object/u)
      const lines = text.split(/[。？；\n]/u).filter((line) => !/、|＿|开会|打扫|主讲|联系人|储水/u.test(line))
      for (const line of lines) expect([...line].length, line).toBeLessThanOrEqual(32)
    }
  })

  test('nobody hears the same reminder twice, and nothing of ours at night', async () => {
    const letters = await round.village.letters()
    expect(new Set(letters.map(({ once }) => once)).size).toBe(letters.length)
  })
})

async function dump({ village }: Round): Promise<string> {
  return village.read(async (tx) => {
    const tables = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(tx)
    const rows: unknown[] = []
    for (const { name } of tables.rows) rows.push((await sql`select * from ${sql.table(name)}`.execute(tx)).rows)
    return JSON.stringify(rows)
  })
}
