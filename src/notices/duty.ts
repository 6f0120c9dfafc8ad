import type { Spoken } from '../kernel/chat/capability.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { recordAudit } from '../kernel/audit.ts'
import type { Debt, DutyKind } from '../duties/index.ts'
import { getMember } from '../roster/directory.ts'
import { refreshCards } from './card.ts'
import { copyStates } from './copies-store.ts'
import { findNoticeByNumber } from './find-notices.ts'
import { openNoticesOf, recordAcknowledgement } from './receipts-store.ts'
import { type OwedReceipt, outstandingReceipts } from './recipients-store.ts'
import { RECEIPT_DAYS, shortTitleOf, titleOf } from './rules.ts'
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
    const owed = (await outstandingReceipts(tx, scope, since)).filter(({ sentAt }) => sentAt <= now)
    return withArrival(tx, owed)
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
    missing: noticeWords.missingNames,
  },
}

/** A notice held back until the morning is owed from the morning on: the days of the ladder count from its arrival. */
async function withArrival(tx: Tx, owed: readonly OwedReceipt[]): Promise<readonly Debt[]> {
  const arrivals = new Map<string, Date>()
  for (const notice of new Set(owed.map((one) => one.notice)))
    for (const { branch, state, settledAt } of await copyStates(tx, notice)) {
      if ((state !== 'sent' && state !== 'accepted') || settledAt === undefined) continue
      const key = `${notice}:${branch}`
      const at = new Date(settledAt)
      if (at < (arrivals.get(key) ?? new Date(8.64e15))) arrivals.set(key, at)
    }
  return owed.map((one) => ({
    subject: String(one.notice),
    title: titleOf(one),
    short: shortTitleOf(one.number),
    alone: noticeWords.remindMemberAlone(
      shortTitleOf(one.number),
      [one.text, ...(one.file === 'attached' ? [noticeWords.attached] : [])].filter((line) => line !== '').join('\n'),
    ),
    member: one.member,
    branch: one.branch,
    since: arrivals.get(`${one.notice}:${one.branch}`) ?? one.sentAt,
  }))
}

/** 记 王大爷 收到 [3]: the notice with this number, or the newest that waits for this member. */
async function recordFor(occasion: Spoken, member: MemberId, typed: string): Promise<string> {
  const { tx, now } = occasion
  const { name, branch } = await getMember(tx, member)
  const by = occasion.person.member
  const open = await openNoticesOf(tx, member, new Date(now.getTime() - RECEIPT_DAYS * 86_400_000))
  const number = /\d+/u.exec(typed.normalize('NFKC'))?.[0]
  const notice = number === undefined ? open[0] : open.find((one) => one.number === Number(number))
  if (notice === undefined && number !== undefined) {
    const known = await findNoticeByNumber(tx, Number(number))
    return known === undefined ? noticeWords.noSuchNotice(Number(number)) : noticeWords.recordNot(name, shortTitleOf(Number(number)))
  }
  if (notice === undefined || by === undefined) return noticeWords.recordNone(name)
  await recordAcknowledgement(
    tx,
    { notice: notice.id, member, evidence: 'recorded', identity: 'recorded', platform: occasion.from.platform, recordedBy: by },
    now,
  )
  await recordAudit(
    tx,
    { actor: `member:${by}`, action: 'acknowledgement-recorded', subject: `notice:${notice.id}`, after: { member } },
    now,
  )
  await refreshCards(occasion, notice.id, branch)
  const others = open.length - 1
  return [noticeWords.recorded(name, titleOf(notice)), ...(others > 0 ? [noticeWords.recordedOthers(others)] : [])].join('\n')
}
