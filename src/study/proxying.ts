import type { Occasion } from '../kernel/chat/capability.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { branchesUnder, findMembersByName, getMember } from '../roster/directory.ts'
import { findStanding } from './attendance-store.ts'
import { attendanceWords } from './attendance-words.ts'
import { saidAt } from './check-in.ts'
import { addProxy, pendingProxies } from './proxies-store.ts'
import type { Session, SessionId } from './tables.ts'
import { tellSecretary } from './telling.ts'

/** What one member says of others, as it was typed. */
export type SaidForOthers = {
  readonly names: readonly string[]
  readonly what: 'check_in' | 'leave'
  readonly way: 'in_room' | 'from_afar'
}

const MOST_LINES = 6
const SLOT_MS = 60_000

/** 帮我爸签到: written down for the secretary to decide; a line for the speaker about each who was not clear. */
export async function noteForOthers(occasion: Occasion, session: Session, said: SaidForOthers): Promise<readonly string[]> {
  const noted: string[] = []
  const lines: string[] = []
  for (const typed of said.names) {
    const found = await findOnList(occasion, session, typed)
    const [one] = found
    if (one === undefined || found.length > 1) {
      lines.push(attendanceWords.proxyWho)
      continue
    }
    const { recorded } = await findStanding(occasion.tx, session.id, one.id)
    const isThere = recorded !== undefined && recorded.state !== 'absent' && !(recorded.state === 'leave' && said.what === 'check_in')
    if (isThere) lines.push(attendanceWords.proxyKnown(one.name))
    else if (await noteOne(occasion, session, one.id, said)) noted.push(one.name)
    else lines.push(attendanceWords.proxyKnown(one.name))
  }
  if (noted.length > 0) await tellPending(occasion, session)
  return [...(noted.length === 0 ? [] : [attendanceWords.proxyNoted(noted.join('、'))]), ...new Set(lines)]
}

async function findOnList({ tx }: Occasion, session: Session, typed: string) {
  const found = await findMembersByName(tx, typed, await branchesUnder(tx, session.branch))
  const onList = []
  for (const one of found) if ((await findStanding(tx, session.id, one.id)).expected !== undefined) onList.push(one)
  return onList
}

async function noteOne(occasion: Occasion, session: Session, member: MemberId, said: SaidForOthers): Promise<boolean> {
  const { tx, person, from } = occasion
  return addProxy(tx, {
    session: session.id,
    member,
    ...(person.member === undefined ? {} : { saidBy: person.member }),
    what: said.what,
    way: said.way,
    platform: from.platform,
    identity: person.evidence,
    evidence: occasion.answeredAs === 'relayed' ? 'relayed' : 'proxy',
    eventKey: occasion.key,
    at: saidAt(occasion),
  })
}

/** True while exactly those wait whom the letter names: a newer list, or a decision, takes its place. */
export async function isWholeList(tx: Tx, args: Readonly<Record<string, string | number>>): Promise<boolean> {
  const waiting = await pendingProxies(tx, [Number(args['session']) as SessionId])
  return waiting.length > 0 && waiting.map(({ id }) => id).join(',') === args['ids']
}

/** The secretary sees everything that waits, as one list, at most once a minute. */
async function tellPending(occasion: Occasion, session: Session): Promise<void> {
  const { tx, now } = occasion
  const waiting = await pendingProxies(tx, [session.id])
  const lines: string[] = []
  for (const { member, saidBy, what } of waiting.slice(-MOST_LINES)) {
    const by = saidBy === undefined ? undefined : (await getMember(tx, saidBy)).name
    lines.push(attendanceWords.proxyLine((await getMember(tx, member)).name, by, what))
  }
  const slot = Math.floor(now.getTime() / SLOT_MS)
  const ids = waiting.map(({ id }) => id).join(',')
  await tellSecretary(occasion, session, {
    once: `session:${session.id}:proxies:${slot}:${ids}`,
    text: attendanceWords.proxies(lines),
    otherwise: attendanceWords.proxiesCount(waiting.length),
    why: attendanceWords.whyProxy,
    priority: 'reply',
    notBefore: new Date((slot + 1) * SLOT_MS),
    stillNeeded: { check: 'session-proxies', args: { session: session.id, ids } },
  })
}
