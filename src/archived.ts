import { type ContentOf, sourceOf } from './kernel/archive/database-source.ts'
import { readCheckpoints } from './kernel/archive/archive-store.ts'
import { originOf } from './kernel/archive/checkpoint.ts'
import { phraseOf } from './kernel/archive/phrase.ts'
import { type Verified, verifyArchive } from './kernel/archive/verify.ts'
import type { Tx } from './kernel/database/connection.ts'
import { ARCHIVE_KIND, archivedContentOf, judgeStored } from './disclosures/exports.ts'

/** A line of an exported archive: an entry with what is published under it, or a checkpoint. */
export type ArchiveRecord =
  | {
      readonly record: 'entry'
      readonly position: number
      readonly kind: string
      readonly subject: string
      readonly at: string
      readonly commitment: string
      readonly salt: string | null
      readonly content: string | null
    }
  | {
      readonly record: 'checkpoint'
      readonly size: number
      readonly root: string
      readonly signature: string
      readonly public_key: string
      readonly at: string
    }

/** Each phrase costs a tenth of a second to compute: the newest are checked, which is what people still hold. */
const MOST_PHRASES = 100

/** What is published under an entry, asked of the capability that published it. */
const contentOf: ContentOf = async (tx, { kind, subject }) => (kind === ARCHIVE_KIND ? archivedContentOf(tx, subject) : undefined)

/** Checks the archive of a database, and everything published beside it. */
export async function verifyDatabase(tx: Tx, publicKey: string | undefined): Promise<Verified> {
  const verified = await verifyArchive(await sourceOf(tx, contentOf, publicKey))
  const checkpoints = new Map((await readCheckpoints(tx)).map((one) => [one.size, one]))
  const phraseAt = (position: number): string | undefined => {
    const checkpoint = position < verified.entries - MOST_PHRASES ? undefined : checkpoints.get(position + 1)
    return checkpoint === undefined ? undefined : phraseOf(originOf(checkpoint.publicKey), checkpoint.size, checkpoint.root)
  }
  return { ...verified, problems: [...verified.problems, ...(await judgeStored(tx, phraseAt))] }
}

/** Checks an exported archive without any database. */
export async function verifyRecords(records: readonly ArchiveRecord[]): Promise<Verified> {
  const checkpoints = records.flatMap((one) => (one.record === 'checkpoint' ? [{ ...one, publicKey: one.public_key }] : []))
  async function* shown() {
    for (const one of records)
      if (one.record === 'entry') yield { entry: one, salt: one.salt ?? undefined, content: one.content ?? undefined }
  }
  return verifyArchive({ shown, checkpoints })
}

/** The archive as a table that can be checked anywhere: everything in it is public. */
export async function archiveRecords(tx: Tx): Promise<readonly ArchiveRecord[]> {
  const records: ArchiveRecord[] = []
  const source = await sourceOf(tx, contentOf)
  for await (const { entry, salt, content } of source.shown())
    records.push({ record: 'entry', ...entry, salt: salt ?? null, content: content ?? null })
  for (const { size, root, signature, publicKey, at } of source.checkpoints)
    records.push({ record: 'checkpoint', size, root, signature, public_key: publicKey, at })
  return records
}
