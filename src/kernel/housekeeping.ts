import type { Job } from './schedule/job.ts'
import { pruneAttempts } from './chat/care.ts'
import { pruneInbox } from './chat/inbox.ts'
import { pruneChoices } from './outbox/choice.ts'
import { pruneLetters } from './outbox/prune.ts'

/** What the house forgets by itself each night: arrivals, dead buttons, old letters. */
export const housekeeping: Job = {
  kind: 'daily',
  name: 'housekeeping',
  at: '03:30',
  staleAfterHours: 20,
  run: async ({ tx, now }) => {
    await pruneInbox(tx, now)
    await pruneAttempts(tx, now)
    await pruneChoices(tx, now)
    await pruneLetters(tx, now)
  },
}
