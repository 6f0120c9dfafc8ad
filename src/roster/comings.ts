import type { Occasion } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { Sender } from '../kernel/chat/message.ts'
import { knownSender } from './accounts-store.ts'
import { comingWords as words } from './coming-words.ts'
import { reachableOfficer } from './people.ts'
import { findRoom } from './rooms-store.ts'

const GOOD_HOURS = 48

/**
 * People came into a bound group or left it. The platform's word for it is a reason to ask, so the secretary is asked in
 * private and nothing is changed; by what the platform calls them nobody becomes a member, and nobody ceases to be one.
 */
export async function tellComings(occasion: Occasion): Promise<void> {
  const { tx, event, mailbox, now, outbox } = occasion
  const room = event.kind === 'came' || event.kind === 'went' ? await findRoom(tx, mailbox) : undefined
  if ((event.kind !== 'came' && event.kind !== 'went') || room === undefined) return
  const people = event.people.filter(({ nobody }) => nobody === undefined)
  const officer = await reachableOfficer(tx, room.branch, SECRETARIAL)
  if (people.length === 0 || officer === undefined) return
  const members = await countMembers(occasion, people)
  const text = event.kind === 'came' ? words.came(room.title, people.length, members) : words.went(room.title, people.length, members)
  await outbox.put(
    tx,
    {
      once: `${occasion.key}:comings`,
      to: officer.mailbox.id,
      priority: 'notice',
      text,
      why: words.why,
      inDoubt: 'resend',
      goodUntil: new Date(now.getTime() + GOOD_HOURS * 3_600_000),
    },
    now,
  )
}

/** How many of them are known by a login; names stay at home. */
async function countMembers({ tx, from }: Occasion, people: readonly Sender[]): Promise<number> {
  let count = 0
  for (const { id } of people) if ((await knownSender(tx, from, id)) !== undefined) count += 1
  return count
}
