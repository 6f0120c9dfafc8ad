import { createHash } from 'node:crypto'
import type { Occasion } from '../kernel/chat/capability.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import { branchesUnder } from '../roster/directory.ts'
import { findStanding, recordAttendance } from './attendance-store.ts'
import { type PlatformOf, refreshCounts } from './counting.ts'
import { recordExpected } from './expected-store.ts'
import { findSessionByCode } from './find-sessions.ts'
import { recordGuest } from './guests-store.ts'
import { circleOf } from './kinds.ts'
import { dropProxiesOf } from './proxies-store.ts'
import { judgeCheckIn } from './rules.ts'
import type { Session } from './tables.ts'

/** What came of a check-in: a value, because all of it happens to people every day. */
export type CheckedIn =
  | { readonly kind: 'recorded'; readonly way: 'in_room' | 'from_afar'; readonly lateMinutes: number | undefined }
  | { readonly kind: 'known' }
  | { readonly kind: 'guest' }
  | { readonly kind: 'not-on-list' }
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'over' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'code'; readonly why: 'wanted' | 'old' | 'other' }

/** What was typed with a check-in. */
export type Typed = { readonly code: string | undefined; readonly way: 'in_room' | 'from_afar' }

const MARK_LENGTH = 16
const AFAR = /线上|网上|视频|远程|腾讯会议|钉钉|手机上|直播|在线|外地|外头|外面|在外|省外|异地/u
const HERE = /村部|会场|会议室|现场|活动室|礼堂|大队|支部里|坐下|第.{1,2}排|门口/u
const CHINESE_DIGITS = '零一二三四五六七八九'
const SPOKEN_CODE = /(?<![零〇一二三四五六七八九幺两])[零〇一二三四五六七八九幺两]{4}(?![零〇一二三四五六七八九幺两])/u

/** Reads the code and the way of attending out of what was typed; migrants attend from afar unless they say where they sit. */
export function readTyped(text: string, migrant: 'migrant' | 'resident'): Typed {
  const plain = text.normalize('NFKC')
  const code = /(?<!\d)\d{4}(?!\d)/u.exec(plain)?.[0] ?? spokenCode(plain)
  const isAfar = AFAR.test(plain) || (migrant === 'migrant' && code === undefined && !HERE.test(plain))
  return { code, way: isAfar ? 'from_afar' : 'in_room' }
}

/** The moment at which something was said: what waited at the platform while the program was down counts as it was said. */
export function saidAt({ event, now }: Pick<Occasion, 'event' | 'now'>): Date {
  return event.at < now ? event.at : now
}

/**
 * A mark of the login that said it, by which two people of one telephone are found at one meeting; it tells nothing about
 * any other meeting, and not whose login it is.
 */
export function loginOf({ from, senderId }: Pick<Occasion, 'from' | 'senderId'>, session: Pick<Session, 'id'>): string {
  return createHash('sha256').update(`${session.id}:${from.platform}:${from.account}:${senderId}`).digest('base64url').slice(0, MARK_LENGTH)
}

/** Checks the speaker in, if the meeting is open and everything fits. */
export async function checkIn(platformOf: PlatformOf, occasion: Occasion, session: Session, typed: Typed): Promise<CheckedIn> {
  const { tx, person } = occasion
  if (session.state === 'cancelled') return { kind: 'cancelled' }
  const at = saidAt(occasion)
  const judged = judgeCheckIn(session, at)
  const standing = person.member === undefined ? undefined : await findStanding(tx, session.id, person.member)
  const recorded = standing?.recorded
  if (recorded?.state === 'checked_in' || recorded?.state === 'late') return { kind: 'known' }
  if (judged.kind === 'not-yet') return { kind: 'not-yet' }
  // What the closing or the secretary wrote down after this was said: only the closing gives way.
  const isOver = judged.kind === 'closed' || (session.state === 'closed' && recorded?.recordedBy !== undefined)
  if (isOver) return { kind: 'over' }
  const code = await judgeCode(occasion, session, typed)
  if (code !== undefined) return { kind: 'code', why: code }
  if (person.member === undefined || (standing?.expected === undefined && !(await isNewHere(occasion, session))))
    return welcome(platformOf, occasion, session, at)
  const lateMinutes = judged.kind === 'late' ? judged.minutes : undefined
  await recordAttendance(
    tx,
    {
      session: session.id,
      member: person.member,
      state: lateMinutes === undefined ? 'checked_in' : 'late',
      way: typed.way,
      ...(lateMinutes === undefined ? {} : { lateMinutes }),
      evidence: occasion.answeredAs,
      identity: person.evidence,
      platform: occasion.from.platform,
      login: loginOf(occasion, session),
      eventKey: occasion.key,
      at,
    },
    recorded,
  )
  await settled(platformOf, occasion, session, person.member)
  return { kind: 'recorded', way: typed.way, lateMinutes }
}

/** The member has answered: nothing waits for the secretary any more, and the counters are old. */
async function settled(platformOf: PlatformOf, occasion: Occasion, session: Session, member: MemberId): Promise<void> {
  await dropProxiesOf(occasion.tx, session.id, member)
  await refreshCounts(platformOf, occasion, session)
}

/** Somebody of another branch, or a login nobody knows, in the group of the meeting. In private a code proves being there. */
async function welcome(platformOf: PlatformOf, occasion: Occasion, session: Session, at: Date): Promise<CheckedIn> {
  const { tx, person, mailbox, from } = occasion
  if (mailbox.kind === 'private' && !session.wantsCode) return { kind: 'not-on-list' }
  const isNew = await recordGuest(tx, {
    session: session.id,
    ...(person.member === undefined ? {} : { member: person.member }),
    login: loginOf(occasion, session),
    evidence: occasion.answeredAs,
    platform: from.platform,
    eventKey: occasion.key,
    at,
  })
  if (isNew) await refreshCounts(platformOf, occasion, session)
  return isNew ? { kind: 'guest' } : { kind: 'known' }
}

/** A member who joined after the call is put on the list of a meeting of everybody. */
async function isNewHere({ tx, person }: Occasion, session: Session): Promise<boolean> {
  const { member, branch } = person
  if (member === undefined || branch === undefined || circleOf(session.kinds) !== 'everybody') return false
  if (!(await branchesUnder(tx, session.branch)).includes(branch)) return false
  await recordExpected(tx, session, [{ member, state: 'expected' }])
  return true
}

async function judgeCode({ tx }: Occasion, session: Session, { code, way }: Typed): Promise<'wanted' | 'old' | 'other' | undefined> {
  if (!session.wantsCode || session.code === undefined || way === 'from_afar') return undefined
  if (code === undefined) return 'wanted'
  if (code === session.code) return undefined
  const known = await findSessionByCode(tx, code, [session.branch])
  return known === undefined ? 'other' : 'old'
}

function spokenCode(text: string): string | undefined {
  const spoken = SPOKEN_CODE.exec(text)?.[0]
  if (spoken === undefined) return undefined
  return [...spoken].map((digit) => CHINESE_DIGITS.indexOf(digit.replace('〇', '零').replace('幺', '一').replace('两', '二'))).join('')
}
