import { recordAudit } from '../kernel/audit.ts'
import type { Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { kernelWords } from '../kernel/chat/words.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { addDays, dayOf } from '../kernel/day.ts'
import { issueChoice } from '../kernel/outbox/choice.ts'
import type { LetterChoice } from '../kernel/outbox/letter.ts'
import { branchesHeld, branchTree } from '../roster/directory.ts'
import { type Telling, toldIn } from './announcing.ts'
import { attendanceWords, officeWords } from './attendance-words.ts'
import { comingHere } from './coming.ts'
import { contentOf } from './call-preview.ts'
import { copiesOf, recordCopy } from './copies-store.ts'
import { cardText } from './counting.ts'
import { findSessions } from './find-sessions.ts'
import { changeSession, getSession, liveUntil, markOpen } from './sessions-store.ts'
import { titleOf } from './saying.ts'
import type { Session } from './tables.ts'
import { tellSecretary } from './telling.ts'

/** Digits that cannot be taken for one another on a board or over the telephone; none and one are left out. */
const CODE_DIGITS = '23456789'
const CODE_LENGTH = 4
const MOST_TRIES = 50

/** 开始签到: the meeting of today, from the moment the secretary says so. */
export async function openByWord(occasion: Spoken): Promise<void> {
  const { now, today, voice, rest, tx } = occasion
  if (!(await mayHere(occasion))) return
  const coming = await comingHere(occasion)
  const due = coming.filter(({ startsAt }) => dayOf(startsAt) <= today)
  const [session] = due.filter(({ state }) => state === 'called')
  if (session === undefined) {
    const open = due.find(({ state }) => state === 'open')
    const next = coming.find(({ startsAt }) => dayOf(startsAt) >= addDays(today, 1))
    if (open !== undefined) await voice.privately(officeWords.openedBefore(titleOf(open)))
    else await voice.privately(next === undefined ? officeWords.nothingToOpen : officeWords.notToday(titleOf(next)))
    return
  }
  const wantsCode = session.wantsCode || /口令|暗号|四位数/u.test(rest)
  const ready = wantsCode === session.wantsCode ? session : await changeSession(tx, session.id, { ...contentOf(session), wantsCode })
  const open = await openSession(occasion, ready)
  if (open === undefined) return
  await recordAudit(tx, { actor: `member:${occasion.person.member ?? 0}`, action: 'session-opened', subject: `session:${session.id}` }, now)
  const line = open.code === undefined ? officeWords.opened(titleOf(open)) : officeWords.openedCode(titleOf(open), open.code)
  await voice.privately(line)
}

/** Opens the check-in and hangs a card wherever the meeting was told. `undefined` when it was not there to be opened. */
export async function openSession(telling: Telling, session: Session): Promise<Session | undefined> {
  const code = session.wantsCode ? await freshCode(telling) : undefined
  if (!(await markOpen(telling.tx, session.id, code, telling.now))) return undefined
  const open = await getSession(telling.tx, session.id)
  const choices = await cardChoices(telling, open)
  // Only in a group a card counts; who is asked alone knows the own answer.
  const groups = new Set((await copiesOf(telling.tx, open.id, 'call')).map(({ mailbox }) => mailbox))
  for (const to of await toldIn(telling.tx, open)) {
    const put = await telling.outbox.put(
      telling.tx,
      {
        once: `session:${open.id}:card:${to}`,
        to,
        priority: 'reply',
        text: cardText(open),
        choices,
        why: attendanceWords.whyCard,
        inDoubt: 'resend',
        stillNeeded: { check: 'session-open', args: { session: open.id } },
        goodUntil: open.closesAt,
      },
      telling.now,
    )
    if (put.kind === 'put' && groups.has(to)) await recordCopy(telling.tx, open, 'check_in', { mailbox: to, letter: put.id })
  }
  return open
}

/** The clock opened a meeting: whoever called it hears the code, if there is one. */
export async function tellOpened(telling: Telling, session: Session): Promise<void> {
  if (session.code === undefined) return
  await tellSecretary(telling, session, {
    once: `session:${session.id}:opened`,
    text: officeWords.openedCode(titleOf(session), session.code),
    why: attendanceWords.whyCard,
    priority: 'reply',
  })
}

/** In a group of another branch nothing is opened or closed, and nothing is said there. */
export async function mayHere(occasion: Spoken): Promise<boolean> {
  const held = branchesHeld(occasion.person, SECRETARIAL, await branchTree(occasion.tx))
  if (held.length > 0 && (occasion.room === undefined || held.includes(occasion.room.branch))) return true
  await occasion.voice.privately(kernelWords.notForYou)
  return false
}

/** A code that no other meeting has now. */
async function freshCode({ tx, token }: Telling): Promise<string> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const code = [...token()].slice(-CODE_LENGTH).map((character) => CODE_DIGITS[(character.codePointAt(0) ?? 0) % CODE_DIGITS.length])
    const text = code.join('')
    if (text.length === CODE_LENGTH && !(await isTaken(tx, text))) return text
  }
  throw new Error('no code is free')
}

async function isTaken(tx: Tx, code: string): Promise<boolean> {
  return (await findSessions(tx, { states: ['open', 'closed'], code }, 1)).length > 0
}

/** With a code in the room a tap alone would prove nothing: it is typed. */
async function cardChoices({ tx, token }: Telling, session: Session): Promise<readonly LetterChoice[]> {
  const offer = async (label: string, action: string): Promise<LetterChoice> => ({
    label,
    word: label,
    token: await issueChoice(tx, token(), { action, args: { session: session.id } }, new Date(liveUntil(session.closesAt))),
  })
  const leave = await offer(attendanceWords.leaveChoice, 'session-leave')
  return session.wantsCode ? [leave] : [await offer(attendanceWords.checkInChoice, 'session-check-in'), leave]
}
