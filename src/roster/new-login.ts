import type { Occasion } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import { endLogin } from '../kernel/outbox/ended-logins.ts'
import type { MailboxId } from '../kernel/outbox/mailbox.ts'
import { endPeoplesLogins, recordEpoch, roomsUnder } from './epochs-store.ts'
import { forgetSenders } from './known-names-store.ts'
import { operators, reachableOfficer } from './people.ts'
import { recognitionWords as words } from './recognition-words.ts'
import { PLATFORM_WORDS } from './words.ts'

type House = Pick<Occasion, 'tx' | 'now' | 'outbox' | 'from'>
type LostRoom = { readonly branch: BranchId; readonly title: string }

const GOOD_HOURS = 48

/**
 * An account of ours has logged in anew: nobody under the old login speaks for anybody any more, its groups wait to be
 * bound again, and whoever has to do that hears of it once, where they can still be written to.
 */
export async function beginNewLogin(house: House): Promise<void> {
  const { tx, from, now } = house
  const rooms = await roomsUnder(tx, from)
  const number = await recordEpoch(tx, from, now)
  await endPeoplesLogins(tx, from, now)
  await forgetSenders(tx, from)
  await endLogin(tx, from, number, words.reasonNewLogin, now)
  for (const [to, titles] of await whomToTell(house, rooms)) await tell(house, number, to, titles)
}

/** The officers of the groups, each with the titles of theirs; where none can be reached, those in charge of the whole. */
async function whomToTell({ tx }: House, rooms: readonly LostRoom[]): Promise<ReadonlyMap<MailboxId, readonly string[]>> {
  const told = new Map<MailboxId, string[]>()
  for (const { branch, title } of rooms) {
    const officer = await reachableOfficer(tx, branch, SECRETARIAL)
    const chats = officer === undefined ? await operators(tx) : [officer.mailbox]
    for (const { id } of chats) told.set(id, [...(told.get(id) ?? []), title])
  }
  return told
}

async function tell({ tx, outbox, from, now }: House, number: number, to: MailboxId, titles: readonly string[]): Promise<void> {
  const [first] = titles
  if (first === undefined) return
  await outbox.put(
    tx,
    {
      once: `new-login:${from.platform}:${from.account}:${number}:${to}`,
      to,
      priority: 'notice',
      text: `${words.newLogin(PLATFORM_WORDS[from.platform] ?? from.platform, titles)}\n${words.byHand(first)}`,
      why: words.whyNewLogin,
      inDoubt: 'resend',
      goodUntil: new Date(now.getTime() + GOOD_HOURS * 3_600_000),
    },
    now,
  )
}
