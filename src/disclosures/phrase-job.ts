import { sealLog } from '../kernel/archive/archive.ts'
import type { Signer } from '../kernel/archive/checkpoint.ts'
import { weekday } from '../kernel/day.ts'
import type { Job } from '../kernel/schedule/job.ts'
import { branchesUnder, branchTree, roomsOf } from '../roster/directory.ts'
import { publishedIn } from './versions-store.ts'
import { remindWords as words } from './remind-words.ts'

const MONDAY = 1
const STALE_AFTER_HOURS = 30
const GOOD_DAYS = 2

/**
 * Every Monday the groups of villages that have published hear the archive's phrase: whoever changed the log afterwards
 * would have to change what hundreds of people have in their hands.
 */
export function phraseRound(signer: Signer): Job {
  return {
    kind: 'daily',
    name: 'archive-phrase',
    at: '09:00',
    staleAfterHours: STALE_AFTER_HOURS,
    run: async ({ tx, now, day, outbox }) => {
      if (weekday(day) !== MONDAY) return
      const villages = [...(await branchTree(tx)).values()].filter(({ kind }) => kind === 'village')
      const rooms = new Map<number, Awaited<ReturnType<typeof roomsOf>>[number]>()
      for (const { id } of villages) {
        if ((await publishedIn(tx, [id], 1)).length === 0) continue
        for (const room of await roomsOf(tx, await branchesUnder(tx, id))) rooms.set(room.mailbox.id, room)
      }
      if (rooms.size === 0) return
      const { checkpoint, phrase } = await sealLog(tx, signer, now)
      const goodUntil = new Date(now.getTime() + GOOD_DAYS * 86_400_000)
      for (const { mailbox } of rooms.values())
        await outbox.put(
          tx,
          {
            once: `archive-phrase:${day}:${mailbox.id}`,
            to: mailbox.id,
            priority: 'reminder',
            text: words.phrase(phrase, checkpoint.size),
            why: words.whyPhrase,
            inDoubt: 'resend',
            goodUntil,
          },
          now,
        )
    },
  }
}
