import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startBrowser } from '../support/browser.ts'
import { type EchoHouse, serve, startEchoHouse } from '../support/echo-house.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const WIDE = { width: 1280, height: 860 }
const NARROW = { width: 390, height: 844 }

let browser: Browser
let house: EchoHouse
let web: Awaited<ReturnType<typeof serve>>
let complaints: string[] = []

beforeAll(async () => {
  browser = await startBrowser()
})

afterAll(() => browser.close())

beforeEach(async () => {
  house = await startEchoHouse()
  web = await serve(() => house.bot)
  complaints = []
})

afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  await house.bot.stop()
  await web.close()
  expect(complaints).toEqual([])
})

async function openPage(options: BrowserContextOptions = {}, path = '/'): Promise<Page> {
  const context = await browser.newContext({ viewport: WIDE, locale: 'zh-CN', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(web.address + path)
  return page
}

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)
}

const widthOf = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth')

test('a newcomer picks a person, writes, taps a choice and sees the card change', async () => {
  const page = await openPage()
  const right = page.getByRole('region', { name: '右边的手机' })
  await right.getByLabel('我是').selectOption({ label: '李建国 · 组织委员·河西村党支部' })
  await page.waitForURL(/rightAs=p-li/)
  await right.getByRole('textbox', { name: '说点什么' }).fill('党费情况')
  await right.getByRole('button', { name: '发送' }).click()
  await right.getByText('收到：党费情况').waitFor()
  await right.getByRole('button', { name: '好的' }).click()
  await right.getByText('李建国选了：好').waitFor()
  await right.getByText('已记下您的选择').waitFor()
  expect(await right.getByText('收到：党费情况').count()).toBe(0)
  expect(house.heard).toMatchObject([
    { kind: 'message', chat: { id: 'p-li', kind: 'private' }, from: { id: 'p-li' }, text: '党费情况', addressed: true },
    { kind: 'press', chat: { id: 'p-li' }, from: { id: 'p-li' } },
  ])
})

test('what one phone says in the group is seen on the other at once, each message once', async () => {
  const page = await openPage({}, '/?left=g-hexi&leftAs=p-zhang&right=g-hexi&rightAs=p-wang')
  const [left, right] = [page.locator('#left'), page.locator('#right')]
  for (const text of ['一会儿下雨', '记得收谷子', '好嘞']) {
    await left.getByRole('textbox', { name: '说点什么' }).fill(text)
    await page.keyboard.press('Enter')
    await right.getByText(text, { exact: true }).waitFor()
    await right.getByText(`收到：${text}`).waitFor()
  }
  expect(await left.locator('li.message').count()).toBe(6)
  expect(await right.locator('li.message').count()).toBe(6)
  expect(await left.getByRole('textbox', { name: '说点什么' }).inputValue()).toBe('')
  expect(await page.evaluate<string>('document.activeElement.id')).toBe('left-draft')
  expect(await left.locator('.mine').count()).toBe(3)
  expect(await right.locator('.mine').count()).toBe(0)
})

test('the newest message is in sight after a long talk, and only the last sixty are drawn', async () => {
  for (let count = 1; count <= 200; count += 1) await house.bot.deliver({ id: count, chat: 'g-hexi', text: `第 ${count} 条`, choices: [] })
  const page = await openPage()
  const left = page.locator('#left')
  expect(await left.locator('li.message').count()).toBe(60)
  await house.bot.deliver({ id: 201, chat: 'g-hexi', text: '最后一条', choices: [] })
  await left.getByText('最后一条').waitFor()
  await vi.waitFor(async () => {
    const line = await left.getByText('最后一条').boundingBox()
    const log = await left.getByRole('log').boundingBox()
    expect((line?.y ?? 9999) + (line?.height ?? 0)).toBeLessThanOrEqual((log?.y ?? 0) + (log?.height ?? 0))
  })
})

test('the introduction types for a newcomer, follows what was said, and ends', async () => {
  const page = await openPage()
  const next = page.locator('.steps .next a')
  for (const [text, phone] of [
    ['发通知 明天9点开会带老花镜', 'right'],
    ['发送', 'right'],
    ['收到', 'left'],
    ['通知情况', 'right'],
  ] as const) {
    await page.locator(`.steps .next a:has-text("${text}")`).waitFor()
    await next.click()
    await page.getByText('已写好，请点发送').waitFor()
    expect(await page.locator(`#${phone}-draft`).inputValue()).toBe(text)
    expect(await page.evaluate<string>('document.activeElement.id')).toBe(`${phone}-draft`)
    await page.locator(`#${phone}-send`).click()
    await page.locator(`#${phone}-list`).getByText(`收到：${text}`, { exact: true }).waitFor()
  }
  await page.getByRole('link', { name: '从头再试' }).waitFor()
  expect(page.url()).not.toContain('Draft')
  const who = house.heard.map((event) => ('from' in event ? `${event.from.id} ${event.chat.kind}` : ''))
  expect(who).toEqual(['p-wang private', 'p-wang private', 'p-zhang group', 'p-wang private'])
})

