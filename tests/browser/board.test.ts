import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Body } from '../../src/disclosures/body.ts'
import { type Board, openBoard } from '../support/board.ts'
import { startBrowser } from '../support/browser.ts'

let browser: Browser
let board: Board
const problems: string[] = []

beforeAll(async () => {
  browser = await startBrowser()
}, 60_000)
afterAll(() => browser?.close())
beforeEach(async () => {
  board = await openBoard()
  problems.length = 0
})
afterEach(() => board.close())

const ACCOUNT: Body = {
  kind: 'account',
  openingFen: 10_000,
  incomeFen: 8000,
  expenseFen: 3000,
  closingFen: 15_000,
  lines: [
    { date: '7月3日', summary: '卖树', handler: '李会计', payee: '', voucher: '记1', incomeFen: 8000, expenseFen: 0, balanceFen: 18_000 },
    { date: '7月9日', summary: '买路灯', handler: '', payee: '', voucher: '', incomeFen: 0, expenseFen: 3000, balanceFen: 15_000 },
  ],
}

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', ...options })
  const page = await context.newPage()
  page.on('console', (line) => line.type() === 'error' && problems.push(line.text()))
  page.on('pageerror', (error) => problems.push(String(error)))
  await page.goto(`${board.address}${path}`)
  return page
}

const text = (page: Page) => page.locator('main').innerText()
const widthOf = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth')

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([])
  expect(await widthOf(page)).toBe(390)
  expect(problems).toEqual([])
}

describe('the board on a phone', () => {
  test('a villager goes from the front page to what was spent, without any script', async () => {
    await board.publishes({ body: ACCOUNT })
    await board.publishes({
      body: { kind: 'nothing' },
      category: 'materials',
      title: '物资管理',
      summary: '本期没有这项内容，已由村委会签认',
    })
    const page = await open('/board', { javaScriptEnabled: false })
    await page.getByRole('link', { name: '河西村' }).click()
    expect(await text(page)).toContain('物资管理')
    await page.getByRole('link', { name: /村级财务收支/ }).click()
    const shown = await text(page)
    for (const word of ['收入 80元，支出 30元，结余 150元', '卖树', '买路灯', '存档口令', '问 1 内容']) expect(shown).toContain(word)
    expect(await widthOf(page)).toBe(390)
  })

  test('axe finds nothing on any page', async () => {
    const item = await board.publishes({ body: ACCOUNT, dueOn: '2026-10-01' })
    await board.publishes({ body: ACCOUNT }, { item, reason: '漏记一笔' })
    for (const path of ['/board', `/board/${board.village}`, `/board/${board.village}/1`, `/board/${board.village}/1/1`])
      await clean(await open(path))
    expect(await text(await open('/board/99'))).toContain('没有这一页')
  }, 60_000)

  test('two characters are enough to find it, and what was looked for stays in the box', async () => {
    await board.publishes({ body: ACCOUNT })
    await board.publishes({ body: { kind: 'text', text: '低保名额 12 户' }, category: 'subsidy', title: '救助补贴', summary: '低保 12 户' })
    const page = await open(`/board/${board.village}`, { javaScriptEnabled: false })
    await page.getByRole('searchbox').fill('低保')
    await page.getByRole('button', { name: '查找' }).click()
    const found = await page.locator('ul.board').innerText()
    expect(found).toContain('救助补贴')
    expect(found).not.toContain('村级财务收支')
    expect(await page.getByRole('searchbox').inputValue()).toBe('低保')
    await page.getByRole('searchbox').fill('路灯')
    await page.getByRole('button', { name: '查找' }).click()
    expect(await page.locator('ul.board').innerText()).toContain('村级财务收支')
    await page.goto(`${board.address}/board/${board.village}?q=%25`)
    expect(await page.locator('ul.board li').count()).toBe(2)
    await page.goto(`${board.address}/board/${board.village}?q=没有的词`)
    expect(await text(page)).toContain('没有找到')
  })

  test('many are told on several pages, each once', async () => {
    for (let number = 1; number <= 23; number += 1)
      await board.publishes({ body: { kind: 'nothing' }, title: `第${number}件事`, at: new Date(Date.UTC(2026, 9, 12, 2, number)) })
    const page = await open(`/board/${board.village}`)
    expect(await page.locator('ul.board li').count()).toBe(20)
    expect(await page.locator('ul.board li').first().innerText()).toContain('第23件事')
    await page.getByRole('link', { name: '更早的公开' }).click()
    expect(await page.locator('ul.board li').allInnerTexts()).toHaveLength(3)
  })

  test('nothing of drafts, nothing of another village', async () => {
    await board.drafts({ body: ACCOUNT, title: '还没审的账' })
    const other = await board.another('河东村党支部')
    await board.publishes({ body: ACCOUNT })
    expect(await text(await open(`/board/${board.village}`))).not.toContain('还没审的账')
    for (const path of [`/board/${board.village}/1`, `/board/${other}/2`, `/board/${board.village}/2/9`, `/check/${board.village}/1/1`])
      expect((await fetch(`${board.address}${path}`)).status).toBe(404)
    expect((await fetch(`${board.address}/board/${board.village}/2`)).status).toBe(200)
  })
})

