import { takeAside } from '../kernel/chat/aside.ts'
import type { Occasion, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import type { Intent } from '../kernel/chat/utterance.ts'
import { dayOf } from '../kernel/day.ts'
import { branchesHeld, branchesUnder, branchTree } from '../roster/directory.ts'
import { type CallState, contentOf, showCallPreview, type StudySettings } from './call-preview.ts'
import { partyGroupsOf } from './expected-store.ts'
import { findSessions } from './find-sessions.ts'
import { readKinds, titleOfKinds } from './kinds.ts'
import { closingAfter, readEdit, readFields, readStart, withoutFields } from './reading.ts'
import { OPEN_HOURS } from './rules.ts'
import { sayStart, titleOf } from './saying.ts'
import { createSession, getSession } from './sessions-store.ts'
import type { Session, SessionId } from './tables.ts'
import { callWords } from './words.ts'

const HELD_BACK_MS = OPEN_HOURS * 3_600_000
const MOST_SHOWN = 6

/** 开会 5号9点 村部 主题党日: writes a draft and shows it to its writer alone. */
export async function startCall(settings: StudySettings, said: Spoken, { when, place }: Intent): Promise<void> {
  const occasion = await takeAside(said)
  const branch = await issuingBranch(said)
  const author = said.person.member
  if (occasion === undefined || branch === undefined || author === undefined) return
  const text = occasion.event.text.normalize('NFKC')
  const bare = withoutFields(text)
  const kinds = readKinds(bare)
  const start = readStart(when ?? '', occasion.now)
  if (start.kind !== 'at') {
    const rest = [place ?? '', titleOfKinds(kinds)].join(' ').trim()
    await occasion.voice.reply(start.kind === 'unclear' ? callWords.timeUnclear(start.examples, rest) : callWords.example)
    return
  }
  const meant = kinds.length === 0 ? (['member_assembly'] as const) : kinds
  const group = (await partyGroupsOf(occasion.tx, branch)).find(({ name }) => text.includes(name))
  const draft = await createSession(
    occasion.tx,
    {
      branch,
      author,
      kinds: meant,
      title: titleOfKinds(meant),
      place,
      speaker: undefined,
      agenda: undefined,
      material: undefined,
      file: occasion.event.file,
      startsAt: start.at,
      closesAt: closingAfter(start.at),
      calendar: start.calendar,
      partyGroup: group?.id,
      wantsCode: false,
      hourBefore: false,
      ...readFields(text),
    },
    occasion.now,
  )
  await showCallPreview(settings, occasion, draft, { session: draft.id })
}

/** 改会议 6号10点, 会议改到 …: shows what everybody who was told would hear. */
export async function changeCall(settings: StudySettings, said: Spoken): Promise<void> {
  const occasion = await takeAside(said)
  if (occasion === undefined) return
  const { session, rest, line } = await findMeant(occasion, '改会议')
  if (session === undefined) {
    await occasion.voice.reply(line)
    return
  }
  const edited = readEdit(rest, contentOf(session), occasion.now)
  if (edited.kind !== 'edited') {
    const lines = edited.kind === 'unclear' ? edited.examples.map((example) => `改会议 ${example}`) : []
    await occasion.voice.reply(lines.length > 0 ? callWords.changeWhich(lines) : callWords.changeCallHow)
    return
  }
  const state: CallState = { session: session.id, change: JSON.stringify(edited.content) }
  await showCallPreview(settings, occasion, session, state)
}

/** 看会议: the draft that waits to be agreed to, most of all one that a rule put before the secretary. */
export async function lookAtDraft(settings: StudySettings, said: Spoken): Promise<void> {
  const occasion = await takeAside(said)
  if (occasion === undefined) return
  const branches = branchesHeld(occasion.person, SECRETARIAL, await branchTree(occasion.tx))
  const drafts = (await findSessions(occasion.tx, { branches, states: ['draft'], from: occasion.now })).toReversed()
  const draft = drafts.find(({ rule }) => rule !== undefined) ?? drafts[0]
  if (draft === undefined) await occasion.voice.reply(callWords.lookNone)
  else await showCallPreview(settings, occasion, draft, { session: draft.id })
}

/** A tap on 看会议 below a proposal. */
export async function pressLook(
  settings: StudySettings,
  occasion: Occasion,
  args: Readonly<Record<string, string | number>>,
): Promise<{ readonly toast: string }> {
  const session = await getSession(occasion.tx, Number(args['session']) as SessionId)
  if (session.state !== 'draft')
    return { toast: session.state === 'cancelled' ? callWords.cancelledBefore : callWords.sentBefore(titleOf(session)) }
  await showCallPreview(settings, occasion, session, { session: session.id })
  return { toast: callWords.openPreview }
}

/** The meeting of one's branches that is meant: the one whose number was said, else the only one there is. */
export async function findMeant(
  occasion: Spoken,
  word: string,
): Promise<{ readonly session?: Session; readonly rest: string; readonly line: string }> {
  const found = /^第?(\d{1,4})(?:次会?|(?=\s|$))\s*/u.exec(occasion.rest.normalize('NFKC'))
  const rest = found === null ? occasion.rest : occasion.rest.slice(found[0].length)
  const coming = await comingSessions(occasion)
  const meant = found === null ? coming : coming.filter(({ number }) => number === Number(found[1]))
  const [session, ...others] = meant
  if (session === undefined) return { rest, line: callWords.none }
  if (others.length === 0) return { session, rest, line: '' }
  const justCalled = meant.find(({ author, calledAt }) => author === occasion.person.member && isFresh(calledAt, occasion.now))
  if (justCalled !== undefined) return { session: justCalled, rest, line: '' }
  const lines = meant.slice(0, MOST_SHOWN).map((one) => callWords.whichLine(one.number ?? 0, titleOf(one)))
  return { rest, line: callWords.which(lines, word) }
}

/** 会议安排: what is called for this person, or for the branches held. */
export async function tellSchedule(occasion: Occasion): Promise<void> {
  const { tx, person, now } = occasion
  const own = person.branch === undefined ? [] : [...(await above(occasion, person.branch))]
  const held = branchesHeld(person, SECRETARIAL, await branchTree(tx))
  const found = await findSessions(tx, {
    branches: [...new Set([...own, ...held])],
    states: ['called', 'open'],
    from: new Date(now.getTime() - HELD_BACK_MS),
  })
  const lines = found
    .toReversed()
    .slice(0, MOST_SHOWN)
    .map((session) => [sayStart(session, dayOf(now)), session.title, ...(session.place === undefined ? [] : [session.place])].join(' '))
  await occasion.voice.privately(lines.length === 0 ? callWords.scheduleNone : callWords.schedule(lines))
}

/** The branch for which a person calls: the lowest in which a secretary's office is held. */
export async function issuingBranch({ tx, person }: Occasion): Promise<BranchId | undefined> {
  const held = person.offices.filter(({ role }) => (SECRETARIAL as readonly string[]).includes(role)).map(({ branch }) => branch)
  const sizes = new Map<BranchId, number>()
  for (const branch of held) sizes.set(branch, (await branchesUnder(tx, branch)).length)
  return held.toSorted((one, other) => (sizes.get(one) ?? 0) - (sizes.get(other) ?? 0))[0]
}

const FRESH_MS = 60_000

/** True in the minute in which a call can be taken back unheard. */
export function isFresh(calledAt: Date | undefined, now: Date): boolean {
  return calledAt !== undefined && now.getTime() - calledAt.getTime() < FRESH_MS
}

/** The meetings of the branches held that are not over, the next first. */
export async function comingSessions({ tx, person, now }: Occasion): Promise<readonly Session[]> {
  const branches = branchesHeld(person, SECRETARIAL, await branchTree(tx))
  const from = new Date(now.getTime() - HELD_BACK_MS)
  return (await findSessions(tx, { branches, states: ['called', 'open'], from })).toReversed()
}

async function above({ tx }: Occasion, branch: BranchId): Promise<readonly BranchId[]> {
  const tree = await branchTree(tx)
  const path: BranchId[] = []
  for (let at: BranchId | undefined = branch; at !== undefined && !path.includes(at); at = tree.get(at)?.parent) path.push(at)
  return path
}
