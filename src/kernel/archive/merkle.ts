import { createHash } from 'node:crypto'

/** A hash of 32 bytes, as lower-case hexadecimal digits: what rows, files and pages all carry. */
export type Hash = string

/** A complete subtree: the 2^level leaves from `index` × 2^level on. Once complete it never changes. */
export type Node = { readonly level: number; readonly index: number }

/** The leaves from `from` up to, not with, `until`. */
type Range = { readonly from: number; readonly until: number }

const LEAF = Buffer.from([0])
const INNER = Buffer.from([1])

/** The hash of a log without entries (RFC 6962 §2.1). */
export const EMPTY_ROOT: Hash = createHash('sha256').digest('hex')

/** The hash of one entry (RFC 6962 §2.1): the prefix keeps an entry from being passed off as a subtree. */
export function hashLeaf(entry: Uint8Array | string): Hash {
  return createHash('sha256').update(LEAF).update(entry).digest('hex')
}

/** The hash of a subtree from those of its two halves (RFC 6962 §2.1). */
export function hashChildren(left: Hash, right: Hash): Hash {
  return createHash('sha256').update(INNER).update(left, 'hex').update(right, 'hex').digest('hex')
}

/** The complete subtrees that together are a range of the tree, largest first. */
export function nodesOf({ from, until }: Range): readonly Node[] {
  const nodes: Node[] = []
  for (let at = from; at < until;) {
    const level = Math.floor(Math.log2(until - at))
    nodes.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return nodes
}

/** The hash of a range from those of its complete subtrees, in the order of `nodesOf`. */
export function foldNodes(hashes: readonly Hash[]): Hash {
  if (hashes.length === 0) return EMPTY_ROOT
  return hashes.slice(0, -1).reduceRight((right, left) => hashChildren(left, right), hashes.at(-1) ?? EMPTY_ROOT)
}

/** The ranges whose hashes prove that a leaf is in a log of this size, nearest first (RFC 9162 §2.1.3.1). */
export function inclusionRanges(leaf: number, size: number): readonly Range[] {
  return pathOf(leaf, { from: 0, until: size })
}

/** The ranges whose hashes prove that a log of this size begins with the log of an older size (RFC 9162 §2.1.4.1). */
export function consistencyRanges(older: number, size: number): readonly Range[] {
  if (older === 0 || older === size) return []
  return subproof(older, { from: 0, until: size }, 'whole')
}

/** The root that a leaf and its path lead to, or undefined when the path cannot be one (RFC 9162 §2.1.3.2). */
export function rootOfInclusion(leaf: number, size: number, hash: Hash, path: readonly Hash[]): Hash | undefined {
  if (leaf < 0 || leaf >= size) return undefined
  let [fn, sn, root] = [leaf, size - 1, hash]
  for (const step of path) {
    if (sn === 0) return undefined
    if (isOdd(fn) || fn === sn) {
      root = hashChildren(step, root)
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else root = hashChildren(root, step)
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 ? root : undefined
}

/** Whether a path proves that the log with the newer root only added to the log with the older one (RFC 9162 §2.1.4.2). */
export function isConsistent(
  older: { readonly size: number; readonly root: Hash },
  newer: { readonly size: number; readonly root: Hash },
  path: readonly Hash[],
): boolean {
  if (older.size > newer.size) return false
  if (older.size === newer.size) return path.length === 0 && older.root === newer.root
  if (older.size === 0) return path.length === 0
  const steps = Number.isInteger(Math.log2(older.size)) ? [older.root, ...path] : [...path]
  let [fn, sn] = [older.size - 1, newer.size - 1]
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)]
  const first = steps.shift()
  if (first === undefined) return false
  let [before, after] = [first, first]
  for (const step of steps) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      before = hashChildren(step, before)
      after = hashChildren(step, after)
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else after = hashChildren(after, step)
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && before === older.root && after === newer.root
}

function pathOf(leaf: number, { from, until }: Range): readonly Range[] {
  if (until - from <= 1) return []
  const middle = from + splitOf(until - from)
  return leaf < middle
    ? [...pathOf(leaf, { from, until: middle }), { from: middle, until }]
    : [...pathOf(leaf, { from: middle, until }), { from, until: middle }]
}

/** `whole`: the older log's end is still on the left edge, where the verifier knows its root already. */
function subproof(older: number, { from, until }: Range, edge: 'whole' | 'part'): readonly Range[] {
  if (older === until - from) return edge === 'whole' ? [] : [{ from, until }]
  const split = splitOf(until - from)
  const middle = from + split
  return older <= split
    ? [...subproof(older, { from, until: middle }, edge), { from: middle, until }]
    : [...subproof(older - split, { from: middle, until }, 'part'), { from, until: middle }]
}

/** The largest power of two smaller than a size. */
function splitOf(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1))
}

const isOdd = (number: number): boolean => number % 2 === 1
const half = (number: number): number => Math.floor(number / 2)