describe('a correction', () => {
  test('says why, shows what changed, and the old version stays readable', async () => {
    const item = await board.publishes({ body: ACCOUNT })
    const lines = [...(ACCOUNT.kind === 'account' ? ACCOUNT.lines : [])]
    const corrected = { ...ACCOUNT, lines: lines.map((line, at) => (at === 1 ? { ...line, summary: '买路灯两盏' } : line)) } as Body
    await board.publishes({ body: corrected }, { item, reason: '盏数写漏了' })
    const page = await open(`/board/${board.village}/${item.id}`)
    const shown = await text(page)
    expect(shown).toContain('更正原因：盏数写漏了')
    expect(await page.locator('del').innerText()).toContain('买路灯')
    expect(await page.locator('ins').innerText()).toContain('买路灯两盏')
    await page.getByRole('link', { name: /第 1 版/ }).click()
    const old = await text(page)
    expect(old).toContain('这是旧的一版')
    expect(old).not.toContain('买路灯两盏')
  })
})

describe('what somebody hid in a cell', () => {
  test('is shown as it was typed and does nothing', async () => {
    const cells = ['<script>document.title="x"</script>', '=HYPERLINK("http://x")', '\u202E反过来\u202C', '"><img src=x onerror=alert(1)>']
    const body: Body = { kind: 'table', columns: ['对象', '项目', '标准', '金额'], rows: [cells] }
    await board.publishes({ body, title: '<b>粗</b>', summary: '<i>斜</i>', category: 'subsidy' })
    const page = await open(`/board/${board.village}/1`)
    expect(await page.title()).toContain('<b>粗</b>')
    expect(await page.locator('script, img, b, i').count()).toBe(0)
    expect(await text(page)).toContain('<script>document.title="x"</script>')
    expect(problems).toEqual([])
    const policy = (await fetch(`${board.address}/board/${board.village}/1`)).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).not.toContain('unsafe-inline')
  })
})

describe('the check in the reader’s own browser', () => {
  const verdict = (page: Page) => page.locator('[data-verdict]')

  test('agrees with what the groups were told', async () => {
    for (let number = 0; number < 5; number += 1) await board.publishes({ body: ACCOUNT })
    const page = await open(`/check/${board.village}/3/1`)
    await page.getByText('核对通过').waitFor()
    expect(await page.locator('.checks .good').count()).toBe(3)
    const item = await open(`/board/${board.village}/3`)
    expect(await page.locator('[data-phrase]').innerText()).toBe(await item.locator('.phrase').innerText())
    await clean(page)
  }, 30_000)

  test('tells when what is shown is not what was archived', async () => {
    await board.publishes({ body: ACCOUNT })
    await board.database.write(async (tx) => {
      await sql`drop trigger disclosure_version_kept`.execute(tx)
      await sql`update disclosure_version set summary = '收入 80元，支出 20元，结余 150元'`.execute(tx)
    })
    const page = await open(`/check/${board.village}/1/1`)
    await page.getByText('核对没有通过').waitFor()
    expect(await page.locator('.checks .bad').innerText()).toBe('内容和存档时不一样')
    expect(await verdict(page).innerText()).toContain('问监督员')
  })

  test('without script it says so', async () => {
    await board.publishes({ body: ACCOUNT })
    expect(await text(await open(`/check/${board.village}/1/1`, { javaScriptEnabled: false }))).toContain('这部手机关了脚本')
  })
})
