import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { SheetToWrite } from '../kernel/tables/write-sheet.ts'
import { branchTree, getMember, roomsOf } from '../roster/directory.ts'
import { copyStates } from './copies-store.ts'
import { getNotice } from './notices-store.ts'
import { recipientStates } from './recipients-store.ts'
import type { NoticeId, NoticeTables } from './tables.ts'

type ReminderTables = { reminder: { kind: string; subject: string; debtor: string; stage: number; at: string } }

/** One notice with everything that became of it, in the words of the glossary; moments are ISO. */
export type NoticeRecord = {
  readonly number: number | null
  readonly branch: string
  readonly author: string
  readonly text: string
  readonly urgent: boolean
  readonly state: string
  readonly corrects: number | null
  readonly sent_at: string | null
  readonly copies: readonly { room: string; branch: string; platform: string; state: string; reason: string | null; at: string | null }[]
  readonly acknowledgements: readonly {
    member: string
    branch: string
    state: 'acknowledged' | 'open'
    at: string | null
    evidence: string | null
    identity: string | null
    platform: string | null
  }[]
  readonly reminders: readonly { stage: number; to: string; at: string }[]
}

/** Every notice of these branches (all without a choice), sent or drafted within a period (`2026`, `2026-11`). */
export async function noticesTable(
  tx: Tx,
  branches: readonly BranchId[] | undefined,
  period: string | undefined,
): Promise<readonly NoticeRecord[]> {
  const rows = await tx
    .withTables<NoticeTables>()
    .selectFrom('notice')
    .select('id')
    .where('state', '!=', 'draft')
    .where('created_at', '>=', period ?? '')
    .where('created_at', '<', `${period ?? ''}\u{ffff}`)
    .$if(branches !== undefined, (query) =>
      query.where((where) =>
        where.exists(
          where
            .selectFrom('notice_audience')
            .select('notice_audience.branch_id')
            .whereRef('notice_audience.notice_id', '=', 'notice.id')
            .where('notice_audience.branch_id', 'in', branches?.length === 0 ? [0] : [...(branches ?? [])]),
        ),
      ),
    )
    .orderBy('id')
    .execute()
  return Promise.all(rows.map(({ id }) => toRecord(tx, id as NoticeId, branches)))
}

async function toRecord(tx: Tx, id: NoticeId, branches: readonly BranchId[] | undefined): Promise<NoticeRecord> {
  const notice = await getNotice(tx, id)
  const tree = await branchTree(tx)
  const name = (branch: BranchId) => tree.get(branch)?.name ?? ''
  const titles = new Map((await roomsOf(tx, [...tree.keys()])).map(({ mailbox, title }) => [mailbox.id, title]))
  const corrected = notice.corrects === undefined ? undefined : await getNotice(tx, notice.corrects)
  return {
    number: notice.number ?? null,
    branch: name(notice.branch),
    author: (await getMember(tx, notice.author)).name,
    text: notice.text,
    urgent: notice.urgent,
    state: notice.state,
    corrects: corrected?.number ?? null,
    sent_at: notice.sentAt?.toISOString() ?? null,
    copies: (await copyStates(tx, id)).map((copy) => ({
      room: titles.get(copy.mailbox) ?? '',
      branch: name(copy.branch),
      platform: copy.platform,
      state: copy.state,
      reason: copy.reason ?? null,
      at: copy.settledAt ?? null,
    })),
    acknowledgements: (await recipientStates(tx, id, branches)).map(({ name: member, branch, answer }) => ({
      member,
      branch: name(branch),
      state: answer === undefined ? 'open' : 'acknowledged',
      at: answer?.at.toISOString() ?? null,
      evidence: answer?.evidence ?? null,
      identity: answer?.identity ?? null,
      platform: answer?.platform ?? null,
    })),
    reminders: await remindersOf(tx, id),
  }
}

async function remindersOf(tx: Tx, id: NoticeId): Promise<readonly { stage: number; to: string; at: string }[]> {
  const rows = await tx
    .withTables<ReminderTables>()
    .selectFrom('reminder')
    .select(['stage', 'debtor', 'at'])
    .where('kind', '=', 'notice')
    .where('subject', '=', String(id))
    .orderBy('at')
    .orderBy('debtor')
    .execute()
  return rows.map(({ stage, debtor, at }) => ({ stage, to: debtor, at }))
}

/** The same as a sheet: one line for each person a notice was sent to. */
export function noticesSheet(records: readonly NoticeRecord[]): SheetToWrite {
  return {
    name: '通知回执',
    columns: [
      { key: 'number', title: '通知号' },
      { key: 'sent_at', title: '发出时间' },
      { key: 'text', title: '正文' },
      { key: 'branch', title: '所在党支部' },
      { key: 'member', title: '姓名' },
      { key: 'state', title: '回执' },
      { key: 'at', title: '回执时间' },
      { key: 'evidence', title: '凭据' },
      { key: 'identity', title: '身份' },
      { key: 'platform', title: '平台' },
    ],
    rows: records.flatMap(({ number, sent_at, text, acknowledgements }) =>
      acknowledgements.map((one) => ({ number, sent_at, text, ...one, state: one.state === 'acknowledged' ? '收到' : '没回音' })),
    ),
  }
}
