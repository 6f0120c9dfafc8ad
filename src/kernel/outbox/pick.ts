import type { Bot, Choice, FileReference, OutgoingLetter } from '../chat/message.ts'
import type { Tx } from '../database/connection.ts'
import type { Log } from '../log.ts'
import { courierStore, dueLetters, type WaitingLetter } from './courier-store.ts'
import { courteousMoment, type CourtesyRules } from './courtesy.ts'
import { PRIORITY, type StillNeeded } from './letter.ts'
import { getReady } from './guard.ts'
import type { Looked } from './idle.ts'
import { joinTexts, mayJoin } from './merge.ts'
import type { Pace, Traveller } from './pace.ts'
import type { Consequences } from './settle.ts'

/** Rules of courtesy that hold for every letter, whoever wrote it. */
export type PickRules = CourtesyRules & {
  readonly checks: Readonly<Record<string, (tx: Tx, args: StillNeeded['args'], now: Date) => Promise<boolean | { readonly text: string }>>>
}

/** What is on its way already, and who can carry. */
export type Lanes = {
  readonly bots: ReadonlyMap<string, Bot>
  readonly mailboxes: ReadonlySet<number>
  /** Accounts for which nothing is due. */
  readonly idle: ReadonlySet<string>
  free(account: string): number
}

export type Picked = {
  /** The letters that go as one message: one, or several where a platform wants few messages. */
  readonly letters: readonly [WaitingLetter, ...WaitingLetter[]]
  readonly bot: Bot
  readonly outgoing: OutgoingLetter
  readonly file: FileReference | undefined
}

const PAGE = 64
const LONGEST_SLEEP_MILLISECONDS = 60_000

/**
 * Chooses what goes now and marks it as on its way. Within a chat the order is kept: what must wait holds back what is
 * behind it. `sleep` is when to look again at the latest, `looked` what was seen of those who have
 * nothing to say.
 */
export async function pickLetters(
  tx: Tx,
  rules: PickRules & Pick<Consequences, 'failed'> & { readonly log: Log },
  pace: Pace,
  lanes: Lanes,
  now: Date,
): Promise<{ picked: readonly Picked[]; sleep: number; looked: Looked }> {
  const picked: Picked[] = []
  const held = new Set<number>(lanes.mailboxes)
  const road = makeRoad(lanes)
  let sleep = LONGEST_SLEEP_MILLISECONDS
  const idle = new Set(lanes.bots.keys())
  let isThrough = true
  for await (const letter of dueLetters(tx, now, PAGE)) {
    if (road.closed()) {
      isThrough = false
      break
    }
    const account = `${letter.platform}:${letter.account}`
    idle.delete(account)
    const bot = lanes.bots.get(account)
    if (bot === undefined || road.full(account)) continue
    if (letter.edits_letter_id !== null && !bot.capabilities.edits) {
      await courierStore.settle(tx, letter.id, 'unneeded', now)
      continue
    }
    if (held.has(letter.mailbox_id)) {
      if (await joinsOther(tx, rules, picked, bot, letter, now)) road.take(account)
      continue
    }
    const traveller: Traveller = {
      account,
      mailbox: letter.mailbox_id,
      group: letter.kind === 'group',
      reply: letter.priority === PRIORITY.reply,
    }
    const wait = pace.wait(traveller, bot.capabilities, now.getTime())
    if (wait.account > 0 || wait.chat > 0) {
      // A chat that must wait longer than the account does not hold up the other chats.
      sleep = Math.min(sleep, wait.account > 0 ? wait.account : wait.chat)
      held.add(letter.mailbox_id)
      if (wait.account > 0 && !traveller.reply) road.close(account)
      continue
    }
    if (await isHeldBack(tx, rules, bot, letter, now)) continue
    const ready = await getReady(tx, rules, letter, now, () => prepare(tx, rules, letter, now))
    if (ready === undefined) continue
    await courierStore.startSending(tx, letter.id)
    pace.went(traveller, bot.capabilities, now.getTime())
    road.take(account)
    held.add(letter.mailbox_id)
    picked.push({ letters: [letter], bot, ...ready })
  }
  const next = await courierStore.nextDue(tx, now)
  if (next !== undefined) sleep = Math.min(sleep, Math.max(1, next.getTime() - now.getTime()))
  return { picked, sleep, looked: { idle: isThrough ? idle : undefined, next } }
}

/** A letter to a chat to which another goes just now may go with it; true when it does. */
async function joinsOther(
  tx: Tx,
  rules: PickRules & Pick<Consequences, 'failed'> & { readonly log: Log },
  picked: Picked[],
  bot: Bot,
  letter: WaitingLetter,
  now: Date,
): Promise<boolean> {
  const index = picked.findIndex(({ letters }) => letters[0].mailbox_id === letter.mailbox_id)
  const other = picked[index]
  if (other === undefined || !mayJoin(bot.capabilities, other.outgoing, letter)) return false
  if (await isHeldBack(tx, rules, bot, letter, now)) return false
  const ready = await getReady(tx, rules, letter, now, () => prepare(tx, rules, letter, now))
  if (ready === undefined) return false
  await courierStore.startSending(tx, letter.id)
  const text = joinTexts(other.outgoing.text, ready.outgoing.text)
  picked[index] = { ...other, letters: [...other.letters, letter], outgoing: { ...other.outgoing, text } }
  return true
}

