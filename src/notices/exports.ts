import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { dayOf, isWithin, timeOf } from '../kernel/day.ts'
import type { SheetToWrite, SheetValue } from '../kernel/tables/write-sheet.ts'
import { branchTree, getMember, roomsOf } from '../roster/directory.ts'
import { copyStates } from './copies-store.ts'
import { getNotice } from './notices-store.ts'
import { recipientStates } from './recipients-store.ts'
import type { NoticeId, NoticeTables } from './tables.ts'

type ReminderTables = { reminder: { kind: string; subject: string; debtor: string; stage: number; at: string } }
type ReminderRow = Pick<ReminderTables['reminder'], 'stage' | 'debtor' | 'at'>

/** A reminder that went out: one line for a group, one for a member, or the list for a branch's secretary. */
type Reminder = { readonly stage: number; readonly to: 'group' | 'member' | 'branch'; readonly name: string; readonly at: string }

/** One notice with everything that became of it, in the words of the glossary; moments are ISO. */
export type NoticeRecord = {
  readonly number: number | null
  readonly branch: string
  readonly author: string
  readonly text: string
  readonly urgent: boolean
  readonly state: string
  readonly corrects: number | null
  /** When it is or was to go out by the clock. */
  readonly send_at: string | null
  readonly sent_at: string | null
  readonly attachment: string | null
  readonly copies: readonly { room: string; branch: string; platform: string; state: string; reason: string | null; at: string | null }[]
  readonly acknowledgements: readonly {
    member: string
    branch: string
    state: 'acknowledged' | 'open'
    at: string | null
    evidence: string | null
    identity: string | null
    platform: string | null
    /** Who noted it for the member, when the member did not answer alone. */
    recorded_by: string | null
    /** How many private reminders the member was sent. */
    reminders: number
  }[]
  readonly reminders: readonly Reminder[]
}

/** Every notice of these branches (all without a choice) that went out, or was to, within a period of days in Shanghai. */
export async function noticesTable(
  tx: Tx,
  branches: readonly BranchId[] | undefined,
  period: string | undefined,
): Promise<readonly NoticeRecord[]> {
  const rows = await tx
    .withTables<NoticeTables>()
    .selectFrom('notice')
    .select(['id', 'created_at', 'send_at', 'sent_at'])
    .where('state', '!=', 'draft')
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
  const within = rows.filter(
    (row) => period === undefined || isWithin(dayOf(new Date(row.sent_at ?? row.send_at ?? row.created_at)), period),
  )
  const records: NoticeRecord[] = []
  for (const { id } of within) records.push(await toRecord(tx, id as NoticeId, branches))
  return records
}

async function toRecord(tx: Tx, id: NoticeId, branches: readonly BranchId[] | undefined): Promise<NoticeRecord> {
  const notice = await getNotice(tx, id)
  const tree = await branchTree(tx)
  const name = (branch: BranchId) => tree.get(branch)?.name ?? ''
  const titles = new Map((await roomsOf(tx, [...tree.keys()])).map(({ mailbox, title }) => [mailbox.id, title]))
  const corrected = notice.corrects === undefined ? undefined : await getNotice(tx, notice.corrects)
  const reminders = await remindersOf(tx, id)
  return {
    number: notice.number ?? null,
    branch: name(notice.branch),
    author: (await getMember(tx, notice.author)).name,
    text: notice.text,
    urgent: notice.urgent,
    state: notice.state,
    corrects: corrected?.number ?? null,
    send_at: notice.sendAt?.toISOString() ?? null,
    sent_at: notice.sentAt?.toISOString() ?? null,
    attachment: notice.file?.name ?? null,
    copies: (await copyStates(tx, id)).map((copy) => ({
      room: titles.get(copy.mailbox) ?? '',
      branch: name(copy.branch),
      platform: copy.platform,
      state: copy.state,
      reason: copy.reason ?? null,
      at: copy.settledAt ?? null,
    })),
    acknowledgements: await acknowledgementsOf(tx, id, branches, name, reminders),
    reminders: await sayReminders(tx, reminders, name, titles),
  }
}

