import type { Occasion, Pressed, Spoken } from '../kernel/chat/capability.ts'
import type { Intent } from '../kernel/chat/utterance.ts'
import { attendanceWords as words } from './attendance-words.ts'
import type { PlatformOf } from './counting.ts'
import { type Left, takeLeave } from './leaving.ts'
import { tellMissedCheckIn } from './missed-check-in.ts'
import { noteForOthers } from './proxying.ts'
import { titleOf } from './saying.ts'
import { leaveHere, liveHere, openHere } from './session-here.ts'
import { getSession } from './sessions-store.ts'
import type { Session, SessionId } from './tables.ts'

/** 请假 and its forms, before, during or some days after a meeting. What else the line told is passed over. */
export async function hearLeaveRequest(platformOf: PlatformOf, occasion: Spoken, intent: Intent): Promise<void> {
  const { voice, mailbox } = occasion
  const session = await leaveHere(occasion, await liveHere(occasion))
  if (session === undefined) {
    if (mailbox.kind === 'private') await voice.reply(words.leaveNothing)
    return
  }
  const others = intent.on_behalf_of
  const names = others === undefined ? [] : typeof others === 'string' ? [others] : [...others]
  const lines: string[] = []
  if (names.length === 0 || intent.self === true) {
    const left = await takeLeave(platformOf, occasion, session)
    // In a group only the one who asked hears anything, and never with a reason.
    if (mailbox.kind === 'private' || left.kind !== 'not-on-list') lines.push(sayLeft(left, session))
  }
  if (names.length > 0) lines.push(...(await noteForOthers(occasion, session, { names, what: 'leave', way: 'in_room' })))
  if (lines.length > 0) await voice.privately(lines.join('\n'))
}

/** A tap on 请假 below a call or a card. */
export async function pressLeave(
  platformOf: PlatformOf,
  occasion: Occasion,
  args: Readonly<Record<string, string | number>>,
): Promise<Pressed> {
  if (occasion.person.member === undefined) return { toast: words.bindFirst }
  const session = await getSession(occasion.tx, Number(args['session']) as SessionId)
  return { toast: sayLeft(await takeLeave(platformOf, occasion, session), session) }
}

/** 路上, 晚点到, 补签: it changes nothing. Whoever missed the check-in is helped by the secretary. */
export async function hearLateNote(occasion: Spoken): Promise<void> {
  const { mailbox, voice } = occasion
  const live = await liveHere(occasion)
  const open = await openHere(occasion, live)
  if (open !== undefined) {
    if (mailbox.kind === 'private') await voice.reply(words.onTheWay(titleOf(open)))
    return
  }
  const last = live.findLast(({ state }) => state === 'closed')
  if (last === undefined) {
    if (mailbox.kind === 'private') await voice.reply(words.onTheWayShort)
    return
  }
  const told = await tellMissedCheckIn(occasion, last)
  if (told !== 'not-on-list') await voice.privately({ known: words.known, told: words.over(titleOf(last)), late: words.overShort }[told])
}

function sayLeft(left: Left, session: Session): string {
  switch (left.kind) {
    case 'noted':
      return left.when === 'before' ? words.leave(titleOf(session)) : words.leaveAfterwards(titleOf(session))
    case 'known':
      return words.leaveKnown
    case 'exempt':
      return words.leaveExempt
    case 'present':
      return words.leavePresent
    case 'refused':
      return words.leaveRefused
    case 'too-late':
      return words.leaveTooLate
    case 'not-on-list':
      return words.notOnList
  }
}
