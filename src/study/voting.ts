import type { Spoken } from '../kernel/chat/capability.ts'
import { actorOf, recordAudit } from '../kernel/audit.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { getMember } from '../roster/directory.ts'
import { keptWords } from './kept-words.ts'
import { hasBegun, meantSession } from './meant-session.ts'
import { registerOf } from './register-store.ts'
import { titleOf } from './saying.ts'
import type { Session } from './tables.ts'
import { judgeVote, readVote, type Vote } from './votes.ts'
import { recordVote, votesOf } from './votes-store.ts'

/**
 * 表决 3 应到30 实到20 赞成18 吸收李四: a vote is held in the room and only written down here. What is not told is taken
 * from the register: full members have a vote, probationary ones have none (DOMAIN 2.2).
 */
export async function writeVote(occasion: Spoken): Promise<void> {
  const { tx, person, now, voice } = occasion
  const meant = await meantSession(occasion, occasion.rest)
  if (meant.kind !== 'session') {
    await voice.privately(keptWords.notMeant(meant, '表决'))
    return
  }
  const { session, rest } = meant
  const typed = readVote(rest)
  if (rest === '') {
    const votes = await votesOf(tx, session.id)
    await voice.privately(
      keptWords.votes(
        session.number ?? 0,
        titleOf(session),
        votes.map((vote) => keptWords.vote(vote, judgeVote(vote))),
      ),
    )
    return
  }
  if (!hasBegun(session, now)) {
    await voice.privately(keptWords.notBegun(titleOf(session)))
    return
  }
  const known = await votersOf(tx, session)
  const vote = { entitled: known.entitled, present: known.present, ...typed }
  if (!isComplete(vote) || person.member === undefined) {
    await voice.privately(keptWords.voteHow(session.number ?? 0, known))
    return
  }
  if (vote.entitled === 0 || vote.present > vote.entitled || vote.inFavour > vote.present) {
    await voice.privately(keptWords.voteImpossible(vote))
    return
  }
  await recordVote(tx, session.id, vote, person.member, now)
  const { entitled, present, inFavour } = vote
  await recordAudit(
    tx,
    { actor: actorOf(person.member), action: 'vote-recorded', subject: `session:${session.id}`, after: { entitled, present, inFavour } },
    now,
  )
  const doubt = entitled === known.entitled ? [] : [keptWords.voteRosterSays(known.entitled)]
  await voice.privately([keptWords.vote(vote, judgeVote(vote)), ...doubt].join('\n'))
}

function isComplete(vote: Partial<Vote> & { readonly matter: string }): vote is Vote {
  return vote.matter !== '' && vote.entitled !== undefined && vote.present !== undefined && vote.inFavour !== undefined
}

/** How many full members of those asked to a session have a vote, and how many of them came. */
async function votersOf(tx: Tx, session: Session): Promise<Pick<Vote, 'entitled' | 'present'>> {
  const lines = await registerOf(tx, [session.id])
  const full = new Set<MemberId>()
  for (const { member } of lines) if ((await getMember(tx, member)).membership === 'full') full.add(member)
  const present = lines.filter(({ member, state }) => full.has(member) && (state === 'checked_in' || state === 'late'))
  return { entitled: full.size, present: present.length }
}
