import type { Spoken } from '../kernel/chat/capability.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import { recordAudit } from '../kernel/audit.ts'
import type { DutyKind } from '../duties/index.ts'
import { getMember } from '../roster/directory.ts'
import { copyStates } from './copies-store.ts'
import { refreshCards } from './receipts.ts'
import { openNoticesOf, recordAcknowledgement } from './receipts-store.ts'
import { outstandingReceipts } from './recipients-store.ts'
import { RECEIPT_DAYS, titleOf } from './rules.ts'
import type { NoticeId } from './tables.ts'
import { noticeWords } from './words.ts'

/** A receipt is owed by everybody a notice was sent to. One line in the group, two in private, then the secretary's list. */
export const noticeDuty: DutyKind = {
  kind: 'notice',
  words: ['收到', '通知', '回执'],
  ladder: [
    { stage: 1, afterDays: 1, to: 'group' },
    { stage: 2, afterDays: 2, to: 'member' },
    { stage: 3, afterDays: 4, to: 'member' },
    { stage: 4, afterDays: 5, to: 'secretary' },
  ],
  async outstanding(tx, scope, now) {
    const since = new Date(now.getTime() - RECEIPT_DAYS * 86_400_000)
    const owed = await outstandingReceipts(tx, scope, since)
    return owed
      .filter(({ sentAt }) => sentAt <= now)
      .map((one) => ({ subject: String(one.notice), title: titleOf(one), member: one.member, branch: one.branch, since: one.sentAt }))
  },
  async isOpen(tx, subject, member) {
    return (await outstandingReceipts(tx, { member }, new Date(0))).some(({ notice }) => String(notice) === subject)
  },
  async rooms(tx, subject) {
    const copies = await copyStates(tx, Number(subject) as NoticeId)
    return copies.filter(({ state }) => state === 'sent' || state === 'accepted').map(({ mailbox, branch }) => ({ mailbox, branch }))
  },
  record: recordFor,
  say: {
    group: noticeWords.remindGroup,
    member: noticeWords.remindMember,
    secretary: noticeWords.remindSecretary,
  },
}

async function recordFor(occasion: Spoken, member: MemberId): Promise<void> {
  const { name, branch } = await getMember(occasion.tx, member)
  const by = occasion.person.member
  const since = new Date(occasion.now.getTime() - RECEIPT_DAYS * 86_400_000)
  const [notice] = await openNoticesOf(occasion.tx, member, since)
  if (notice === undefined || by === undefined) {
    await occasion.voice.reply(noticeWords.recordNone)
    return
  }
  const first = await recordAcknowledgement(
    occasion.tx,
    { notice: notice.id, member, evidence: 'recorded', identity: 'recorded', platform: occasion.from.platform, recordedBy: by },
    occasion.now,
  )
  if (!first) {
    await occasion.voice.reply(noticeWords.recordedBefore(name))
    return
  }
  await recordAudit(
    occasion.tx,
    { actor: `member:${by}`, action: 'acknowledgement-recorded', subject: `notice:${notice.id}`, after: { member } },
    occasion.now,
  )
  await refreshCards(occasion, notice.id, branch)
  await occasion.voice.reply(noticeWords.recorded(name, titleOf(notice)))
}
