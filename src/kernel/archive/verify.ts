import { isSigned } from './checkpoint.ts'
import type { KeptCheckpoint } from './archive-store.ts'
import { commit, type Entry, leafOf } from './entry.ts'
import { EMPTY_ROOT, foldNodes, type Hash, hashChildren, type Node } from './merkle.ts'
import { archiveWords } from './words.ts'

/** An entry with what is needed to check it: its salt (none once a person was erased) and what is published under it now. */
export type Shown = { readonly entry: Entry; readonly salt: string | undefined; readonly content: string | undefined }

/** An archive to be checked, from a database or from a file. */
export type ArchiveSource = {
  shown(): AsyncIterable<Shown>
  readonly checkpoints: readonly KeptCheckpoint[]
  /** The subtrees as stored, where there are any, lowest level first. */
  nodes?(): AsyncIterable<Node & { readonly hash: Hash }>
  /** The key this office signs with, where it is known. */
  readonly publicKey?: string
}

/** What a check found. `problems` is empty when everything agrees; each names the entry. */
export type Verified = {
  readonly entries: number
  readonly erased: number
  readonly root: Hash
  readonly problems: readonly string[]
}

/** Computes the whole log anew from what is published now and compares it with everything that was kept of it. */
export async function verifyArchive(source: ArchiveSource): Promise<Verified> {
  const problems: string[] = []
  const tree = makeTree()
  const roots = new Map<number, Hash>([[0, EMPTY_ROOT]])
  const wanted = new Set(source.checkpoints.map(({ size }) => size))
  let [entries, erased] = [0, 0]
  for await (const shown of source.shown()) {
    if (shown.entry.position !== entries) problems.push(archiveWords.gap(entries))
    if (shown.salt === undefined) erased += 1
    else problems.push(...judgeContent(shown))
    tree.add(leafOf(shown.entry))
    entries += 1
    if (wanted.has(entries)) roots.set(entries, tree.root())
  }
  problems.push(...judgeCheckpoints(source, roots, entries))
  if (source.nodes !== undefined) problems.push(...(await judgeNodes(source.nodes(), tree)))
  return { entries, erased, root: tree.root(), problems }
}

function judgeContent({ entry, salt, content }: Shown): readonly string[] {
  const name = archiveWords.entry(entry)
  if (content === undefined) return [archiveWords.missing(name)]
  return salt !== undefined && commit(content, salt) === entry.commitment ? [] : [archiveWords.changed(name)]
}

function judgeCheckpoints({ checkpoints, publicKey }: ArchiveSource, roots: ReadonlyMap<number, Hash>, entries: number): readonly string[] {
  const problems: string[] = []
  for (const checkpoint of checkpoints) {
    const { size } = checkpoint
    if (publicKey !== undefined && checkpoint.publicKey !== publicKey) problems.push(archiveWords.otherKey(size))
    if (!isSigned(checkpoint.publicKey, checkpoint)) problems.push(archiveWords.badSignature(size))
    const root = roots.get(size)
    if (root === undefined) problems.push(archiveWords.tooShort(size, entries))
    else if (root !== checkpoint.root) problems.push(archiveWords.otherPast(size))
  }
  const covered = checkpoints.at(-1)?.size ?? 0
  if (covered < entries) problems.push(archiveWords.unsigned(covered, entries))
  return problems
}

async function judgeNodes(nodes: AsyncIterable<Node & { readonly hash: Hash }>, tree: Tree): Promise<readonly string[]> {
  const problems: string[] = []
  let count = 0
  for await (const { level, index, hash } of nodes) {
    count += 1
    if (tree.find({ level, index }) !== hash) problems.push(archiveWords.badNode(index * 2 ** level, 2 ** level))
  }
  if (count < tree.count()) problems.push(archiveWords.lostNodes(tree.count() - count))
  return problems
}

type Tree = { add(leaf: Hash): void; root(): Hash; find(node: Node): Hash | undefined; count(): number }

/** The log computed anew; every complete subtree is remembered as 32 bytes in one array for each level. */
function makeTree(): Tree {
  const levels: Hash[][] = []
  const put = (level: number, hash: Hash): void => {
    const row = (levels[level] ??= [])
    row.push(hash)
    const left = row[row.length - 2]
    if (row.length % 2 === 0 && left !== undefined) put(level + 1, hashChildren(left, hash))
  }
  return {
    add: (leaf) => put(0, leaf),
    // The last subtree of every level with an odd number of them has no partner yet: those make the root.
    root: () => foldNodes(levels.flatMap((row) => (row.length % 2 === 1 ? [row.at(-1) ?? ''] : [])).toReversed()),
    find: ({ level, index }) => levels[level]?.[index],
    count: () => levels.reduce((sum, row) => sum + row.length, 0),
  }
}
