import Sqlite from 'better-sqlite3'
import { GrammyError, HttpError } from 'grammy'
import { describe, expect, test } from 'vitest'
import { type Log, makeLog } from '../../src/kernel/log.ts'

const TOKEN = '7712345678:AAEhBOweik6ad9r-QXeD9d9aBcDeFgHiJkL'
const PHONE = '13812345678'
const NAME = '王桂芳'
const TEXT = '王桂芳 11月党费未交 电话13812345678'

function readLog(): { log: Log; lines: () => string } {
  const written: string[] = []
  return { log: makeLog('debug', { write: (line) => void written.push(line) }), lines: () => written.join('') }
}

function expectNothingPrivate(lines: string): void {
  for (const secret of [TOKEN, 'AAEhBOweik6', PHONE, NAME, '党费', '未交']) expect(lines).not.toContain(secret)
}

function errorOfSqlite(): unknown {
  const database = new Sqlite(':memory:')
  database.exec(`create table member (name text check (name <> '${NAME}')) strict`)
  try {
    database.prepare(`insert into member values ('${NAME}')`).run()
  } catch (error) {
    return error
  }
  return undefined
}

const REFUSED = { ok: false as const, error_code: 403, description: `Forbidden: ${NAME} blocked the bot` }
const REACHED = new HttpError('Network request failed', new Error(`request to https://api.telegram.org/bot${TOKEN}/sendMessage failed`))
const FAKE_FRAMES = new Error(`oops\n    at ${TOKEN} (/home/src/${PHONE}.ts:1:1)\n    at x (/home/src/wang-gui-fang.ts:1:1)`)

describe('what a log line tells of an error', () => {
  test.each<[string, unknown, string]>([
    ['Telegram said no', new GrammyError('Call failed', REFUSED, 'sendMessage', { chat_id: PHONE, text: TEXT }), '"code":403'],
    ['Telegram was not reached', REACHED, '"type":"HttpError"'],
    ['the database refused a row', errorOfSqlite(), '"code":"SQLITE_CONSTRAINT_CHECK"'],
    ['a bug quoted a message', new TypeError(`cannot read "${TEXT}"`), '"type":"TypeError"'],
    ['a message looks like a stack', FAKE_FRAMES, '"type":"Error"'],
    ['an error caused by another', new Error('outer', { cause: new RangeError(TEXT) }), '"cause":{"type":"RangeError"'],
    ['a text was thrown', TEXT, '"type":"string"'],
    ['a thing was thrown', { token: TOKEN, text: TEXT }, '"type":"object"'],
  ])('%s: its kind is told, nobody and nothing said is', (_, error, told) => {
    const { log, lines } = readLog()
    log.error({ what: 'handle', error }, 'an event could not be done')
    expectNothingPrivate(lines())
    expect(lines()).not.toContain('wang-gui-fang')
    expect(lines()).toContain(told)
  })

  test('the place in our own code is told, so that a bug can be found', () => {
    const { log, lines } = readLog()
    log.error({ error: new Error(TEXT) }, 'a bug')
    expect(lines()).toMatch(/"where":\["tests\/kernel\/log\.test\.ts:\d+"/)
  })
})

describe('what a log line tells beside an error', () => {
  test('kinds, rows and counts are written', () => {
    const { log, lines } = readLog()
    log.info({ what: 'reminder', once: 'dues:2026-11:m42:2', member: 42, ms: 3, day: '2026-11-22' }, 'a letter was put')
    expect(JSON.parse(lines())).toMatchObject({
      level: 'info',
      what: 'reminder',
      once: 'dues:2026-11:m42:2',
      member: 42,
      ms: 3,
      msg: 'a letter was put',
    })
  })

  test.each<[string, object]>([
    ['a key that is not on the list', { name: 'Wang', text: 'hello', token: 'abc' }],
    ['a name under an allowed key', { kind: NAME, reason: TEXT }],
    ['a phone under an allowed key', { member: Number(PHONE), reason: PHONE }],
    ['a token under an allowed key', { reason: TOKEN, what: `bot${TOKEN}` }],
    ['a thing instead of a word', { kind: { text: TEXT }, member: { name: NAME } }],
  ])('%s is dropped', (_, facts) => {
    const { log, lines } = readLog()
    log.info(facts, 'something happened')
    expect(new Set(Object.keys(JSON.parse(lines())))).toEqual(new Set(['level', 'msg', 'time']))
  })

  test.each([`said ${NAME}`, `called ${PHONE}`])('a sentence with somebody in it is withheld: %s', (sentence) => {
    const { log, lines } = readLog()
    log.info({}, sentence)
    expectNothingPrivate(lines())
  })

  test('below its level nothing is written', () => {
    const written: string[] = []
    makeLog('warn', { write: (line) => void written.push(line) }).info({ count: 1 }, 'quiet')
    expect(written).toEqual([])
  })
})
