import { privateMailbox } from '../roster/directory.ts'
import type { Telling } from './announcing.ts'
import { takeBackAttendance } from './attendance-store.ts'
import { sheetOf } from './sheet-store.ts'
import { titleOf } from './saying.ts'
import type { Session } from './tables.ts'
import { meetingWords } from './words.ts'

/** A meeting was put on another day: leave was asked for the old one, so those who asked are asked again, each alone. */
export async function putLeavesBack(telling: Telling, session: Session): Promise<void> {
  const { tx, now, outbox } = telling
  for (const { member, state } of await sheetOf(tx, session.id)) {
    if (state !== 'leave') continue
    await takeBackAttendance(tx, session.id, member)
    const mailbox = await privateMailbox(tx, member)
    if (mailbox === undefined) continue
    await outbox.put(
      tx,
      {
        once: `session:${session.id}:moved:${session.startsAt.toISOString()}:${member}`,
        to: mailbox.id,
        text: meetingWords.movedOn(titleOf(session)),
        priority: 'notice',
        why: meetingWords.whyReminder,
        inDoubt: 'resend',
        goodUntil: session.startsAt > now ? session.startsAt : now,
      },
      now,
    )
  }
}
