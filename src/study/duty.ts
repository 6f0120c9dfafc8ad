import type { Debt, DutyKind } from '../duties/index.ts'
import { officeWords as words } from './attendance-words.ts'
import { copiesOf } from './copies-store.ts'
import type { PlatformOf } from './counting.ts'
import { MAKE_UP_WORDS, recordMakeUp } from './make-up.ts'
import { outstandingCheckIns } from './outstanding-store.ts'
import { RECORD_WORDS, recordByHand } from './recording.ts'
import { titleOf } from './saying.ts'
import { getSession } from './sessions-store.ts'
import type { SessionId } from './tables.ts'

/**
 * While a check-in is open everybody expected owes a word. Nobody is pushed: there is no ladder, the meeting is reminded of
 * before it begins, and afterwards the closing settles what is left.
 */
export function attendanceDuty(platformOf: PlatformOf): DutyKind {
  return {
    kind: 'attendance',
    words: [...RECORD_WORDS, ...MAKE_UP_WORDS],
    ladder: [],
    outstanding: async (tx, scope) => {
      const debts: Debt[] = []
      for (const { session, member, branch } of await outstandingCheckIns(tx, scope)) {
        const about = await getSession(tx, session)
        const title = titleOf(about)
        debts.push({ subject: String(session), title, short: title, member, branch, since: about.openedAt ?? about.startsAt })
      }
      return debts
    },
    isOpen: async (tx, subject, member) => (await outstandingCheckIns(tx, { member })).some(({ session }) => String(session) === subject),
    rooms: async (tx, subject) => {
      const session = await getSession(tx, Number(subject) as SessionId)
      return (await copiesOf(tx, session.id, 'call')).map(({ mailbox }) => ({ mailbox, branch: session.branch }))
    },
    record: (occasion, member, typed) =>
      MAKE_UP_WORDS.some((word) => typed.includes(word))
        ? recordMakeUp(occasion, member, typed)
        : recordByHand(platformOf, occasion, member, typed),
    say: { group: words.dutyGroup, member: words.dutyMember, secretary: words.dutySecretary, missing: words.dutyMissing },
  }
}
