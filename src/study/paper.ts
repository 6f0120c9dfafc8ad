import type { PromptAnswer, Spoken } from '../kernel/chat/capability.ts'
import { actorOf, recordAudit } from '../kernel/audit.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import { closePrompt, openPrompt } from '../kernel/chat/prompt.ts'
import type { Intent } from '../kernel/chat/utterance.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { branchesUnder, findMembersByName, getMember } from '../roster/directory.ts'
import { findStanding, recordAttendance } from './attendance-store.ts'
import { hasBegun, meantSession } from './meant-session.ts'
import { paperWords } from './paper-words.ts'
import { type RegisterLine, registerOf } from './register-store.ts'
import { titleOf } from './saying.ts'
import { getSession } from './sessions-store.ts'
import type { Session, SessionId } from './tables.ts'

/** The prompt under which 纸质签到 waits for 记 or 取消. */
export const PAPER_PROMPT = 'paper-attendance'

type Draft = { readonly session: SessionId; readonly missing: readonly MemberId[] }

const EXCEPT = /^(?:除了|除去|除|没到的?|缺)[\s:：,，]*/u
const YES = /^(?:记|记下|记上|确认|确定|对|好|行|是)(?:吧|了|的)?$/u
const NAMES_APART = /[\s,，、;；和]+/u
const TAKEN: PromptAnswer = { kind: 'taken' }

/**
 * 纸质签到 3 除了 张三 李四: the list that was signed on paper, told by its exceptions. Nothing is written before the
 * numbers have been read back.
 */
export async function startPaper(occasion: Spoken): Promise<void> {
  const { tx, voice, mailbox, senderId, now } = occasion
  const meant = await meantSession(occasion, occasion.rest)
  if (mailbox.kind === 'group' || meant.kind !== 'session' || !hasBegun(meant.session, now)) {
    await voice.privately(
      mailbox.kind === 'private' && meant.kind === 'session' ? paperWords.notBegun(titleOf(meant.session)) : paperWords.example,
    )
    return
  }
  const { session, rest } = meant
  const typed = rest.replace(EXCEPT, '').trim()
  if (typed === '' && rest !== '') {
    await voice.privately(paperWords.example)
    return
  }
  const named = await findNamed(tx, session, typed)
  if (named.kind === 'unclear') {
    await voice.privately(named.line)
    return
  }
  const { present, missing, known } = divide(await registerOf(tx, [session.id]), named.members)
  if (present.length + missing.length === 0) {
    await voice.privately(paperWords.allKnown(titleOf(session)))
    return
  }
  const state: Draft = { session: session.id, missing: named.members }
  await openPrompt(tx, mailbox.id, senderId, { kind: PAPER_PROMPT, state }, now)
  const names: string[] = []
  for (const member of missing) names.push((await getMember(tx, member)).name)
  const parts = { title: titleOf(session), present: present.length, missing: missing.length, known }
  // Where names may not be said the numbers are.
  if ((await voice.reply(paperWords.preview({ ...parts, names }))) === undefined)
    await voice.reply(paperWords.preview({ ...parts, names: [] }))
}

/** 记 writes it down, 取消 leaves it; everything else goes its usual way. */
export async function answerPaper(occasion: Spoken, state: unknown, intents: readonly Intent[]): Promise<PromptAnswer> {
  const { tx, mailbox, senderId, voice } = occasion
  const said = occasion.rest.trim().replace(/[。.!！]$/u, '')
  const isCancelled = intents.some(({ intent }) => intent === 'cancel')
  if (!YES.test(said) && !isCancelled) return { kind: 'not-mine' }
  await closePrompt(tx, mailbox.id, senderId)
  await voice.privately(isCancelled ? paperWords.cancelled : await writePaper(occasion, state as Draft))
  return TAKEN
}

async function writePaper(occasion: Spoken, draft: Draft): Promise<string> {
  const { tx, person, now } = occasion
  const session = await getSession(tx, draft.session)
  const by = person.member
  if (by === undefined || session.state === 'cancelled') return paperWords.cancelled
  const { present, missing } = divide(await registerOf(tx, [session.id]), draft.missing)
  for (const member of present) await note(occasion, session, member, 'checked_in')
  for (const member of missing) await note(occasion, session, member, 'absent')
  const after = { present: present.length, missing: missing.length }
  await recordAudit(tx, { actor: actorOf(by), action: 'paper-attendance', subject: `session:${session.id}`, after }, now)
  return paperWords.written(titleOf(session), after)
}

async function note(
  { tx, person, from, now, key }: Spoken,
  session: Session,
  member: MemberId,
  state: 'checked_in' | 'absent',
): Promise<void> {
  const { recorded } = await findStanding(tx, session.id, member)
  await recordAttendance(
    tx,
    {
      session: session.id,
      member,
      state,
      ...(state === 'checked_in' ? { way: 'in_room' as const } : {}),
      evidence: 'paper',
      identity: 'recorded',
      platform: from.platform,
      ...(person.member === undefined ? {} : { recordedBy: person.member }),
      eventKey: key,
      at: now,
    },
    recorded,
  )
}

/** Whom the paper says something new of: who came or asked leave by phone is known better, and stays as it is. */
function divide(
  lines: readonly RegisterLine[],
  named: readonly MemberId[],
): { readonly present: readonly MemberId[]; readonly missing: readonly MemberId[]; readonly known: number } {
  const isOpen = ({ standing, state }: RegisterLine) => standing === 'expected' && (state === 'expected' || state === 'absent')
  const open = lines.filter(isOpen)
  return {
    present: open.filter(({ member }) => !named.includes(member)).map(({ member }) => member),
    missing: open.filter(({ member, state }) => named.includes(member) && state === 'expected').map(({ member }) => member),
    known: lines.filter((line) => line.standing === 'expected' && !isOpen(line)).length,
  }
}

type Named = { readonly kind: 'members'; readonly members: readonly MemberId[] } | { readonly kind: 'unclear'; readonly line: string }

async function findNamed(tx: Tx, session: Session, typed: string): Promise<Named> {
  const members: MemberId[] = []
  const branches = await branchesUnder(tx, session.branch)
  for (const name of typed.split(NAMES_APART).filter((part) => part !== '')) {
    const found = await findMembersByName(tx, name, branches)
    const [one] = found
    if (one === undefined) return { kind: 'unclear', line: paperWords.nobody(name) }
    if (found.length > 1) return { kind: 'unclear', line: paperWords.several(name, found.length) }
    members.push(one.id)
  }
  return { kind: 'members', members }
}
