import type { Incoming, Receipt } from '../../../src/kernel/chat/message.ts'
import type { Chance } from './chance.ts'
import type { Platform, Room } from './platform.ts'
import type { Post } from './post.ts'
import type { VirtualTime } from './time.ts'
import type { Citizen, Town } from './town.ts'

/** What people did, as far as something must follow from it. */
export type Ledger = {
  /** The text of every notice that was drafted, by the key of its message. */
  readonly drafts: Map<string, string>
  /** Who was told that a receipt is recorded, by the house itself. */
  readonly told: { readonly member: number; readonly notice: number }[]
  /** Those who took something back: what they were told before may be gone. */
  readonly undone: Set<number>
}

/** Lets the people of the town do what people do. */
export type Deeds = { something(): void; upheaval(): void; heal(): void }

type Stage = {
  readonly time: VirtualTime
  readonly chance: Chance
  readonly town: Town
  readonly platform: Platform
  readonly post: Post
  readonly ledger: Ledger
}

/** Sets the people on the stage. */
export function makeDeeds(stage: Stage): Deeds {
  const { chance, town, platform, post } = stage
  const officers = town.citizens.filter(({ office }) => office !== undefined)
  const say = (who: Citizen, text: string, room?: Room, repliesTo?: string): string =>
    post.push({
      kind: 'message',
      chat: room === undefined ? { id: who.chat, kind: 'private' } : { id: room.id, kind: 'group', title: '群' },
      from: { id: who.chat, name: who.name },
      text,
      content: 'text',
      addressed: room === undefined || repliesTo !== undefined,
      ...(repliesTo === undefined ? {} : { repliesTo }),
    })
  const groupOf = (who: Citizen): Room | undefined => {
    const halls = town.halls.filter(({ branch }) => branch === who.branch)
    const room = halls.length === 0 ? undefined : platform.rooms().find(({ first }) => first === chance.pick(halls).chat)
    return room?.door === 'open' ? room : undefined
  }

  /** A secretary writes a notice, looks at it, and sends it, drops it, or takes it back within the minute. */
  function draft(): void {
    const who = chance.pick(officers)
    const text = `${chance.pick(['明天', '后天'])}9点村部开会带老花镜，编号 ${chance.token()}`
    const word = chance.happens(0.15) ? '紧急通知' : who.office === 'township_admin' ? '全镇 发通知' : '发通知'
    stage.ledger.drafts.set(say(who, `${word} ${text}`), text)
    const answer = chance.happens(0.85) ? '发送' : '取消'
    stage.time.timer(chance.between(1500, 20_000), () => {
      say(who, answer)
      if (answer === '发送' && chance.happens(0.15))
        stage.time.timer(chance.between(1000, 90_000), () => void say(who, chance.pick(['撤回', '停止'])))
    })
  }

  function acknowledge(): void {
    const who = chance.pick(town.citizens)
    const room = groupOf(who)
    const message = room?.messages.filter(({ choices }) => choices.length > 0).at(-chance.between(1, 3))
    const token = message?.choices[0]?.token
    if (room === undefined || message === undefined || token === undefined || chance.happens(0.2)) return void say(who, '收到')
    if (chance.happens(0.6))
      post.push({ kind: 'press', chat: { id: room.id, kind: 'group' }, from: { id: who.chat, name: who.name }, token })
    else say(who, '收到', room, chance.happens(0.5) ? message.id : undefined)
  }

  function undo(): void {
    const who = chance.pick(town.citizens)
    stage.ledger.undone.add(who.id)
    say(who, '撤销')
  }

  function ask(): void {
    const who = chance.pick(town.citizens)
    const words = who.office === undefined ? ['帮助', '我的', '为什么'] : ['帮助', '我的', '本月', '谁还没 收到', '通知情况', '为什么']
    say(who, chance.pick(words))
  }

  function talk(): void {
    const who = chance.pick(town.citizens)
    const room = groupOf(who)
    if (room !== undefined) say(who, chance.pick(['今天雨真大', '谁家的羊跑了', '好的', '晚饭吃什么']), room)
    else say(who, chance.pick(['在吗', '谢谢', '听不懂']))
  }

  const bodies = [draft, acknowledge, acknowledge, acknowledge, acknowledge, acknowledge, undo, ask, ask, talk, talk]
  return {
    something: () => chance.pick(bodies)(),
    upheaval: () => shake(stage),
    heal: () => {
      for (const room of platform.rooms()) if (room.door === 'shut') open(stage, room)
    },
  }
}

/** The bot is blocked or thrown out, or a group gets another id; the platform mostly tells. */
function shake(stage: Stage): void {
  const { chance, platform } = stage
  const room = chance.pick(platform.rooms())
  const isGroup = room.first.startsWith('-')
  if (room.door === 'shut') return open(stage, room)
  if (isGroup && chance.happens(0.4)) {
    const chat = { id: room.id, kind: 'group' } as const
    const to = platform.move(room)
    if (chance.happens(0.8)) stage.post.push({ kind: 'room-moved', chat, to })
    return
  }
  room.door = 'shut'
  if (chance.happens(0.3)) return
  const from = { id: isGroup ? '999' : room.id, name: '某人' }
  if (isGroup) stage.post.push({ kind: 'bot-removed', chat: { id: room.id, kind: 'group' }, from })
  else stage.post.push({ kind: 'reachability', chat: { id: room.id, kind: 'private' }, from, reachable: false })
}

function open(stage: Stage, room: Room): void {
  room.door = 'open'
  const isGroup = room.first.startsWith('-')
  const from = { id: isGroup ? '999' : room.id, name: '某人' }
  if (isGroup) stage.post.push({ kind: 'bot-added', chat: { id: room.id, kind: 'group' }, from })
  else stage.post.push({ kind: 'reachability', chat: { id: room.id, kind: 'private' }, from, reachable: true })
}

/** The meaning of a pressed token in the database, when it is a receipt of a notice. */
export type ReceiptOf = (token: string) => number | undefined

/** Notes that somebody was told by the house that a receipt is recorded. */
export function noteTold(
  ledger: Ledger,
  town: Town,
  event: Incoming,
  receipt: Receipt,
  receiptOf: ReceiptOf,
): { member: number; notice: number } | undefined {
  if (event.kind !== 'press' || receipt.kind !== 'done' || !(receipt.toast ?? '').includes('谢谢您')) return undefined
  const notice = receiptOf(event.token)
  const member = town.citizens.find(({ chat }) => chat === event.from.id)?.id
  if (notice === undefined || member === undefined) return undefined
  ledger.told.push({ member, notice })
  return { member, notice }
}
