import { recordAudit } from '../kernel/audit.ts'
import type { Occasion, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import { branchesHeld, branchesUnder, branchTree, findMembersByName, getMember } from '../roster/directory.ts'
import { findStanding, recordAttendance } from './attendance-store.ts'
import { attendanceWords } from './attendance-words.ts'
import { saidAt } from './check-in.ts'
import { type PlatformOf, refreshCounts } from './counting.ts'
import { findSessions } from './find-sessions.ts'
import { addProxy, pendingProxies, type Proxy, settleProxy } from './proxies-store.ts'
import { judgeCheckIn } from './rules.ts'
import { getSession } from './sessions-store.ts'
import type { Session } from './tables.ts'
import { tellSecretary } from './telling.ts'

/** What one member says of others, as it was typed. */
export type SaidForOthers = {
  readonly names: readonly string[]
  readonly what: 'check_in' | 'leave'
  readonly way: 'in_room' | 'from_afar'
}

const LOOK_BACK_MS = 30 * 86_400_000
const MOST_LINES = 6

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

/** 同意签到 [names] and 不同意签到 names: what waited is decided, for the branches held. */
export async function settleProxies(platformOf: PlatformOf, occasion: Spoken, verdict: 'agreed' | 'refused'): Promise<void> {
  const { tx, person, now, voice } = occasion
  if (person.member === undefined) return
  const waiting = await waitingFor(occasion)
  const names = occasion.rest.split(/[\s、,，]+/u).filter((name) => name !== '')
  const chosen: Proxy[] = []
  const lines: string[] = []
  for (const name of names) {
    const fitting = waiting.filter((proxy) => proxy.name === name || proxy.name.endsWith(name) || proxy.called === name)
    if (fitting.length === 0) lines.push(attendanceWords.proxyUnknown(name))
    chosen.push(...fitting)
  }
  if (names.length === 0) chosen.push(...waiting)
  if (waiting.length === 0) lines.push(attendanceWords.proxiesNone)
  let settled = 0
  for (const proxy of chosen)
    if (await settleProxy(tx, proxy.id, verdict, person.member, now)) {
      settled += 1
      if (verdict === 'agreed') await countProxy(platformOf, occasion, proxy)
    }
  if (settled > 0) lines.push(verdict === 'agreed' ? attendanceWords.proxiesAgreed(settled) : attendanceWords.proxiesRefused(settled))
  await voice.privately(lines.join('\n'))
}

/** How many wait to be decided of one session. */
export async function countPending({ tx }: Pick<Occasion, 'tx'>, session: Session): Promise<number> {
  return (await pendingProxies(tx, [session.id])).length
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

/** The secretary sees everything that waits, as one list. */
async function tellPending(occasion: Occasion, session: Session): Promise<void> {
  const { tx, key } = occasion
  const waiting = await pendingProxies(tx, [session.id])
  const lines: string[] = []
  for (const { member, saidBy, what } of waiting.slice(-MOST_LINES)) {
    const by = saidBy === undefined ? undefined : (await getMember(tx, saidBy)).name
    lines.push(attendanceWords.proxyLine((await getMember(tx, member)).name, by, what))
  }
  await tellSecretary(occasion, session, {
    once: `session:${session.id}:proxies:${key}`,
    text: attendanceWords.proxies(lines),
    otherwise: attendanceWords.proxiesCount(waiting.length),
    why: attendanceWords.whyProxy,
    priority: 'reply',
  })
}

type Waiting = Proxy & { readonly name: string; readonly called: string }

async function waitingFor({ tx, person, now }: Occasion): Promise<readonly Waiting[]> {
  const branches = branchesHeld(person, SECRETARIAL, await branchTree(tx))
  const sessions = await findSessions(tx, {
    branches,
    states: ['called', 'open', 'closed'],
    from: new Date(now.getTime() - LOOK_BACK_MS),
  })
  const waiting = await pendingProxies(
    tx,
    sessions.map(({ id }) => id),
  )
  const named: Waiting[] = []
  for (const proxy of waiting) {
    const { name } = await getMember(tx, proxy.member)
    named.push({ ...proxy, name, called: name.slice(1) })
  }
  return named
}

/** What the secretary agreed to counts as it was said then. */
async function countProxy(platformOf: PlatformOf, occasion: Occasion, proxy: Proxy): Promise<void> {
  const { tx, person, now } = occasion
  const session = await getSession(tx, proxy.session)
  const { recorded } = await findStanding(tx, proxy.session, proxy.member)
  if (recorded !== undefined && recorded.state !== 'absent' && recorded.state !== 'leave') return
  const judged = judgeCheckIn({ ...session, state: 'open' }, proxy.at)
  const late = judged.kind === 'late' ? ({ state: 'late', lateMinutes: judged.minutes } as const) : ({ state: 'checked_in' } as const)
  await recordAttendance(
    tx,
    {
      session: proxy.session,
      member: proxy.member,
      ...(proxy.what === 'leave' ? { state: 'leave' } : { ...late, way: proxy.way }),
      evidence: proxy.evidence,
      identity: proxy.identity,
      platform: proxy.platform,
      ...(person.member === undefined ? {} : { recordedBy: person.member }),
      eventKey: proxy.eventKey,
      at: now,
    },
    recorded,
  )
  await recordAudit(
    tx,
    {
      actor: `member:${person.member ?? 0}`,
      action: 'attendance-proxy-agreed',
      subject: `session:${proxy.session}`,
      after: { member: proxy.member },
    },
    now,
  )
  await refreshCounts(platformOf, occasion, session)
}
