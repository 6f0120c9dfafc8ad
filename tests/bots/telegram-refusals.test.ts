import { GrammyError, HttpError } from 'grammy'
import { describe, expect, test } from 'vitest'
import { explain } from '../../bots/telegram/refusals.ts'
import { createThrottle } from '../../bots/telegram/throttle.ts'

const GROUP = '-1001'
const PERSON = '501'

function refusal(code: number, description: string, parameters: object = {}): GrammyError {
  return new GrammyError("Call to 'sendMessage' failed!", { ok: false, error_code: code, description, parameters }, 'sendMessage', {
    text: '不该出现的原文',
  })
}

function broken(code: string): HttpError {
  const inner = Object.assign(new Error('request to https://api.telegram.org/bot6100200300:SECRET/sendMessage failed'), { code })
  return new HttpError("Network request for 'sendMessage' failed!", inner)
}

describe('what Telegram says no to', () => {
  test.each([
    [429, 'Too Many Requests: retry after 7', { retry_after: 7 }, GROUP, { kind: 'try-later', afterMs: 7_000, maybeDelivered: false }],
    [429, 'Too Many Requests', {}, GROUP, { kind: 'try-later', afterMs: 5_000, maybeDelivered: false }],
    [
      400,
      'Bad Request: group chat was upgraded to a supergroup chat',
      { migrate_to_chat_id: -1002 },
      GROUP,
      { kind: 'moved', to: '-1002' },
    ],
    [403, 'Forbidden: bot was blocked by the user', {}, PERSON, { kind: 'gone', scope: 'person', reason: '对方停用了机器人' }],
    [403, 'Forbidden: user is deactivated', {}, PERSON, { kind: 'gone', scope: 'person', reason: '账号已注销' }],
    [
      403,
      "Forbidden: bot can't initiate conversation with a user",
      {},
      PERSON,
      { kind: 'gone', scope: 'person', reason: '对方还没找过机器人' },
    ],
    [403, 'Forbidden: bot was kicked from the supergroup chat', {}, GROUP, { kind: 'gone', scope: 'room' }],
    [403, 'Forbidden: bot is not a member of the group chat', {}, GROUP, { kind: 'gone', scope: 'room' }],
    [400, 'Bad Request: chat not found', {}, PERSON, { kind: 'gone', scope: 'person' }],
    [400, 'Bad Request: chat not found', {}, GROUP, { kind: 'gone', scope: 'room' }],
    [400, 'Bad Request: PEER_ID_INVALID', {}, PERSON, { kind: 'gone', scope: 'person' }],
    [400, 'Bad Request: message is not modified: specified new message content …', {}, GROUP, { kind: 'unchanged' }],
    [400, 'Bad Request: there is no text in the message to edit', {}, GROUP, { kind: 'unfit' }],
    [400, 'Bad Request: message thread not found', {}, GROUP, { kind: 'unfit' }],
    [400, 'Bad Request: TOPIC_CLOSED', {}, GROUP, { kind: 'unfit' }],
    [400, 'Bad Request: message to edit not found', {}, GROUP, { kind: 'refused', reason: '要改的那条消息已经不在' }],
    [400, 'Bad Request: message is too long', {}, GROUP, { kind: 'refused', reason: '文字太长' }],
    [400, 'Bad Request: not enough rights to send text messages to the chat', {}, GROUP, { kind: 'refused', reason: '群里不许机器人发言' }],
    [400, 'Bad Request: CHAT_WRITE_FORBIDDEN', {}, GROUP, { kind: 'refused', reason: '群里不许机器人发言' }],
    [400, 'Bad Request: BUTTON_DATA_INVALID', {}, GROUP, { kind: 'refused' }],
    [400, 'Bad Request: wrong file identifier/HTTP URL specified', {}, GROUP, { kind: 'refused', reason: '文件找不到了' }],
    [413, 'Request Entity Too Large', {}, GROUP, { kind: 'refused', reason: '文件太大' }],
    [400, 'Bad Request: SOMETHING_NEW', {}, GROUP, { kind: 'refused', reason: '平台不收这条消息' }],
    [500, 'Internal Server Error', {}, GROUP, { kind: 'try-later', maybeDelivered: true }],
    [401, 'Unauthorized', {}, GROUP, { kind: 'try-later', maybeDelivered: false, wholeAccount: true, reason: '令牌失效' }],
    [404, 'Not Found', {}, GROUP, { kind: 'try-later', maybeDelivered: false, wholeAccount: true, reason: '令牌失效' }],
    [409, 'Conflict: terminated', {}, GROUP, { kind: 'try-later', maybeDelivered: false, wholeAccount: true }],
  ])('%i %s', (code, description, parameters, chat, outcome) => {
    expect(explain(refusal(code, description, parameters), chat)).toMatchObject(outcome)
  })

  test.each([
    ['ECONNREFUSED', false],
    ['ENOTFOUND', false],
    ['EAI_AGAIN', false],
    ['ENETUNREACH', false],
    ['EPROXY', false],
    ['ECONNRESET', true],
    ['EPIPE', true],
    ['ETIMEDOUT', true],
    ['', true],
  ])('a connection that ended with %s', (code, maybeDelivered) => {
    expect(explain(broken(code), GROUP)).toMatchObject({ kind: 'try-later', maybeDelivered, wholeAccount: true })
  })

  test('neither the token nor the words get into what is told', () => {
    const told = [
      broken('ECONNRESET'),
      broken('ENOTFOUND'),
      refusal(400, 'Bad Request: x'),
      refusal(401, 'Unauthorized'),
      new Error('SECRET'),
    ]
    expect(JSON.stringify(told.map((error) => explain(error, GROUP)))).not.toMatch(/SECRET|不该出现的原文|api\.telegram/)
  })
})

describe('whom a 429 means', () => {
  const at = (ms: number) => () => new Date(ms)

  test('one chat that is too fast is one chat', () => {
    const throttle = createThrottle(at(0))
    expect(throttle.isWholeAccount('-1', 40_000)).toBe(false)
    expect(throttle.isWholeAccount('-1', 40_000)).toBe(false)
    expect(throttle.isWholeAccount('-2', 3_000)).toBe(false)
  })

  test('three chats within two seconds are the whole account', () => {
    const throttle = createThrottle(at(0))
    expect(['-1', '-2', '-3'].map((chat) => throttle.isWholeAccount(chat, 3_000))).toEqual([false, false, true])
  })

  test('three chats within a minute are three chats', () => {
    let now = 0
    const throttle = createThrottle(() => new Date((now += 20_000)))
    expect(['-1', '-2', '-3'].map((chat) => throttle.isWholeAccount(chat, 3_000))).toEqual([false, false, false])
  })

  test('a wait no chat alone would get is for the whole account', () => {
    expect(createThrottle(at(0)).isWholeAccount('-1', 90_000)).toBe(true)
  })
})
