import type { BotAccount } from '../kernel/chat/message.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { Room } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Outbox } from '../kernel/outbox/outbox.ts'
import { maskName } from '../kernel/privacy/finding.ts'
import { epochOf } from './epochs-store.ts'
import { reachableOfficer } from './people.ts'
import { recognitionWords as words } from './recognition-words.ts'

const GOOD_HOURS = 48
const MARK_LENGTH = 16

/** Two people in a group show one name, and neither is taken for anybody: the secretary hears it once a login, in private. */
export async function tellTwoOfOneName(
  outbox: Outbox,
  tx: Tx,
  seen: { readonly room: Room; readonly from: BotAccount; readonly alias: string; readonly fingerprint: string },
  now: Date,
): Promise<void> {
  const officer = await reachableOfficer(tx, seen.room.branch, SECRETARIAL)
  if (officer === undefined) return
  const { room, from, alias, fingerprint } = seen
  await outbox.put(
    tx,
    {
      once: `two-of-one-name:${room.mailbox.id}:${await epochOf(tx, from)}:${fingerprint.slice(0, MARK_LENGTH)}`,
      to: officer.mailbox.id,
      priority: 'notice',
      text: words.twoOfOneName(room.title, maskName(alias)),
      why: words.whySecretary,
      inDoubt: 'resend',
      goodUntil: new Date(now.getTime() + GOOD_HOURS * 3_600_000),
    },
    now,
  )
}
