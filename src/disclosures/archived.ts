import type { Tx } from '../kernel/database/connection.ts'
import { findDisclosure, type Disclosure } from './items-store.ts'
import { writeBody } from './body.ts'
import { type Version, versionsOf } from './versions-store.ts'

/** The kind under which published versions stand in the archive. */
export const ARCHIVE_KIND = 'disclosure'

/** How a version is called in the archive: number of the disclosure, number of the version. */
export function archiveSubject({ disclosure, version }: Pick<Version, 'disclosure' | 'version'>): string {
  return `${disclosure}:${version}`
}

/** Everything that a published version says and who answers for it: what the archive commits to. People stand in it as numbers. */
export function archiveContent(item: Disclosure, version: Version): string {
  const { title, summary, body, masked, reason, author, approvedBy, submittedAt, approvedAt, publishedAt, daysLate } = version
  return [
    `${item.branch}/${item.domain}/${item.category}/${item.period}/${item.stage}`,
    title,
    summary,
    reason ?? '',
    `${author}/${approvedBy ?? ''}`,
    [submittedAt, approvedAt, publishedAt].map((at) => at?.toISOString() ?? '').join('/'),
    String(daysLate ?? ''),
    JSON.stringify(Object.entries(masked).toSorted()),
    writeBody(body),
  ].join('\n')
}

/** What is published under a subject of the archive now; undefined when it is gone. */
export async function archivedContentOf(tx: Tx, subject: string): Promise<string | undefined> {
  const [number, version] = subject.split(':').map(Number)
  const item = await findDisclosure(tx, number ?? 0)
  if (item === undefined) return undefined
  const found = (await versionsOf(tx, item.id)).find((one) => one.version === version)
  return found === undefined ? undefined : archiveContent(item, found)
}
