import { recordAudit } from '../kernel/audit.ts'
import type { Occasion, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { branchesHeld, branchTree, getMember } from '../roster/directory.ts'
import { findStanding, recordAttendance } from './attendance-store.ts'
import { attendanceWords } from './attendance-words.ts'
import { type PlatformOf, refreshCounts } from './counting.ts'
import { findSessions } from './find-sessions.ts'
import { pendingProxies, type Proxy, settleProxy } from './proxies-store.ts'
import { isCorrectable, judgeCheckIn } from './rules.ts'
import { getSession } from './sessions-store.ts'

const LOOK_BACK_MS = 30 * 86_400_000

/** 同意签到 [names] and 不同意签到 names: what waited is decided, for the branches held. */
export async function settleProxies(platformOf: PlatformOf, occasion: Spoken, verdict: 'agreed' | 'refused'): Promise<void> {
  const { tx, person, now, voice } = occasion
  if (person.member === undefined) return
  const waiting = await waitingFor(occasion)
  const names = occasion.rest.split(/[\s、,，]+/u).filter((name) => name !== '')
  const chosen: Proxy[] = []
  const lines: string[] = []
  for (const name of names) {
    const fitting = waiting.filter((proxy) => proxy.name === name || proxy.called === name)
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

/** True when something waits to be decided in the branches held. */
export async function hasProxiesWaiting(occasion: Occasion): Promise<boolean> {
  return (await waitingFor(occasion)).length > 0
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
    sessions.filter((session) => isCorrectable(session, now)).map(({ id }) => id),
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