async function acknowledgementsOf(
  tx: Tx,
  id: NoticeId,
  branches: readonly BranchId[] | undefined,
  nameOf: (branch: BranchId) => string,
  reminders: readonly ReminderRow[],
): Promise<NoticeRecord['acknowledgements']> {
  const made: NoticeRecord['acknowledgements'][number][] = []
  for (const { member, name, branch, answer } of await recipientStates(tx, id, branches))
    made.push({
      member: name,
      branch: nameOf(branch),
      state: answer === undefined ? 'open' : 'acknowledged',
      at: answer?.at.toISOString() ?? null,
      evidence: answer?.evidence ?? null,
      identity: answer?.identity ?? null,
      platform: answer?.platform ?? null,
      recorded_by: answer?.recordedBy === undefined ? null : (await getMember(tx, answer.recordedBy)).name,
      reminders: reminders.filter(({ debtor }) => debtor === `member:${member}`).length,
    })
  return made
}

async function remindersOf(tx: Tx, id: NoticeId): Promise<readonly ReminderRow[]> {
  return tx
    .withTables<ReminderTables>()
    .selectFrom('reminder')
    .select(['stage', 'debtor', 'at'])
    .where('kind', '=', 'notice')
    .where('subject', '=', String(id))
    .orderBy('at')
    .orderBy('debtor')
    .execute()
}

async function sayReminders(
  tx: Tx,
  rows: readonly ReminderRow[],
  nameOf: (branch: BranchId) => string,
  titles: ReadonlyMap<number, string>,
): Promise<readonly Reminder[]> {
  const said: Reminder[] = []
  for (const { stage, debtor, at } of rows) {
    const [what = '', number = ''] = debtor.split(':')
    if (what === 'room') said.push({ stage, to: 'group', name: titles.get(Number(number)) ?? '', at })
    else if (what === 'branch') said.push({ stage, to: 'branch', name: nameOf(Number(number) as BranchId), at })
    else said.push({ stage, to: 'member', name: (await getMember(tx, Number(number) as MemberId)).name, at })
  }
  return said
}

const EVIDENCE_WORDS: Readonly<Record<string, string>> = { self: '本人', proxy: '代回', recorded: '代记', paper: '纸质', relayed: '转录' }
const IDENTITY_WORDS: Readonly<Record<string, string>> = {
  probable: '待确认',
  remark: '书记认得',
  verified: '已核实',
  recorded: '代记',
}
const PLATFORM_WORDS: Readonly<Record<string, string>> = { sandbox: '演练', telegram: '电报', wechat: '微信', relay: '转发' }

const saidAs = (words: Readonly<Record<string, string>>) => (value: SheetValue) => words[String(value)] ?? ''

/** Moments are ISO to programs; people read the clock of their village. */
function sayLocal(value: SheetValue): string {
  if (typeof value !== 'string') return ''
  const at = new Date(value)
  return `${dayOf(at)} ${timeOf(at)}`
}

/** The same as a sheet: one line for each person a notice was sent to. */
export function noticesSheet(records: readonly NoticeRecord[]): SheetToWrite {
  return {
    name: '通知回执',
    columns: [
      { key: 'number', title: '通知号' },
      { key: 'sent_at', title: '发出时间', say: sayLocal },
      { key: 'author', title: '拟稿人' },
      { key: 'text', title: '正文' },
      { key: 'branch', title: '所在党支部' },
      { key: 'member', title: '姓名' },
      { key: 'state', title: '回执', say: (value) => (value === 'acknowledged' ? '收到' : '没回音') },
      { key: 'at', title: '回执时间', say: sayLocal },
      { key: 'evidence', title: '凭据', say: saidAs(EVIDENCE_WORDS) },
      { key: 'recorded_by', title: '代记人' },
      { key: 'identity', title: '身份', say: saidAs(IDENTITY_WORDS) },
      { key: 'platform', title: '平台', say: saidAs(PLATFORM_WORDS) },
      { key: 'reminders', title: '私聊提醒', holds: 'number' },
    ],
    rows: records.flatMap(({ number, sent_at, author, text, acknowledgements }) =>
      acknowledgements.map((one) => ({ number, sent_at, author, text, ...one })),
    ),
  }
}
