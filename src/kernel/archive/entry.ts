import { createHash } from 'node:crypto'
import { type Hash, hashLeaf } from './merkle.ts'

/** What is published: a version of a disclosure, a correction, an answer, a month's totals. `subject` is unique within its kind. */
export type Published = { readonly kind: string; readonly subject: string; readonly content: string }

/** One line of the log. It commits to the content without holding it, so that a person can be erased and the log still stands. */
export type Entry = {
  readonly position: number
  readonly kind: string
  readonly subject: string
  readonly at: string
  readonly commitment: Hash
}

/** A commitment to a content: the salt keeps a short content from being guessed out of it. */
export function commit(content: string, salt: string): Hash {
  return createHash('sha256').update(salt, 'hex').update(content, 'utf8').digest('hex')
}

/** The bytes of an entry that the log hashes; the position is said by the tree itself. */
export function entryText({ kind, subject, at, commitment }: Omit<Entry, 'position'>): string {
  return `${kind}\n${subject}\n${at}\n${commitment}\n`
}

/** The leaf of an entry. */
export function leafOf(entry: Omit<Entry, 'position'>): Hash {
  return hashLeaf(entryText(entry))
}
