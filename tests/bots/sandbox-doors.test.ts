import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { isFromHere } from '../../bots/sandbox/guard.ts'
import { type EchoHouse, serve, startEchoHouse, VILLAGE } from '../support/echo-house.ts'

const HOME = 'http://localhost:3000'
const ADDRESS = 'left=g-hexi&leftAs=p-zhang&right=private&rightAs=p-wang'
let house: EchoHouse

beforeEach(async () => {
  house = await startEchoHouse()
})

afterEach(() => house.bot.stop())

async function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return house.bot.routes.request(`${HOME}${path}`, { headers: { host: 'localhost:3000', ...headers } })
}

async function post(path: string, fields: Record<string, string | File>, headers: Record<string, string> = {}): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  const from = { host: 'localhost:3000', origin: HOME, 'hx-request': 'true' }
  return house.bot.routes.request(`${HOME}${path}`, { method: 'POST', body, headers: { ...from, ...headers } })
}

const say = (text: string, headers = {}) => post(`/sandbox/say?${ADDRESS}&side=left`, { leftDraft: text }, headers)
const card = (token: string) => house.bot.deliver({ id: 1, chat: 'g-hexi', text: '来不来', choices: [{ label: '来', token, word: '来' }] })

async function numberOfCard(token: string): Promise<string> {
  const sent = await card(token)
  return sent.kind === 'sent' ? (sent.messageId.split('-')[1] ?? '') : ''
}

