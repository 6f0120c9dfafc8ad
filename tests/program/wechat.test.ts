import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildProgram, openTerminal, type Running, sample, type Terminal } from '../support/terminal.ts'
import { type Gateway, type Person, startGateway } from '../support/wechat/gateway.ts'
import { eventually } from '../support/wechat/town.ts'

/** The built program on the wire of a real gateway: killed in the middle, started again, and ended in order. */
const ROOM = 'hexi@chatroom'
const PATIENCE_MS = 30_000
const LONGEST_STOP_MS = 5_000

let gateway: Gateway
let terminal: Terminal
let running: Running
let secretary: Person

beforeAll(async () => {
  buildProgram()
  gateway = await startGateway()
  secretary = gateway.contact('wxid_jiang', '平安是福')
  terminal = openTerminal({
    WECHATY_PUPPET: 'wechaty-puppet-service',
    WECHATY_PUPPET_SERVICE_TOKEN: gateway.token,
    WECHATY_PUPPET_SERVICE_ENDPOINT: gateway.endpoint,
    WECHATY_PUPPET_SERVICE_NO_TLS: '1',
    WECHAT_PAUSE_SECONDS: '0-0',
    WECHAT_GROUP_HOURLY_CAP: '60',
    QUIET_HOURS: 'off',
    GROUP_DAILY_CAP: 'off',
    LOG_LEVEL: 'trace',
  })
  await terminal.run(['import-roster', sample('roster.xlsx'), '--apply'])
  gateway.login()
  await start()
})

afterAll(async () => {
  await terminal.close()
  await gateway.stop()
})

async function start(): Promise<void> {
  running = terminal.start()
  await running.says(/微信已登录/)
  await running.says(/状态页/)
}

const lastTo = (chat: string): string => gateway.textsIn(chat).at(-1) ?? ''
const until = (isTrue: () => boolean) => eventually(isTrue, PATIENCE_MS)

async function bind(person: Person, name: string): Promise<void> {
  const { status, out, err } = await terminal.run(['bind-code', '--member', name])
  expect([status, err]).toEqual([0, ''])
  person.tells(`绑定 ${/绑定 (\d{6})/.exec(out)?.[1] ?? ''}`)
  await until(() => gateway.textsIn(person.id).some((text) => text.includes(name)))
}

async function killAndRestart(): Promise<void> {
  await running.ends('SIGKILL')
  await start()
}

type Exported = readonly {
  readonly copies: readonly { readonly platform: string; readonly state: string }[]
  readonly acknowledgements: readonly {
    readonly member: string
    readonly state: string
    readonly platform?: string
    readonly evidence?: string
  }[]
}[]

test('a notice is pushed and confirmed while the program is killed again and again, and nothing counts twice', async () => {
  const li = gateway.contact('wxid_li', '黎明')
  const kong = gateway.contact('wxid_kong', '老孔')
  gateway.room(ROOM, '河西村党员群', [secretary, li, kong])
  await bind(secretary, '姜福生')
  await bind(li, '黎桂芳')
  await bind(kong, '孔兴旺')
  secretary.says(ROOM, '@支部小通\u2005绑定本群', { mentions: [gateway.self] })
  await until(() => lastTo(ROOM).includes('河西村党支部'))

  secretary.tells('发通知 明天9点开会带老花镜')
  await until(() => lastTo(secretary.id).includes('将发给 1 个群、38 人'))
  await killAndRestart()
  secretary.tells('1')
  await until(() => lastTo(secretary.id).includes('马上发'))
  secretary.tells('马上发')
  await until(() => gateway.textsIn(ROOM).some((text) => text.includes('明天9点开会带老花镜')))
  await killAndRestart()
  const told = [li.says(ROOM, '收到'), kong.says(ROOM, '1')]
  await running.ends('SIGKILL')
  await start()
  // What nobody may have heard is told again, and so is what was heard.
  for (let round = 0; round < 2; round += 1) for (const id of told) gateway.repeats(id)
  await until(() => {
    secretary.tells('通知情况')
    return lastTo(secretary.id).includes('已收到 2 人')
  })

  const { status, out } = await terminal.run(['export', 'notices', '--format', 'json'])
  expect(status).toBe(0)
  const [notice, ...more] = JSON.parse(out) as Exported
  expect(more).toEqual([])
  expect(notice?.copies).toMatchObject([{ platform: 'wechat' }])
  const read = notice?.acknowledgements.filter(({ state }) => state === 'acknowledged')
  expect(read?.map(({ member, platform }) => [member, platform])).toEqual([
    ['黎桂芳', 'wechat'],
    ['孔兴旺', 'wechat'],
  ])
  // Each kill may leave a letter of which nobody knows whether it arrived; it is said once more, three times at most.
  expect(gateway.textsIn(ROOM).filter((text) => text.includes('老花镜')).length).toBeLessThanOrEqual(3)
})