test('what is typed but not sent survives a change of person, of chat and a reply', async () => {
  await house.bot.deliver({ id: 1, chat: 'g-hexi', text: '请回复收到', choices: [] })
  const page = await openPage()
  await page.locator('#left-draft').fill('我马上')
  await page.locator('#right-draft').fill('等一下')
  await page.locator('#right-as').selectOption('p-chen')
  await page.waitForURL(/rightAs=p-chen/)
  await page.locator('#right').getByRole('link', { name: '在外党员群' }).click()
  await page.waitForURL(/right=g-away/)
  await page.locator('#left').getByRole('link', { name: '回复支部通这条消息' }).click()
  await page.getByText('回复：请回复收到').waitFor()
  expect(await page.locator('#left-draft').inputValue()).toBe('我马上')
  expect(await page.locator('#right-draft').inputValue()).toBe('等一下')
  await page.locator('#left-send').click()
  await vi.waitFor(() => expect(house.heard).toMatchObject([{ text: '我马上', addressed: true, chat: { id: 'g-hexi' } }]))
  expect(house.heard[0]).toHaveProperty('repliesTo')
  expect(await page.getByText('回复：请回复收到').count()).toBe(0)
  await page.goBack()
  await page.waitForURL(/right=private/)
})

test('a photo, many lines and a voice message can be sent', async () => {
  const page = await openPage()
  const left = page.locator('#left')
  await left.getByText('＋ 照片、文件和多行文字').click()
  await left.getByLabel('多行文字（表格、接龙）').fill('1. 张三\n2. 李四')
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')
  await left.getByLabel('照片或文件（最大 20 兆）').setInputFiles({ name: '田.png', mimeType: 'image/png', buffer: png })
  await left.getByRole('button', { name: '发送' }).click()
  await left.getByRole('img', { name: '照片：田.png' }).waitFor()
  await vi.waitFor(async () => expect(await page.evaluate<number>('document.querySelector("#left img").naturalWidth')).toBe(1))
  await left.getByText('＋ 照片、文件和多行文字').click()
  await left.getByRole('button', { name: '发一段语音' }).click()
  await left.getByText('语音 6 秒').waitFor()
  await vi.waitFor(() =>
    expect(house.heard).toMatchObject([
      { content: 'photo', text: '1. 张三\n2. 李四' },
      { content: 'voice', text: '' },
    ]),
  )
})

test('a private letter to somebody who is on neither phone is announced, and one tap leads there', async () => {
  const page = await openPage()
  await house.bot.deliver({ id: 1, chat: 'p-zhao', text: '请看 17 号公开', choices: [] })
  await page.getByRole('link', { name: '赵德柱', exact: true }).click()
  await page.getByText('请看 17 号公开').waitFor()
  await page.getByRole('link', { name: '赵德柱', exact: true }).waitFor({ state: 'detached' })
})

test('a page left open while the program was started anew hears what it missed', async () => {
  const page = await openPage()
  const left = page.locator('#left')
  await left.getByRole('textbox', { name: '说点什么' }).fill('在')
  await page.keyboard.press('Enter')
  await left.getByText('收到：在').waitFor()
  await house.bot.stop()
  house = await startEchoHouse(house.dataDir)
  await house.bot.deliver({ id: 50, chat: 'g-hexi', text: '重新开始后说的', choices: [] })
  await left.getByText('重新开始后说的').waitFor()
  expect(await left.locator('li.message').count()).toBe(3)
  complaints = complaints.filter((line) => !line.includes('503'))
})

test('an answer of the form that comes late does not put back what the stream has made newer', async () => {
  const page = await openPage()
  const left = page.locator('#left')
  await page.route('**/sandbox/say**', async (route) => {
    const late = await route.fetch()
    await left.getByText('收到：在', { exact: true }).waitFor()
    await route.fulfill({ response: late })
  })
  await left.getByRole('textbox', { name: '说点什么' }).fill('在')
  await page.keyboard.press('Enter')
  await vi.waitFor(async () => expect(await page.locator('#left-draft').inputValue()).toBe(''))
  expect(await left.locator('.text').allInnerTexts()).toEqual(['在', '收到：在'])
})

test('a slow line does not leave a page without its stream', async () => {
  const page = await openPage()
  await page.route('**/hx-sse.min.js**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 200))
    await route.continue()
  })
  await page.goto(`${web.address}/?show=left`)
  await house.bot.deliver({ id: 1, chat: 'g-hexi', text: '晚上有雨', choices: [] })
  await page.locator('#left').getByText('晚上有雨').waitFor()
})