describe('who may knock', () => {
  test.each([
    ['the page itself', { method: 'POST', host: 'localhost:3000', origin: 'http://localhost:3000' }, true],
    ['the page by its number', { method: 'POST', host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' }, true],
    ['the page by its long number', { method: 'POST', host: '[::1]:3000', origin: 'http://[::1]:3000' }, true],
    ['a program of this machine', { method: 'POST', host: 'localhost:3000' }, true],
    ['a name that was bent to this machine', { method: 'GET', host: 'evil.example:3000' }, false],
    ['a name that begins alike', { method: 'GET', host: 'localhost.evil.example:3000' }, false],
    ['a name with a user in it', { method: 'GET', host: 'localhost:3000@evil.example' }, false],
    ['a page elsewhere', { method: 'POST', host: 'localhost:3000', origin: 'https://evil.example' }, false],
    ['another program’s page on this machine', { method: 'POST', host: 'localhost:3000', origin: 'http://localhost:8080' }, false],
    ['a page that hides where it is', { method: 'POST', host: 'localhost:3000', origin: 'null' }, false],
    ['a foreign site without an origin', { method: 'POST', host: 'localhost:3000', site: 'cross-site' }, false],
  ])('%s', (_who, request, welcome) => expect(isFromHere(request)).toBe(welcome))

  test('a foreign page can neither read nor write, and the house hears nothing', async () => {
    expect((await get('/', { host: 'evil.example' })).status).toBe(403)
    expect((await say('发送', { origin: 'https://evil.example' })).status).toBe(403)
    expect((await say('发送', { host: 'evil.example:3000', origin: 'http://evil.example:3000' })).status).toBe(403)
    expect(house.heard).toEqual([])
  })

  test('every answer forbids script of its own, guessing of types and framing', async () => {
    const { headers } = await get('/')
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self';.*frame-ancestors 'none'/)
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.has('strict-transport-security')).toBe(false)
  })
})

describe('who may press and speak', () => {
  test('a choice that stands below the message is taken', async () => {
    const message = await numberOfCard('t-1')
    expect((await post(`/sandbox/press?${ADDRESS}&side=left`, { message, token: 't-1' })).status).toBe(200)
    await vi.waitFor(() => expect(house.heard).toMatchObject([{ kind: 'press', token: 't-1', from: { id: 'p-zhang' } }]))
  })

  test.each([
    ['a token nobody gave out', ADDRESS, 'left', 't-2'],
    ['the token of another chat', 'left=private&leftAs=p-zhang&right=private&rightAs=p-wang', 'left', 't-1'],
    ['the token of a group one is not in', 'left=g-hexi&leftAs=p-zhou&right=private&rightAs=p-wang', 'left', 't-1'],
    ['the token in the hand of nobody', 'left=g-hexi&leftAs=p-nobody&right=private&rightAs=p-wang', 'left', 't-1'],
  ])('%s is refused', async (_what, address, side, token) => {
    const message = await numberOfCard('t-1')
    const answer = await post(`/sandbox/press?${address}&side=${side}`, { message, token })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('hx-target="#left-note"')
    expect(house.heard).toEqual([])
  })

  test('nobody speaks in a group they are not in', async () => {
    const address = 'left=g-away&leftAs=p-zhang&right=private&rightAs=p-wang&side=left'
    expect((await post(`/sandbox/say?${address}`, { leftDraft: '在' })).status).toBe(403)
    expect(house.heard).toEqual([])
  })

  test('a refusal without script is a page that leads back', async () => {
    const answer = await post(`/sandbox/press?${ADDRESS}&side=left`, { message: '1', token: 'x' }, { 'hx-request': '' })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toMatch(/这个选项已经没有了，请看最新的消息。.*返回演练/s)
  })

  test('only the presser sees what the house whispers back', async () => {
    const message = await numberOfCard('t-1')
    await post(`/sandbox/press?${ADDRESS}&side=left`, { message, token: 't-1' })
    await vi.waitFor(async () => expect(await (await get(`/?${ADDRESS}`)).text()).toContain('已记下您的选择'))
    expect(await (await get('/?left=g-hexi&leftAs=p-sun&right=private&rightAs=p-wang')).text()).not.toContain('已记下您的选择')
  })
})

describe('what may stand in a chat', () => {
  const SCRIPT = '<script>alert(1)</script><img src=x onerror=alert(1)>"\'><hx-partial hx-target="#page">'

  test('script in a text, a name, a choice or a file name stays text', async () => {
    const people = VILLAGE.people.map((person) =>
      person.id === 'p-zhang' ? { ...person, name: SCRIPT, what: `党员 · ${SCRIPT}` } : person,
    )
    const groups = VILLAGE.groups.map((group) => ({ ...group, title: SCRIPT }))
    await house.bot.stop()
    house = await startEchoHouse(undefined, { people, groups })
    await post(`/sandbox/say?${ADDRESS}&side=left`, { leftDraft: SCRIPT, file: new File(['a'], SCRIPT.replaceAll('/', '')) })
    await house.bot.deliver({ id: 5, chat: 'g-hexi', text: SCRIPT, choices: [{ label: SCRIPT, token: SCRIPT, word: '来' }] })
    const page = await (await get(`/?${ADDRESS}&leftDraft=${encodeURIComponent(SCRIPT)}`)).text()
    expect(page).toContain('&lt;script&gt;alert(1)')
    expect(page).not.toMatch(/<script>|<img src=x|<hx-partial/)
  })

  test('a link in a letter is one, a script address is not', async () => {
    await house.bot.deliver({ id: 6, chat: 'g-hexi', text: '看 http://127.0.0.1:3000/login?a=1&b=2。javascript:alert(1)', choices: [] })
    const page = await (await get(`/?${ADDRESS}`)).text()
    expect(page).toContain('<a href="http://127.0.0.1:3000/login?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">')
    expect(page).not.toContain('href="javascript')
  })

  test('a picture is shown, and everything else is only put down as a file', async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
    const drawing = new File(['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'], '图.svg', {
      type: 'image/svg+xml',
    })
    for (const file of [new File([png], '田.txt', { type: 'text/html' }), drawing])
      await post(`/sandbox/say?${ADDRESS}&side=left`, { file })
    await vi.waitFor(() => expect(house.heard).toHaveLength(2))
    const [photo, document] = house.heard.map((event) => (event.kind === 'message' ? event.file : undefined))
    expect([photo?.kind, photo?.mime, document?.kind]).toEqual(['photo', 'image/png', 'document'])
    const shown = await get(`/sandbox/files/${photo?.reference}/${encodeURIComponent('田.txt')}`)
    expect(shown.headers.get('content-type')).toBe('image/png')
    expect(shown.headers.get('content-disposition')).toMatch(/^inline/)
    expect(new Uint8Array(await shown.arrayBuffer())).toEqual(png)
    const kept = await get(`/sandbox/files/${document?.reference}/x.svg`)
    expect(kept.headers.get('content-type')).toBe('application/octet-stream')
    expect(kept.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(kept.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    if (document) expect(Buffer.from(await house.bot.fetchFile(document)).toString()).toContain('<svg')
  })

  test.each(['/sandbox/files/..%2f..%2fjournal.jsonl/x', '/sandbox/files/abc/x', '/sandbox/assets/..%2fbot.ts', '/sandbox/nothing'])(
    '%s leads nowhere',
    async (path) => {
      expect((await get(path)).status).toBe(404)
    },
  )

  test('a file that is too large is refused kindly', async () => {
    const file = new File([new Uint8Array(20 * 1024 * 1024 + 1)], '大.bin')
    const answer = await post(`/sandbox/say?${ADDRESS}&side=left`, { file })
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('文件太大了')
    expect(house.heard).toEqual([])
  })
})

describe('letters', () => {
  test('a letter to nobody is gone, a change of nothing is refused, a file from elsewhere needs its bytes', async () => {
    const letter = { id: 1, chat: 'g-hexi', text: '在', choices: [] }
    expect(await house.bot.deliver({ ...letter, chat: 'g-none' })).toMatchObject({ kind: 'gone', scope: 'room' })
    expect(await house.bot.deliver({ ...letter, edits: 'other-1' })).toMatchObject({ kind: 'refused' })
    expect(await house.bot.deliver({ ...letter, edits: '999' })).toMatchObject({ kind: 'refused' })
    const file = { platform: 'telegram', account: 'x', reference: 'y', name: '表.xlsx', mime: 'a/b', bytes: 3, kind: 'document' } as const
    expect(await house.bot.deliver({ ...letter, file })).toMatchObject({ kind: 'refused' })
    expect(await house.bot.deliverWithBytes({ ...letter, file }, new Uint8Array(3))).toMatchObject({ kind: 'sent' })
  })

  test('a changed card keeps its id and shows the new text and choices', async () => {
    const sent = await card('t-1')
    if (sent.kind !== 'sent') throw new Error('the card was not sent')
    const edited = await house.bot.deliver({ id: 2, chat: 'g-hexi', text: '已来 3 人', choices: [], edits: sent.messageId })
    expect(edited).toEqual(sent)
    const page = await (await get(`/?${ADDRESS}`)).text()
    expect(page).toContain('已来 3 人')
    expect(page).not.toContain('来不来')
  })

  test('after the stop nothing is taken and letters wait', async () => {
    await house.bot.stop()
    expect((await say('收到')).status).toBe(503)
    expect(await card('t')).toMatchObject({ kind: 'try-later', maybeDelivered: false })
    expect(house.bot.state()).toMatchObject({ kind: 'stopped' })
  })
})

describe('the stream', () => {
  const firstEvent = async (path: string, headers = {}) => {
    const reader = (await get(path, headers)).body?.getReader()
    const read = await reader?.read()
    await reader?.cancel()
    return new TextDecoder().decode(read?.value)
  }

  test('a page that was away is told what it missed, and its place is the journal’s number', async () => {
    await card('t-1')
    await card('t-2')
    const event = await firstEvent(`/sandbox/events?${ADDRESS}&after=2`, { 'last-event-id': '1' })
    expect(event).toMatch(/^id: 2\ndata: <hx-partial hx-target="#left-list" hx-swap="innerMorph">/)
    expect(event).toContain('来不来')
  })

  test('a page that missed nothing hears the next letter', async () => {
    await card('t-1')
    const reader = (await get(`/sandbox/events?${ADDRESS}&after=1`)).body?.getReader()
    await house.bot.deliver({ id: 9, chat: 'p-wang', text: '私下说', choices: [] })
    const event = new TextDecoder().decode((await reader?.read())?.value)
    await reader?.cancel()
    expect(event).toMatch(/^id: 2\n/)
    expect(event).toContain('私下说')
  })

  test('a text of many lines cannot break out of its event', async () => {
    await house.bot.deliver({ id: 9, chat: 'g-hexi', text: '一\n\nevent: x\r\ndata: 二', choices: [] })
    const event = await firstEvent(`/sandbox/events?${ADDRESS}&after=0`)
    const lines = event.trimEnd().split('\n').slice(1)
    expect(lines.every((line) => line.startsWith('data: '))).toBe(true)
  })

  test('stopping ends every open stream, so that the web server can close', async () => {
    const web = await serve(() => house.bot)
    const stream = await fetch(`${web.address}/sandbox/events?${ADDRESS}&after=0`)
    const reading = stream.text()
    await house.bot.stop()
    await reading
    await web.close()
  })
})
