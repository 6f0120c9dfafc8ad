import { describe, expect, test } from 'vitest'
import { archive, proveConsistency, proveInclusion, sealLog } from '../../src/kernel/archive/archive.ts'
import { eraseSalt, findEntry } from '../../src/kernel/archive/archive-store.ts'
import { type Checkpoint, isSigned, makeSigner } from '../../src/kernel/archive/checkpoint.ts'
import { sourceOf } from '../../src/kernel/archive/database-source.ts'
import { leafOf } from '../../src/kernel/archive/entry.ts'
import { isConsistent, rootOfInclusion } from '../../src/kernel/archive/merkle.ts'
import { phraseOf } from '../../src/kernel/archive/phrase.ts'
import { type Verified, verifyArchive } from '../../src/kernel/archive/verify.ts'
import type { Database } from '../../src/kernel/database/database.ts'
import { ENGINES, openMemory } from '../support/storage.ts'
import { sql } from 'kysely'

const signer = makeSigner(Buffer.alloc(32, 7))
const NOW = new Date('2026-10-12T02:00:00Z')

/** A database in which so many things were published, with what they said. */
async function published(database: Database, count: number): Promise<Map<string, string>> {
  const contents = new Map<string, string>()
  for (let number = 1; number <= count; number += 1) {
    const [subject, content] = [`${number}`, `第 ${number} 号：收入 ${number * 100} 分`]
    contents.set(subject, content)
    await database.write((tx) => archive(tx, signer, { kind: 'disclosure', subject, content }, NOW))
  }
  return contents
}

const verify = (database: Database, contents: ReadonlyMap<string, string>): Promise<Verified> =>
  database.read(async (tx) => verifyArchive(await sourceOf(tx, async (_, { subject }) => contents.get(subject), signer.publicKey)))

describe.each(ENGINES)('the archive on %s', (_name, open) => {
  test('what was published is proved to be there, and the log to have only grown', async () => {
    const database = await open()
    const contents = await published(database, 5)
    const older = (await database.write((tx) => sealLog(tx, signer, NOW))).checkpoint
    for (const number of ['6', '7', '8', '9'])
      await database.write((tx) => archive(tx, signer, { kind: 'disclosure', subject: number, content: number }, NOW))
    await database.read(async (tx) => {
      const proof = await proveInclusion(tx, 'disclosure', '3')
      expect(proof?.size).toBe(9)
      if (proof === undefined) return
      expect(rootOfInclusion(proof.entry.position, proof.size, leafOf(proof.entry), proof.path)).toBe(proof.root)
      expect(isConsistent(older, { size: 9, root: proof.root }, await proveConsistency(tx, older.size))).toBe(true)
      expect(await proveInclusion(tx, 'disclosure', '99')).toBeUndefined()
    })
    for (const number of ['6', '7', '8', '9']) contents.set(number, number)
    expect(await verify(database, contents)).toMatchObject({ entries: 9, erased: 0, problems: [] })
  })

  test('nothing is archived twice, changed or taken out: the database itself refuses', async () => {
    const database = await open()
    await published(database, 2)
    const again = database.write((tx) => archive(tx, signer, { kind: 'disclosure', subject: '1', content: '别的' }, NOW))
    await expect(again).rejects.toThrow()
    for (const table of ['archive_entry', 'archive_node', 'archive_checkpoint'])
      await expect(database.write((tx) => sql`delete from ${sql.table(table)}`.execute(tx))).rejects.toThrow(/append-only/)
    await expect(database.write((tx) => sql`update archive_entry set at = 'x'`.execute(tx))).rejects.toThrow(/append-only/)
  })
})

describe('a person is erased', () => {
  test('the salt goes, and the log still stands', async () => {
    const database = await openMemory()
    const contents = await published(database, 3)
    await database.write(async (tx) => {
      const entry = await findEntry(tx, 'disclosure', '2')
      await eraseSalt(tx, entry?.position ?? -1)
    })
    contents.delete('2')
    expect(await verify(database, contents)).toMatchObject({ entries: 3, erased: 1, problems: [] })
  })
})

