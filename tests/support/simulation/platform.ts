import { createThrottle } from '../../../bots/telegram/throttle.ts'
import type { Bot, Choice, Delivery, OutgoingLetter } from '../../../src/kernel/chat/message.ts'
import { TELEGRAM } from '../platform.ts'
import { createLimits } from '../telegram/limits.ts'
import type { Chance } from './chance.ts'
import type { Life } from './disk.ts'
import type { VirtualTime } from './time.ts'
import { ACCOUNT } from './town.ts'
import { isWithin, type Weather } from './weather.ts'

/** A message of the house as people see it in a chat. */
export type Message = { readonly id: string; readonly letter: number; text: string; readonly choices: readonly Choice[]; readonly at: Date }

/** One try of the house to say a letter, by the house's own clock. */
export type Attempt = { readonly letter: number; readonly room: Room; readonly at: Date; readonly edits: boolean }

/** A chat on the platform; it keeps its identity when its id changes. */
export type Room = {
  id: string
  readonly first: string
  door: 'open' | 'shut'
  readonly messages: Message[]
  readonly heard: { letter: number; at: Date }[]
}

/** A chat platform outside the house, with limits, moods and a bad line. */
export type Platform = {
  bot(life: Life): Bot
  room(id: string): Room
  rooms(): readonly Room[]
  move(room: Room): string
  readonly attempts: Attempt[]
  /** How often it had to ask for patience although nothing was wrong. */
  throttledByPace(): number
}

const NEVER = new Promise<never>(() => {})

/** Opens the platform. `minutes` is how long the world has been going on. */
export function makePlatform(
  time: VirtualTime,
  chance: Chance,
  weather: () => Weather,
  minutes: () => number,
  trace: (line: string) => void,
): Platform {
  const byId = new Map<string, Room>()
  const moved = new Map<string, string>()
  const attempts: Attempt[] = []
  let messages = 0
  let tooFast = 0
  const limits = createLimits({ now: () => time.outside().getTime(), advance: () => {}, onAdvance: () => {} })
  const throttle = createThrottle(time.outside)
  const room = (id: string): Room => {
    const known = byId.get(id)
    if (known !== undefined) return known
    const made: Room = { id, first: id, door: 'open', messages: [], heard: [] }
    byId.set(id, made)
    return made
  }
  const travel = (): Promise<void> => {
    const [least, most] = weather().travel
    return time.sleep(chance.happens(weather().slow) ? chance.between(5_000, 29_000) : chance.between(least, most))
  }

  /** The request has arrived: from here on nothing the house does can change what happens. */
  function arrive(letter: OutgoingLetter): Delivery {
    const to = moved.get(letter.chat)
    if (to !== undefined) return { kind: 'moved', to }
    const here = room(letter.chat)
    const scope = letter.chat.startsWith('-') ? 'room' : 'person'
    if (here.door === 'shut') return { kind: 'gone', scope, reason: '机器人不在这里了' }
    if (isWithin(weather().storms, minutes())) return later(chance.between(1, 40) * 1000, { wholeAccount: true })
    if (chance.happens(weather().throttled)) return later(chance.between(1, 10) * 1000, {})
    const seconds = limits.secondsToWait({ id: Number(letter.chat), kind: scope === 'room' ? 'group' : 'private' })
    if (seconds > 0) {
      tooFast += 1
      return later(seconds * 1000, { wholeAccount: throttle.isWholeAccount(letter.chat, seconds * 1000) })
    }
    if (chance.happens(weather().refused)) return { kind: 'refused', reason: '平台不收这条消息' }
    return show(here, letter)
  }

  function show(here: Room, letter: OutgoingLetter): Delivery {
    here.heard.push({ letter: letter.id, at: time.outside() })
    trace(`platform shows letter ${letter.id} in ${here.first}`)
    const old = letter.edits === undefined ? undefined : here.messages.find(({ id }) => id === letter.edits)
    if (old !== undefined) {
      old.text = letter.text
      return { kind: 'sent', messageId: old.id }
    }
    const id = String((messages += 1))
    here.messages.push({ id, letter: letter.id, text: letter.text, choices: letter.choices, at: time.outside() })
    return { kind: 'sent', messageId: id }
  }

  async function deliver(life: Life, letter: OutgoingLetter): Promise<Delivery> {
    attempts.push({
      letter: letter.id,
      room: room(moved.get(letter.chat) ?? letter.chat),
      at: time.now(),
      edits: letter.edits !== undefined,
    })
    if (isWithin(weather().absences, minutes())) {
      await time.sleep(50)
      return life.alive ? later(5000, { wholeAccount: true }) : NEVER
    }
    const isLost = chance.happens(weather().lostRequest)
    await travel()
    // A program that dies may have sent its request or not.
    if (isLost || (!life.alive && chance.happens(0.5)))
      return life.alive ? later(5000, { maybeDelivered: true, wholeAccount: true }) : NEVER
    const delivery = arrive(letter)
    await travel()
    if (!life.alive) return NEVER
    if (delivery.kind === 'sent' && chance.happens(weather().lostAnswer)) return later(5000, { maybeDelivered: true, wholeAccount: true })
    trace(`letter ${letter.id} to ${letter.chat}: ${delivery.kind}`)
    return delivery
  }

  return {
    bot: (life) => ({
      ...ACCOUNT,
      capabilities: { ...TELEGRAM, perSecond: 28 },
      deliver: (letter) => deliver(life, letter),
      deliverWithBytes: (letter) => deliver(life, letter),
      fetchFile: () => Promise.reject(new Error('no files here')),
      state: () => ({ kind: isWithin(weather().absences, minutes()) ? 'unreachable' : 'running', line: '', since: time.now() }),
      stop: async () => {},
    }),
    room,
    rooms: () => [...byId.values()],
    move: (here) => {
      const to = String(Number(here.id) - 1_000_000)
      moved.set(here.id, to)
      for (const [from, target] of moved) if (target === here.id) moved.set(from, to)
      byId.delete(here.id)
      here.id = to
      byId.set(to, here)
      return to
    },
    attempts,
    throttledByPace: () => tooFast,
  }
}

function later(afterMs: number, how: { readonly maybeDelivered?: boolean; readonly wholeAccount?: boolean }): Delivery {
  return {
    kind: 'try-later',
    afterMs,
    maybeDelivered: how.maybeDelivered ?? false,
    wholeAccount: how.wholeAccount ?? false,
    reason: '现在不行',
  }
}
