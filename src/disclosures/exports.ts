import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { dayOf, isWithin } from '../kernel/day.ts'
import type { SheetToWrite, SheetValue } from '../kernel/tables/write-sheet.ts'
import { branchTree, getMember, roomsOf } from '../roster/directory.ts'
import type { Body } from './body.ts'
import { sayPeriod } from './calendar.ts'
import { copiesOf } from './copies-store.ts'
import { type Disclosure, disclosuresOf } from './items-store.ts'
import { postingsOf } from './postings-store.ts'
import { reviewsOf } from './reviews-store.ts'
import { type Version, versionsOf } from './versions-store.ts'
import { exportWords as words } from './export-words.ts'

export { ARCHIVE_KIND, archivedContentOf, judgeStored } from './archived.ts'
export { inspectionTable } from './inspection.ts'

/** One version with everything that became of it, in the words of the glossary; money in fen, moments ISO. */
export type DisclosureRecord = {
  readonly number: number
  readonly version: number
  readonly branch: string
  readonly domain: string
  readonly category: string
  readonly period: string
  readonly stage: string
  readonly title: string
  readonly summary: string
  readonly state: string
  readonly reason: string | null
  readonly author: string
  readonly approved_by: string | null
  readonly due_on: string | null
  readonly submitted_at: string | null
  readonly approved_at: string | null
  readonly published_at: string | null
  readonly days_late: number | null
  readonly phrase: string | null
  readonly masked: Readonly<Record<string, number>>
  readonly body: Body
  readonly reviews: readonly { reviewer: string; verdict: string; reason: string | null; answer: string | null; at: string }[]
  readonly copies: readonly { room: string; platform: string; state: string; reason: string | null }[]
  readonly postings: readonly { place: string; posted_on: string }[]
}

/** Every version that was handed in, for a period of the calendar or of the disclosure itself (2026-Q3). */
export async function disclosuresTable(
  tx: Tx,
  branches: readonly BranchId[] | undefined,
  period: string | undefined,
): Promise<{ readonly records: readonly DisclosureRecord[]; readonly sheet: SheetToWrite }> {
  const records: DisclosureRecord[] = []
  for (const item of await disclosuresOf(tx, branches ?? [...(await branchTree(tx)).keys()]))
    for (const version of await versionsOf(tx, item.id))
      if (version.submittedAt !== undefined && isAsked(item, version, period)) records.push(await toRecord(tx, item, version))
  return { records, sheet: toSheet(records) }
}

function isAsked(item: Disclosure, { publishedAt, submittedAt }: Version, period: string | undefined): boolean {
  const at = publishedAt ?? submittedAt
  return period === undefined || item.period === period || (at !== undefined && isWithin(dayOf(at), period))
}

async function toRecord(tx: Tx, item: Disclosure, version: Version): Promise<DisclosureRecord> {
  const tree = await branchTree(tx)
  const rooms = new Map((await roomsOf(tx, [...tree.keys()])).map((room) => [room.mailbox.id, room]))
  const name = async (member: Version['author']) => (await getMember(tx, member)).name
  const reviews: DisclosureRecord['reviews'][number][] = []
  for (const { reviewer, verdict, reason, answer, at } of await reviewsOf(tx, version.id))
    reviews.push({ reviewer: await name(reviewer), verdict, reason: reason ?? null, answer: answer ?? null, at: at.toISOString() })
  return {
    number: item.id,
    version: version.version,
    branch: tree.get(item.branch)?.name ?? '',
    domain: item.domain,
    category: item.category,
    period: item.period,
    stage: item.stage,
    title: version.title,
    summary: version.summary,
    state: version.state,
    reason: version.reason ?? null,
    author: await name(version.author),
    approved_by: version.approvedBy === undefined ? null : await name(version.approvedBy),
    due_on: item.dueOn ?? null,
    submitted_at: version.submittedAt?.toISOString() ?? null,
    approved_at: version.approvedAt?.toISOString() ?? null,
    published_at: version.publishedAt?.toISOString() ?? null,
    days_late: version.daysLate ?? null,
    phrase: version.phrase ?? null,
    masked: version.masked,
    body: version.body,
    reviews,
    copies: (await copiesOf(tx, version.id)).map(({ mailbox, state, reason }) => ({
      room: rooms.get(mailbox)?.title ?? words.unbound,
      platform: rooms.get(mailbox)?.mailbox.platform ?? '',
      state,
      reason: reason ?? null,
    })),
    postings: (await postingsOf(tx, version.id)).map(({ place, on }) => ({ place, posted_on: on })),
  }
}

/** The register of disclosures as an office keeps it (公开登记簿). */
function toSheet(records: readonly DisclosureRecord[]): SheetToWrite {
  return {
    name: words.register,
    columns: [
      { key: 'number', title: words.number, holds: 'number' },
      { key: 'version', title: words.version, holds: 'number' },
      { key: 'branch', title: words.branch },
      { key: 'title', title: words.title },
      { key: 'period', title: words.period, say: (value) => sayPeriod(String(value)) },
      { key: 'summary', title: words.summary },
      { key: 'state', title: words.state, say: (value) => words.states[String(value)] ?? String(value) },
      { key: 'due_on', title: words.dueOn },
      { key: 'published_on', title: words.publishedOn },
      { key: 'days_late', title: words.daysLate, holds: 'number' },
      { key: 'author', title: words.author },
      { key: 'approved_by', title: words.approvedBy },
      { key: 'reason', title: words.reason },
      { key: 'objections', title: words.objections },
      { key: 'arrived', title: words.arrived },
      { key: 'postings', title: words.postings },
      { key: 'phrase', title: words.phrase },
    ],
    rows: records.map(toRow),
  }
}

function toRow(record: DisclosureRecord): Record<string, SheetValue> {
  const { number, version, branch, title, period, summary, state, due_on, days_late, author, approved_by, reason, phrase } = record
  const arrived = record.copies.filter((copy) => copy.state === 'sent' || copy.state === 'accepted').length
  return {
    number,
    version,
    branch,
    title,
    period,
    summary,
    state,
    due_on,
    published_on: record.published_at === null ? null : dayOf(new Date(record.published_at)),
    days_late,
    author,
    approved_by,
    reason,
    objections: record.reviews.flatMap((one) => (one.reason === null ? [] : [words.objection(one.reason, one.answer)])),
    arrived: words.arrivedOf(arrived, record.copies.length),
    postings: record.postings.map(({ place, posted_on }) => `${posted_on} ${place}`),
    phrase,
  }
}
