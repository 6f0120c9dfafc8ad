import type { Capability } from '../kernel/chat/capability.ts'
import { privateMailbox } from '../roster/directory.ts'
import { findCopyOfLetter } from './copies-store.ts'
import { roomsFor } from './publishing.ts'
import { getDisclosure } from './items-store.ts'
import { situationWords as words } from './view-words.ts'
import { getVersion } from './versions-store.ts'

const GOOD_MS = 48 * 3_600_000

/** A version did not reach a group and never will: whoever wrote it hears which one and why. */
export const tellUndelivered: NonNullable<Capability['undelivered']> = async ({ tx, now, outbox }, letter, reason) => {
  const copy = await findCopyOfLetter(tx, letter)
  if (copy === undefined) return false
  const version = await getVersion(tx, copy.version)
  const item = await getDisclosure(tx, version.disclosure)
  const mailbox = await privateMailbox(tx, version.author)
  if (mailbox === undefined) return false
  const room = (await roomsFor(tx, item)).find((one) => one.mailbox.id === copy.mailbox)
  const text = words.undelivered(item.id, room?.title ?? words.unboundRoom, reason)
  const once = `disclosure:${item.id}:${version.version}:undelivered:${copy.mailbox}`
  const put = await outbox.put(
    tx,
    {
      once,
      to: mailbox.id,
      priority: 'reply',
      text,
      why: words.whyUndelivered,
      inDoubt: 'resend',
      goodUntil: new Date(now.getTime() + GOOD_MS),
    },
    now,
  )
  return put.kind !== 'blocked'
}
