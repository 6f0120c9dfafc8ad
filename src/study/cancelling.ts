import { recordAudit } from '../kernel/audit.ts'
import { takeAside } from '../kernel/chat/aside.ts'
import type { Occasion, PromptAnswer, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { closePrompt, openPrompt } from '../kernel/chat/prompt.ts'
import type { Intent } from '../kernel/chat/utterance.ts'
import { issueChoice } from '../kernel/outbox/choice.ts'
import type { LetterChoice } from '../kernel/outbox/letter.ts'
import { branchesHeld, branchTree } from '../roster/directory.ts'
import { announceCancel, withdrawCalls } from './announcing.ts'
import { findMeant, isFresh } from './coming.ts'
import { titleOf } from './saying.ts'
import { getSession, markCancelled } from './sessions-store.ts'
import type { Session, SessionId } from './tables.ts'
import { callWords } from './words.ts'

/** The prompt under which 取消会议 waits to be confirmed. */
export const CANCEL_PROMPT = 'session-cancel'
const CHOICES_LIVE_DAYS = 1
const TAKEN: PromptAnswer = { kind: 'taken' }

type Args = Readonly<Record<string, string | number>>

/** 取消会议: in the first minute nobody has heard of it; later everybody who was told is told again, after one question. */
export async function cancelCall(said: Spoken): Promise<void> {
  const occasion = await takeAside(said)
  if (occasion === undefined) return
  const { session, line } = await findMeant(occasion, '取消会议')
  if (session === undefined) {
    await occasion.voice.reply(line)
    return
  }
  if (isFresh(session.calledAt, occasion.now)) {
    await cancelNow(occasion, session)
    return
  }
  const { tx, mailbox, senderId, now } = occasion
  await openPrompt(tx, mailbox.id, senderId, { kind: CANCEL_PROMPT, state: { session: session.id } }, now)
  const choices = [
    await offer(occasion, session, callWords.cancelSureChoice, 'session-cancel'),
    await offer(occasion, session, callWords.keepChoice, 'session-keep'),
  ]
  await occasion.voice.reply(callWords.cancelAsk(titleOf(session)), { choices, why: callWords.whyDraft })
}

/** 确定, or anything that says no. */
export async function answerCancel(occasion: Spoken, state: unknown, intents: readonly Intent[]): Promise<PromptAnswer> {
  const session = await getSession(occasion.tx, (state as { session: SessionId }).session)
  const said = occasion.rest.trim()
  const means = (wanted: Intent['intent']) => intents.some(({ intent }) => intent === wanted)
  if (occasion.word !== '') return { kind: 'not-mine' }
  const isSure = /^(?:确定|确认|取消会议)$/u.test(said) || means('confirm')
  if (!isSure && !means('cancel') && said !== callWords.keepChoice) return { kind: 'not-mine' }
  await closePrompt(occasion.tx, occasion.mailbox.id, occasion.senderId)
  if (isSure) await cancelNow(occasion, session)
  else await occasion.voice.reply(callWords.kept(titleOf(session)))
  return TAKEN
}

/** A tap on 取消这次会. */
export async function pressCancelCall(occasion: Occasion, args: Args): Promise<{ readonly toast: string }> {
  const session = await getSession(occasion.tx, Number(args['session']) as SessionId)
  await closePrompt(occasion.tx, occasion.mailbox.id, occasion.senderId)
  await cancelNow(occasion, session)
  return { toast: callWords.cancelSureChoice }
}

/** A tap on 留着. */
export async function pressKeepCall(occasion: Occasion, args: Args): Promise<{ readonly toast: string }> {
  const session = await getSession(occasion.tx, Number(args['session']) as SessionId)
  await closePrompt(occasion.tx, occasion.mailbox.id, occasion.senderId)
  return { toast: callWords.kept(titleOf(session)) }
}

/** Cancels a meeting that is not over, for whoever holds the office now. */
async function cancelNow(occasion: Occasion, session: Session): Promise<void> {
  const { tx, now, person, voice } = occasion
  if (!branchesHeld(person, SECRETARIAL, await branchTree(tx)).includes(session.branch)) await voice.reply(callWords.notYours)
  else if (isFresh(session.calledAt, now)) {
    await withdrawCall(occasion, session)
    await voice.reply(callWords.withdrawn(titleOf(session)))
  } else if (await markCancelled(tx, session.id)) {
    await note(occasion, session)
    await announceCancel(occasion, session)
    await voice.reply(callWords.cancelDone(titleOf(session)))
  } else await voice.reply(callWords.cancelledBefore)
}

/** Takes back a meeting in its first minute; should it have left all the same, everybody is told. */
export async function withdrawCall(occasion: Occasion, session: Session): Promise<void> {
  if (!(await markCancelled(occasion.tx, session.id))) return
  await note(occasion, session)
  if (!(await withdrawCalls(occasion, session, callWords.cancelled))) await announceCancel(occasion, session)
}

function note({ tx, now, person }: Occasion, session: Session): Promise<void> {
  const deed = { actor: `member:${person.member ?? 0}`, action: 'session-cancelled', subject: `session:${session.id}` } as const
  return recordAudit(tx, deed, now)
}

async function offer(occasion: Occasion, session: Session, word: string, action: string): Promise<LetterChoice> {
  const expires = new Date(occasion.now.getTime() + CHOICES_LIVE_DAYS * 86_400_000)
  const meaning = { action, args: { session: session.id }, mailbox: occasion.mailbox.id }
  return { label: word, word, token: await issueChoice(occasion.tx, occasion.token(), meaning, expires) }
}
