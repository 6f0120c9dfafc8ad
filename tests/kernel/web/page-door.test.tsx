import type { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { makePageDoor, type PageDoor } from '../../../src/kernel/web/page-door.ts'
import { pageRoutes } from '../../../src/kernel/web/page-routes.tsx'
import type { Page } from '../../../src/kernel/web/page.ts'
import { makeClock } from '../../support/clock.ts'
import { makeToken } from '../../support/office.ts'
import { openMemory } from '../../support/storage.ts'

const hello: Page = {
  name: 'hello',
  show: async (_, subject) => (subject === 'gone' ? undefined : { title: `你好 ${subject}`, body: <p>{'<b>'}</p>, refreshSeconds: 20 }),
}

type House = { readonly door: PageDoor; readonly routes: Hono; readonly clock: ReturnType<typeof makeClock>; link(subject: string): string }

async function openHouse(): Promise<House> {
  const clock = makeClock('2026-11-20 10:00')
  const token = makeToken()
  const door = makePageDoor(() => 'http://zhibu.example')
  const routes = pageRoutes({ door, pages: [hello], database: await openMemory(), clock: () => clock.now(), token })
  return {
    door,
    routes,
    clock,
    link: (subject) => new URL(door.link({ page: 'hello', subject }, token, clock.now()) ?? '').pathname,
  }
}

/** Opens a link as a person does: looks, presses, is led on, and comes with the cookie. */
async function open({ routes }: House, link: string): Promise<{ readonly path: string; readonly cookie: string }> {
  const pressed = await routes.request(link, { method: 'POST' })
  return { path: pressed.headers.get('location') ?? '', cookie: (pressed.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
}

describe('a link that the bot gave one person', () => {
  test('asks before it is used up, opens once, and the page stays open for a while', async () => {
    const house = await openHouse()
    const link = house.link('1')
    const looked = await house.routes.request(link)
    expect(await looked.text()).toContain('只能打开一次')
    expect((await house.routes.request(link)).status).toBe(200)
    const { path, cookie } = await open(house, link)
    const shown = await house.routes.request(path, { headers: { cookie } })
    expect(shown.headers.get('refresh')).toBe('20')
    expect(await shown.text()).toMatch(/你好 1.*&lt;b&gt;/su)
    expect((await house.routes.request(link)).status).toBe(404)
    expect((await house.routes.request(link, { method: 'POST' })).status).toBe(404)
    house.clock.advance({ hours: 5 })
    expect((await house.routes.request(path, { headers: { cookie } })).status).toBe(404)
  })

  test('nobody else sees the page by its address, nor another page with this pass', async () => {
    const house = await openHouse()
    const one = await open(house, house.link('1'))
    const other = await open(house, house.link('2'))
    expect((await house.routes.request(one.path)).status).toBe(404)
    expect((await house.routes.request(one.path, { headers: { cookie: other.cookie } })).status).toBe(404)
    expect((await house.routes.request(other.path, { headers: { cookie: other.cookie } })).status).toBe(200)
  })

  test('is worth nothing when it is too old, guessed, or about something that is gone', async () => {
    const house = await openHouse()
    const link = house.link('1')
    house.clock.advance({ hours: 3 })
    expect((await house.routes.request(link)).status).toBe(404)
    expect((await house.routes.request('/p/abcdefabcdef')).status).toBe(404)
    const { path, cookie } = await open(house, house.link('gone'))
    expect((await house.routes.request(path, { headers: { cookie } })).status).toBe(404)
  })

  test('the pass is read by no script and sent to no other page', async () => {
    const house = await openHouse()
    const pressed = await house.routes.request(house.link('1'), { method: 'POST' })
    expect(pressed.headers.get('set-cookie')).toMatch(/Path=\/page\/1; HttpOnly; SameSite=Lax/)
    const secure = await house.routes.request(`https://zhibu.example${house.link('1')}`, { method: 'POST' })
    expect(secure.headers.get('set-cookie')).toMatch(/Secure/)
  })

  test('where no pages can be opened there is none', () => {
    const token = makeToken()
    expect(makePageDoor(() => undefined).link({ page: 'hello', subject: '1' }, token, new Date(0))).toBeUndefined()
  })
})
