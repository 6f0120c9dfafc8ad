import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { findBrowser, startBrowser } from '../support/browser.ts'
import { WIDE } from '../support/rehearsal-stage.ts'
import { buildProgram, openTerminal, type Terminal } from '../support/terminal.ts'

/** A card is refreshed every 30 seconds at most; the machine may be busy besides. */
const CARD_MS = 75_000
const MINUTES_AHEAD = 5
const SHANGHAI_MS = 8 * 3_600_000

let browser: Browser | undefined
let terminal: Terminal

beforeAll(async () => {
  if (findBrowser() === undefined) return
  buildProgram()
  browser = await startBrowser()
})
afterAll(() => browser?.close())
beforeEach((context) => {
  context.skip(browser === undefined, 'there is no Chromium on this machine: install it or name it in CHROMIUM_PATH')
  terminal = openTerminal()
})
afterEach(async () => {
  for (const context of browser?.contexts() ?? []) await context.close()
  await terminal.close()
})

async function open(address: string): Promise<Page> {
  if (browser === undefined) throw new Error('a page was opened without a browser')
  const page = await (await browser.newContext({ viewport: WIDE, locale: 'zh-CN' })).newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(address)
  return page
}

async function say(page: Page, side: 'left' | 'right', text: string): Promise<void> {
  await page.locator(`#${side}-draft`).fill(text)
  await page.locator(`#${side}-send`).click()
  await page.locator(`#${side}-list .mine .text`).getByText(text, { exact: true }).last().waitFor()
}

const bot = (page: Page, side: 'left' | 'right', text: string | RegExp) =>
  page.locator(`#${side}-list li.bot`).filter({ hasText: text }).last()

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)
}

/** Opens the one-time link that the bot gave, as a person does. */
async function follow(page: Page, text: string): Promise<Page> {
  const opening = page.context().waitForEvent('page')
  await bot(page, 'right', text).getByRole('link', { name: /\/p\// }).click()
  const opened = await opening
  await opened.getByRole('button', { name: '打开' }).click()
  await opened.waitForURL(/\/page\/\d+$/)
  return opened
}

test(
  'a secretary calls a meeting, opens the check-in, shows it on the wall, closes it and keeps its record',
  { timeout: 180_000 },
  async (context) => {
    const begins = new Date(Date.now() + SHANGHAI_MS + MINUTES_AHEAD * 60_000).toISOString()
    context.skip(begins.slice(11, 13) === '00', 'the day ends just now')
    const running = terminal.start()
    const [, address = ''] = await running.says(/演练页面：(\S+)/)
    const page = await open(address)

    await say(page, 'right', `开会 今天${begins.slice(11, 13)}点${begins.slice(14, 16)}分 村部 主题党日`)
    await bot(page, 'right', /应到 \d+ 人/).waitFor()
    await say(page, 'right', '发送')
    await bot(page, 'right', '一分钟后发出').waitFor()
    await say(page, 'right', '开始签到')
    const card = bot(page, 'left', '【签到】')
    await card.getByRole('button', { name: '签到' }).click()
    await page.locator('#left-list .noted').last().waitFor()

    await say(page, 'right', '大屏')
    const wall = await follow(page, '大屏')
    await wall.getByText('已签到 1 人').waitFor()
    expect(await wall.locator('svg').count()).toBe(1)
    expect(await findings(wall)).toEqual([])

    await card.getByText('已签到 1 人').waitFor({ timeout: CARD_MS })
    await say(page, 'right', '结束签到')
    await bot(page, 'left', /应到 \d+ 实到 1 请假 0/).waitFor()
    await bot(page, 'right', '没到的').waitFor()
    await say(page, 'right', '会议记录 学了支部条例')
    await bot(page, 'right', '记录齐了').waitFor()
    await wall.reload()
    await wall.getByText(/签到结束　应到 \d+　实到 1/).waitFor()

    await say(page, 'right', '签到表 1')
    const list = await follow(page, '签到表')
    await list.getByRole('columnheader', { name: '签名' }).first().waitFor()
    expect(await findings(list)).toEqual([])
    await list.reload()
    await list.getByRole('columnheader', { name: '签名' }).first().waitFor()
  },
)
