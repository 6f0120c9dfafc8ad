import type { Tx } from '../kernel/database/connection.ts'
import { findEntry } from '../kernel/archive/archive-store.ts'
import { writeBody } from './body.ts'
import type { Disclosure } from './items-store.ts'
import { findStored, publishedRows } from './stored-store.ts'
import { verifyWords } from './view-words.ts'
import type { Version } from './versions-store.ts'

/** The kind under which published versions stand in the archive. */
export const ARCHIVE_KIND = 'disclosure'

/** How a version is called in the archive: number of the disclosure, number of the version. */
export function archiveSubject({ disclosure, version }: Pick<Version, 'disclosure' | 'version'>): string {
  return `${disclosure}:${version}`
}

/** Everything that a published version says and who answers for it: what the archive commits to. People stand in it as numbers. */
export function archiveContent(item: Disclosure, version: Version): string {
  const { title, summary, body, masked, reason, author, approvedBy, submittedAt, approvedAt, publishedAt, daysLate } = version
  return joinContent({
    about: [item.branch, item.domain, item.category, item.period, item.stage, item.dueOn ?? '', item.commentsUntil ?? ''],
    words: [title, summary, reason ?? ''],
    people: [author, approvedBy ?? ''],
    moments: [submittedAt, approvedAt, publishedAt].map((at) => at?.toISOString() ?? ''),
    daysLate: daysLate ?? '',
    masked: JSON.stringify(masked),
    body: writeBody(body),
  })
}

/** What is published under a subject of the archive now, column by column as it is stored; undefined when it is gone. */
export async function archivedContentOf(tx: Tx, subject: string): Promise<string | undefined> {
  const [number, version] = subject.split(':').map(Number)
  const row = await findStored(tx, number ?? 0, version ?? 0)
  if (row === undefined) return undefined
  return joinContent({
    about: [row.branch_id, row.domain, row.category, row.period, row.stage, row.due_on ?? '', row.comments_until ?? ''],
    words: [row.title, row.summary, row.reason ?? ''],
    people: [row.author_id, row.approved_by ?? ''],
    moments: [row.submitted_at ?? '', row.approved_at ?? '', row.published_at ?? ''],
    daysLate: row.days_late ?? '',
    masked: row.masked,
    body: row.body,
  })
}

/** What the archive cannot see in the contents: something published beside it, or hidden although nothing replaced it. */
export async function judgeStored(tx: Tx, phraseAt: (position: number) => string | undefined): Promise<readonly string[]> {
  const problems: string[] = []
  const newest = new Map<number, number>()
  const rows = await publishedRows(tx)
  for (const { disclosure_id, version } of rows) newest.set(disclosure_id, Math.max(version, newest.get(disclosure_id) ?? 0))
  for (const { disclosure_id, version, state, archive_position, phrase } of rows) {
    const entry = await findEntry(tx, ARCHIVE_KIND, `${disclosure_id}:${version}`)
    const name = verifyWords.version(disclosure_id, version)
    if (entry === undefined) problems.push(verifyWords.notArchived(name))
    else if (entry.position !== archive_position) problems.push(verifyWords.wrongPlace(name))
    if (state !== (newest.get(disclosure_id) === version ? 'published' : 'superseded')) problems.push(verifyWords.hidden(name))
    const told = archive_position === null ? undefined : phraseAt(archive_position)
    if (told !== undefined && told !== phrase) problems.push(verifyWords.wrongPhrase(name))
  }
  return problems
}

type Content = {
  readonly about: readonly (string | number)[]
  readonly words: readonly string[]
  readonly people: readonly (string | number)[]
  readonly moments: readonly string[]
  readonly daysLate: string | number
  readonly masked: string
  readonly body: string
}

function joinContent({ about, words, people, moments, daysLate, masked, body }: Content): string {
  return [about.join('/'), ...words, people.join('/'), moments.join('/'), String(daysLate), masked, body].join('\n')
}
