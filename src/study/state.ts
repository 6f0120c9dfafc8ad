import type { Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { branchesHeld, branchTree } from '../roster/directory.ts'
import { officeWords as words } from './attendance-words.ts'
import { stateList } from './closing-list.ts'
import { findSessions } from './find-sessions.ts'
import { mayHere } from './opening.ts'
import { titleOf } from './saying.ts'
import { totalsOf } from './sheet-store.ts'
import type { Session } from './tables.ts'

/** 签到情况 [3]: the numbers of the open or the last meeting where others read; the names to the officer alone. */
export async function tellAttendance(occasion: Spoken): Promise<void> {
  const { tx, mailbox, voice } = occasion
  if (!(await mayHere(occasion))) return
  const session = await meantSession(occasion)
  if (session === undefined) {
    await voice.privately(words.stateNone)
    return
  }
  if (mailbox.kind === 'group') {
    await voice.reply(`${words.stateTotals(titleOf(session), await totalsOf(tx, session.id))}\n${words.askPrivately}`)
    return
  }
  const { text, otherwise } = await stateList(tx, session)
  const said = await voice.reply(text)
  if (said === undefined) await voice.reply(otherwise)
}

/** The meeting with the number that was typed, else the one that is open, else the last. */
async function meantSession({ tx, person, room, rest, now }: Spoken): Promise<Session | undefined> {
  const held = branchesHeld(person, SECRETARIAL, await branchTree(tx))
  const branches = room === undefined ? held : held.filter((branch) => branch === room.branch)
  const number = /\d+/u.exec(rest.normalize('NFKC'))?.[0]
  const states = ['called', 'open', 'closed'] as const
  if (number !== undefined) return (await findSessions(tx, { branches, states, number: Number(number) }, 1))[0]
  const begun = await findSessions(tx, { branches, states: ['open', 'closed'] }, 20)
  const coming = await findSessions(tx, { branches, states: ['called'], from: now })
  return begun.find(({ state }) => state === 'open') ?? begun[0] ?? coming.at(-1)
}
