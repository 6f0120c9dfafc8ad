import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { type Day, dayOf, daysBetween, isWithin } from '../kernel/day.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import type { SheetToWrite } from '../kernel/tables/write-sheet.ts'
import { branchTree } from '../roster/directory.ts'
import { allFeedback, type FeedbackState } from './feedback-store.ts'
import { textOf } from './registering.ts'

/** A line of the register as exported; nobody's name stands in it. */
export type FeedbackRecord = {
  readonly number: number
  readonly branch: string
  readonly about: number | null
  readonly received_on: string
  readonly due_on: string
  readonly text: string
  readonly state: FeedbackState
  readonly reply: string | null
  readonly replied_on: string | null
  readonly days_late: number
  readonly reopened: boolean
}

const STATES: Readonly<Record<FeedbackState, string>> = { received: '等答复', reopened: '重新办理', replied: '已答复', closed: '办结' }

/** The register of these branches (all without a choice) for what came in within a period of days in Shanghai, as it stands today. */
export async function feedbackRecords(
  tx: Tx,
  cipher: Cipher,
  branches: readonly BranchId[] | undefined,
  period: string | undefined,
  today: Day,
): Promise<readonly FeedbackRecord[]> {
  const tree = await branchTree(tx)
  const items = (await allFeedback(tx, branches)).filter(({ receivedAt }) => period === undefined || isWithin(dayOf(receivedAt), period))
  return items.map((item) => ({
    number: item.id,
    branch: tree.get(item.branch)?.name ?? '',
    about: item.about ?? null,
    received_on: dayOf(item.receivedAt),
    due_on: item.dueOn,
    text: textOf(cipher, item),
    state: item.state,
    reply: item.reply ?? null,
    replied_on: item.repliedAt === undefined ? null : dayOf(item.repliedAt),
    days_late: Math.max(0, daysBetween(item.dueOn, item.repliedAt === undefined ? today : dayOf(item.repliedAt))),
    reopened: item.isReopened,
  }))
}

/** The same as the register that offices keep (意见登记簿). */
export function feedbackSheet(records: readonly FeedbackRecord[]): SheetToWrite {
  return {
    name: '意见登记簿',
    columns: [
      { key: 'number', title: '号数' },
      { key: 'branch', title: '村' },
      { key: 'about', title: '关于第几号公开' },
      { key: 'received_on', title: '收到' },
      { key: 'due_on', title: '应答复' },
      { key: 'text', title: '内容' },
      { key: 'state', title: '办理' },
      { key: 'reply', title: '答复' },
      { key: 'replied_on', title: '答复日期' },
      { key: 'days_late', title: '迟几天' },
      { key: 'reopened', title: '重新办理过' },
    ],
    rows: records.map((record) => ({ ...record, state: STATES[record.state], reopened: record.reopened ? '是' : '' })),
  }
}
