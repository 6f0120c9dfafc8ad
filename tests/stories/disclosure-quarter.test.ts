import { expect, test } from 'vitest'
import { verifyDatabase } from '../../src/archived.ts'
import { disclosuresTable } from '../../src/disclosures/exports.ts'
import { ACCOUNTS, layFile, openHexi } from '../disclosures/hexi.ts'
import { testSigner } from '../support/signer.ts'
import { shownFiles } from '../support/shown-files.ts'

const RIGHT = ACCOUNTS.replace('1200\t4800\t张小明', '1100\t4900\t张小明').replace('4800\t', '4900\t')

test('a quarter of a village: reminded, drafted, objected to, answered, published, late, corrected, posted, and never changed quietly', async () => {
  const hexi = await openHexi({ at: '2026-09-30 09:00' })
  const { tian, cui, qin, he, li, hall, away } = hexi
  const yao = hexi.person('姚镇长')
  await yao.says('公开规定 四川')
  const heard = (chat: { chat: string }) => hexi.screen(chat).map(({ text }) => text)

  // The quarter is over: whose duty it is hears it on the first and on the eighth, nobody else does.
  await hexi.until('2026-10-01 09:00')
  expect(heard(tian)).toEqual([expect.stringMatching(/^这些该公开了，10月15日（星期四）前：\n村级财务收支，2026年第三季度\n物资管理/u)])
  expect(heard(cui)).toEqual([])
  await hexi.sleeps({ days: 7 })
  expect(heard(tian)).toHaveLength(2)

  // The clerk sends the file; one supervisor objects, the committee answers, the other approves.
  await cui.says('发公开 财务 3季度')
  await cui.says('', { content: 'document', file: layFile(hexi, 'finance-2026Q3-wrong-balance.xlsx') })
  expect((await cui.inbox()).at(-1)).toContain('差 90元')
  await cui.says('', { content: 'document', file: layFile(hexi, 'finance-2026Q3.xlsx') })
  expect((await cui.says('提交')).texts.at(-1)).toBe('第 1 号已提交，请监督员在2026年10月13日（星期二）前审核')
  await qin.says('不同意 1 第3笔没票据')
  await hexi.until('2026-10-09 09:00')
  expect(heard(cui).at(-1)).toMatch(/^第 1 号监督员有意见：\n第3笔没票据/u)
  await tian.hears('回应 1 票据已补齐', '第 1 号的回应已交给监督员')
  await he.hears('同意 1', '第 1 号已审核通过并公开')
  await hexi.pass({ minutes: 1 })
  for (const group of [hall, away]) {
    expect(heard(group)[0]).toMatch(/^河西村2026年第三季度村级财务收支，第 1 号\n收入 [\d.]+元，支出 [\d.]+元，结余 [\d.]+元\n/u)
    expect((await shownFiles(hexi, group, 1))[0]).toMatchObject({ name: '公开1-1.png', kind: 'photo' })
  }
  const personal = /\d{17}[\dX]|1[3-9]\d{9}|\d{16,19}/u
  expect([...heard(hall), ...(await li.says('看公开 1')).texts].join('\n')).not.toMatch(personal)

  // What was not published by the fifteenth is overdue from the sixteenth, and the township sees it.
  await hexi.until('2026-10-16 09:00')
  expect(heard(tian).at(-1)).toMatch(/^这些过了10月15日（星期四），还没公开：\n物资管理/u)
  expect(heard(yao).at(-1)).toBe('过期没公开的：\n河西村 6 项\n看全部请说：全镇 公开')
  await tian.says('发公开 物资 3季度')
  await tian.says('本期无')
  await tian.says('提交')
  await qin.says('同意 2')
  await li.hears('看公开 2', /迟了 1 天公开/u)
  await yao.hears('全镇 公开', /河西村：按时 1，迟 1，缺 5，本期无 1，更正 0/u)

  // Somebody finds a mistake: a new version with its reason, told where the old one was; the old one can still be read.
  await cui.says('更正公开 1 把上季度的表发成了旧的')
  await cui.says(RIGHT)
  await cui.says('提交')
  await qin.says('同意 1')
  await hexi.until('2026-10-17 09:00')
  expect(heard(away).at(-1)).not.toBe(heard(away)[0])
  expect(heard(away).some((text) => text.includes('（更正），第 1 号\n更正原因：把上季度的表发成了旧的\n'))).toBe(true)
  await li.hears('看公开 1 第1版', /已被第 2 版代替/u)
  await cui.hears('张贴 1 村部公告栏', '记下了：第 1 号10月17日（星期六）张贴在村部公告栏')
  await cui.hears(
    '公开情况 1',
    /^第 1 号村级财务收支，2026年第三季度\n10月16日（星期五）公开，按时\n共 2 版\n已送到 2 个群，共 2 个\n10月17日（星期六）张贴在村部公告栏，至少贴到10月27日（星期二）$/u,
  )

  // On Monday every group holds the same phrase of the archive, and the archive agrees.
  await hexi.until('2026-10-19 12:00')
  const phrases = [hall, away].map((group) => heard(group).findLast((text) => text.startsWith('本周存档口令：')))
  expect(phrases[0]).toMatch(/到今天共 3 条公开/u)
  expect(phrases[0]).toBe(phrases[1])
  expect(await hexi.read((tx) => verifyDatabase(tx, testSigner.publicKey))).toMatchObject({ entries: 3, problems: [] })
  const { records } = await hexi.read((tx) => disclosuresTable(tx, undefined, '2026-Q3'))
  expect(records.map(({ number, version, state, days_late }) => [number, version, state, days_late])).toEqual([
    [1, 1, 'superseded', 0],
    [1, 2, 'published', 0],
    [2, 1, 'published', 1],
  ])
  expect(records[0]?.reviews).toEqual([
    expect.objectContaining({ reviewer: '秦小兰', verdict: 'objected', reason: '第3笔没票据', answer: '票据已补齐' }),
    expect.objectContaining({ reviewer: '何广才', verdict: 'approved' }),
  ])
  expect(hexi.log()).not.toMatch(/崔志远|秦小兰|票据/u)
})
