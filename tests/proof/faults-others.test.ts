import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { findMissing, lookAt } from '../support/program/look.ts'
import { endScenes, setScene } from '../support/program/scene.ts'
import { startCrowd } from '../support/program/crowd.ts'
import { builtProgram, runVerb } from '../support/program/start.ts'

afterEach(endScenes)

const LOCK_FOR = fileURLToPath(new URL('../support/program/lock-for.mjs', import.meta.url))
const LOCKED_SECONDS = 20

test(
  'another program holds the database for 20 seconds: messages wait, nothing is acknowledged, then all is done once',
  { timeout: 90_000 },
  async () => {
    const scene = await setScene(builtProgram(), { villages: 10, membersEach: 10, noticesEach: 2 })
    const run = scene.start()
    await run.says(/healthz/)
    await scene.telegram.until(() => scene.town.groups.every((group) => scene.telegram.messagesIn(group).length > 0), 20_000)

    const other = spawn(process.execPath, [LOCK_FOR, scene.town.database, String(LOCKED_SECONDS)], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(other.stdout, 'data')
    const before = scene.telegram.updates.acknowledgedUpTo()
    const pressed = scene.presses()
    const crowd = startCrowd(scene.town, 50)
    const enough = setTimeout(crowd.stop, 10_000)
    await run.says(/消息暂时存不下/, 25_000)
    expect(await scene.health(run)).toMatchObject({ status: 503, page: { database: 'busy' } })
    expect(scene.telegram.updates.acknowledgedUpTo()).toBe(before)
    expect(pressed.answer?.text).toBe('正忙，稍等会自动办好，不用再按')
    expect(crowd.deeds.some((deed) => deed.kind === 'press' && deed.press.answer !== undefined)).toBe(false)
    const doctor = await runVerb(builtProgram(), { ...scene.town, words: ['doctor'] })
    expect(doctor.status).toBe(1)
    expect(doctor.output).toMatch(/^要管　数据库正被别的程序占用[^\n]*$/m)

    await once(other, 'close')
    clearTimeout(enough)
    crowd.stop()
    const last = crowd.deeds.at(-1)?.updateId ?? 0
    await scene.telegram.until(() => scene.telegram.updates.acknowledgedUpTo() >= last, 30_000)
    expect(lookAt(scene.town.database, (database) => findMissing(database, crowd.deeds, last))).toEqual([])
    expect(await scene.health(run)).toMatchObject({ status: 200, page: { database: 'answers' } })
  },
)

test('a second program on the same database is refused with one line; the first goes on', { timeout: 60_000 }, async () => {
  const scene = await setScene(builtProgram())
  const run = scene.start()
  await run.says(/healthz/)
  const second = await runVerb(builtProgram(), scene.town)
  expect(second.status).toBe(1)
  expect(second.output.trim()).toMatch(/^另一个支部通正在用这个数据库[^\n]*$/)
  expect((await scene.health(run)).status).toBe(200)
})

test(
  'two programs with the same token: one of them steps back with one line, and people are heard by the other',
  { timeout: 60_000 },
  async () => {
    const scene = await setScene(builtProgram())
    const first = scene.start()
    await first.says(/正在收消息/)
    const another = { DATABASE_URL: `file:${scene.town.dataDir}/another.db` }
    const second = scene.start({ environment: another })
    const line = /\[telegram\] 另一个程序正在用同一个令牌收消息，请停掉一个再启动/
    await Promise.any([first.says(line, 20_000), second.says(line, 20_000)])
    const stopped = line.test(first.output()) ? first : second
    const going = stopped === first ? second : first
    const said = scene.secretary().tells('帮助')
    await scene.telegram.until(() => scene.telegram.messagesIn(scene.secretary()).length > 0, 20_000)
    await scene.telegram.until(() => scene.telegram.updates.acknowledgedUpTo() >= (said.updateId ?? 0), 40_000)
    expect(line.test(going.output())).toBe(false)
    const environment = { ...scene.town.environment, ...(stopped === second ? another : {}) }
    const doctor = await runVerb(builtProgram(), { ...scene.town, environment, words: ['doctor'] })
    expect(doctor.status).toBe(1)
    expect(doctor.output).toMatch(/^要管　Telegram：运行中的程序说，另一个程序正在用同一个令牌收消息，请停掉一个再启动$/m)
    expect((await scene.health(stopped)).page).toMatchObject({ bots: [{ platform: 'telegram', state: 'stopped' }] })
    expect((await scene.health(going)).page).toMatchObject({ bots: [{ platform: 'telegram', state: 'running' }] })
  },
)
