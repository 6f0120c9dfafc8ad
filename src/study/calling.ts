import { takeAside } from '../kernel/chat/aside.ts'
import type { Occasion, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import type { Intent } from '../kernel/chat/utterance.ts'
import { branchesHeld, branchesUnder, branchTree } from '../roster/directory.ts'
import { holdsOffice } from './call-deciding.ts'
import { type CallState, contentOf, showCallPreview, type StudySettings } from './call-preview.ts'
import { findMeant } from './coming.ts'
import { partyGroupsOf } from './expected-store.ts'
import { findSessions } from './find-sessions.ts'
import { readKinds, titleOfKinds } from './kinds.ts'
import { closingAfter, readEdit, readFields, readStart, withoutFields } from './reading.ts'
import { titleOf } from './saying.ts'
import { createSession, getSession } from './sessions-store.ts'
import type { SessionId } from './tables.ts'
import { callWords } from './words.ts'

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
  if (!(await holdsOffice(occasion, session))) return { toast: callWords.notYours }
  if (session.state !== 'draft')
    return { toast: session.state === 'cancelled' ? callWords.cancelledBefore : callWords.sentBefore(titleOf(session)) }
  await showCallPreview(settings, occasion, session, { session: session.id })
  return { toast: callWords.openPreview }
}

/** The branch for which a person calls: the lowest in which a secretary's office is held. */
export async function issuingBranch({ tx, person }: Occasion): Promise<BranchId | undefined> {
  const held = person.offices.filter(({ role }) => (SECRETARIAL as readonly string[]).includes(role)).map(({ branch }) => branch)
  const sizes = new Map<BranchId, number>()
  for (const branch of held) sizes.set(branch, (await branchesUnder(tx, branch)).length)
  return held.toSorted((one, other) => (sizes.get(one) ?? 0) - (sizes.get(other) ?? 0))[0]
}