test('script in a message stays text', async () => {
  const page = await openPage()
  const script = '<script>document.title="坏了"</script><img src=x onerror="document.title=1">'
  await page.locator('#left-draft').fill(script)
  await page.keyboard.press('Enter')
  await page.locator('#left').getByText(`收到：${script}`).waitFor()
  expect(await page.title()).toBe('支部通 · 演练')
})

test.each([
  ['wide', WIDE],
  ['narrow', NARROW],
])(
  'axe finds nothing on a %s screen, empty or in use',
  async (_name, viewport) => {
    const page = await openPage({ viewport })
    expect(await findings(page)).toEqual([])
    await page.locator('.steps .next a').click()
    await page.locator('#right-send').click()
    await page.locator('#right').getByRole('button', { name: '不用' }).click()
    await page.getByText('已记下您的选择').waitFor()
    await house.bot.deliver({ id: 90, chat: 'g-hexi', text: '请回复收到', choices: [{ label: '收到', token: 't', word: '收到' }] })
    await house.bot.deliver({ id: 91, chat: 'p-li', text: '私下说', choices: [] })
    await page.getByRole('link', { name: '李建国', exact: true }).waitFor()
    await page.locator('#right').getByText('＋ 照片、文件和多行文字').click()
    expect(await findings(page)).toEqual([])
  },
  30_000,
)

test('on a phone’s screen there is one phone, nothing sticks out, and everything can be reached', async () => {
  const page = await openPage({ viewport: NARROW })
  expect(await widthOf(page)).toBe(NARROW.width)
  expect(await page.locator('#left').isVisible()).toBe(false)
  await page.locator('#right').getByRole('link', { name: '河西村群' }).click()
  await page.waitForURL(/right=g-hexi/)
  await page.locator('#right').getByText('＋ 照片、文件和多行文字').click()
  for (const name of ['发送', '发一段语音']) {
    const button = page.locator('#right').getByRole('button', { name })
    await button.scrollIntoViewIfNeeded()
    const box = await button.boundingBox()
    expect(box && box.x >= 0 && box.x + box.width <= NARROW.width && box.y >= 0 && box.y + box.height <= NARROW.height).toBe(true)
  }
  await page.getByRole('navigation', { name: '两台手机' }).getByRole('link', { name: '手机一 · 张秀英' }).click()
  await page.locator('#left-draft').waitFor({ state: 'visible' })
  expect(await page.locator('#right').isVisible()).toBe(false)
  await page.locator('#left-draft').fill('很长的一句话'.repeat(40) + 'a'.repeat(200))
  await page.locator('#left-send').click()
  await page.locator('#left').getByRole('button', { name: '好的' }).click()
  await page.locator('#left').getByText('张秀英选了：好').waitFor()
  expect(await widthOf(page)).toBe(NARROW.width)
})

test('nothing on the page is set smaller than 18 px', async () => {
  await house.bot.deliver({ id: 1, chat: 'g-hexi', text: '请回复收到', choices: [{ label: '收到', token: 't', word: '收到' }] })
  const page = await openPage()
  const small = `[...document.querySelectorAll('main *')]
    .filter((e) => e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
    .filter((e) => parseFloat(getComputedStyle(e).fontSize) < 18).map((e) => e.outerHTML)`
  expect(await page.evaluate<string[]>(small)).toEqual([])
})

test('without JavaScript the page does the same by forms and links', async () => {
  const page = await openPage({ javaScriptEnabled: false })
  await page.locator('.steps .next a').click()
  expect(await page.locator('#right-draft').inputValue()).toBe('发通知 明天9点开会带老花镜')
  await page.locator('#right-send').click()
  await page.locator('#right').getByText('收到：发通知 明天9点开会带老花镜').waitFor()
  await page.locator('#right').getByRole('button', { name: '好的' }).click()
  await page.locator('#right').getByText('王桂芳选了：好').waitFor()
  await page.locator('#left-as').selectOption('p-sun')
  await page.locator('#left').getByRole('button', { name: '换人' }).click()
  await page.waitForURL(/leftAs=p-sun/)
  await house.bot.deliver({ id: 90, chat: 'g-hexi', text: '请回复收到', choices: [] })
  await page.getByRole('link', { name: '刷新' }).click()
  await page.locator('#left').getByRole('link', { name: '回复支部通这条消息' }).click()
  await page.locator('#left-draft').fill('收到')
  await page.locator('#left-send').click()
  await vi.waitFor(() => expect(house.heard.at(-1)).toMatchObject({ from: { id: 'p-sun' }, text: '收到', addressed: true }))
})
