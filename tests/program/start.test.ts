import { chmodSync, readdirSync, statSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildProgram, openTerminal, REAL, type Running, type Terminal } from '../support/terminal.ts'

const LONGEST_STOP_MS = 10_000

let terminal: Terminal

beforeAll(buildProgram)
beforeEach(() => {
  terminal = openTerminal()
})
afterEach(() => terminal.close())

/** Sends the signal and tells how long the program took to be gone. */
async function stop(running: Running, signal: NodeJS.Signals): Promise<{ readonly status: number | string; readonly ms: number }> {
  const began = performance.now()
  return { status: await running.ends(signal), ms: performance.now() - began }
}

/** Every file and folder below one, with what others may do to it. */
function openToOthers(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0)
}

describe('the first start', () => {
  test('without any setting it opens a rehearsal and says where, and how to switch on the rest', async () => {
    const running = terminal.start()
    const [, address = ''] = await running.says(/演练页面：(http:\/\/127\.0\.0\.1:\d+)/)
    await running.says(/TELEGRAM_BOT_TOKEN/)
    expect(running.out()).toContain('已备好一个演练用的乡镇，人名都是编的')
    expect(running.out()).toMatch(/这是演练：.*数据不进真的群/)
    expect(running.err()).toBe('')
    const page = await fetch(address)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('支部通 · 演练')])
    // The page's own rules win over the house's: a form without script is sent with its origin, Pico draws its arrows.
    expect(page.headers.get('referrer-policy')).toBe('same-origin')
    expect(page.headers.get('content-security-policy')).toContain("img-src 'self' data:")
    const health = await fetch(`${address}/healthz`)
    expect(health.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect([health.status, await health.json()]).toEqual([
      200,
      {
        ok: true,
        database: 'answers',
        courier: 'running',
        clock: 'right',
        bots: [{ platform: 'sandbox', state: 'running', line: '演练平台正在运行' }],
      },
    ])
    expect(await stop(running, 'SIGTERM')).toMatchObject({ status: 0 })
  })

  test('nobody else on the machine can look into what it keeps', async () => {
    process.umask(0o022)
    const running = terminal.start()
    await running.says(/演练页面/)
    expect(statSync(terminal.dataDir).mode & 0o777).toBe(0o700)
    expect(statSync(join(terminal.dataDir, 'keys', 'secret.key')).mode & 0o777).toBe(0o600)
    expect(statSync(join(terminal.dataDir, 'rehearsal.db')).mode & 0o777).toBe(0o600)
    expect(openToOthers(terminal.dataDir)).toEqual([])
    await running.ends('SIGTERM')
    chmodSync(terminal.dataDir, 0o755)
    const { status, out } = await terminal.run(['doctor'])
    expect([status, out]).toEqual([1, expect.stringMatching(/^要管　目录：别人也能看，请运行 chmod 700/m)])
  })
})

describe('the end', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it within seconds, in good order, with a page open', async (signal) => {
    const running = terminal.start()
    const [, address = ''] = await running.says(/演练页面：(\S+)/)
    const stream = await fetch(`${address}/sandbox/events?after=0`)
    expect(stream.status).toBe(200)
    const { status, ms } = await stop(running, signal)
    expect(status).toBe(0)
    expect(ms).toBeLessThan(LONGEST_STOP_MS)
    await stream.body?.cancel().catch(() => {})
  })

  test('a platform that does not answer does not hold it up', async () => {
    // Takes every call and never answers it.
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    try {
      const running = terminal.start({ ...REAL, TELEGRAM_API_ROOT: `http://127.0.0.1:${port}` })
      await running.says(/状态页/)
      const { status, ms } = await stop(running, 'SIGTERM')
      expect(status).toBe(0)
      expect(ms).toBeLessThan(LONGEST_STOP_MS)
    } finally {
      silent.closeAllConnections()
      silent.close()
    }
  })

  test('what was seeded is there at the next start, and not seeded again', async () => {
    const first = terminal.start()
    await first.says(/演练页面/)
    await first.ends('SIGTERM')
    const before = await terminal.run(['export', 'roster', '--format', 'json'])
    const second = terminal.start()
    await second.says(/演练页面/)
    expect(second.out()).not.toContain('已备好')
    await second.ends('SIGTERM')
    expect(await terminal.run(['export', 'roster', '--format', 'json'])).toEqual(before)
  })
})

describe('what it refuses at the start', () => {
  test('a second program on the same database, while the first goes on', async () => {
    const first = terminal.start()
    const [, address = ''] = await first.says(/演练页面：(\S+)/)
    const second = await terminal.run(['start'])
    expect([second.status, second.out]).toEqual([1, ''])
    expect(second.err).toMatch(/^另一个支部通正在用这个数据库：.*rehearsal\.db。.*\n$/)
    expect((await fetch(`${address}/healthz`)).status).toBe(200)
    // After a crash nothing has to be cleared away by hand.
    await first.ends('SIGKILL')
    const third = terminal.start()
    await third.says(/演练页面/)
  })

  test('a rehearsal’s data never meets a real platform, nor real data a rehearsal', async () => {
    const rehearsal = `file:${terminal.path('rehearsal.db')}`
    const real = `file:${terminal.path('real.db')}`
    for (const env of [{ DATABASE_URL: rehearsal }, { ...REAL, DATABASE_URL: real }]) {
      const first = terminal.start(env)
      await first.says(/演练页面：|状态页：/)
      await first.ends('SIGTERM')
    }
    const wrong = await terminal.run(['start'], { env: { ...REAL, DATABASE_URL: rehearsal } })
    expect(wrong).toMatchObject({ status: 1, out: '', err: expect.stringMatching(/^这是演练用的数据库，不能接真的平台：.*\n$/) as string })
    const reverse = await terminal.run(['start'], { env: { DATABASE_URL: real } })
    expect(reverse).toMatchObject({ status: 1, out: '', err: expect.stringMatching(/^这是正式的数据库，不能拿来演练：.*\n$/) as string })
  })

  test('a port that is taken is named', async () => {
    const first = terminal.start()
    const [, port = ''] = await first.says(/演练页面：http:\/\/127\.0\.0\.1:(\d+)/)
    const second = await terminal.run(['start'], { env: { WEB_PORT: port, DATA_DIR: terminal.path('other') } })
    expect([second.status, second.err]).toEqual([1, expect.stringMatching(new RegExp(`^网页端口 ${port} 打不开.*WEB_PORT`))])
  })

  test('a rehearsal that other machines could open', async () => {
    const { status, err } = await terminal.run(['start'], { env: { WEB_HOST: '0.0.0.0' } })
    expect([status, err]).toEqual([1, expect.stringMatching(/^WEB_HOST 在演练时只能是 127\.0\.0\.1.*\n$/)])
  })
})
