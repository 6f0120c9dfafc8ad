import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  consistencyRanges,
  EMPTY_ROOT,
  foldNodes,
  type Hash,
  hashChildren,
  hashLeaf,
  inclusionRanges,
  isConsistent,
  nodesOf,
  rootOfInclusion,
} from '../../src/kernel/archive/merkle.ts'

/** The eight entries and the roots of every prefix that implementations of RFC 6962 are compared by. */
const ENTRIES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const leaves = ENTRIES.map((entry) => hashLeaf(Buffer.from(entry, 'hex')))

/** The definition of the standard word for word, by which ours is judged. */
function rootOf(all: readonly Hash[]): Hash {
  const [first] = all
  if (first === undefined) return EMPTY_ROOT
  if (all.length === 1) return first
  const split = 2 ** Math.floor(Math.log2(all.length - 1))
  return hashChildren(rootOf(all.slice(0, split)), rootOf(all.slice(split)))
}

const hashOf = (all: readonly Hash[], range: { readonly from: number; readonly until: number }) =>
  foldNodes(nodesOf(range).map(({ level, index }) => rootOf(all.slice(index * 2 ** level, (index + 1) * 2 ** level))))

const pathTo = (all: readonly Hash[], leaf: number, size: number) => inclusionRanges(leaf, size).map((range) => hashOf(all, range))
const proofFrom = (all: readonly Hash[], older: number, size: number) => consistencyRanges(older, size).map((range) => hashOf(all, range))

describe('the known answers of RFC 6962', () => {
  test('an empty log has the hash of nothing', () => {
    expect(EMPTY_ROOT).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })

  test.each(ROOTS.map((root, index) => [index + 1, root] as const))('the root of the first %i entries', (size, root) => {
    expect(hashOf(leaves, { from: 0, until: size })).toBe(root)
  })

  test('the path of the first entry among eight', () => {
    expect(pathTo(leaves, 0, 8)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ])
  })

  test('the path of the third entry among three', () => {
    expect(pathTo(leaves, 2, 3)).toEqual(['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'])
  })

  test('the proof that eight entries begin with six', () => {
    expect(proofFrom(leaves, 6, 8)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
  })

  test('the proof that five entries begin with two', () => {
    expect(proofFrom(leaves, 2, 5)).toEqual([
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ])
  })
})

const log = fc.integer({ min: 1, max: 70 }).map((size) => Array.from({ length: size }, (_, index) => hashLeaf(`entry ${index}`)))
const flipped = (hash: Hash) => `${hash[0] === '0' ? '1' : '0'}${hash.slice(1)}`

describe('any log', () => {
  test('every entry is found under the root by its path, and under no other root', () => {
    fc.assert(
      fc.property(log, fc.nat(), (all, pick) => {
        const leaf = pick % all.length
        const hash = all[leaf] ?? ''
        const path = pathTo(all, leaf, all.length)
        expect(rootOfInclusion(leaf, all.length, hash, path)).toBe(rootOf(all))
        expect(rootOfInclusion(leaf, all.length, flipped(hash), path)).not.toBe(rootOf(all))
        for (const [at, step] of path.entries())
          expect(rootOfInclusion(leaf, all.length, hash, path.with(at, flipped(step)))).not.toBe(rootOf(all))
        expect(rootOfInclusion(leaf, all.length, hash, [...path, hash])).toBeUndefined()
        if (path.length > 0) expect(rootOfInclusion(leaf, all.length, hash, path.slice(1))).toBeUndefined()
        expect(rootOfInclusion(all.length, all.length, hash, path)).toBeUndefined()
      }),
      { numRuns: 300 },
    )
  })

  test('a log that only grew is proved so; one whose past was changed is not', () => {
    fc.assert(
      fc.property(log, fc.nat(), fc.nat(), (all, cut, spoil) => {
        const size = cut % (all.length + 1)
        const older = { size, root: rootOf(all.slice(0, size)) }
        const newer = { size: all.length, root: rootOf(all) }
        const path = proofFrom(all, size, all.length)
        expect(isConsistent(older, newer, path)).toBe(true)
        for (const [at, step] of path.entries()) expect(isConsistent(older, newer, path.with(at, flipped(step)))).toBe(false)
        if (size === 0 || size === all.length) return
        const at = spoil % size
        const changed = all.with(at, flipped(all[at] ?? ''))
        expect(isConsistent(older, { size: all.length, root: rootOf(changed) }, proofFrom(changed, size, all.length))).toBe(false)
        expect(isConsistent(older, newer, [...path, older.root])).toBe(false)
        expect(isConsistent(newer, older, path)).toBe(false)
      }),
      { numRuns: 300 },
    )
  })
})
