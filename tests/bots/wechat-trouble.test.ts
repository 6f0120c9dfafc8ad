import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { NoticeTables } from '../../src/notices/tables.ts'
import type { BranchId } from '../../src/kernel/chat/person.ts'
import { openMailbox } from '../../src/kernel/outbox/mailbox.ts'
import { type Gateway, type Person, startGateway } from '../support/wechat/gateway.ts'
import { eventually, openWechatTown, type WechatTown } from '../support/wechat/town.ts'

/** A bad day on the wire: everything here runs against a real gateway process that dies, dawdles or refuses. */
const ROOM = 'hexi@chatroom'
const OTHER_ROOM = 'hedong@chatroom'

let gateway: Gateway
let town: WechatTown
let hexi: BranchId
let secretary: Person
let wang: Person
const unhandled: unknown[] = []
const note = (reason: unknown) => void unhandled.push(reason)

beforeAll(async () => {
  process.on('unhandledRejection', note)
  gateway = await startGateway()
  secretary = gateway.contact('wxid_jiang', '姜福生')
  wang = gateway.contact('wxid_wang', '桂花飘香')
  gateway.room(ROOM, '河西村党员群', [secretary, wang])
  gateway.room(OTHER_ROOM, '河西村老党员群', [secretary, wang])
  gateway.login()
})

beforeEach(async () => {
  town = await openWechatTown(gateway)
  hexi = await town.branch('河西村党支部')
  await town.bound(secretary, hexi, { offices: ['secretary', 'township_admin'] })
  await town.bound(wang, hexi)
  await town.room(ROOM, '河西村党员群', hexi)
})

afterEach(async () => {
  await town.stop()
  gateway.has({ refuses: '', throttles: 0, slowMs: 0 })
  expect(unhandled.splice(0)).toEqual([])
})

afterAll(async () => {
  await gateway.stop()
  process.off('unhandledRejection', note)
})

const texts = () => town.heard.flatMap((event) => (event.kind === 'message' ? [event.text] : []))
const hasSaid = (chat: string, part: string) => gateway.textsIn(chat).filter((text) => text.includes(part)).length
const kind = () => town.bot.state().kind

async function pushNotice(text: string): Promise<void> {
  secretary.tells(`发通知 ${text}`)
  await eventually(() => gateway.textsIn(secretary.id).at(-1)?.includes('将发给') === true)
  secretary.tells('发送')
  await eventually(() => gateway.textsIn(secretary.id).at(-1)?.includes('马上发') === true)
  secretary.tells('马上发')
  await eventually(() => hasSaid(ROOM, text) === 1)
}

const acknowledged = () =>
  town.read(async (tx) => {
    const rows = await tx.withTables<NoticeTables>().selectFrom('acknowledgement').select('member_id').execute()
    return rows.length
  })

describe('a gateway that goes away', () => {
  test('is waited for, and what is said afterwards is heard and answered', async () => {
    await gateway.kill()
    await eventually(() => kind() === 'unreachable')
    expect(town.bot.state().line).toBe('连不上微信网关，会自己接着试')
    await gateway.restart()
    await eventually(() => kind() === 'running')
    secretary.tells('帮助')
    await eventually(() => texts().includes('帮助'))
    await eventually(() => gateway.textsIn(secretary.id).length > 0)
    const kinds = town.states.map((state) => state.kind)
    expect(kinds.filter((one, index) => one !== kinds[index - 1])).toEqual(['running', 'unreachable', 'running'])
  })

  test('while it is away a notice waits, and goes out once when it is back', async () => {
    secretary.tells('发通知 后天修渠')
    await eventually(() => gateway.textsIn(secretary.id).at(-1)?.includes('将发给') === true)
    secretary.tells('发送')
    await eventually(() => texts().includes('发送'))
    await gateway.kill()
    await eventually(() => kind() === 'unreachable')
    await town.pass({ minutes: 2 })
    expect(hasSaid(ROOM, '后天修渠')).toBe(0)
    await gateway.restart()
    await eventually(() => hasSaid(ROOM, '后天修渠') === 1)
  })
})

