import type { Tx } from '../database/connection.ts'
import { entriesFrom, findSalt, nodesAfter, readCheckpoints } from './archive-store.ts'
import type { Entry } from './entry.ts'
import type { Hash, Node } from './merkle.ts'
import type { ArchiveSource, Shown } from './verify.ts'

/** What is published under an entry now, told by the capability that published it; undefined when it is gone. */
export type ContentOf = (tx: Tx, entry: Entry) => Promise<string | undefined>

const PAGE = 1000

/** The archive of a database, read in pages. */
export async function sourceOf(tx: Tx, contentOf: ContentOf, publicKey?: string): Promise<ArchiveSource> {
  const source = { shown: () => shown(tx, contentOf), checkpoints: await readCheckpoints(tx), nodes: () => nodes(tx) }
  return publicKey === undefined ? source : { ...source, publicKey }
}

async function* shown(tx: Tx, contentOf: ContentOf): AsyncGenerator<Shown> {
  for (let page = await entriesFrom(tx, 0, PAGE); page.length > 0;) {
    for (const entry of page) yield { entry, salt: await findSalt(tx, entry.position), content: await contentOf(tx, entry) }
    page = await entriesFrom(tx, (page.at(-1)?.position ?? 0) + 1, PAGE)
  }
}

async function* nodes(tx: Tx): AsyncGenerator<Node & { readonly hash: Hash }> {
  for (let page = await nodesAfter(tx, { level: 0, index: -1 }, PAGE); page.length > 0;) {
    yield* page
    page = await nodesAfter(tx, page.at(-1) ?? { level: 0, index: 0 }, PAGE)
  }
}
