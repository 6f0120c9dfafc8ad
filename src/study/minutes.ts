import type { Spoken } from '../kernel/chat/capability.ts'
import { actorOf, recordAudit } from '../kernel/audit.ts'
import { hasBegun, meantSession } from './meant-session.ts'
import { setMinutes, setResolution, setStudyMinutes } from './minutes-store.ts'
import { keptWords } from './kept-words.ts'
import { titleOf } from './saying.ts'
import { getSession } from './sessions-store.ts'
import type { Session } from './tables.ts'
import { readNumeral } from '../kernel/language/numerals.ts'

type Book = 'minutes' | 'resolution'

const REWRITE = /^重写[\s:：,，]*/u
/** Long enough for any village meeting; more belongs into a file. */
const LONGEST_BOOK = 20_000
const HOURS = /^(\d{1,2}(?:\.\d)?|[一二三四五六七八九十两半]{1,3})(?:个)?(?:小时|学时|课时|钟头)?(半)?$/u
const MOST_HOURS = 24
const HOUR_MINUTES = 60

/** 会议记录 3 … and 决议 3 …: what was typed is added to what stands there; 重写 puts it in its place; alone it is shown. */
export async function writeBook(occasion: Spoken, book: Book): Promise<void> {
  const meant = await meantSession(occasion, occasion.rest)
  if (meant.kind !== 'session') return say(occasion, keptWords.notMeant(meant, keptWords.bookName[book]))
  const { session, rest } = meant
  if (rest === '') return say(occasion, keptWords.showBook(book, session.number ?? 0, titleOf(session), session[book]))
  if (!hasBegun(session, occasion.now)) return say(occasion, keptWords.notBegun(titleOf(session)))
  const isRewritten = REWRITE.test(rest)
  const text = rest.replace(REWRITE, '').trim()
  if (text === '') return say(occasion, keptWords.showBook(book, session.number ?? 0, titleOf(session), session[book]))
  const whole = isRewritten || session[book] === undefined ? text : `${session[book]}\n${text}`
  if (whole.length > LONGEST_BOOK) return say(occasion, keptWords.bookTooLong)
  await keep(occasion, session, book, whole)
  const how = session[book] === undefined ? 'first' : isRewritten ? 'anew' : 'more'
  await say(occasion, keptWords.bookKept(book, how, session.number ?? 0, titleOf(session)))
}

/** 学时 3 2: how long people studied together at a meeting. */
export async function writeHours(occasion: Spoken): Promise<void> {
  const meant = await meantSession(occasion, occasion.rest)
  if (meant.kind !== 'session') return say(occasion, keptWords.notMeant(meant, '学时'))
  const minutes = readHours(meant.rest)
  const { session } = meant
  if (minutes === undefined) return say(occasion, keptWords.hoursHow(session.number ?? 0, titleOf(session), session.studyMinutes))
  await setStudyMinutes(occasion.tx, session.id, minutes)
  await audit(occasion, session, 'study-hours', { minutes })
  await say(occasion, keptWords.hoursKept(titleOf(session), minutes))
}

/** Reads 2, 两小时, 1.5, 一个半小时 and 半小时 as minutes. */
export function readHours(typed: string): number | undefined {
  const text = typed
    .normalize('NFKC')
    .replaceAll(/[\s。]/gu, '')
    .replace('个半', '个')
    .replace(/^半(?:个)?/u, '0.5')
  const found = HOURS.exec(text)
  if (found === null) return undefined
  const half = found[2] !== undefined || /个半/u.test(typed) ? 0.5 : 0
  const hours = (/^\d/u.test(found[1] ?? '') ? Number(found[1]) : (readNumeral(found[1] ?? '') ?? Number.NaN)) + half
  return Number.isNaN(hours) || hours <= 0 || hours > MOST_HOURS ? undefined : Math.round(hours * HOUR_MINUTES)
}

async function keep(occasion: Spoken, session: Session, book: Book, whole: string): Promise<void> {
  const { tx, person, now } = occasion
  if (person.member === undefined) return
  if (book === 'minutes') await setMinutes(tx, session.id, whole, person.member, now)
  else await setResolution(tx, session.id, whole)
  await audit(occasion, await getSession(tx, session.id), `session-${book}`, { letters: whole.length })
}

async function audit(occasion: Spoken, session: Session, action: string, after: Readonly<Record<string, number>>): Promise<void> {
  const { tx, person, now } = occasion
  if (person.member !== undefined)
    await recordAudit(tx, { actor: actorOf(person.member), action, subject: `session:${session.id}`, after }, now)
}

async function say(occasion: Spoken, text: string): Promise<void> {
  await occasion.voice.privately(text)
}