describe('events that come otherwise than they should', () => {
  test('a slow gateway changes neither the order nor the effect', async () => {
    gateway.has({ slowMs: 60 })
    const lines = Array.from({ length: 12 }, (_, index) => ({ from: wang.id, room: ROOM, text: `第${index}句闲话` }))
    gateway.says(lines)
    await eventually(() => texts().length === 12)
    expect(texts()).toEqual(lines.map(({ text }) => text))
  })

  test('told twice, a receipt counts once, on this connection and on the next', async () => {
    await pushNotice('明天开会')
    const id = wang.says(ROOM, '收到')
    gateway.repeats(id)
    gateway.repeats(id)
    await eventually(async () => (await acknowledged()) === 1)
    wang.says(ROOM, '撤销')
    await eventually(async () => (await acknowledged()) === 0)
    gateway.repeats(id)
    wang.tells('帮助')
    await eventually(() => texts().includes('帮助'))
    expect(await acknowledged()).toBe(0)
  })

  test('told backwards, both lines are heard', async () => {
    gateway.says(
      [
        { from: wang.id, text: '帮助' },
        { from: secretary.id, text: '本月' },
      ],
      'backwards',
    )
    await eventually(() => texts().length === 2)
    expect(texts()).toEqual(['本月', '帮助'])
  })

  test('two thousand messages in one burst are each heard once, in order, and the program stays as it was', async () => {
    const before = process.memoryUsage().heapUsed
    const people = Array.from({ length: 100 }, (_, index) => gateway.contact(`wxid_many_${index}`, `村民${index}`))
    const lines = Array.from({ length: 2_000 }, (_, index) => ({
      from: people[index % 100]?.id ?? '',
      room: ROOM,
      text: `路过说一句${index}`,
    }))
    gateway.says(lines)
    await eventually(() => texts().length >= 2_000, 60_000)
    expect(texts()).toEqual(lines.map(({ text }) => text))
    expect(new Set(town.heard.map(({ key }) => key)).size).toBe(town.heard.length)
    town.heard.splice(0)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(150 * 1_048_576)
    expect(town.log()).not.toContain('"level":"error"')
  })
})

describe('a WeChat that does not want to', () => {
  test('one letter it refuses is given up and told, while the others go', async () => {
    gateway.has({ refuses: '会被拒的话' })
    await putLetter(ROOM, '会被拒的话')
    town.office.courier.nudge()
    await eventually(() => town.bot.state().line.includes('歇到'))
    await putLetter(OTHER_ROOM, '别的话')
    // Knocking is what prolongs a punishment: until the time is over nothing is tried.
    expect(hasSaid(OTHER_ROOM, '别的话')).toBe(0)
    for (let round = 0; round < 4; round += 1) {
      await town.pass({ hours: 4 })
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    await eventually(async () => (await town.letters()).find(({ once }) => once === '会被拒的话')?.state === 'refused')
    expect(hasSaid(OTHER_ROOM, '别的话')).toBe(1)
  })

  test('throttled, it keeps silent longer and longer, says so, and goes on by itself', async () => {
    gateway.has({ throttles: 2 })
    await putLetter(ROOM, '慢慢说')
    town.office.courier.nudge()
    await eventually(() => town.bot.state().line.includes('歇到 10:32'))
    await town.pass({ minutes: 3 })
    await eventually(() => town.bot.state().line.includes('歇到 10:43'))
    expect(hasSaid(ROOM, '慢慢说')).toBe(0)
    await town.pass({ minutes: 11 })
    await eventually(() => hasSaid(ROOM, '慢慢说') === 1)
    await eventually(() => town.bot.state().line === '微信已登录，正在收消息')
  })
})

/** Puts a plain letter for a group into the outbox, named after its words. */
function putLetter(chat: string, text: string): Promise<unknown> {
  const now = new Date('2026-11-20T02:30:00Z')
  return town.write(async (tx) => {
    const { id } = await openMailbox(tx, { platform: 'wechat', account: 'wechat', chat, kind: 'group' }, now)
    const goodUntil = new Date('2026-11-25T02:30:00Z')
    return town.office.outbox.put(tx, { once: text, to: id, priority: 'reply', text, why: '', inDoubt: 'resend', goodUntil }, now)
  })
}
