import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest'
import { findBrowser, startBrowser } from './browser.ts'
import { type EchoHouse, serve, startEchoHouse } from './echo-house.ts'

/** The screen of an office. */
export const WIDE = { width: 1280, height: 860 }

/** The screen of a telephone. */
export const NARROW = { width: 390, height: 844 }

/** A rehearsal on an echo and a Chromium to look at it, new for every test. */
export type Stage = {
  readonly house: EchoHouse
  readonly address: string
  open(options?: BrowserContextOptions, path?: string): Promise<Page>
  /** Ends the program and starts it again on the same journal and the same address. */
  startAnew(): Promise<void>
  /** Complaints of the browser's console fail a test; these were to be expected. */
  forgive(words: string): void
}

/** Registers what has to happen before and after the tests of a file. */
export function openStage(): Stage {
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
  let browser: Browser | undefined
  let house: EchoHouse
  let web: Awaited<ReturnType<typeof serve>>
  let complaints: string[] = []

  beforeAll(async () => {
    if (findBrowser() !== undefined) browser = await startBrowser()
  })
  afterAll(() => browser?.close())
  beforeEach(async (context) => {
    context.skip(browser === undefined, 'there is no Chromium on this machine: install it or name it in CHROMIUM_PATH')
    house = await startEchoHouse()
    web = await serve(() => house.bot)
    complaints = []
  })
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close()
    await house.bot.stop()
    await web.close()
    expect(complaints).toEqual([])
  })

  return {
    get house() {
      return house
    },
    get address() {
      return web.address
    },
    async open(options = {}, path = '/') {
      if (!browser) throw new Error('a page was opened without a browser')
      const context = await browser.newContext({ viewport: WIDE, locale: 'zh-CN', ...options })
      const page = await context.newPage()
      page.setDefaultTimeout(10_000)
      page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.goto(web.address + path)
      return page
    },
    async startAnew() {
      await house.bot.stop()
      house = await startEchoHouse(house.dataDir)
    },
    forgive(words) {
      complaints = complaints.filter((line) => !line.includes(words))
    },
  }
}
