import { recordAudit } from '../kernel/audit.ts'
import type { Occasion } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { closePrompt, findPrompt } from '../kernel/chat/prompt.ts'
import { dayOf, isQuiet } from '../kernel/day.ts'
import { branchesHeld, branchTree } from '../roster/directory.ts'
import { setSessionAlarms } from './alarms.ts'
import { announceCall, announceChange } from './announcing.ts'
import { audienceOf } from './audience.ts'
import {
  CALL_PROMPT,
  type CallState,
  contentOf,
  inPreview,
  judgeCall,
  showCallPreview,
  stampOf,
  type StudySettings,
} from './call-preview.ts'
import { recordExpected } from './expected-store.ts'
import { putLeavesBack } from './moved-leaves.ts'
import { changeSession, getSession, markCalled, markCancelled } from './sessions-store.ts'
import { titleOf } from './saying.ts'
import type { Session, SessionId } from './tables.ts'
import { callWords } from './words.ts'

type Args = Readonly<Record<string, string | number>>

/** In this time after 发送 one word takes everything back unheard. */
const UNDO_SECONDS = 60

/** A tap on 发送 below a preview. One below an older preview shows the newest instead of sending what was never seen. */
export async function pressSendCall(settings: StudySettings, occasion: Occasion, args: Args): Promise<{ readonly toast: string }> {
  const session = await getSession(occasion.tx, Number(args['session']) as SessionId)
  const state = stateOf(session, args)
  const line = (await holdsOffice(occasion, session)) ? closedLine(session, state) : callWords.notYours
  if (line !== undefined) return { toast: line }
  if (args['seen'] !== stampOf(inPreview(session, state))) {
    await showCallPreview(settings, occasion, session, { session: session.id })
    return { toast: callWords.openPreview }
  }
  await sendCall(settings, occasion, state)
  return { toast: callWords.sendChoice }
}

/** A tap on 取消 below a preview. */
export async function pressDropCall(occasion: Occasion, args: Args): Promise<{ readonly toast: string }> {
  const session = await getSession(occasion.tx, Number(args['session']) as SessionId)
  const state = stateOf(session, args)
  const line = (await holdsOffice(occasion, session)) ? closedLine(session, state) : callWords.notYours
  if (line !== undefined) return { toast: line }
  await dropCall(occasion, state)
  return { toast: callWords.cancelChoice }
}

/** 发送: looked at once more, then called, or changed for everybody who was told. */
export async function sendCall(settings: StudySettings, occasion: Occasion, state: CallState): Promise<void> {
  const session = await getSession(occasion.tx, state.session)
  const line = closedLine(session, state) ?? (await objectionTo(settings, occasion, inPreview(session, state)))
  if (line !== undefined) {
    await occasion.voice.reply(line)
    return
  }
  await closePreview(occasion, session.id)
  if (state.change === undefined) await callNow(settings, occasion, session)
  else await changeNow(occasion, session, state)
}

/** 取消 below a preview: the draft is put away, or the meeting stays as it was told. */
export async function dropCall(occasion: Occasion, state: CallState): Promise<void> {
  const session = await getSession(occasion.tx, state.session)
  const line = closedLine(session, state) ?? ((await holdsOffice(occasion, session)) ? undefined : callWords.notYours)
  await closePreview(occasion, session.id)
  if (line === undefined && state.change === undefined) await markCancelled(occasion.tx, session.id)
  await occasion.voice.reply(line ?? (state.change === undefined ? callWords.cancelled : callWords.kept(titleOf(session))))
}

async function callNow(settings: StudySettings, occasion: Occasion, draft: Session): Promise<void> {
  const { tx, now } = occasion
  const session = await markCalled(tx, draft.id, now)
  const { people } = await audienceOf(tx, session)
  await recordExpected(tx, session, people)
  await announceCall(occasion, session, new Date(now.getTime() + UNDO_SECONDS * 1000))
  await setSessionAlarms(tx, session, now)
  await note(occasion, 'session-called', session)
  const said = isQuiet(now, settings.quiet) ? callWords.queuedLater : callWords.queued
  await occasion.voice.reply(said(titleOf(session), session.number ?? 0))
}

async function changeNow(occasion: Occasion, before: Session, state: CallState): Promise<void> {
  const { tx, now } = occasion
  const session = await changeSession(tx, before.id, contentOf(inPreview(before, state)))
  await setSessionAlarms(tx, session, now)
  await note(occasion, 'session-changed', session)
  const isHeard = toldOf(session) !== toldOf(before)
  if (isHeard) await announceChange(occasion, session)
  if (dayOf(session.startsAt) !== dayOf(before.startsAt)) await putLeavesBack(occasion, session)
  await occasion.voice.reply(isHeard ? callWords.changed(titleOf(session)) : callWords.changedSilently(titleOf(session)))
}

/** What people were told of a meeting; whether it wants a code is nobody's concern before. */
function toldOf({ kinds, place, speaker, agenda, material, file, startsAt }: Session): string {
  return JSON.stringify([kinds, place, speaker, agenda, material, file?.reference, startsAt])
}

function stateOf(session: Session, args: Args): CallState {
  const change = String(args['change'] ?? '')
  return change === '' ? { session: session.id } : { session: session.id, change }
}

/** What to say of a preview that is none any more. */
function closedLine(session: Session, { change }: CallState): string | undefined {
  if (session.state === 'cancelled' || session.state === 'closed') return callWords.cancelledBefore
  return change === undefined && session.state !== 'draft' ? callWords.sentBefore(titleOf(session)) : undefined
}

async function objectionTo(settings: StudySettings, occasion: Occasion, session: Session): Promise<string | undefined> {
  if (!(await holdsOffice(occasion, session))) return callWords.notYours
  const { blockers } = await judgeCall(settings, occasion, session)
  return blockers.length === 0 ? undefined : [callWords.notInWay, ...blockers.map(callWords.blocker)].join('\n')
}

/** Only whoever may call a meeting for the branch may see and decide about its draft. */
export async function holdsOffice({ tx, person }: Occasion, session: Session): Promise<boolean> {
  return branchesHeld(person, SECRETARIAL, await branchTree(tx)).includes(session.branch)
}

async function note({ tx, now, person }: Occasion, action: string, session: Session): Promise<void> {
  await recordAudit(
    tx,
    {
      actor: `member:${person.member ?? 0}`,
      action,
      subject: `session:${session.id}`,
      after: { starts_at: session.startsAt.toISOString(), kinds: session.kinds },
    },
    now,
  )
}

/** Another question may have been put since: it stays open. */
async function closePreview({ tx, mailbox, senderId, now }: Occasion, session: SessionId): Promise<void> {
  const prompt = await findPrompt(tx, mailbox.id, senderId, now)
  if (prompt?.kind === CALL_PROMPT && (prompt.state as CallState).session === session) await closePrompt(tx, mailbox.id, senderId)
}
