import { createHash } from 'node:crypto'
import { isWorkingDay } from '../kernel/calendar/working-days.ts'
import { findHoliday } from '../kernel/calendar/holidays.ts'
import type { Occasion } from '../kernel/chat/capability.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import { openPrompt } from '../kernel/chat/prompt.ts'
import { addDays, type Day, dayOf, daysBetween, isQuiet, type Quiet } from '../kernel/day.ts'
import { issueChoice } from '../kernel/outbox/choice.ts'
import type { LetterChoice } from '../kernel/outbox/letter.ts'
import { findSecrecyWords } from '../kernel/privacy/secrecy.ts'
import { firstObjection } from './announcing.ts'
import { type Audience, audienceOf } from './audience.ts'
import { findSessions } from './find-sessions.ts'
import { NOTICE_DAYS, SAME_KIND_DAYS } from './rules.ts'
import type { SessionContent } from './sessions-store.ts'
import { sayStart, titleOf } from './saying.ts'
import type { Session, SessionId } from './tables.ts'
import { type CallBlocker, type CallWarning, callWords } from './words.ts'

/** Settings of the house that a preview has to tell of. */
export type StudySettings = { readonly quiet: Quiet }

/** The prompt under which a preview waits for 发送, 改 or 取消. */
export const CALL_PROMPT = 'session-preview'
const CHOICES_LIVE_DAYS = 4
/** A meeting of all with no group to tell it in, and hardly anybody but the secretary to write to, is not called. */
const FEWEST = 2
const MOST_NAMES = 20

/** What is remembered beside an open preview: the draft, or a called meeting and what it is to become. */
export type CallState = {
  readonly session: SessionId
  readonly change?: string
  /** 改 was said alone: the next line tells what. */
  readonly waits?: true
}

/** A meeting as it stands in a preview: with the change it is to undergo. */
export function inPreview(session: Session, state: Pick<CallState, 'change'>): Session {
  if (state.change === undefined) return session
  const { startsAt, closesAt, ...rest } = JSON.parse(state.change) as Omit<SessionContent, 'startsAt' | 'closesAt'> & {
    startsAt: string
    closesAt: string
  }
  return { ...session, ...rest, startsAt: new Date(startsAt), closesAt: new Date(closesAt) }
}

/** What of a meeting a change may touch. */
export function contentOf(session: Session): SessionContent {
  const { kinds, title, place, speaker, agenda, material, file, startsAt, closesAt, calendar, partyGroup, wantsCode, hourBefore } = session
  return { kinds, title, place, speaker, agenda, material, file, startsAt, closesAt, calendar, partyGroup, wantsCode, hourBefore }
}

/** Shows a meeting with whom it concerns and what stands in the way, and waits for the answer. */
export async function showCallPreview(settings: StudySettings, occasion: Occasion, session: Session, state: CallState): Promise<void> {
  const meant = inPreview(session, state)
  const { audience, blockers, warnings } = await judgeCall(settings, occasion, meant)
  await openPrompt(occasion.tx, occasion.mailbox.id, occasion.senderId, { kind: CALL_PROMPT, state }, occasion.now)
  const isReady = blockers.length === 0
  const choices = [
    ...(isReady ? [await offer(occasion, meant, state, callWords.sendChoice, 'session-send')] : []),
    await offer(occasion, meant, state, callWords.cancelChoice, 'session-drop'),
  ]
  const exempt = audience.people.filter((one) => one.state === 'exempt')
  const names = (members: readonly MemberId[]) => {
    const shown = members.slice(0, MOST_NAMES).map((member) => audience.names.get(member) ?? '')
    return `${shown.join('、')}${members.length > MOST_NAMES ? ` 等 ${members.length} 人` : ''}`
  }
  const parts = {
    ...meant,
    when: sayStart(meant, dayOf(occasion.now)),
    file: meant.file?.name,
    expected: audience.people.length - exempt.length,
    exempt: exempt.length,
    exemptNames: names(exempt.map(({ member }) => member)),
    rooms: audience.rooms.length,
    alone: audience.alone.length,
    unreachable: names(audience.unreachable),
    circle: audience.circle,
    notes: [...blockers.map(callWords.blocker), ...warnings.map(callWords.warning)],
    ready: isReady,
  }
  const head = state.change === undefined ? 'new' : 'change'
  const extras = { choices, why: callWords.whyDraft }
  const said = await occasion.voice.reply(callWords.preview(parts, head), extras)
  // Where a list of names may not stand, the numbers still do.
  const numbers = { ...parts, exemptNames: '', unreachable: '' }
  const plainly = said ?? (await occasion.voice.reply(callWords.preview(numbers, head), extras))
  // What may not be repeated even to its writer is still answered.
  const bare = { ...numbers, place: undefined, speaker: undefined, agenda: callWords.notShown, material: undefined, file: undefined }
  if (plainly === undefined) await occasion.voice.reply(callWords.preview(bare, head), extras)
}

