import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { FileReference } from '../../src/kernel/chat/message.ts'
import { lookAtWechat } from '../../bots/wechat/look.ts'
import type { RosterTables } from '../../src/roster/tables.ts'
import { type Gateway, type Person, startGateway } from '../support/wechat/gateway.ts'
import { eventually, openWechatTown, type WechatTown } from '../support/wechat/town.ts'

/** What whoever looks after the account sees and does, on the terminal, on the page, and on another platform. */
const OPERATOR = 'operator'
let gateway: Gateway
let folder: string
let town: WechatTown
let wang: Person

beforeAll(async () => {
  gateway = await startGateway()
  wang = gateway.contact('wxid_wang', '桂花飘香')
})

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'branchlink-wechat-'))
  town = await openWechatTown(gateway, { folder })
  const top = await town.branch('青石镇党委')
  await town.elsewhere('管理员', OPERATOR, top, 'township_admin')
})

afterEach(async () => {
  await town.stop()
  rmSync(folder, { recursive: true, force: true })
})

afterAll(() => gateway.stop())

const state = () => town.bot.state()
const told = () => town.screen(OPERATOR).map(({ text }) => text)

async function login(): Promise<void> {
  if (state().kind === 'running') return
  gateway.login()
  await eventually(() => state().kind === 'running')
}

async function logout(reason: string): Promise<void> {
  await login()
  gateway.logout(reason)
  await eventually(() => state().kind === 'unreachable')
}

describe('logging in', () => {
  beforeEach(() => logout('logout'))

  test('the code is drawn on the terminal and sent to the operator elsewhere as a picture, once for one login', async () => {
    gateway.scan('http://weixin.qq.com/x/first')
    await eventually(() => state().line === '请用专用的微信号扫码登录')
    gateway.scan('http://weixin.qq.com/x/second')
    await eventually(() => town.printed.length === 2)
    expect(town.printed[0]).toContain('█')
    await eventually(() => told().some((text) => text.includes('扫码登录')))
    const letters = town.screen(OPERATOR).filter(({ file }) => file !== undefined)
    expect(letters).toHaveLength(1)
    expect(letters[0]?.text).toMatch(
      /^请用专用的微信号扫码登录。\n二维码几分钟就过期，要新的请说：启用微信\n也可以打开：https:\/\/zhibu\.example\.cn\/wechat\/open\/\S+$/,
    )
    const picture = await town.bot.fetchFile(letters[0]?.file as FileReference)
    expect(Buffer.from(picture).subarray(1, 4).toString()).toBe('PNG')
    gateway.login()
    await eventually(() => state().kind === 'running')
    await expect(town.bot.fetchFile(letters[0]?.file as FileReference)).rejects.toThrow()
  })

  test('an operator who asks for a fresh code gets it', async () => {
    gateway.scan('http://weixin.qq.com/x/third')
    await eventually(() => told().some((text) => text.includes('扫码登录')))
    town.tells(OPERATOR, '启用微信')
    await eventually(() => town.screen(OPERATOR).filter(({ file }) => file !== undefined).length === 2)
  })

  test('the page opens by the link once, to nobody else, and looking at the link does not use it up', async () => {
    gateway.scan('http://weixin.qq.com/x/fourth')
    await eventually(() => told().some((text) => text.includes('/wechat/open/')))
    const link = /\/wechat\/open\/\S+/.exec(told().find((text) => text.includes('/wechat/open/')) ?? '')?.[0] ?? ''
    const page = (path: string, init?: RequestInit) => town.bot.routes.request(`https://zhibu.example.cn${path}`, init)
    expect((await page('/wechat')).status).toBe(403)
    expect((await page('/wechat/login.png')).status).toBe(404)
    expect((await page('/wechat/open/guessed')).status).toBe(403)
    expect((await page(link)).status).toBe(200)
    expect(await (await page(link)).text()).toContain('点一下才打开')
    const entered = await page(link, { method: 'POST' })
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/wechat'])
    expect(entered.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Strict/)
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
    const shown = await page('/wechat', { headers: { cookie } })
    expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining('请用专用的微信号扫码登录')])
    const picture = await page('/wechat/login.png', { headers: { cookie } })
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect((await page(link, { method: 'POST' })).status).toBe(403)
    expect((await page('/wechat', { headers: { cookie: `${cookie}x` } })).status).toBe(403)
  })
})

