import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { hasLetter } from '../kernel/outbox/letter.ts'
import type { MailboxId } from '../kernel/outbox/mailbox.ts'
import type { Outbox } from '../kernel/outbox/outbox.ts'
import { getBranch } from '../roster/directory.ts'
import { copiesInBranch, copyStates, mailboxesInBranch, ownFile } from './copies-store.ts'
import { findCorrectionOf } from './find-notices.ts'
import { getNotice, setNoticeState } from './notices-store.ts'
import { acknowledgedInBranch } from './receipts-store.ts'
import { hasLeft } from './rules.ts'
import type { Notice, NoticeId } from './tables.ts'
import { noticeWords } from './words.ts'

/** The counter on a card is refreshed at most this often (LESSONS §2). */
export const CARD_SECONDS = 30
const CARD_GOOD_MS = 3_600_000
const REPLACED_GOOD_MS = 86_400_000

type Round = { readonly tx: Tx; readonly now: Date; readonly outbox: Outbox }
type Args = Readonly<Record<string, string | number>>

/** The text of a notice as it first hangs in a group. */
export async function hangingText(tx: Tx, notice: Notice): Promise<string> {
  const branch = await getBranch(tx, notice.branch)
  const corrected = notice.corrects === undefined ? undefined : await getNotice(tx, notice.corrects)
  return noticeWords.notice({
    urgent: notice.urgent,
    number: notice.number,
    text: notice.text,
    branch: branch.name,
    corrects: corrected?.number,
  })
}

/** Notes that the counter of the cards in a branch's groups is old; one letter for each half minute, its number read when it goes. */
export async function refreshCards(round: Round, notice: NoticeId, branch: BranchId): Promise<void> {
  const slot = Math.floor(round.now.getTime() / (CARD_SECONDS * 1000)) + 1
  const onceFor = (mailbox: MailboxId) => `notice:${notice}:card:${mailbox}:${slot}`
  const unnoted = new Set<MailboxId>()
  for (const mailbox of await mailboxesInBranch(round.tx, notice, branch))
    if (!(await hasLetter(round.tx, onceFor(mailbox)))) unnoted.add(mailbox)
  // All but the first receipt of a half minute end here.
  if (unnoted.size === 0) return
  const at = new Date(slot * CARD_SECONDS * 1000)
  for (const copy of await copiesInBranch(round.tx, notice, branch)) {
    if (!unnoted.has(copy.mailbox)) continue
    await round.outbox.put(
      round.tx,
      {
        once: onceFor(copy.mailbox),
        to: copy.mailbox,
        priority: 'card',
        text: noticeWords.receiptChoice,
        choices: copy.choices,
        edits: copy.letter,
        ...withFile(copy.file),
        why: noticeWords.whyCard,
        stillNeeded: { check: 'notice-card', args: { notice, branch } },
        inDoubt: 'resend',
        notBefore: at,
        goodUntil: new Date(at.getTime() + CARD_GOOD_MS),
      },
      round.now,
    )
  }
}

/** How a card must read now. One that was replaced is left as it is: it says so. */
export async function cardNow(tx: Tx, args: Args): Promise<boolean | { readonly text: string }> {
  const notice = await getNotice(tx, Number(args['notice']) as NoticeId)
  if (notice.state !== 'sent' && notice.state !== 'stopped') return false
  if ((await findCorrectionOf(tx, notice.id)) !== undefined) return false
  const count = await acknowledgedInBranch(tx, notice.id, Number(args['branch']) as BranchId)
  return { text: noticeWords.card(await hangingText(tx, notice), count) }
}

/**
 * The old copies stay where they are and say which number replaces them (nothing published is changed quietly); those
 * that have not left do not leave any more. The cards change when the correction goes out, and not if it is taken back.
 */
export async function markReplaced(round: Round, old: Notice, by: { readonly number: number; readonly leaves: Date }): Promise<void> {
  const text = noticeWords.replaced(await hangingText(round.tx, old), by.number)
  const copies = await copyStates(round.tx, old.id)
  for (const { letter } of copies) await round.outbox.withdraw(round.tx, letter, noticeWords.reasonReplaced, round.now)
  if (!copies.some(hasLeft)) await setNoticeState(round.tx, old.id, 'withdrawn')
  for (const copy of copies)
    if (hasLeft(copy))
      await round.outbox.put(
        round.tx,
        {
          once: `notice:${old.id}:replaced:${by.number}:${copy.mailbox}`,
          to: copy.mailbox,
          priority: 'card',
          text,
          edits: copy.letter,
          ...withFile(ownFile(old.file, copy.platform)),
          why: noticeWords.whyReplaced,
          stillNeeded: { check: 'notice-replaced', args: { notice: old.id } },
          inDoubt: 'resend',
          notBefore: by.leaves,
          goodUntil: new Date(by.leaves.getTime() + REPLACED_GOOD_MS),
        },
        round.now,
      )
}

/** A platform has to know that words stand beside a file in order to change them. */
function withFile(file: Notice['file']): { readonly file?: NonNullable<Notice['file']> } {
  return file === undefined ? {} : { file }
}

/** True while the correction stands that a card is to tell of. */
export async function isReplaced(tx: Tx, args: Args): Promise<boolean> {
  return (await findCorrectionOf(tx, Number(args['notice']) as NoticeId)) !== undefined
}
