import type { Child } from 'hono/jsx'
import type { Tx } from '../kernel/database/connection.ts'
import { dayOf, sayDay, timeOf } from '../kernel/day.ts'
import type { Page } from '../kernel/web/page.ts'
import { getBranch, getMember } from '../roster/directory.ts'
import { markOf } from './book-sheet.ts'
import { bookWords } from './book-words.ts'
import { keptWords } from './kept-words.ts'
import { nameOfKind } from './kinds.ts'
import { recordWords as words } from './record-words.ts'
import { type RegisterLine, registerOf } from './register-store.ts'
import { getSession } from './sessions-store.ts'
import type { Session, SessionId } from './tables.ts'
import { tallyOf } from './tally.ts'
import { judgeVote } from './votes.ts'
import { votesOf } from './votes-store.ts'

/** The record of a meeting as an office files it: what it was, who was there, what was said, counted and resolved; ready to print and sign. */
export const recordPage: Page = {
  name: 'record',
  show: async (tx, subject) => {
    const session = await getSession(tx, Number(subject) as SessionId)
    if (session.state === 'cancelled') return undefined
    const { name } = await getBranch(tx, session.branch)
    return { title: words.title(name), body: await bodyOf(tx, session) }
  },
}

async function bodyOf(tx: Tx, session: Session): Promise<Child> {
  const lines = await registerOf(tx, [session.id])
  const votes = await votesOf(tx, session.id)
  const { startsAt, place, speaker, agenda, minutes, resolution } = session
  return (
    <>
      <table class="record">
        <tbody>
          {row(words.when, `${sayDay(dayOf(startsAt))}${timeOf(startsAt)}`)}
          {row(words.kinds, session.kinds.map(nameOfKind).join('、'))}
          {row(words.place, place)}
          {row(words.speaker, speaker)}
          {row(words.agenda, agenda)}
          {row(words.numbers, words.tally(tallyOf(lines)))}
          {row(words.register, await sayRegister(tx, lines))}
          {row(words.minutes, minutes)}
          {votes.map((vote) => row(words.vote, keptWords.vote(vote, judgeVote(vote))))}
          {row(words.resolution, resolution)}
        </tbody>
      </table>
      <p>{bookWords.legend}</p>
      <p>{words.signatures}</p>
      <p class="screen-only">{words.print}</p>
    </>
  )
}

function row(heading: string, text: string | undefined): Child {
  return (
    <tr>
      <th class="narrow">{heading}</th>
      <td class="text">{text ?? ''}</td>
    </tr>
  )
}

/** Everybody with the mark of the register, in its order. */
async function sayRegister(tx: Tx, lines: readonly RegisterLine[]): Promise<string> {
  const people: string[] = []
  for (const line of lines) people.push(`${(await getMember(tx, line.member)).name} ${markOf(line)}`.trim())
  return people.join('　')
}
