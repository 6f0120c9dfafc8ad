import type { Spoken } from '../kernel/chat/capability.ts'
import type { PageDoor } from '../kernel/web/page-door.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { branchesHeld, branchTree } from '../roster/directory.ts'
import { findSessions } from './find-sessions.ts'
import { keptWords } from './kept-words.ts'
import { meantSession } from './meant-session.ts'
import { pageWords } from './page-words.ts'
import { titleOf } from './saying.ts'
import type { Session } from './tables.ts'

/** 签到表 [3], 大屏 [3] and 打印记录 [3]: the one-time link to a page about a meeting, in private; without a number the next that is not over, or of records the last. */
export async function givePage(door: PageDoor, page: 'signing' | 'wall' | 'record', occasion: Spoken): Promise<void> {
  const { voice, token, now } = occasion
  const session = await meantForPage(occasion, page)
  if (session === undefined) {
    await voice.privately(keptWords.notMeant({ kind: 'none', number: undefined }, occasion.word))
    return
  }
  const link = door.link({ page, subject: String(session.id) }, token, now)
  if (link === undefined) await voice.privately(pageWords.noPages)
  else await voice.privately(pageWords.link[page](titleOf(session), link))
}

async function meantForPage(occasion: Spoken, page: 'signing' | 'wall' | 'record'): Promise<Session | undefined> {
  const { tx, person, rest } = occasion
  if (rest !== '' || page === 'record') {
    const meant = await meantSession(occasion, rest)
    return meant.kind === 'session' ? meant.session : undefined
  }
  const branches = branchesHeld(person, SECRETARIAL, await branchTree(tx))
  const coming = (await findSessions(tx, { branches, states: ['called', 'open'] })).toReversed()
  return coming.find(({ branch }) => branch === person.branch) ?? coming[0]
}
