import type { Occasion, Pressed, Spoken } from '../kernel/chat/capability.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import { recordAudit } from '../kernel/audit.ts'
import { hasLetter } from '../kernel/outbox/letter.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { copiesInBranch, findNoticeOfMessage } from './copies-store.ts'
import { getNotice } from './notices-store.ts'
import {
  acknowledgedInBranch,
  findReceived,
  hangsInGroup,
  lastAcknowledgement,
  openNoticesOf,
  type OpenNotice,
  recordAcknowledgement,
  removeAcknowledgement,
} from './receipts-store.ts'
import { RECEIPT_DAYS, titleOf } from './rules.ts'
import { copyText } from './sending.ts'
import type { NoticeId } from './tables.ts'
import { noticeWords } from './words.ts'
import type { BranchId } from '../kernel/chat/person.ts'

/** The counter on a card is refreshed at most this often (LESSONS §2). */
export const CARD_SECONDS = 30
/** 撤销 reaches back this far (CHAT.md §1.5). */
const UNDO_MINUTES = 10

/** A tap on 收到. */
export async function pressReceipt(occasion: Occasion, args: Readonly<Record<string, string | number>>): Promise<Pressed> {
  const { member } = occasion.person
  if (member === undefined) return { toast: noticeWords.bindFirst }
  const received = await findReceived(occasion.tx, Number(args['notice']) as NoticeId, member)
  if (received === undefined) return { toast: noticeWords.notOnList }
  if (received.state === 'withdrawn') return { toast: noticeWords.withdrawn }
  return { toast: (await acknowledge(occasion, received.id, member)) ? noticeWords.received : noticeWords.receivedBefore }
}

/**
 * 收到 in words. Below a notice it means that one; in a group otherwise the newest that hangs there and waits for this
 * person; in private everything that waits, because the reminder listed it all.
 */
export async function hearReceipt(occasion: Spoken): Promise<void> {
  const { member } = occasion.person
  if (member === undefined) return
  const meant = await noticesMeant(occasion, member)
  for (const notice of meant) await acknowledge(occasion, notice.id, member)
  const [first] = meant
  if (first !== undefined && occasion.mailbox.kind === 'private')
    await occasion.voice.reply(noticeWords.privateThanks(meant.map(titleOf).join('、')))
}

/** The notices that wait for an answer of this person in this chat. */
export async function openNotices(occasion: Occasion): Promise<readonly OpenNotice[]> {
  const { member } = occasion.person
  if (member === undefined) return []
  const since = new Date(occasion.now.getTime() - RECEIPT_DAYS * 86_400_000)
  const open = await openNoticesOf(occasion.tx, member, since)
  if (occasion.mailbox.kind === 'private') return open
  const here: OpenNotice[] = []
  for (const notice of open) if (await hangsInGroup(occasion.tx, notice.id, occasion.mailbox.id)) here.push(notice)
  return here
}

async function noticesMeant(occasion: Spoken, member: MemberId): Promise<readonly OpenNotice[]> {
  const { repliesTo } = occasion.event
  const below = repliesTo === undefined ? undefined : await findNoticeOfMessage(occasion.tx, occasion.mailbox.id, repliesTo)
  if (below !== undefined) {
    const received = await findReceived(occasion.tx, below, member)
    return received === undefined || received.state === 'withdrawn' ? [] : [received]
  }
  const open = await openNotices(occasion)
  return occasion.mailbox.kind === 'private' ? open : open.slice(0, 1)
}

async function acknowledge(occasion: Occasion, notice: NoticeId, member: MemberId): Promise<boolean> {
  const first = await recordAcknowledgement(
    occasion.tx,
    { notice, member, evidence: 'self', identity: occasion.person.evidence, platform: occasion.from.platform },
    occasion.now,
  )
  if (first && occasion.person.branch !== undefined) await refreshCards(occasion, notice, occasion.person.branch)
  return first
}

/** Notes that the counter of the cards in a branch's groups is old; one letter for each half minute, its number read when it goes. */
export async function refreshCards(occasion: Occasion, notice: NoticeId, branch: BranchId): Promise<void> {
  const slot = Math.floor(occasion.now.getTime() / (CARD_SECONDS * 1000)) + 1
  for (const copy of await copiesInBranch(occasion.tx, notice, branch)) {
    const once = `notice:${notice}:card:${copy.mailbox}:${slot}`
    if (await hasLetter(occasion.tx, once)) continue
    const at = new Date(slot * CARD_SECONDS * 1000)
    await occasion.outbox.put(
      occasion.tx,
      {
        once,
        to: copy.mailbox,
        priority: 'card',
        text: once,
        edits: copy.letter,
        why: noticeWords.receiptChoice,
        stillNeeded: { check: 'notice-card', args: { notice, branch } },
        inDoubt: 'resend',
        notBefore: at,
        goodUntil: new Date(at.getTime() + 3_600_000),
      },
      occasion.now,
    )
  }
}

/** How a card must read now; a notice that was replaced keeps the line that says so. */
export async function cardNow(tx: Tx, args: Readonly<Record<string, string | number>>): Promise<boolean | { readonly text: string }> {
  const notice = await getNotice(tx, Number(args['notice']) as NoticeId)
  if (notice.state !== 'sent' && notice.state !== 'stopped') return false
  const count = await acknowledgedInBranch(tx, notice.id, Number(args['branch']) as BranchId)
  return { text: noticeWords.card(await copyText(tx, notice), count) }
}

/** The sender's own receipt of the last ten minutes, which 撤销 takes back. */
export async function lastReceipt(occasion: Occasion) {
  const { member } = occasion.person
  if (member === undefined) return undefined
  const last = await lastAcknowledgement(occasion.tx, member, new Date(occasion.now.getTime() - UNDO_MINUTES * 60_000))
  if (last === undefined) return undefined
  return {
    what: 'acknowledge',
    title: noticeWords.undoTitle(titleOf(last)),
    at: last.at,
    undo: async (undoing: Occasion) => {
      await removeAcknowledgement(undoing.tx, last.id, member)
      await recordAudit(
        undoing.tx,
        { actor: `member:${member}`, action: 'acknowledgement-undone', subject: `notice:${last.id}` },
        undoing.now,
      )
      if (undoing.person.branch !== undefined) await refreshCards(undoing, last.id, undoing.person.branch)
    },
  }
}
