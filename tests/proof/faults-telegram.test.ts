import { afterEach, expect, test } from 'vitest'
import { lettersIn, lookAt } from '../support/program/look.ts'
import { endScenes, setScene } from '../support/program/scene.ts'
import { builtProgram, runVerb } from '../support/program/start.ts'

afterEach(endScenes)

test(
  'Telegram cannot be reached for a while: everybody who looks is told, no letter is in doubt, and it goes on by itself',
  { timeout: 60_000 },
  async () => {
    const program = builtProgram()
    const scene = await setScene(program)
    const run = scene.start()
    await run.says(/healthz/)
    const secretary = scene.secretary()
    secretary.tells('帮助')
    await scene.telegram.until(() => [secretary, ...scene.town.groups].every((where) => scene.telegram.messagesIn(where).length === 1))

    await scene.telegram.unreachable()
    await run.says(/连不上 Telegram，会自己接着试/)
    expect(await scene.health(run)).toMatchObject({ status: 200, page: { bots: [{ platform: 'telegram', state: 'unreachable' }] } })
    const doctor = await runVerb(program, { ...scene.town, words: ['doctor'] })
    expect(doctor.status).toBe(1)
    expect(doctor.output).toMatch(/^要管　Telegram：连不上[^\n]*$/m)
    expect(doctor.output).toMatch(/^要管　Telegram：运行中的程序说，连不上 Telegram，会自己接着试$/m)
    secretary.tells('发通知 明天9点断网也要开会')

    await scene.telegram.reachable()
    await scene.telegram.until(() => scene.telegram.messagesIn(secretary).length === 2, 20_000)
    expect(run.output()).toMatch(/连不上[\s\S]*正在收消息/)
    const letters = lookAt(scene.town.database, lettersIn)
    expect(letters.filter(({ doubts }) => doubts > 0)).toEqual([])
  },
)

test(
  'a token that Telegram does not know stops the bot with a line that names the setting; nothing is thrown away',
  { timeout: 60_000 },
  async () => {
    const scene = await setScene(builtProgram())
    const run = scene.start({ environment: { TELEGRAM_BOT_TOKEN: '6100200300:AAH-another_token_that_nobody_knows_123' } })
    await run.says(/不认这个令牌，请核对 TELEGRAM_BOT_TOKEN/)
    expect(await scene.health(run)).toMatchObject({ status: 200, page: { bots: [{ platform: 'telegram', state: 'stopped' }] } })
    expect(lookAt(scene.town.database, lettersIn).map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting', 'waiting'])
  },
)
