import type { Occasion } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { closePrompt, findPrompt } from '../kernel/chat/prompt.ts'
import { branchesHeld, branchTree, roomsOf } from '../roster/directory.ts'
import { getNotice, setNoticeState } from './notices-store.ts'
import { countHeld, findBlockers, type NoticeSettings, PREVIEW_PROMPT, type PreviewState, showPreview, stampOf } from './preview.ts'
import { titleOf } from './rules.ts'
import { dispatchNotice, scheduleNotice } from './sending.ts'
import type { Notice, NoticeId } from './tables.ts'
import { draftWords } from './words.ts'

type Args = Readonly<Record<string, string | number>>

/** A tap on 发送 below a preview. One below an older preview shows the newest instead of sending what was never seen. */
export async function pressSend(settings: NoticeSettings, occasion: Occasion, args: Args): Promise<{ readonly toast: string }> {
  const notice = await getNotice(occasion.tx, Number(args['notice']) as NoticeId)
  const line = closedLine(notice)
  if (line !== undefined) return { toast: line }
  if (args['seen'] !== stampOf(notice)) {
    await showPreview(settings, occasion, notice)
    return { toast: draftWords.newer }
  }
  await sendDraft(settings, occasion, notice.id)
  return { toast: draftWords.sendChoice }
}

/** A tap on 取消 below a preview. */
export async function pressCancel(occasion: Occasion, args: Args): Promise<{ readonly toast: string }> {
  const notice = await getNotice(occasion.tx, Number(args['notice']) as NoticeId)
  const line = closedLine(notice)
  if (line !== undefined) return { toast: line }
  await cancelDraft(occasion, notice.id)
  return { toast: draftWords.cancelChoice }
}

/** 发送: checked once more, then a minute in which 撤回 stops everything, or the clock. */
export async function sendDraft(settings: NoticeSettings, occasion: Occasion, id: NoticeId): Promise<void> {
  const notice = await getNotice(occasion.tx, id)
  const { voice } = occasion
  const line = closedLine(notice) ?? (await objectionTo(settings, occasion, notice))
  if (line !== undefined) {
    await voice.reply(line)
    return
  }
  await closePreview(occasion, id)
  if (notice.sendAt !== undefined) {
    const scheduled = await scheduleNotice(occasion, notice, notice.sendAt)
    await voice.reply(draftWords.scheduled(titleOf(scheduled), notice.sendAt, scheduled.number ?? 0))
    return
  }
  const rooms = (await roomsOf(occasion.tx, notice.audience)).filter(({ mailbox }) => mailbox.state === 'open')
  const { quietUntil, capped } = await countHeld(settings, occasion, notice, rooms)
  const sent = await dispatchNotice(occasion, notice, 'undo')
  if (sent.kind === 'blocked') {
    await voice.reply(sent.line)
    return
  }
  const title = titleOf(sent.notice)
  if (quietUntil !== undefined) await voice.reply(draftWords.queuedLater(title, quietUntil))
  else if (capped === rooms.length) await voice.reply(draftWords.queuedTomorrow(title))
  else
    await voice.reply([draftWords.queued(title), ...(capped > 0 ? [draftWords.warning({ kind: 'capped', count: capped })] : [])].join('\n'))
}

/** 取消: the draft is put away; nothing has left. */
export async function cancelDraft(occasion: Occasion, id: NoticeId): Promise<void> {
  const notice = await getNotice(occasion.tx, id)
  const line = closedLine(notice)
  if (line === undefined) {
    await setNoticeState(occasion.tx, id, 'cancelled')
    await closePreview(occasion, id)
  }
  await occasion.voice.reply(line ?? draftWords.cancelled)
}

/** What to say of a draft that is none any more. */
function closedLine(notice: Notice): string | undefined {
  if (notice.state === 'draft') return undefined
  return notice.state === 'cancelled' ? draftWords.cancelledBefore : draftWords.sentBefore(titleOf(notice))
}

/** Why a draft may not leave as it is: not this person's any more, something in it, or its time is over. */
async function objectionTo(settings: NoticeSettings, occasion: Occasion, notice: Notice): Promise<string | undefined> {
  const held = branchesHeld(occasion.person, SECRETARIAL, await branchTree(occasion.tx))
  if (![notice.branch, ...notice.audience].every((branch) => held.includes(branch))) return draftWords.notYoursNow
  const blockers = await findBlockers(settings, occasion, notice)
  if (blockers.length > 0) return [draftWords.notInWay, ...blockers.map(draftWords.blocker)].join('\n')
  return notice.sendAt !== undefined && notice.sendAt <= occasion.now ? draftWords.timePast(notice.sendAt) : undefined
}

/** Another draft may have been begun since: its preview stays open. */
async function closePreview(occasion: Occasion, id: NoticeId): Promise<void> {
  const { tx, mailbox, senderId, now } = occasion
  const prompt = await findPrompt(tx, mailbox.id, senderId, now)
  if (prompt?.kind === PREVIEW_PROMPT && (prompt.state as PreviewState).notice === id) await closePrompt(tx, mailbox.id, senderId)
}