describe('whoever can write to the file changes something', () => {
  /** Takes away what the database itself refuses, as somebody with the file in hands would. */
  async function tampered(change: string): Promise<readonly string[]> {
    const database = await openMemory()
    const contents = await published(database, 6)
    await database.write(async (tx) => {
      for (const table of ['archive_entry', 'archive_node', 'archive_checkpoint'])
        for (const verb of ['update', 'delete']) await sql`drop trigger ${sql.id(`${table}_no_${verb}`)}`.execute(tx)
      await sql.raw(change).execute(tx)
    })
    return (await verify(database, contents)).problems
  }

  test.each([
    [
      "update archive_entry set commitment = replace(commitment, substr(commitment, 1, 1), 'x') where position = 3",
      '第 4 条（disclosure 4）',
    ],
    ["update archive_entry set subject = '40' where position = 3", '第 4 条（disclosure 40）'],
    ["update archive_entry set at = '2026-10-12T03:00:00.000Z' where position = 3", '前 4 条'],
    ["update archive_salt set salt = '00' || substr(salt, 3) where position = 3", '第 4 条（disclosure 4）'],
    ["update archive_node set hash = '0' || substr(hash, 2) where level = 1 and place = 1 and hash not like '0%'", '第 3 条起 2 条'],
    ['delete from archive_node where level = 2', '校验值少了 1 个'],
    ["update archive_checkpoint set root = '00' || substr(root, 3) where size = 4", '到第 4 条为止的签名不对'],
    ["update archive_checkpoint set signature = '00' || substr(signature, 3) where size = 4", '到第 4 条为止的签名不对'],
    ['update archive_checkpoint set size = 14 where size = 6', '到第 14 条为止的签名不对'],
    ['delete from archive_checkpoint where size = 6', '第 6 到 6 条没有签名'],
    ['delete from archive_salt where position > 3; ', ''],
  ])('%s', async (change, named) => {
    const problems = await tampered(change)
    if (named === '') expect(problems).toEqual([])
    else expect(problems.join('\n')).toContain(named)
  })

  test('the last publications are taken out with everything that hangs on them: the signed past does not shrink unseen', async () => {
    const problems = await tampered('delete from archive_node where (level = 0 and place >= 4) or (level = 1 and place = 2)')
    expect(problems.join('\n')).toContain('校验值少了')
  })

  test('another content under a published number is named', async () => {
    const database = await openMemory()
    const contents = await published(database, 6)
    for (const [subject, content] of contents) {
      const changed = new Map(contents).set(subject, `${content} `)
      expect((await verify(database, changed)).problems).toEqual([`第 ${subject} 条（disclosure ${subject}）的内容与存档对不上：被改过`])
    }
    contents.delete('5')
    expect((await verify(database, contents)).problems).toEqual(['第 5 条（disclosure 5）的内容不见了'])
  })
})

describe('the signature and its phrase', () => {
  test('follow the known answer of RFC 8032 for this key form', () => {
    const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex')
    expect(makeSigner(seed).publicKey).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')
  })

  test('are the same for the same log and different for any other', () => {
    const root = 'ab'.repeat(32)
    const checkpoint = signer.sign(17, root)
    expect(isSigned(signer.publicKey, checkpoint)).toBe(true)
    const others: readonly Checkpoint[] = [
      { ...checkpoint, size: 18 },
      { ...checkpoint, root: `ac${root.slice(2)}` },
      { ...checkpoint, signature: `00${checkpoint.signature.slice(2)}` },
    ]
    for (const other of others) expect(isSigned(signer.publicKey, other)).toBe(false)
    expect(isSigned(makeSigner(Buffer.alloc(32, 8)).publicKey, checkpoint)).toBe(false)
    expect(isSigned('nonsense', checkpoint)).toBe(false)
    expect(phraseOf(signer.origin, 17, root)).toMatch(/^\p{Script=Han}{2}( \p{Script=Han}{2}){3}$/u)
    expect(phraseOf(signer.origin, 17, root)).not.toBe(phraseOf(signer.origin, 18, root))
  })
})
