import type { Occasion } from '../kernel/chat/capability.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import { getMember, privateMailbox } from '../roster/directory.ts'

/** What is needed to say something that was not asked for. */
export type House = Pick<Occasion, 'tx' | 'now' | 'outbox'>

type Told = { readonly once: string; readonly text: string; readonly why: string; readonly priority?: 'notice' | 'reminder' | 'reply' }

const GOOD_HOURS = 48

/** Says something to a member alone; those who asked for quiet hear answers about their own payments, but nothing else. False when it could not be said. */
export async function tellMember(house: House, member: MemberId, { once, text, why, priority = 'notice' }: Told): Promise<boolean> {
  const mailbox = await privateMailbox(house.tx, member)
  if (mailbox === undefined) return false
  if (priority === 'reminder' && (await getMember(house.tx, member)).quiet) return false
  const goodUntil = new Date(house.now.getTime() + GOOD_HOURS * 3_600_000)
  const put = await house.outbox.put(house.tx, { once, to: mailbox.id, priority, text, why, inDoubt: 'resend', goodUntil }, house.now)
  return put.kind !== 'blocked'
}
