import { expect, test, vi } from 'vitest'
import { openStage } from '../support/rehearsal-stage.ts'

const stage = openStage()

test('a newcomer picks a person, writes, taps a choice and sees the card change', async () => {
  const page = await stage.open()
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
  expect(stage.house.heard).toMatchObject([
    { kind: 'message', chat: { id: 'p-li', kind: 'private' }, from: { id: 'p-li' }, text: '党费情况', addressed: true },
    { kind: 'press', chat: { id: 'p-li' }, from: { id: 'p-li' } },
  ])
})

test('what one phone says in the group is seen on the other at once, each message once', async () => {
  const page = await stage.open({}, '/?left=g-hexi&leftAs=p-zhang&right=g-hexi&rightAs=p-wang')
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
  for (let count = 1; count <= 200; count += 1)
    await stage.house.bot.deliver({ id: count, chat: 'g-hexi', text: `第 ${count} 条`, choices: [] })
  const page = await stage.open()
  const left = page.locator('#left')
  expect(await left.locator('li.message').count()).toBe(60)
  await stage.house.bot.deliver({ id: 201, chat: 'g-hexi', text: '最后一条', choices: [] })
  await left.getByText('最后一条').waitFor()
  await vi.waitFor(async () => {
    const line = await left.getByText('最后一条').boundingBox()
    const log = await left.getByRole('log').boundingBox()
    expect((line?.y ?? 9999) + (line?.height ?? 0)).toBeLessThanOrEqual((log?.y ?? 0) + (log?.height ?? 0))
  })
})

test('the introduction types for a newcomer, follows what was said, and ends', async () => {
  const page = await stage.open()
  const next = page.locator('.steps .next a')
  for (const [text, phone] of [
    ['发通知 明天9点开会带老花镜', 'right'],
    ['发送', 'right'],
    ['马上发', 'right'],
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
  const who = stage.house.heard.map((event) => ('from' in event ? `${event.from.id} ${event.chat.kind}` : ''))
  expect(who).toEqual(['p-wang private', 'p-wang private', 'p-wang private', 'p-zhang group', 'p-wang private'])
})

test('what is typed but not sent survives a change of person, of chat and a reply', async () => {
  await stage.house.bot.deliver({ id: 1, chat: 'g-hexi', text: '请回复收到', choices: [] })
  const page = await stage.open()
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
  await vi.waitFor(() => expect(stage.house.heard).toMatchObject([{ text: '我马上', addressed: true, chat: { id: 'g-hexi' } }]))
  expect(stage.house.heard[0]).toHaveProperty('repliesTo')
  await page.getByText('回复：请回复收到').waitFor({ state: 'detached' })
  await page.goBack()
  await page.waitForURL(/right=private/)
})

test('a photo, many lines and a voice message can be sent', async () => {
  const page = await stage.open()
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
    expect(stage.house.heard).toMatchObject([
      { content: 'photo', text: '1. 张三\n2. 李四' },
      { content: 'voice', text: '' },
    ]),
  )
})

test('a private letter to somebody who is on neither phone is announced, and one tap leads there', async () => {
  const page = await stage.open()
  await stage.house.bot.deliver({ id: 1, chat: 'p-zhao', text: '请看 17 号公开', choices: [] })
  await page.getByRole('link', { name: '赵德柱', exact: true }).click()
  await page.getByText('请看 17 号公开').waitFor()
  await page.getByRole('link', { name: '赵德柱', exact: true }).waitFor({ state: 'detached' })
})

test('a page left open while the program was started anew hears what it missed', async () => {
  const page = await stage.open()
  const left = page.locator('#left')
  await left.getByRole('textbox', { name: '说点什么' }).fill('在')
  await page.keyboard.press('Enter')
  await left.getByText('收到：在').waitFor()
  await stage.startAnew()
  await stage.house.bot.deliver({ id: 50, chat: 'g-hexi', text: '重新开始后说的', choices: [] })
  await left.getByText('重新开始后说的').waitFor()
  expect(await left.locator('li.message').count()).toBe(3)
  stage.forgive('503')
})

test('an answer of the form that comes late does not put back what the stream has made newer', async () => {
  const page = await stage.open()
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
  const page = await stage.open()
  await page.route('**/hx-sse.min.js**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 200))
    await route.continue()
  })
  await page.goto(`${stage.address}/?show=left`)
  await stage.house.bot.deliver({ id: 1, chat: 'g-hexi', text: '晚上有雨', choices: [] })
  await page.locator('#left').getByText('晚上有雨').waitFor()
})

test('script in a message stays text', async () => {
  const page = await stage.open()
  const script = '<script>document.title="坏了"</script><img src=x onerror="document.title=1">'
  await page.locator('#left-draft').fill(script)
  await page.keyboard.press('Enter')
  await page.locator('#left').getByText(`收到：${script}`).waitFor()
  expect(await page.title()).toBe('支部通 · 演练')
})
