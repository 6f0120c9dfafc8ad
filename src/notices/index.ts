import type { Capability, Command, Occasion, Open, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { findPrompt } from '../kernel/chat/prompt.ts'
import { answerPreview } from './answering.ts'
import { cardNow, isReplaced } from './card.ts'
import { pressCancel, pressSend } from './deciding.ts'
import { startCorrection, startDraft } from './drafting.ts'
import { exampleFor, explainLetter, tellUndelivered } from './explaining.ts'
import { sendScheduled } from './jobs.ts'
import { type NoticeSettings, PREVIEW_PROMPT } from './preview.ts'
import { lastRecord } from './last-record.ts'
import { hearReceipt, openNotices, pressReceipt } from './receipts.ts'
import { takeBackRecalled } from './recalled.ts'
import { shortTitleOf } from './rules.ts'
import { hurryNotice, stopNotice, withdrawNotice } from './stopping.ts'
import { tellState } from './status.ts'
import { hearLateAnswer } from './late-answer.ts'
import { draftWords, noticeWords } from './words.ts'

export { noticeDuty } from './duty.ts'
export { noticesSheet, noticesTable } from './exports.ts'

const GLUED_URGENT = /^\S{0,6}紧急通知/u

/** Policy notices: written by a secretary, pushed to the bound groups, confirmed in one word. */
export function noticesCapability(settings: NoticeSettings): Capability {
  const draft = (urgency: 'urgent' | 'normal', reach: 'own' | 'whole') => (occasion: Spoken) =>
    startDraft(settings, occasion, { text: occasion.rest, urgency, reach })
  const send = { where: 'anywhere', rest: 'private' } as const
  const own = { may: SECRETARIAL, where: 'private', rest: 'private' } as const
  const commands: readonly Command[] = [
    { words: ['发通知', 'notice'], may: SECRETARIAL, ...send, help: noticeWords.helpSend, run: draft('normal', 'own') },
    { words: ['紧急通知'], may: SECRETARIAL, ...send, run: draft('urgent', 'own') },
    { words: ['全镇 发通知', '全镇发通知'], may: ['township_admin'], ...send, run: draft('normal', 'whole') },
    { words: ['全镇 紧急通知', '全镇紧急通知'], may: ['township_admin'], ...send, run: draft('urgent', 'whole') },
    { words: ['更正'], ...own, run: (occasion) => startCorrection(settings, occasion) },
    { words: ['通知情况'], may: SECRETARIAL, where: 'anywhere', rest: 'anywhere', help: noticeWords.helpState, run: tellState },
    { words: ['撤回'], ...own, run: withdrawNotice },
    { words: ['马上发'], ...own, run: (occasion) => hurryNotice(settings, occasion) },
    { words: ['停止'], ...own, run: stopNotice },
  ]
  return {
    name: 'notices',
    commands,
    answers: {
      acknowledge: hearReceipt,
      start_notice: (occasion) => draft(GLUED_URGENT.test(occasion.event.text.trim()) ? 'urgent' : 'normal', 'own')(occasion),
    },
    presses: {
      'notice-receipt': pressReceipt,
      'notice-send': (occasion, args) => pressSend(settings, occasion, args),
      'notice-cancel': pressCancel,
    },
    prompts: { [PREVIEW_PROMPT]: (occasion, state, intents) => answerPreview(settings, occasion, state, intents) },
    unheard: (occasion) => hearLateAnswer(settings, occasion),
    changed: takeBackRecalled,
    checks: { 'notice-card': cardNow, 'notice-replaced': isReplaced },
    open: whatIsOpen,
    example: exampleFor,
    explains: explainLetter,
    undelivered: tellUndelivered,
    lastRecord,
    jobs: [sendScheduled],
  }
}

/** The newest notice that waits for this person here, and a preview that waits for 发送. */
async function whatIsOpen(occasion: Occasion): Promise<readonly Open[]> {
  const { tx, mailbox, senderId, now } = occasion
  const notices = (await openNotices(occasion)).slice(0, 1)
  const prompt = mailbox.kind === 'private' ? await findPrompt(tx, mailbox.id, senderId, now) : undefined
  return [
    ...notices.map(({ number }): Open => ({ thing: 'notice', word: noticeWords.receiptChoice, title: shortTitleOf(number) })),
    ...(prompt?.kind === PREVIEW_PROMPT ? [{ thing: 'preview', word: draftWords.sendChoice, title: draftWords.openTitle } as const] : []),
  ]
}
