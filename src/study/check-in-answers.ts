import type { Occasion, Pressed, Spoken } from '../kernel/chat/capability.ts'
import type { Intent } from '../kernel/chat/utterance.ts'
import { dayOf } from '../kernel/day.ts'
import { getSession } from './sessions-store.ts'
import { attendanceWords as words } from './attendance-words.ts'
import { type CheckedIn, checkIn, readTyped, type Typed } from './check-in.ts'
import type { PlatformOf } from './counting.ts'
import { tellMissedCheckIn } from './missed-check-in.ts'
import { noteForOthers } from './proxying.ts'
import { sayStart, titleOf } from './saying.ts'
import { liveHere, openByCode, openHere } from './session-here.ts'
import type { Session, SessionId } from './tables.ts'

type Args = Readonly<Record<string, string | number>>

/** 签到 and its forms: the speaker, those he speaks for, or both. In a group a success is silence; the card counts it. */
export async function hearCheckIn(platformOf: PlatformOf, occasion: Spoken, intent: Intent): Promise<void> {
  const typed = readTyped(occasion.event.text, occasion.person.migrant ? 'migrant' : 'resident')
  const live = await liveHere(occasion)
  const session = (await openHere(occasion, live)) ?? (await openByCode(occasion, typed.code))
  if (session === undefined) return tellNothingOpen(occasion, live)
  const names = namesOf(intent)
  const lines: string[] = []
  if (names.length === 0 || intent.self === true) {
    const unbound = occasion.person.member === undefined && intent.name !== undefined
    if (unbound) names.push(intent.name)
    else lines.push(...(await answer(platformOf, occasion, session, typed)))
  }
  if (names.length > 0) lines.push(...(await noteForOthers(occasion, session, { names, what: 'check_in', way: typed.way })))
  if (lines.length > 0) await occasion.voice.privately(lines.join('\n'))
}

/** 签到 alone, a tap or a code: what is said to the speaker, and to nobody else. */
async function answer(platformOf: PlatformOf, occasion: Occasion, session: Session, typed: Typed): Promise<readonly string[]> {
  const done = await checkIn(platformOf, occasion, session, typed)
  if (done.kind === 'over') await tellMissedCheckIn(occasion, session)
  const isQuiet = occasion.mailbox.kind === 'group' && ['recorded', 'guest', 'known', 'not-on-list'].includes(done.kind)
  return isQuiet ? [] : [sayCheckedIn(done, session, dayOf(occasion.now))]
}

/** A tap on 签到 below the card. Below the card of another meeting it counts for that one, or for none. */
export async function pressCheckIn(platformOf: PlatformOf, occasion: Occasion, args: Args): Promise<Pressed> {
  const { person } = occasion
  if (person.member === undefined) return { toast: words.bindFirst }
  const session = await getSession(occasion.tx, Number(args['session']) as SessionId)
  const way = person.migrant ? 'from_afar' : 'in_room'
  const done = await checkIn(platformOf, occasion, session, { code: undefined, way })
  return { toast: sayCheckedIn(done, session, dayOf(occasion.now)) }
}

/** The line for whoever checked in. */
function sayCheckedIn(done: CheckedIn, session: Session, today: ReturnType<typeof dayOf>): string {
  const title = titleOf(session)
  switch (done.kind) {
    case 'recorded':
      if (done.lateMinutes !== undefined) return words.late(title, done.lateMinutes)
      return done.way === 'from_afar' ? words.fromAfar(title) : words.checkedIn(title)
    case 'known':
      return words.known
    case 'guest':
      return words.guest(title)
    case 'not-on-list':
      return words.notOnList
    case 'not-yet':
      return words.notYet(title, sayStart(session, today))
    case 'over':
      return words.over(title)
    case 'cancelled':
      return words.cancelled(title)
    case 'code':
      return { wanted: words.codeWanted, old: words.codeOld, other: words.codeOther }[done.why]
  }
}

/** Nothing is open: it has not begun, or it is over and the secretary can write it down. A group hears nothing of it. */
async function tellNothingOpen(occasion: Spoken, live: readonly Session[]): Promise<void> {
  const { now, person, mailbox, voice } = occasion
  const last = live.findLast(({ state }) => state === 'closed')
  const next = live.find(({ state }) => state === 'called')
  const isNear = next !== undefined && (last === undefined || dayOf(next.startsAt) === dayOf(now))
  if (isNear && next !== undefined) await voice.privately(words.notYet(titleOf(next), sayStart(next, dayOf(now))))
  else if (last !== undefined && person.member !== undefined) {
    const [line] = await answerOver(occasion, last)
    if (line !== undefined) await voice.privately(line)
  } else if (mailbox.kind === 'private') await voice.reply(words.nothing)
}

async function answerOver(occasion: Spoken, session: Session): Promise<readonly string[]> {
  const told = await tellMissedCheckIn(occasion, session)
  return [{ known: words.known, told: words.over(titleOf(session)), late: words.overShort, 'not-on-list': words.notOnList }[told]]
}

function namesOf({ on_behalf_of: others }: Intent): string[] {
  if (others === undefined) return []
  return typeof others === 'string' ? [others] : [...others]
}
