import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '../support/telegram/people.ts'
import { startTelegram } from '../support/telegram/start.ts'
import type { Telegram } from '../support/telegram/telegram.ts'
import { buildProgram, openTerminal, type Running, sample, type Terminal } from '../support/terminal.ts'

const PATIENCE_MS = 40_000

let telegram: Telegram
let terminal: Terminal
let running: Running

beforeAll(async () => {
  buildProgram()
  telegram = await startTelegram({ limits: 'off' })
  terminal = openTerminal({
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    QUIET_HOURS: 'off',
    GROUP_DAILY_CAP: 'off',
    LOG_LEVEL: 'trace',
  })
  await terminal.run(['import-roster', sample('roster.xlsx'), '--apply'])
  running = terminal.start()
  await running.says(/状态页/)
})

afterAll(async () => {
  await terminal.close()
  await telegram.stop()
})

const lastTo = (where: Parameters<Telegram['messagesIn']>[0]): string => telegram.messagesIn(where).at(-1)?.text ?? ''
const until = (isTrue: () => boolean) => telegram.until(isTrue, PATIENCE_MS)

async function bind(name: string): Promise<Person> {
  const { out } = await terminal.run(['bind-code', '--member', name])
  const person = telegram.person(name)
  person.starts(/绑定 (\d{6})/.exec(out)?.[1] ?? '')
  await until(() => lastTo(person).includes(name))
  return person
}

/** Every byte the program keeps on disk but its keys. */
function kept(): Buffer {
  const files = readdirSync(terminal.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Buffer.concat(
    files.filter(({ name }) => name !== 'secret.key').map(({ parentPath, name }) => readFileSync(join(parentPath, name))),
  )
}

test(
  'people bound by code push and confirm a notice; the export knows it, the log knows nobody, the database no phone number',
  { timeout: 60_000 },
  async () => {
    const secretary = await bind('姜福生')
    const group = telegram.supergroup('河西村党员群')
    secretary.says(group, `@${telegram.bot.username} 绑定本群`)
    await until(() => lastTo(group).includes('河西村党支部'))

    secretary.tells('发通知 明天9点开会带老花镜')
    await until(() => lastTo(secretary).includes('将发给 1 个群、38 人'))
    secretary.tells('发送')
    await until(() => lastTo(secretary).includes('马上发'))
    secretary.tells('马上发')
    await until(() => lastTo(group).includes('明天9点开会带老花镜'))

    const li = await bind('黎桂芳')
    const press = li.presses(telegram.lastMessageIn(group), '收到')
    await until(() => press.answer !== undefined)
    expect(press.answer?.text).toBe('收到了，谢谢您')
    const kong = await bind('孔兴旺')
    kong.says(group, '收到', { repliesTo: telegram.lastMessageIn(group) })
    kong.tells('我换号了 13700001234')
    await until(() => lastTo(kong).includes('34'))
    secretary.tells('通知情况')
    await until(() => lastTo(secretary).includes('已收到 2 人'))

    const { status, out } = await terminal.run(['export', 'notices', '--format', 'json'])
    expect(status).toBe(0)
    const [notice] = JSON.parse(out) as { acknowledgements: { member: string; state: string }[] }[]
    expect(notice).toMatchObject({
      number: 1,
      branch: '河西村党支部',
      author: '姜福生',
      text: '明天9点开会带老花镜',
      state: 'sent',
      copies: [{ room: '河西村党员群', platform: 'telegram', state: 'sent' }],
    })
    const read = notice?.acknowledgements.filter(({ state }) => state === 'acknowledged').map(({ member }) => member)
    expect(read).toEqual(['黎桂芳', '孔兴旺'])

    expect(await running.ends('SIGTERM')).toBe(0)
    const printed = running.out() + running.err()
    expect(printed).toContain('"level"')
    expect(printed).not.toMatch(/老花镜|姜福生|黎桂芳|孔兴旺|1[3-9]\d{9}/u)
    expect(printed).not.toContain(telegram.token)
    expect(printed).not.toContain(telegram.token.split(':')[1])
    const onDisk = kept()
    expect(onDisk.includes('姜福生')).toBe(true)
    expect(onDisk.toString('latin1')).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/)
  },
)