describe('put out by WeChat', () => {
  test.each([
    ['logout()', '微信退出了登录，要重新扫码'],
    ['you were kicked: logged in on another device', '微信在别处登录了，要重新扫码'],
    ['账号被限制登录', '微信号被限制了，请看手机上的提示'],
  ])('“%s” is one clear line, shown and told: %s', async (reason, line) => {
    await logout(reason)
    expect(state()).toMatchObject({ kind: 'unreachable', line, call: { kind: 'look' } })
    await eventually(() => told().includes(`${line}。\n急着用请把群改成人工转发`))
    const findings = await lookAtWechat({
      puppet: 'wechaty-puppet-service',
      endpoint: gateway.endpoint,
      tls: 'off',
      folder,
      pace: { pauseSeconds: { least: 0, most: 0 }, groupHourlyCap: 1, penaltyMinutes: { least: 1, most: 1 } },
    })
    expect(findings).toContainEqual({ ok: false, line: `微信：最近的情况是“${line}”` })
    expect(findings).toContainEqual({ ok: true, line: '微信：登录信息只有自己能看' })
    expect(statSync(join(folder, 'login.memory-card.json')).mode & 0o777).toBe(0o600)
    expect(town.log()).not.toContain('"level":"error"')
  })
})

test('an operator who writes on WeChat most is called on the other platform', async () => {
  await login()
  const top = await town.branch('河东镇党委')
  const { member } = await town.read((tx) =>
    tx.withTables<RosterTables>().selectFrom('account').select('member_id as member').executeTakeFirstOrThrow(),
  )
  const chief = gateway.contact('wxid_chief', '管理员的微信')
  await town.bound(chief, top)
  await town.write((tx) =>
    tx
      .withTables<RosterTables>()
      .updateTable('account')
      .set({ member_id: member, last_used_at: '2027-01-01T00:00:00.000Z' })
      .where('member_id', '!=', member)
      .execute(),
  )
  gateway.logout('logout')
  await eventually(() => told().some((text) => text.includes('要重新扫码')))
})

describe('the switch', () => {
  test('停用微信 lets go of the account at once, 启用微信 takes it up again, and both may be said twice', async () => {
    await login()
    town.tells(OPERATOR, '停用微信')
    await eventually(() => state().kind === 'stopped')
    expect(state().line).toBe('微信已停用，要用请发：启用微信')
    await town.pass({ seconds: 10 })
    town.tells(OPERATOR, '停用微信')
    await eventually(() => told().filter((text) => text === '微信已停用，一条也不再发。\n要用请说：启用微信').length === 2)
    const heard = town.heard.length
    wang.tells('帮助')
    town.tells(OPERATOR, '启用微信')
    await eventually(() => state().kind === 'running')
    wang.tells('我的')
    await eventually(() => town.heard.some((event) => event.kind === 'message' && event.text === '我的'))
    // What was said while it was off was said to nobody.
    expect(town.heard.slice(heard).flatMap((event) => (event.kind === 'message' ? [event.text] : []))).toEqual(['我的'])
  })

  test('it stays off over a restart, and is switched on at the machine, not from elsewhere', async () => {
    await login()
    town.tells(OPERATOR, '停用微信')
    await eventually(() => state().kind === 'stopped')
    const { database } = town
    await town.stop()
    town = await openWechatTown(gateway, { folder, database })
    await eventually(() => state().kind === 'stopped')
    const ask = (headers: Record<string, string>) => town.bot.routes.request('http://127.0.0.1/wechat/on', { method: 'POST', headers })
    expect((await ask({ host: '127.0.0.1', origin: 'http://127.0.0.1' })).status).toBe(403)
    expect(state().kind).toBe('stopped')
    town.tells(OPERATOR, '启用微信')
    await eventually(() => state().kind === 'running')
  })

  test('who is not in charge of the township cannot switch it', async () => {
    await login()
    const village = await town.branch('河东村党支部')
    await town.elsewhere('支书', 'secretary', village, 'secretary')
    town.tells('secretary', '停用微信')
    await eventually(() => town.screen('secretary').length > 0)
    expect(town.screen('secretary').map(({ text }) => text)).toEqual([expect.stringContaining('书记来办')])
    wang.tells('停用微信')
    await eventually(() => town.heard.some((event) => event.kind === 'message' && event.text === '停用微信'))
    expect(state().kind).toBe('running')
  })
})
