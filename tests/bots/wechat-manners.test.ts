import { describe, expect, test } from 'vitest'
import type { WechatSettings } from '../../bots/wechat/config.ts'
import { createDoor } from '../../bots/wechat/door.ts'
import { isTheirs } from '../../bots/wechat/guard.ts'
import { createPenalty } from '../../bots/wechat/penalty.ts'
import { readRemembered, type Remembered } from '../../bots/wechat/record.ts'
import { explain } from '../../bots/wechat/refusals.ts'

/** How the account behaves when it is not wanted, and who may look at its page. */
describe('what a failed send means', () => {
  const failed = (message: string, code?: number) => explain(Object.assign(new Error(message), code === undefined ? {} : { code }))

  test.each([
    ['No connection established. Last error: ECONNREFUSED', 14, { kind: 'try-later', maybeDelivered: false, wholeAccount: true }],
    ['Connection dropped', 14, { kind: 'try-later', maybeDelivered: true, wholeAccount: true }],
    ['deadline', 4, { kind: 'try-later', maybeDelivered: true }],
    ['2 UNKNOWN: Error: bot is not in the room', 2, { kind: 'gone', scope: 'room' }],
    ['你已被移出群聊，不在该群', 2, { kind: 'gone', scope: 'room' }],
    ['对方不是你的好友', 2, { kind: 'gone', scope: 'person' }],
    ['operation too frequent', 2, { kind: 'unwilling' }],
    ['whatever', undefined, { kind: 'unwilling' }],
  ])('%s (%s)', (message, code, outcome) => {
    expect(failed(message, code)).toMatchObject(outcome)
  })

  test('no answer in time may have arrived', () => {
    expect(explain(new DOMException('late', 'TimeoutError'))).toMatchObject({ kind: 'try-later', maybeDelivered: true })
  })
})

describe('the silence after failures', () => {
  const pace: WechatSettings['pace']['penaltyMinutes'] = { least: 2, most: 360 }

  function setUp() {
    let known: Remembered = readRemembered('/nowhere')
    const record = { read: () => known, change: (change: Partial<Remembered>) => void (known = { ...known, ...change }) }
    const clock = { now: new Date('2026-11-20T02:30:00Z') }
    const open = () => createPenalty(pace, record, () => clock.now)
    return { open, clock }
  }

  test('grows from two minutes to six hours and no further, and ends with the first success', () => {
    const { open } = setUp()
    const penalty = open()
    const minutes = [1, 2, 3, 4, 5, 6].map((letter) => {
      const delivery = penalty.failed(letter)
      return delivery.kind === 'try-later' ? delivery.afterMs / 60_000 : delivery.kind
    })
    expect(minutes).toEqual([2, 10, 50, 250, 360, 360])
    penalty.worked(9)
    expect(penalty.until()).toBeUndefined()
    expect(penalty.failed(10)).toMatchObject({ afterMs: 120_000 })
  })

  test('is not forgotten when the program starts again', () => {
    const { open, clock } = setUp()
    open().failed(1)
    expect(open().until()).toEqual(new Date('2026-11-20T02:32:00Z'))
    clock.now = new Date('2026-11-20T02:33:00Z')
    expect(open().until()).toBeUndefined()
    expect(open().failed(1)).toMatchObject({ afterMs: 600_000 })
  })

  test('while nothing goes at all no letter is given up', () => {
    const { open } = setUp()
    const penalty = open()
    expect([1, 2, 3, 4, 5, 6].map(() => penalty.failed(7).kind)).not.toContain('refused')
  })

  test('a letter that fails three times while another goes is given up', () => {
    const { open } = setUp()
    const penalty = open()
    const kinds = [penalty.failed(7).kind]
    penalty.worked(8)
    kinds.push(penalty.failed(7).kind, penalty.failed(7).kind)
    expect(kinds).toEqual(['try-later', 'try-later', 'refused'])
  })
})

describe('a promise that failed and was forgotten', () => {
  const from = (...frames: readonly string[]) =>
    Object.assign(new Error('x'), { stack: ['Error: x', ...frames.map((frame) => `    at f (${frame}:1:1)`)].join('\n') })

  test.each([
    [from('/app/node_modules/wechaty-puppet-service/dist/esm/a.js', '/app/dist/bots/wechat/life.js')],
    [from('/app/node_modules/@grpc/grpc-js/build/src/call.js')],
    [from('/app/node_modules/wechaty/dist/esm/src/b.js')],
  ])('by wechaty is not the end of the house', (error) => {
    expect(isTheirs(error)).toBe(true)
  })

  test.each([
    [from('/app/dist/src/notices/sending.js', '/app/node_modules/wechaty/dist/b.js')],
    [from('/app/node_modules/kysely/dist/a.js')],
    [from('node:internal/fs/promises')],
    ['wechaty'],
    [undefined],
  ])('by anybody else is a bug and ends it', (reason) => {
    expect(isTheirs(reason)).toBe(false)
  })
})

describe('the operator’s link', () => {
  test('works once, for half an hour, and lets in for a quarter', () => {
    let now = new Date('2026-11-20T02:30:00Z')
    let count = 0
    const later = (minutes: number) => void (now = new Date(now.getTime() + minutes * 60_000))
    const door = createDoor(
      () => `token-${(count += 1)}`,
      () => now,
    )
    const old = door.issue()
    const key = door.issue()
    expect([door.isOpen(old), door.isOpen(key), door.isOpen('')]).toEqual([false, true, false])
    const pass = door.enter(key)
    expect([door.isOpen(key), door.enter(key), door.isInside(pass), door.isInside(undefined)]).toEqual([false, undefined, true, false])
    later(16)
    expect(door.isInside(pass)).toBe(false)
    const late = door.issue()
    later(31)
    expect([door.isOpen(late), door.enter(late)]).toEqual([false, undefined])
  })
})
