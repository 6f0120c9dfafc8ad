import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { NARROW, openStage, WIDE } from '../support/rehearsal-stage.ts'

const stage = openStage()

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)
}

const widthOf = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth')

test.each([
  ['wide', WIDE],
  ['narrow', NARROW],
])(
  'axe finds nothing on a %s screen, empty or in use',
  async (_name, viewport) => {
    const page = await stage.open({ viewport })
    expect(await findings(page)).toEqual([])
    await page.locator('.steps .next a').click()
    await page.locator('#right-send').click()
    await page.locator('#right').getByRole('button', { name: '不用' }).click()
    await page.getByText('已记下您的选择').waitFor()
    await stage.house.bot.deliver({ id: 90, chat: 'g-hexi', text: '请回复收到', choices: [{ label: '收到', token: 't', word: '收到' }] })
    await stage.house.bot.deliver({ id: 91, chat: 'p-li', text: '私下说', choices: [] })
    await page.getByRole('link', { name: '李建国', exact: true }).waitFor()
    await page.locator('#right').getByText('＋ 照片、文件和多行文字').click()
    expect(await findings(page)).toEqual([])
  },
  30_000,
)

test('on a phone’s screen there is one phone, nothing sticks out, and everything can be reached', async () => {
  const page = await stage.open({ viewport: NARROW })
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
  await stage.house.bot.deliver({ id: 1, chat: 'g-hexi', text: '请回复收到', choices: [{ label: '收到', token: 't', word: '收到' }] })
  const page = await stage.open()
  const small = `[...document.querySelectorAll('main *')]
    .filter((e) => e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
    .filter((e) => parseFloat(getComputedStyle(e).fontSize) < 18).map((e) => e.outerHTML)`
  expect(await page.evaluate<string[]>(small)).toEqual([])
})

test('without JavaScript the page does the same by forms and links', async () => {
  const page = await stage.open({ javaScriptEnabled: false })
  await page.locator('.steps .next a').click()
  expect(await page.locator('#right-draft').inputValue()).toBe('发通知 明天9点开会带老花镜')
  await page.locator('#right-send').click()
  await page.locator('#right').getByText('收到：发通知 明天9点开会带老花镜').waitFor()
  await page.locator('#right').getByRole('button', { name: '好的' }).click()
  await page.locator('#right').getByText('王桂芳选了：好').waitFor()
  await page.locator('#left-as').selectOption('p-sun')
  await page.locator('#left').getByRole('button', { name: '换人' }).click()
  await page.waitForURL(/leftAs=p-sun/)
  await stage.house.bot.deliver({ id: 90, chat: 'g-hexi', text: '请回复收到', choices: [] })
  await page.getByRole('link', { name: '刷新' }).click()
  await page.locator('#left').getByRole('link', { name: '回复支部通这条消息' }).click()
  await page.locator('#left-draft').fill('收到')
  await page.locator('#left-send').click()
  await vi.waitFor(() => expect(stage.house.heard.at(-1)).toMatchObject({ from: { id: 'p-sun' }, text: '收到', addressed: true }))
})
