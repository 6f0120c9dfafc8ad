import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { archiveRecords, verifyDatabase, verifyRecords } from '../../src/archived.ts'
import { testSigner } from '../support/signer.ts'
import { ACCOUNTS, type Hexi, openHexi } from './hexi.ts'

const RIGHT = ACCOUNTS.replace('1200\t4800\t张小明', '1100\t4900\t张小明').replace('4800\t', '4900\t')

/** A village with two disclosures, the first of them corrected. */
async function openCorrected(): Promise<Hexi> {
  const hexi = await openHexi()
  const { cui, qin } = hexi
  await hexi.drafts()
  await qin.says('同意 1')
  await cui.says('更正公开 1 工钱多写了')
  await cui.says(RIGHT)
  await cui.says('提交')
  await qin.says('同意 1')
  await cui.says('发公开 物资 3季度')
  await cui.says('本期无')
  await cui.says('提交')
  await qin.says('同意 2')
  return hexi
}

describe('whoever changes the database behind the program’s back', () => {
  let hexi: Hexi
  beforeAll(async () => {
    hexi = await openCorrected()
    await hexi.write(async (tx) => {
      const { rows } = await sql<{ name: string }>`select name from sqlite_schema where type = 'trigger'`.execute(tx)
      for (const { name } of rows) await run(tx, `drop trigger ${name}`)
    })
  })

  test('nothing was changed, and everything agrees', async () => {
    expect(await hexi.read((tx) => verifyDatabase(tx, testSigner.publicKey))).toMatchObject({ entries: 3, erased: 0, problems: [] })
    expect((await verifyRecords(await hexi.read(archiveRecords))).problems).toEqual([])
  })

  test.each([
    ['title', `'别的'`, '第 1 条（disclosure 1:1）的内容与存档对不上：被改过'],
    ['summary', `replace(summary, '1200', '1900')`, '第 1 条（disclosure 1:1）的内容与存档对不上：被改过'],
    ['body', `replace(body, '120000', '120001')`, '第 1 条（disclosure 1:1）的内容与存档对不上：被改过'],
    ['body', `body || ' '`, '第 1 条（disclosure 1:1）的内容与存档对不上：被改过'],
    ['body', `substr(body, 2)`, '第 1 条（disclosure 1:1）的内容与存档对不上：被改过'],
    ['masked', `'{}'`, '第 1 条（disclosure 1:1）的内容与存档对不上：被改过'],
    ['author_id', `approved_by + 1`, '第 1 条（disclosure 1:1）的内容与存档对不上：被改过'],
    ['published_at', `'2026-10-01T00:00:00.000Z'`, '第 1 条（disclosure 1:1）的内容与存档对不上：被改过'],
    ['days_late', `3`, '第 1 条（disclosure 1:1）的内容与存档对不上：被改过'],
    ['archive_position', `1`, '第 1 号公开第 1 版记的存档位置不对：被改过'],
    ['phrase', `'青山 红河 白湖 黄海'`, '第 1 号公开第 1 版的存档口令不对：被改过'],
    ['state', `'published'`, '第 1 号公开第 1 版的状态不对：被藏起或被换过'],
    ['state', `'cancelled'`, '第 1 号公开第 1 版的状态不对：被藏起或被换过'],
    ['version', `9`, '第 1 条（disclosure 1:1）的内容不见了'],
  ])('%s = %s is found and named', async (column, value, problem) => {
    await inVain(hexi, `update disclosure_version set ${column} = ${value} where id = (select min(id) from disclosure_version)`, problem)
  })

  test.each([
    [`update disclosure set period = '2026-Q2' where id = 1`, '第 1 条（disclosure 1:1）的内容与存档对不上：被改过'],
    [`update disclosure set due_on = '2027-01-01' where id = 2`, '第 3 条（disclosure 2:1）的内容与存档对不上：被改过'],
    [`update archive_entry set at = '2026-01-01' where position = 1`, '前 2 条与当时公布的对不上：其中有条目被改过'],
    [`update archive_salt set salt = '00' where position = 2`, '第 3 条（disclosure 2:1）的内容与存档对不上：被改过'],
    [`update archive_node set hash = '00' where level = 0 and place = 1`, '第 2 条起 1 条的校验值被改过'],
    [`update archive_checkpoint set signature = '00' where size = 2`, '到第 2 条为止的签名不对：这一行被改过'],
    [`delete from disclosure_copy`, undefined],
    [
      `insert into disclosure_version (disclosure_id, version, author_id, title, summary, body, masked, state, created_at)
       values (2, 2, 1, '假', '假', '{}', '{}', 'published', '')`,
      '第 2 号公开第 2 版不在存档里：不是照规矩公开的',
    ],
  ])('%s', async (statement, problem) => {
    await inVain(hexi, statement, problem)
  })

  test('a byte of an exported archive is found as well, without any database', async () => {
    const records = await hexi.read(archiveRecords)
    for (const [at, one] of records.entries()) {
      if (one.record !== 'entry') continue
      const forged = records.with(at, {
        ...one,
        content: (one.content ?? '').replace('河', '湖').replace('无', '有').replace('收入', '收人'),
      })
      if (forged[at] !== undefined && JSON.stringify(forged[at]) === JSON.stringify(one)) continue
      expect((await verifyRecords(forged)).problems).toContain(`第 ${at + 1} 条（disclosure ${one.subject}）的内容与存档对不上：被改过`)
    }
    expect((await verifyRecords(records.filter((one) => one.record !== 'entry' || one.position !== 1))).problems).not.toEqual([])
  })
})

type Tx = Parameters<Parameters<Hexi['write']>[0]>[0]

async function run(tx: Tx, statement: string): Promise<void> {
  await sql.raw(statement).execute(tx)
}

/** Does it, looks, and takes it back. */
async function inVain(hexi: Hexi, statement: string, problem: string | undefined): Promise<void> {
  let found: readonly string[] = []
  const undo = new Error('taken back')
  const done = hexi.write(async (tx) => {
    await run(tx, 'pragma defer_foreign_keys = on')
    await run(tx, statement)
    found = (await verifyDatabase(tx, testSigner.publicKey)).problems
    throw undo
  })
  await expect(done).rejects.toThrow(undo)
  if (problem === undefined) expect(found).toEqual([])
  else expect(found).toContain(problem)
}
