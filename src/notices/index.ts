import type { Capability, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { answerPreview, cancelDraft, sendDraft, startCorrection, startDraft } from './drafting.ts'
import { getNotice, setNoticeState } from './notices-store.ts'
import { type NoticeSettings, PREVIEW_PROMPT } from './preview.ts'
import { cardNow, hearReceipt, lastReceipt, openNotices, pressReceipt } from './receipts.ts'
import { titleOf } from './rules.ts'
import { dispatchNotice, SEND_JOB } from './sending.ts'
import { hurryNotice, stopNotice, withdrawNotice } from './stopping.ts'
import { tellState } from './status.ts'
import { privateMailbox } from '../roster/directory.ts'
import type { NoticeId } from './tables.ts'
import { noticeWords } from './words.ts'

export { noticeDuty } from './duty.ts'
export { noticesSheet, noticesTable } from './exports.ts'

/** Policy notices: written by a secretary, pushed to the bound groups, confirmed in one word. */
export function noticesCapability(settings: NoticeSettings): Capability {
  const draft = (urgency: 'urgent' | 'normal', reach: 'own' | 'whole') => (occasion: Spoken) =>
    startDraft(settings, occasion, { text: occasion.rest, urgency, reach })
  const idOf = (args: Readonly<Record<string, string | number>>) => Number(args['notice']) as NoticeId
  return {
    name: 'notices',
    commands: [
      {
        words: ['发通知', 'notice'],
        may: SECRETARIAL,
        where: 'anywhere',
        rest: 'private',
        help: noticeWords.helpSend,
        run: draft('normal', 'own'),
      },
      { words: ['紧急通知'], may: SECRETARIAL, where: 'anywhere', rest: 'private', run: draft('urgent', 'own') },
      { words: ['全镇 发通知', '全镇发通知'], may: ['township_admin'], where: 'anywhere', rest: 'private', run: draft('normal', 'whole') },
      {
        words: ['全镇 紧急通知', '全镇紧急通知'],
        may: ['township_admin'],
        where: 'anywhere',
        rest: 'private',
        run: draft('urgent', 'whole'),
      },
      { words: ['更正'], may: SECRETARIAL, where: 'private', rest: 'private', run: (occasion) => startCorrection(settings, occasion) },
      { words: ['通知情况'], may: SECRETARIAL, where: 'anywhere', rest: 'anywhere', help: noticeWords.helpState, run: tellState },
      { words: ['撤回'], may: SECRETARIAL, where: 'private', rest: 'private', run: withdrawNotice },
      { words: ['马上发'], may: SECRETARIAL, where: 'private', rest: 'private', run: hurryNotice },
      { words: ['停止'], may: SECRETARIAL, where: 'private', rest: 'private', run: stopNotice },
    ],
    answers: {
      acknowledge: hearReceipt,
      start_notice: draft('normal', 'own'),
    },
    presses: {
      'notice-receipt': pressReceipt,
      'notice-send': async (occasion, args) => {
        await sendDraft(settings, occasion, idOf(args))
        return { toast: noticeWords.sendChoice }
      },
      'notice-cancel': async (occasion, args) => {
        await cancelDraft(occasion, idOf(args))
        return { toast: noticeWords.cancelChoice }
      },
    },
    prompts: { [PREVIEW_PROMPT]: (occasion, state, intents) => answerPreview(settings, occasion, state, intents) },
    checks: { 'notice-card': cardNow },
    open: async (occasion) =>
      (await openNotices(occasion))
        .slice(0, 1)
        .map(({ number }) => ({ thing: 'notice', word: noticeWords.receiptChoice, title: noticeWords.openTitle(number) })),
    lastRecord: lastReceipt,
    jobs: [
      {
        kind: 'alarm',
        name: SEND_JOB,
        run: async (round, args) => {
          const notice = await getNotice(round.tx, idOf(args))
          if (notice.state !== 'scheduled') return
          const sent = await dispatchNotice(round, notice, 'none')
          if (sent.kind === 'sent') return
          await setNoticeState(round.tx, notice.id, 'cancelled')
          const author = await privateMailbox(round.tx, notice.author)
          if (author === undefined) return
          await round.outbox.put(
            round.tx,
            {
              once: `notice:${notice.id}:blocked`,
              to: author.id,
              priority: 'reply',
              text: noticeWords.blockedAtSending(titleOf(notice), sent.line),
              why: noticeWords.whyOwnDraft,
              inDoubt: 'resend',
              goodUntil: new Date(round.now.getTime() + 86_400_000),
            },
            round.now,
          )
        },
      },
    ],
  }
}