test('its state is to be seen from outside, its login is private, and it ends in order', async () => {
  const [, address = ''] = await running.says(/状态页：(\S+)\/healthz/)
  const health = (await (await fetch(`${address}/healthz`)).json()) as { bots: unknown }
  expect(health.bots).toEqual([{ platform: 'wechat', state: 'running', line: '微信已登录，正在收消息' }])
  // At this machine the page needs no link; passed on by a proxy it does.
  expect((await fetch(`${address}/wechat`)).status).toBe(200)
  expect((await fetch(`${address}/wechat`, { headers: { 'x-forwarded-for': '10.0.0.7' } })).status).toBe(403)
  const { out } = await terminal.run(['doctor'])
  expect(out).toMatch(/^好　微信：最近的情况是“微信已登录，正在收消息”$/m)
  const folder = join(terminal.dataDir, 'wechat')
  for (const name of readdirSync(folder)) expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600])
  // Wechaty would keep everybody's names in the home directory.
  expect(existsSync(join(terminal.folder, '.wechaty'))).toBe(false)
  const before = performance.now()
  expect(await running.ends('SIGTERM')).toBe(0)
  expect(performance.now() - before).toBeLessThan(LONGEST_STOP_MS)
  expect(running.out() + running.err()).not.toMatch(/老花镜|姜福生|黎桂芳|平安是福|wxid_/u)
})

test('switched off it stays off, until somebody at the machine or of the township switches it on', async () => {
  const database = new Sqlite(join(terminal.dataDir, 'branchlink.db'))
  database.prepare(`insert into setting (key, value) values ('switched-off:wechat', '2026-11-20')`).run()
  database.close()
  running = terminal.start()
  await running.says(/\[wechat\] 微信已停用，要用请发：启用微信/)
  const [, address = ''] = await running.says(/状态页：(\S+)\/healthz/)
  expect(await (await fetch(`${address}/wechat`)).text()).toContain('启用微信')
  const turnOn = (headers: Record<string, string>) => fetch(`${address}/wechat/on`, { method: 'POST', headers, redirect: 'manual' })
  // A page elsewhere could send this form from the browser of whoever sits here.
  expect((await turnOn({ origin: 'https://elsewhere.example' })).status).toBe(403)
  expect((await turnOn({ origin: address })).status).toBe(303)
  await running.says(/微信已登录/)
  expect(await running.ends('SIGTERM')).toBe(0)
})

test('without a gateway the house opens all the same and says so', async () => {
  await gateway.kill()
  running = terminal.start()
  await running.says(/\[wechat\] 连不上微信网关，会自己接着试/)
  await running.says(/状态页/)
  expect((await terminal.run(['doctor'])).out).toMatch(/^要管　微信：连不上网关/m)
  expect(await running.ends('SIGTERM')).toBe(0)
})

test('a puppet that is not installed is named in one plain line, and none is ever chosen by itself', async () => {
  running = terminal.start({ WECHATY_PUPPET: 'wechaty-puppet-padlocal', WECHATY_PUPPET_SERVICE_ENDPOINT: '' })
  await running.says(/\[wechat\] 没有装 wechaty-puppet-padlocal，请先安装，或改 WECHATY_PUPPET/)
  expect(await running.ends('SIGTERM')).toBe(0)
  const { status, err } = await terminal.run(['start'], { env: { WECHATY_PUPPET: '', PLATFORMS: 'wechat' } })
  expect([status, err]).toEqual([1, expect.stringContaining('WECHATY_PUPPET 没有写')])
})
