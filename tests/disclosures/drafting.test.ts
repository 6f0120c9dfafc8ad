import { expect, test } from 'vitest'
import { ACCOUNTS, layFile, openHexi } from './hexi.ts'

const PREVIEW = /^第 1 号公开预览\n村级财务收支，2026年第三季度\n收入 5000元，支出 1200元，结余 4800元\n/u

test('a clerk is led from the item to the period to the table to the preview, and sees what was masked', async () => {
  const { cui } = await openHexi()
  await cui.hears('发公开', /^要公开哪一项？\n1 村级财务收支，2026年9月，还有 3 天\n/u)
  await cui.hears('财务', '村级财务收支，公开哪一期？\n请照这个样子发：3季度')
  await cui.hears('3季度', /^村级财务收支，2026年第三季度\n请把账目贴在这里，或发表格文件/u)
  const { texts } = await cui.says(ACCOUNTS)
  expect(texts[0]).toMatch(PREVIEW)
  expect(texts[0]).toContain('已遮去：个人全名 1 处')
  expect(texts[0]).toContain('提交后由 2 位监督员审核\n回复：提交 / 重发 / 取消')
  expect(texts.join('')).not.toContain('张小明')
})

test('a number takes a line of what is owed; everything in one line goes straight to the table', async () => {
  const { cui, tian } = await openHexi()
  await cui.says('发公开')
  await cui.hears('2', /^物资管理，2026年第三季度\n请把表格贴在这里/u)
  await tian.hears('发公开 财务 3季度', /^村级财务收支，2026年第三季度\n请把账目/u)
})

test('返回 goes back a step at a time, and at last leaves the draft for later', async () => {
  const { cui } = await openHexi()
  await cui.says('发公开 财务 3季度')
  await cui.hears('返回', /公开哪一期/u)
  await cui.hears('返回', /^要公开哪一项/u)
  await cui.hears('返回', '先放着，接着写请说：发公开')
})

test('what cannot be read gets one example to copy, and the question stays open', async () => {
  const { cui } = await openHexi()
  await cui.says('发公开')
  await cui.hears('那个啥', '没找到这一项。\n请照这个样子发：财务 3季度')
  await cui.says('财务')
  await cui.hears('随便', '没看懂是哪一期。\n请照这个样子发：3季度')
  await cui.hears('3季度', /^村级财务收支，2026年第三季度\n/u)
})

test('left for forty minutes, or three days, 发公开 goes on where it was left', async () => {
  const hexi = await openHexi()
  const { cui } = hexi
  await cui.says('发公开 财务 3季度')
  await hexi.sleeps({ minutes: 40 })
  await cui.hears('发公开', /^村级财务收支，2026年第三季度\n/u)
  await cui.says(ACCOUNTS)
  await hexi.pass({ days: 3 })
  await cui.hears('发公开', PREVIEW)
  await cui.hears('提交', /^第 1 号已提交/u)
})

test('accounts that do not agree are refused with the line and the difference, and can be sent again at once', async () => {
  const { cui } = await openHexi()
  await cui.says('发公开 财务 3季度')
  await cui.hears(
    ACCOUNTS.replace('4800\t张小明', '4700\t张小明'),
    [
      '这份还不能公开：',
      '第4行写的余额 4700元，算出来 4800元，差 100元',
      '第5行写的期末结余 4800元，算出来 4700元，差 100元',
      '改好请再发一次',
    ].join('\n'),
  )
  await cui.hears(ACCOUNTS, PREVIEW)
})

test('the sample file goes through, and the wrong one is refused with 90 yuan', async () => {
  const hexi = await openHexi()
  const { cui } = hexi
  await cui.says('发公开 财务 3季度')
  await cui.says('', { content: 'document', file: layFile(hexi, 'finance-2026Q3-wrong-balance.xlsx') })
  expect((await cui.inbox()).at(-1)).toBe('这份还不能公开：\nF12 写的期末结余 44247.83元，算出来 44157.83元，差 90元\n改好请再发一次')
  await cui.says('', { content: 'document', file: layFile(hexi, 'finance-2026Q3.xlsx') })
  expect((await cui.inbox()).at(-1)).toMatch(/^第 1 号公开预览/u)
})

test('本期无 is a signed entry like any other', async () => {
  const hexi = await openHexi()
  const { cui, qin, li } = hexi
  await cui.says('发公开 物资 3季度')
  await cui.hears('本期无', /本期没有这项内容，已由村委会签认/u)
  await cui.says('提交')
  await qin.says('同意 1')
  await li.hears('看公开 物资 3季度', /本期没有这项内容，已由村委会签认/u)
})

test('重发 keeps the number, 取消 gives it up, and nothing of a draft is public', async () => {
  const { cui, li } = await openHexi()
  await cui.says('发公开 财务 3季度')
  await cui.says(ACCOUNTS)
  await cui.hears('重发', /^村级财务收支，2026年第三季度\n/u)
  await cui.hears(ACCOUNTS, PREVIEW)
  await li.hears('看公开 1', '没有第 1 号公开。\n请说：看公开')
  await cui.hears('取消', '好的，这次不公开了')
  await cui.hears('提交', /.+/u)
  await li.hears('看公开 1', '没有第 1 号公开。\n请说：看公开')
})

test('said in the group, the draft is taken aside; whoever may not draft hears it in private, and the group nothing', async () => {
  const { cui, li, hall } = await openHexi()
  const aside = await cui.in(hall).says('发公开')
  expect([aside.texts, aside.to(cui)[0]]).toEqual([[], expect.stringMatching(/^要公开哪一项/u)])
  const refused = await li.in(hall).says('发公开')
  expect([refused.texts, refused.to(li).length]).toEqual([[], 1])
})

test('a village without supervisors hears that before anything is handed in', async () => {
  const hexi = await openHexi()
  const wu = await hexi.bound('吴支书', hexi.hedong, { offices: ['village_committee', 'supervisor'] })
  await wu.says('发公开 物资 3季度')
  await wu.says('本期无')
  await wu.hears('提交', '还没有能审核的监督员。\n请乡镇先给监督员授权')
})

test('what is public already, or waits for its review, is not begun a second time', async () => {
  const { cui, tian, qin, drafts } = await openHexi()
  await drafts()
  await tian.hears('发公开 财务 3季度', '这一期正在审核，是第 1 号')
  await qin.says('同意 1')
  await cui.hears('发公开 财务 3季度', '这一期已公开，是第 1 号。\n要改请说：更正公开 1 原因')
})

test('words stay words: every comma in its place, and nothing personal in them', async () => {
  const { cui } = await openHexi()
  await cui.says('发公开 重大决策 10月')
  const { texts } = await cui.says('通知各户，10月8日开会：\n修路资金3万元，找张会计（电话13800138000）领取；先到先办。')
  expect(texts[0]).toContain('通知各户，10月8日开会：\n修路资金3万元，找张会计领取；先到先办。')
  expect(texts[0]).not.toMatch(/138/u)
  expect(texts[0]).toContain('已遮去：手机号 1 处')
})

test('a table that tells money begins with what it adds up to', async () => {
  const { cui } = await openHexi()
  await cui.says('发公开 补贴 3季度')
  const { texts } = await cui.says('对象\t项目\t标准\t金额（元）\n周小燕\t低保\t300\t900\n何大山\t低保\t300\t600.5')
  expect(texts[0]).toContain('\n共 2 项，金额合计 1500.50元\n')
  expect(texts[0]).toContain('周*燕')
})
