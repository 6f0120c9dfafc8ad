import type { Capabilities } from '../chat/message.ts'

/** What the pace needs to know of a letter that would like to go. */
export type Traveller = { readonly account: string; readonly mailbox: number; readonly group: boolean; readonly reply: boolean }

/** Keeps what we say within what a platform bears. It lives in memory: after a restart the platform's own refusals teach it anew. */
export type Pace = {
  /** Milliseconds until the whole account, and until this chat, may be spoken to; 0 = now. */
  wait(traveller: Traveller, limits: Capabilities, now: number): { readonly account: number; readonly chat: number }
  /** It went. */
  went(traveller: Traveller, limits: Capabilities, now: number): void
  /** The platform asked for silence, in one chat or altogether. While throttled we do not knock: each knock prolongs it. */
  holdChat(mailbox: number, until: number): void
  holdAccount(account: string, until: number): void
  /** The clock was set back by so much: what it had noted moves with it. */
  turnBack(milliseconds: number): void
}

/** A platform's stated pace is kept a little below what it bears; answers to people may use the rest. */
const MORE_FOR_REPLIES = 2
const FAST_PER_SECOND = 20
/** A chat may hear a few lines at once before the pace of one chat holds. */
const CHAT_BURST = 3
const SECOND = 1000
/** A platform's window and ours are never quite the same: what left one after another may arrive side by side. */
const MARGIN = 40
/** What was late by so much is made up for, so that a timer that rings late costs no time in the long run. */
const MADE_UP = 100

/** A pace that has sent nothing yet. `chance` is a number from 0 to 1, asked for where a platform wants no regularity. */
export function makePace(chance: () => number = () => 0): Pace {
  const accounts = new Map<string, number[]>()
  const evenly = new Map<string, number>()
  const chats = new Map<number, number[]>()
  const heldChats = new Map<number, number>()
  const heldAccounts = new Map<string, number>()
  return {
    wait(traveller, limits, now) {
      const recent = accounts.get(traveller.account) ?? []
      const bearable = isFast(limits) ? limits.perSecond + MORE_FOR_REPLIES : Math.max(1, limits.perSecond)
      // Notices go out evenly: a clump at the end of one second and another at the start of the next are one clump to the platform.
      const gap = isPaced(traveller, limits) ? until((evenly.get(traveller.account) ?? 0) + gapOf(limits), now) : 0
      const own = chats.get(traveller.mailbox) ?? []
      return {
        account: Math.ceil(Math.max(gap, until(heldAccounts.get(traveller.account), now), windowWait(recent, bearable, SECOND, now))),
        chat: Math.max(
          until(heldChats.get(traveller.mailbox), now),
          windowWait(own, CHAT_BURST, (CHAT_BURST * SECOND) / limits.perChatSecond, now),
          traveller.group ? windowWait(own, limits.perGroupMinute, 60 * SECOND, now) : 0,
        ),
      }
    },
    went(traveller, limits, now) {
      if (isPaced(traveller, limits)) {
        const jitter = limits.jitterSeconds === undefined ? 0 : limits.jitterSeconds * SECOND * chance()
        evenly.set(traveller.account, Math.max((evenly.get(traveller.account) ?? 0) + gapOf(limits), now - MADE_UP) + jitter)
      }
      note(accounts, traveller.account, now, SECOND)
      note(chats, traveller.mailbox, now, 60 * SECOND)
      if (chats.size > 10_000) for (const [mailbox, times] of chats) if ((times.at(-1) ?? 0) < now - 60 * SECOND) chats.delete(mailbox)
    },
    holdChat: (mailbox, moment) => void heldChats.set(mailbox, moment),
    holdAccount: (account, moment) => void heldAccounts.set(account, moment),
    turnBack(milliseconds) {
      for (const moments of [...accounts.values(), ...chats.values()])
        for (const [index, moment] of moments.entries()) moments[index] = moment - milliseconds
      for (const [mailbox, moment] of heldChats) heldChats.set(mailbox, moment - milliseconds)
      for (const [account, moment] of heldAccounts) heldAccounts.set(account, moment - milliseconds)
      for (const [account, moment] of evenly) evenly.set(account, moment - milliseconds)
    },
  }
}

function isFast(limits: Capabilities): boolean {
  return limits.perSecond >= FAST_PER_SECOND
}

/** Answers to people need not wait for their place in the row where the platform is fast. */
function isPaced(traveller: Traveller, limits: Capabilities): boolean {
  return !traveller.reply || !isFast(limits)
}

function gapOf(limits: Capabilities): number {
  return SECOND / limits.perSecond
}

function until(moment: number | undefined, now: number): number {
  return moment === undefined ? 0 : Math.max(0, moment - now)
}

/** How long until fewer than `most` of the moments lie within the window. */
function windowWait(moments: readonly number[], most: number, window: number, now: number): number {
  const oldestThatCounts = moments[moments.length - most]
  return oldestThatCounts === undefined ? 0 : Math.max(0, oldestThatCounts + window + MARGIN - now)
}

function note<Key>(map: Map<Key, number[]>, key: Key, now: number, window: number): void {
  const moments = map.get(key)
  if (moments === undefined) {
    map.set(key, [now])
    return
  }
  while (moments.length > 0 && (moments[0] ?? now) < now - 2 * window) moments.shift()
  moments.push(now)
}
