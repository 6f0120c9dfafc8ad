import type { Capability } from './kernel/chat/capability.ts'
import type { BotAccount, Incoming } from './kernel/chat/message.ts'
import type { Silence } from './kernel/chat/silence.ts'
import { kernelWords } from './kernel/chat/words.ts'
import type { Tx } from './kernel/database/connection.ts'
import { type Day, dayOf, sayMoment } from './kernel/day.ts'
import type { LostLetter } from './kernel/outbox/settle.ts'
import { findMailbox, type MailboxId, openMailbox } from './kernel/outbox/mailbox.ts'
import type { Outbox } from './kernel/outbox/outbox.ts'
import { operators, tellSecretariesOfLostRoom } from './roster/directory.ts'

const GOOD_HOURS = 24

/** An event was set aside as undoable: its sender hears it once, and so does whoever looks after the program. */
export async function apologise(outbox: Outbox, tx: Tx, from: BotAccount, event: Incoming, now: Date): Promise<void> {
  const key = `parked:${from.platform}:${from.account}:${event.key}`
  const sender = await privateChatOf(tx, from, event, now)
  if (sender !== undefined) await say(outbox, tx, `${key}:sender`, sender.id, kernelWords.setAside, now)
  for (const operator of await operators(tx))
    await say(outbox, tx, `${key}:${operator.id}`, operator.id, kernelWords.setAsideForOperator(event.kind), now)
}

/** Who has just written in private can be answered there, even if nothing of their message was kept. */
async function privateChatOf(tx: Tx, from: BotAccount, event: Incoming, now: Date) {
  if (!('from' in event)) return undefined
  const address = { platform: from.platform, account: from.account, chat: event.from.id }
  return event.chat.kind === 'private' ? openMailbox(tx, { ...address, kind: 'private' }, now) : findMailbox(tx, address)
}

/** The bot cannot speak in a chat any more; when it was a group, its secretary hears it in private. */
export async function tellLost(outbox: Outbox, tx: Tx, mailbox: MailboxId, now: Date): Promise<void> {
  await tellSecretariesOfLostRoom(outbox, tx, mailbox, now)
}

/**
 * A letter will never arrive: whoever ordered it hears of it where that is known, else the operators, at most once a day
 * for each chat.
 */
export async function tellFailed(
  { outbox, capabilities }: { readonly outbox: Outbox; readonly capabilities: readonly Capability[] },
  tx: Tx,
  letter: LostLetter,
  reason: string,
  now: Date,
): Promise<void> {
  for (const capability of capabilities) if (await capability.undelivered?.({ tx, now, outbox }, letter.id, reason)) return
  for (const operator of await operators(tx))
    if (operator.id !== letter.mailbox_id)
      await say(
        outbox,
        tx,
        `failed:${dayOf(now)}:${letter.mailbox_id}:${operator.id}`,
        operator.id,
        kernelWords.letterFailed(letter.id, reason),
        now,
      )
}

/** Something to be done by the clock could not be done: the operators hear of it once a day. */
export async function tellTroubled(outbox: Outbox, tx: Tx, job: string, day: Day, now: Date): Promise<void> {
  for (const operator of await operators(tx))
    await say(outbox, tx, `job:${job}:${day}:${operator.id}`, operator.id, kernelWords.jobFailed, now)
}

/** A platform kept nothing for so long: the operators hear which stretch is missing. */
export async function tellSilence(outbox: Outbox, tx: Tx, silence: Silence, now: Date): Promise<void> {
  const { platform, account, from, until } = silence
  const text = kernelWords.silence(sayMoment(from), sayMoment(until))
  for (const operator of await operators(tx))
    await say(outbox, tx, `silence:${platform}:${account}:${from.toISOString()}:${operator.id}`, operator.id, text, now)
}

/** Somebody has set the machine's clock back: the operators hear what it had shown and what it shows now. */
export async function tellSetBack(outbox: Outbox, tx: Tx, latest: Date, now: Date): Promise<void> {
  const text = kernelWords.clockSetBack(sayMoment(latest), sayMoment(now))
  for (const operator of await operators(tx))
    await say(outbox, tx, `clock:${latest.toISOString()}:${now.toISOString()}:${operator.id}`, operator.id, text, now)
}

async function say(outbox: Outbox, tx: Tx, once: string, to: MailboxId, text: string, now: Date): Promise<void> {
  await outbox.put(
    tx,
    {
      once,
      to,
      text,
      priority: 'reply',
      why: kernelWords.whyOperator,
      inDoubt: 'resend',
      goodUntil: new Date(now.getTime() + GOOD_HOURS * 3_600_000),
    },
    now,
  )
}
