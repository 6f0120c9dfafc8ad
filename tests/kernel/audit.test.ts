import { describe, expect, test } from 'vitest'
import { readAudit, recordAudit } from '../../src/kernel/audit.ts'
import { ENGINES } from '../support/storage.ts'

const NOW = new Date('2026-11-20T02:00:00Z')
type Trail = { audit: { id: number; actor: string } }

describe.each(ENGINES)('the trail on %s', (_, open) => {
  test('tells who did what to whom, before and after, in order', async () => {
    const database = await open()
    await database.write(async (tx) => {
      await recordAudit(tx, { actor: 'operator', action: 'roster-imported', subject: 'roster_import:1' }, NOW)
      const deed = {
        actor: 'member:12',
        action: 'office-given',
        subject: 'member:34',
        before: { roles: [] },
        after: { roles: ['clerk'] },
      } as const
      await recordAudit(tx, deed, new Date(NOW.getTime() + 1000))
    })
    expect(await database.read((tx) => readAudit(tx))).toEqual([
      { id: 1, at: '2026-11-20T02:00:00.000Z', actor: 'operator', action: 'roster-imported', subject: 'roster_import:1' },
      {
        id: 2,
        at: '2026-11-20T02:00:01.000Z',
        actor: 'member:12',
        action: 'office-given',
        subject: 'member:34',
        before: { roles: [] },
        after: { roles: ['clerk'] },
      },
    ])
    expect(await database.read((tx) => readAudit(tx, new Date(NOW.getTime() + 1)))).toHaveLength(1)
  })

  test('cannot be changed or shortened by anybody who writes into the database', async () => {
    const database = await open()
    await database.write((tx) => recordAudit(tx, { actor: 'operator', action: 'office-taken', subject: 'member:1' }, NOW))
    const change = database.write((tx) => tx.withTables<Trail>().updateTable('audit').set({ actor: 'member:9' }).execute())
    await expect(change).rejects.toThrow('append-only')
    await expect(database.write((tx) => tx.withTables<Trail>().deleteFrom('audit').execute())).rejects.toThrow('append-only')
    expect(await database.read((tx) => readAudit(tx))).toMatchObject([{ actor: 'operator' }])
  })
})