/** What stands in the way of a call, and what is worth a second look. */
export async function judgeCall(
  settings: StudySettings,
  occasion: Occasion,
  session: Session,
): Promise<{ readonly audience: Audience; readonly blockers: readonly CallBlocker[]; readonly warnings: readonly CallWarning[] }> {
  const { tx, now } = occasion
  const audience = await audienceOf(tx, session)
  const gate = await firstObjection(occasion, session, audience)
  const blockers: CallBlocker[] = []
  if (session.startsAt <= now) blockers.push({ kind: 'past' })
  if (audience.people.length === 0) blockers.push({ kind: 'nobody', circle: audience.circle })
  else if (audience.circle === 'everybody' && audience.rooms.length === 0 && audience.alone.length < FEWEST)
    blockers.push({ kind: 'no-rooms' })
  if (gate !== undefined) blockers.push({ kind: 'gate', line: gate })
  const secret = findSecrecyWords([session.place, session.agenda, session.material, session.file?.name].join('\n'))
  if (secret.length > 0) blockers.push({ kind: 'secrecy', words: secret })
  const day = dayOf(session.startsAt)
  const holiday = findHoliday(day)
  const same = await findSame(occasion, session)
  const warnings: CallWarning[] = [
    ...(session.startsAt > now && daysBetween(dayOf(now), day) < NOTICE_DAYS ? [{ kind: 'short-notice' } as const] : []),
    ...(same === undefined ? [] : [{ kind: 'same-kind', title: titleOf(same) } as const]),
    ...(holiday === undefined ? [] : [{ kind: 'holiday', name: holiday.name, examples: workingDaysNear(day, dayOf(now)) } as const]),
    ...(isQuiet(now, settings.quiet) ? [{ kind: 'quiet' } as const] : []),
  ]
  return { audience, blockers, warnings }
}

/** The nearest working days before and after a holiday, as they can be typed: a fixed day is moved by the secretary. */
export function workingDaysNear(day: Day, today: Day): readonly string[] {
  const found: Day[] = []
  for (const step of [-1, 1]) {
    let at = addDays(day, step)
    while (!isWorkingDay(at)) at = addDays(at, step)
    if (at > today) found.push(at)
  }
  return found.map((one) => `${Number(one.slice(5, 7))}月${Number(one.slice(8, 10))}日`)
}

/** Names what a preview shows, so that a choice below an older one does not send what was never seen. */
export function stampOf(session: Session): string {
  return createHash('sha1')
    .update(JSON.stringify(contentOf(session)))
    .digest('base64url')
    .slice(0, 8)
}

async function findSame({ tx }: Occasion, session: Session): Promise<Session | undefined> {
  const around = SAME_KIND_DAYS * 86_400_000
  const near = await findSessions(tx, {
    branches: [session.branch],
    states: ['called', 'open'],
    from: new Date(session.startsAt.getTime() - around),
    until: new Date(session.startsAt.getTime() + around),
  })
  return near.find((other) => other.id !== session.id && other.kinds.some((kind) => session.kinds.includes(kind)))
}

async function offer(occasion: Occasion, session: Session, state: CallState, word: string, action: string): Promise<LetterChoice> {
  const expires = new Date(occasion.now.getTime() + CHOICES_LIVE_DAYS * 86_400_000)
  const args = { session: session.id, seen: stampOf(session), change: state.change ?? '' }
  const meaning = { action, args, mailbox: occasion.mailbox.id }
  return { label: word, word, token: await issueChoice(occasion.tx, occasion.token(), meaning, expires) }
}
