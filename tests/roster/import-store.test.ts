import { describe, expect, test } from 'vitest'
import { readAudit } from '../../src/kernel/audit.ts'
import type { Database } from '../../src/kernel/database/database.ts'
import { openMailbox } from '../../src/kernel/outbox/mailbox.ts'
import { planImport } from '../../src/roster/import/plan.ts'
import type { ImportPlan } from '../../src/roster/import/steps.ts'
import type { RosterFile } from '../../src/roster/import/types.ts'
import { bindAccount } from '../../src/roster/accounts-store.ts'
import { currentRoster } from '../../src/roster/current-roster.ts'
import { applyImport, undoLastImport } from '../../src/roster/import-store.ts'
import { rosterRecords } from '../../src/roster/exports.ts'
import { issueBindCode } from '../../src/roster/issuing.ts'
import { branchTree, findMembersByName } from '../../src/roster/directory.ts'
import type { RosterTables } from '../../src/roster/tables.ts'
import { testCipher } from '../support/cipher.ts'
import { ENGINES } from '../support/storage.ts'
import { roster, sample } from './import-support.ts'

const NOW = new Date('2026-11-20T02:00:00Z')
const BY = { actor: 'operator', fileHash: 'abc' } as const

/** Imports a file as the command line does. */
async function bring(database: Database, file: RosterFile): Promise<ImportPlan> {
  return database.write(async (tx) => {
    const plan = planImport(file, await currentRoster(tx, testCipher))
    await applyImport(tx, testCipher, plan, BY, NOW)
    return plan
  })
}

const now = (database: Database) => database.read((tx) => currentRoster(tx, testCipher))
const takeBack = (database: Database) => database.write((tx) => undoLastImport(tx, 'operator', NOW))

describe.each(ENGINES)('an import on %s', (_, open) => {
  test('enters the township’s file; brought again it changes nothing, and a branch’s own file doubles nobody', async () => {
    const database = await open()
    const plan = await bring(database, await sample('roster.xlsx'))
    const first = await now(database)
    expect(first.members).toHaveLength(plan.counts.newMembers)
    expect(first.branches).toHaveLength(6)
    expect(first.offices.filter(({ role }) => role === 'secretary').length).toBeGreaterThanOrEqual(5)
    expect((await bring(database, await sample('roster.xlsx'))).steps).toEqual([])
    expect(await now(database)).toEqual(first)
    await bring(database, await sample('roster-gbk.csv'))
    expect((await now(database)).members).toHaveLength(144)
  })

  test('keeps phone numbers sealed, also in what is kept for taking it back', async () => {
    const database = await open()
    await bring(database, roster('支部,姓名,电话', '河西村党支部,姜福生,18800001111'))
    await bring(database, roster('支部,姓名,电话', '河西村党支部,姜福生,18800002222'))
    const rows = await database.read((tx) => tx.withTables<RosterTables>().selectFrom('roster_import').selectAll().execute())
    const members = await database.read((tx) => tx.withTables<RosterTables>().selectFrom('member').selectAll().execute())
    expect(JSON.stringify([rows, members])).not.toMatch(/1880000/)
    expect((await now(database)).members).toMatchObject([{ name: '姜福生', phone: '18800002222' }])
    expect(await database.read((tx) => rosterRecords(tx, testCipher, undefined))).toMatchObject([{ name: '姜福生', phone: '188******22' }])
  })

  test('is taken back whole, the newest first', async () => {
    const database = await open()
    await bring(database, roster('支部,姓名,电话,职务', '河西村党支部,姜福生,18800001111,支部书记', '河西村党支部,何桂英,,'))
    const first = await now(database)
    await bring(
      database,
      roster('支部,姓名,电话,职务', '河西村党支部,姜福生,18800002222,组织委员', '河西村党支部,何桂英,,支部书记', '河东村党支部,谢长林,,'),
    )
    expect(await now(database)).not.toEqual(first)
    expect(await takeBack(database)).toMatchObject({ kind: 'undone', kept: 0 })
    const back = await now(database)
    expect({ ...back, offices: new Set(back.offices) }).toEqual({ ...first, offices: new Set(first.offices) })
    expect(await takeBack(database)).toMatchObject({ kind: 'undone' })
    expect(await now(database)).toEqual({ branches: [], members: [], offices: [] })
    expect(await takeBack(database)).toEqual({ kind: 'nothing' })
  })

  test('taken back after somebody of it has bound a login, that person has left and their trace stays', async () => {
    const database = await open()
    await bring(database, roster('支部,姓名', '河西村党支部,姜福生', '河西村党支部,何桂英'))
    await database.write(async (tx) => {
      const [jiang] = await findMembersByName(tx, '姜福生', [...(await branchTree(tx)).keys()])
      const [he] = await findMembersByName(tx, '何桂英', [...(await branchTree(tx)).keys()])
      if (jiang === undefined || he === undefined) throw new Error('not entered')
      const mailbox = await openMailbox(tx, { platform: 'telegram', account: 'bot', chat: '1', kind: 'private' }, NOW)
      await bindAccount(tx, mailbox.id, jiang.id, 'verified', NOW)
      await issueBindCode(tx, { cipher: testCipher, token: () => 'abc' }, he.id, 'operator', NOW)
    })
    expect(await takeBack(database)).toMatchObject({ kind: 'undone', kept: 2 })
    expect((await now(database)).members).toEqual([])
    const left = await database.read((tx) => tx.withTables<RosterTables>().selectFrom('member').select(['name', 'state']).execute())
    expect(left).toEqual([{ name: '姜福生', state: 'left' }])
  })

  test('stands in the trail, with every office it gave and without a name', async () => {
    const database = await open()
    await bring(database, roster('支部,姓名,职务', '河西村党支部,姜福生,支部书记'))
    const trail = await database.read((tx) => readAudit(tx))
    expect(trail.map(({ action }) => action)).toEqual(['office-given', 'roster-imported'])
    expect(JSON.stringify(trail)).not.toContain('姜福生')
  })

  test('that must not be applied is not', async () => {
    const database = await open()
    const plan = planImport(await sample('roster-bad.xlsx'), await now(database))
    expect(plan.kind).toBe('refused')
    await expect(database.write((tx) => applyImport(tx, testCipher, plan, BY, NOW))).rejects.toThrow('refused')
    expect((await now(database)).members).toEqual([])
  })
})
