import { describe, expect, test } from 'vitest'
import { verifyDatabase } from '../../src/archived.ts'
import { decide } from '../../src/disclosures/choices-store.ts'
import { disclosuresTable, inspectionTable } from '../../src/disclosures/exports.ts'
import { commentsEnded, createDisclosure, firstTold } from '../../src/disclosures/items-store.ts'
import { createMatter, recordStep, stepsOf } from '../../src/disclosures/matters-store.ts'
import { postingsOf, recordPosting } from '../../src/disclosures/postings-store.ts'
import { publishVersion } from '../../src/disclosures/publishing.ts'
import { rulingOf } from '../../src/disclosures/ruling.ts'
import { createVersion, moveVersion, publishedIn, versionsOf } from '../../src/disclosures/versions-store.ts'
import type { Tx } from '../../src/kernel/database/connection.ts'
import type { Day } from '../../src/kernel/day.ts'
import { makeOutbox } from '../../src/kernel/outbox/outbox.ts'
import { addBranch } from '../../src/roster/branches-store.ts'
import { addMember } from '../../src/roster/members-store.ts'
import { testSigner } from '../support/signer.ts'
import { ENGINES } from '../support/storage.ts'

const NOW = new Date('2026-10-12T02:00:00Z')
const outbox = makeOutbox(async () => undefined)

async function village(tx: Tx) {
  const branch = await addBranch(tx, { name: '河西村党支部', kind: 'village', parent: undefined })
  const member = (name: string) => addMember(tx, { branch, name, membership: 'full', migrant: false }, NOW)
  const [author, reviewer] = [await member('崔志远'), await member('秦小兰')]
  const made = { branch, domain: 'village', category: 'materials', period: '2026-Q3', stage: 'after', dueOn: '2026-10-15' as Day } as const
  const item = await createDisclosure(tx, made, NOW)
  const publish = async (text: string, reason?: string) => {
    const wording = { title: '物资管理', summary: text, masked: { mobile: 1 }, body: { kind: 'text', text } } as const
    const version = await createVersion(tx, { ...wording, disclosure: item.id, author, ...(reason === undefined ? {} : { reason }) }, NOW)
    const facts = { submitted_at: NOW.toISOString(), approved_by: reviewer, approved_at: NOW.toISOString() }
    expect(await moveVersion(tx, version.id, 'draft', 'approved', facts)).toBe(true)
    expect(await moveVersion(tx, version.id, 'draft', 'cancelled')).toBe(false)
    return publishVersion({ tx, now: NOW, outbox, signer: testSigner }, version.id)
  }
  return { branch, author, reviewer, item, publish }
}

describe.each(ENGINES)('disclosures on %s', (_, open) => {
  test('are published, corrected, found, verified and exported', async () => {
    const database = await open()
    await database.write(async (tx) => {
      const { branch, author, item, publish } = await village(tx)
      const first = await publish('大米 20 袋')
      expect(await publishVersion({ tx, now: NOW, outbox, signer: testSigner }, first?.version.id ?? (0 as never))).toBeUndefined()
      const second = await publish('大米 18 袋', '数错了')
      expect((await versionsOf(tx, item.id)).map(({ state, daysLate }) => [state, daysLate])).toEqual([
        ['superseded', 0],
        ['published', 0],
      ])
      expect((await publishedIn(tx, [branch], 5)).map(({ id }) => id)).toEqual([second?.version.id])
      expect([...(await firstTold(tx, branch))]).toEqual([['materials/2026-Q3', NOW]])
      expect(await verifyDatabase(tx, testSigner.publicKey)).toMatchObject({ entries: 2, problems: [] })
      const posting = { place: '村部', on: '2026-10-12' as Day, by: author }
      if (second !== undefined) for (const _again of [1, 2]) await recordPosting(tx, second.version.id, posting, NOW)
      expect(second === undefined ? [] : await postingsOf(tx, second.version.id)).toEqual([posting])
      const { records } = await disclosuresTable(tx, [branch], '2026-Q3')
      expect(records.map(({ version, reason, masked }) => [version, reason, masked])).toEqual([
        [1, null, { mobile: 1 }],
        [2, '数错了', { mobile: 1 }],
      ])
      const inspected = await inspectionTable(tx, undefined, '2026-Q4', '2026-10-20' as Day)
      expect(inspected.records.find(({ category }) => category === 'materials')).toMatchObject({ on_time: 1, corrected: 1, missing: 0 })
      await decide(tx, { branch, key: 'profile', value: 'sichuan', by: author }, NOW)
      await decide(tx, { branch, key: 'profile', value: 'shanghai', by: author }, NOW)
      expect((await rulingOf(tx, branch)).profile.key).toBe('shanghai')
      expect(await commentsEnded(tx, '2026-01-01' as Day, '2026-12-31' as Day)).toEqual([])
    })
    await database.close()
  })

  test('what was published cannot be changed or taken away', async () => {
    const database = await open()
    const id = await database.write(async (tx) => (await (await village(tx)).publish('大米 20 袋'))?.version.id ?? 0)
    type Tables = { disclosure_version: { id: number; body: string } }
    const change = database.write((tx) =>
      tx.withTables<Tables>().updateTable('disclosure_version').set({ body: '{}' }).where('id', '=', id).execute(),
    )
    await expect(change).rejects.toThrow('never changed')
    const remove = database.write((tx) => tx.withTables<Tables>().deleteFrom('disclosure_version').where('id', '=', id).execute())
    await expect(remove).rejects.toThrow('never changed')
    await database.close()
  })

  test('a step of a matter is written down once', async () => {
    const database = await open()
    await database.write(async (tx) => {
      const { branch, author } = await village(tx)
      const { id } = await createMatter(tx, { branch, title: '修路', by: author }, NOW)
      const step = { step: 1, on: '2026-10-12' as Day, count: { entitled: 9, present: 8, inFavour: 7 } } as const
      expect([await recordStep(tx, id, step, author, NOW), await recordStep(tx, id, step, author, NOW)]).toEqual([true, false])
      expect(await stepsOf(tx, id)).toEqual([step])
    })
    await database.close()
  })
})
