import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { findBrowser, startBrowser } from '../support/browser.ts'
import { NARROW, WIDE } from '../support/rehearsal-stage.ts'
import { buildProgram, openTerminal, type Running, type Terminal } from '../support/terminal.ts'

/** A card is refreshed every 30 seconds at most; the machine may be busy besides. */
const CARD_MS = 75_000

let browser: Browser | undefined
let terminal: Terminal
let complaints: string[] = []

beforeAll(async () => {
  if (findBrowser() === undefined) return
  buildProgram()
  browser = await startBrowser()
})
afterAll(() => browser?.close())
beforeEach((context) => {
  context.skip(browser === undefined, 'there is no Chromium on this machine: install it or name it in CHROMIUM_PATH')
  terminal = openTerminal()
  complaints = []
})
afterEach(async () => {
  for (const context of browser?.contexts() ?? []) await context.close()
  await terminal.close()
  expect(complaints).toEqual([])
})

async function start(): Promise<{ readonly running: Running; readonly address: string }> {
  const running = terminal.start()
  const [, address = ''] = await running.says(/演练页面：(\S+)/)
  return { running, address }
}

async function open(address: string, viewport = WIDE, options: BrowserContextOptions = {}): Promise<Page> {
  if (browser === undefined) throw new Error('a page was opened without a browser')
  const page = await (await browser.newContext({ viewport, locale: 'zh-CN', ...options })).newPage()
  page.setDefaultTimeout(20_000)
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(address)
  return page
}

/** Writes and sends on one of the two phones. */
async function say(page: Page, side: 'left' | 'right', text: string): Promise<void> {
  await page.locator(`#${side}-draft`).fill(text)
  await page.locator(`#${side}-send`).click()
  await page.locator(`#${side}-list .mine .text`).getByText(text, { exact: true }).last().waitFor()
}

/** The newest message of the bot on a phone that holds this text. */
const bot = (page: Page, side: 'left' | 'right', text: string | RegExp) =>
  page.locator(`#${side}-list li.bot`).filter({ hasText: text }).last()

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)
}

/** Lets the left phone be another member of the same branch, still in the group. */
async function becomeNext(page: Page): Promise<void> {
  const select = page.locator('#left-as')
  const now = await select.inputValue()
  const members = await select
    .locator('optgroup[label="党员"] option')
    .evaluateAll((all) => all.map((one) => (one as { value?: string }).value ?? ''))
  const branch = async (id: string) => (await select.locator(`option[value="${id}"]`).innerText()).split('·').at(-1)
  const mine = await branch(now)
  for (const id of members) {
    if (id === now || (await branch(id)) !== mine) continue
    await select.selectOption(id)
    await page.waitForURL(new RegExp(`leftAs=${id}`))
    return
  }
  throw new Error('there is only one member in this branch')
}

test(
  'a newcomer pushes a notice as secretary, confirms it as two members, and sees who has not; it is still there after a restart',
  { timeout: 180_000 },
  async () => {
    const { running, address } = await start()
    const page = await open(address)
    expect(await findings(page)).toEqual([])

    await say(page, 'right', '发通知 明天9点开会带老花镜')
    await bot(page, 'right', /将发给 \d+ 个群、\d+ 人/).waitFor()
    await say(page, 'right', '发送')
    await bot(page, 'right', '马上发').waitFor()
    expect(await bot(page, 'left', '老花镜').count()).toBe(0)
    await say(page, 'right', '马上发')
    const card = bot(page, 'left', '明天9点开会带老花镜')
    await card.waitFor()

    await card.getByRole('button', { name: '收到' }).click()
    await page
      .locator('#left-list .noted')
      .getByText(/谢谢您/)
      .waitFor()
    await becomeNext(page)
    await say(page, 'left', '收到')

    await say(page, 'right', '通知情况')
    await bot(page, 'right', '已收到 2 人').waitFor()
    await card.getByText('已收到 2 人').waitFor({ timeout: CARD_MS })
    expect(await card.innerText()).toContain('已更新')
    expect(await findings(page)).toEqual([])

    expect(await running.ends('SIGTERM')).toBe(0)
    await page.close()
    // The open page noticed that the program was going away; that much it may complain of.
    complaints = complaints.filter((line) => !/Failed to fetch|ERR_/.test(line))
    const again = await start()
    const later = await open(again.address)
    await bot(later, 'left', '明天9点开会带老花镜').getByText('已收到 2 人').waitFor()
    await bot(later, 'right', '已收到 2 人').waitFor()
    await page.close()
    complaints = complaints.filter((line) => !/ERR_/.test(line))
  },
)

test('the same works on a telephone by tapping what the page offers, and nothing sticks out', { timeout: 120_000 }, async () => {
  const { address } = await start()
  const page = await open(address, NARROW)
  const next = page.locator('.steps .next a')
  const width = () => page.evaluate<number>('document.documentElement.scrollWidth')
  expect(await width()).toBe(NARROW.width)
  expect(await findings(page)).toEqual([])
  for (const [text, side, answer] of [
    ['发通知 明天9点开会带老花镜', 'right', '将发给'],
    ['发送', 'right', '马上发'],
    ['马上发', 'right', '正在发出'],
    ['收到', 'left', undefined],
    ['通知情况', 'right', '已收到 1 人'],
  ] as const) {
    await page.locator(`.steps .next a:has-text("${text}")`).waitFor()
    await next.click()
    await page.locator(`#${side}-send`).waitFor({ state: 'visible' })
    await page.locator(`#${side}-send`).click()
    if (answer !== undefined) await bot(page, side, answer).waitFor()
    else await page.locator('#left-list .mine').last().waitFor()
    expect(await width()).toBe(NARROW.width)
  }
  await page.getByRole('link', { name: '从头再试' }).waitFor()
  expect(await findings(page)).toEqual([])
})

test('without script a secretary still gets a preview', async () => {
  const { address } = await start()
  const page = await open(address, WIDE, { javaScriptEnabled: false })
  await page.locator('.steps .next a').click()
  await page.locator('#right-send').click()
  await bot(page, 'right', '将发给').waitFor()
})
