import type { Occasion } from '../kernel/chat/capability.ts'
import { momentAt, type Day } from '../kernel/day.ts'
import { hoursOf } from './book-sheet.ts'
import { sessionsConcerning } from './concerning-store.ts'
import { registerOf } from './register-store.ts'
import { tallyOf } from './tally.ts'
import { yearWords } from './year-words.ts'

/** Lines of 我的: what a member was asked to this year, came to, was excused from and made up, for their own eyes. */
export async function tellOwnYear({ tx, person, today }: Occasion): Promise<readonly string[]> {
  if (person.member === undefined) return []
  const sessions = await sessionsConcerning(tx, person.member, momentAt(`${today.slice(0, 4)}-01-01` as Day, '00:00'))
  if (sessions.length === 0) return []
  const lines = await registerOf(
    tx,
    sessions.map(({ id }) => id),
    person.member,
  )
  return [yearWords.own(tallyOf(lines), hoursOf(sessions, lines))]
}