/** The letter as it goes now; `undefined` when it does not, or not yet. */
async function prepare(tx: Tx, rules: PickRules, letter: WaitingLetter, now: Date): Promise<Pick<Picked, 'outgoing' | 'file'> | undefined> {
  const text = await freshText(tx, rules, letter, now)
  if (text === undefined) return undefined
  const edits = await messageToEdit(tx, letter, now)
  if (edits.kind === 'wait' || edits.kind === 'never') return undefined
  return { outgoing: toOutgoing({ ...letter, text }, edits), file: fileOf(letter) }
}

/** Which accounts can take one more now. Letters come by priority, so an account that is paced for one is paced for the rest. */
function makeRoad(lanes: Lanes) {
  const taken = new Map<string, number>()
  const closed = new Set<string>()
  const full = (account: string) => closed.has(account) || lanes.free(account) - (taken.get(account) ?? 0) <= 0
  // Knocking at a door that does not open only leaves letters of which nobody knows whether they arrived.
  for (const [account, bot] of lanes.bots) if (bot.state().kind !== 'running') closed.add(account)
  return {
    full,
    closed: () => [...lanes.bots.keys()].every((account) => full(account) || lanes.idle.has(account)),
    close: (account: string) => void closed.add(account),
    take: (account: string) => void taken.set(account, (taken.get(account) ?? 0) + 1),
  }
}

/** Too late, nobody there, not at this hour, or behind another: true when the letter does not go now. */
async function isHeldBack(tx: Tx, rules: PickRules, bot: Bot, letter: WaitingLetter, now: Date): Promise<boolean> {
  if (letter.good_until <= now.toISOString()) {
    await courierStore.settle(tx, letter.id, 'expired', now)
    return true
  }
  if (letter.mailbox_state === 'closed') {
    await courierStore.settle(tx, letter.id, 'gone', now, { reason: letter.mailbox_reason ?? '' })
    return true
  }
  const later = await courteousMoment(tx, rules, bot.capabilities, letter, now)
  if (later === undefined) return waitsItsTurn(tx, letter, now)
  await courierStore.postpone(tx, letter.id, later.at, later.reason)
  return true
}

/** What was put before it and was held back goes first, whatever moment it was held until; a picture that follows a letter never overtakes it. */
async function waitsItsTurn(tx: Tx, letter: WaitingLetter, now: Date): Promise<boolean> {
  const follows = letter.priority === PRIORITY.card && letter.file !== null
  const before = await (follows ? courierStore.anyHeldBefore(tx, letter) : courierStore.heldBefore(tx, letter))
  if (before === undefined) return false
  const until = new Date(before.due_at)
  if (until > now) await courierStore.postpone(tx, letter.id, until, before.reason ?? '')
  return true
}

/** Asks once more whether the letter is needed, and how it must read now; `undefined` when it is not. */
async function freshText(tx: Tx, rules: PickRules, letter: WaitingLetter, now: Date): Promise<string | undefined> {
  if (letter.still_needed === null) return letter.text
  const { check, args } = JSON.parse(letter.still_needed) as StillNeeded
  const ask = rules.checks[check]
  if (ask === undefined) throw new Error(`nobody answers the check "${check}"`)
  const answer = await ask(tx, args, now)
  if (answer === false) {
    await courierStore.settle(tx, letter.id, 'unneeded', now)
    return undefined
  }
  return answer === true ? letter.text : answer.text
}

/** The message of ours that a letter refreshes, if it does. */
type Edit = { readonly kind: 'none' | 'wait' | 'never' } | { readonly kind: 'message'; readonly id: string }

/** The platform's id of the card this letter refreshes; `never` when that card was not sent and will not be. */
async function messageToEdit(tx: Tx, letter: WaitingLetter, now: Date): Promise<Edit> {
  if (letter.edits_letter_id === null) return { kind: 'none' }
  const target = await courierStore.target(tx, letter.edits_letter_id)
  if (target?.state === 'waiting' || target?.state === 'sending') return { kind: 'wait' }
  if (target?.state === 'sent' && target.message_id !== null) return { kind: 'message', id: target.message_id }
  await courierStore.settle(tx, letter.id, 'unneeded', now)
  return { kind: 'never' }
}

function fileOf(letter: WaitingLetter): FileReference | undefined {
  return letter.file === null ? undefined : (JSON.parse(letter.file) as FileReference)
}

function toOutgoing(letter: WaitingLetter, edits: Edit): OutgoingLetter {
  const file = fileOf(letter)
  return {
    id: letter.id,
    chat: letter.chat,
    text: letter.text,
    choices: JSON.parse(letter.choices) as Choice[],
    ...(letter.thread === null ? {} : { thread: letter.thread }),
    ...(file === undefined ? {} : { file }),
    ...(edits.kind === 'message' ? { edits: edits.id } : {}),
    ...(letter.replies_to === null ? {} : { repliesTo: letter.replies_to }),
  }
}
