import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Child } from 'hono/jsx'
import type { Database } from '../database/database.ts'
import type { Page } from './page.ts'
import { type PageDoor, VISIT_MINUTES } from './page-door.ts'
import { PAGE_STYLE } from './page-style.ts'
import { pageWords as words } from './page-words.ts'

/** What the pages need of the house. */
export type PageHouse = {
  readonly door: PageDoor
  readonly pages: readonly Page[]
  readonly database: Pick<Database, 'read'>
  readonly clock: () => Date
  readonly token: () => string
}

const PASS = 'branchlink-page'
const STYLE_ADDRESS = '/page/style.css'

/** The pages of the capabilities: `/p/<link>` asks before it uses the link up, `/page/<number>` shows the page to whoever came in by it. */
export function pageRoutes({ door, pages, database, clock, token }: PageHouse): Hono {
  const routes = new Hono()
  routes.get(STYLE_ADDRESS, (context) =>
    context.body(PAGE_STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'max-age=3600' }),
  )
  routes.get('/p/:secret', (context) => {
    const { secret } = context.req.param()
    if (!door.isOpen(secret, clock())) return answer(<Refused />, 404)
    return answer(
      <Frame title={words.askTitle}>
        <p>{words.ask}</p>
        <form method="post" action={`/p/${secret}`}>
          <button type="submit">{words.open}</button>
        </form>
      </Frame>,
    )
  })
  routes.post('/p/:secret', async (context): Promise<Response> => {
    const entered = door.enter(context.req.param('secret'), token, clock())
    if (entered === undefined) return answer(<Refused />, 404)
    const path = `/page/${entered.number}`
    const secure = new URL(context.req.url).protocol === 'https:' || context.req.header('x-forwarded-proto') === 'https'
    setCookie(context, PASS, entered.pass, { path, httpOnly: true, sameSite: 'Lax', secure, maxAge: VISIT_MINUTES * 60 })
    return context.redirect(path, 303)
  })
  routes.get('/page/:number{[0-9]+}', async (context) => {
    const now = clock()
    const way = door.find(Number(context.req.param('number')), getCookie(context, PASS), now)
    const page = pages.find(({ name }) => name === way?.page)
    const shown = way === undefined || page === undefined ? undefined : await database.read((tx) => page.show(tx, way.subject, now))
    if (shown === undefined) return answer(<Refused />, 404)
    return answer(
      <Frame title={shown.title} refreshSeconds={shown.refreshSeconds}>
        {shown.body}
      </Frame>,
    )
  })
  return routes
}

function Frame(parts: { readonly title: string; readonly refreshSeconds?: number | undefined; readonly children?: Child }) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {parts.refreshSeconds !== undefined && <meta http-equiv="refresh" content={String(parts.refreshSeconds)} />}
        <title>{parts.title}</title>
        <link rel="stylesheet" href={STYLE_ADDRESS} />
      </head>
      <body>
        <main>
          <h1>{parts.title}</h1>
          {parts.children}
        </main>
      </body>
    </html>
  )
}

function Refused() {
  return (
    <Frame title={words.refusedTitle}>
      <p>{words.refused}</p>
    </Frame>
  )
}

function answer(page: { toString(): string | Promise<string> }, status = 200): Response {
  return new Response(`<!doctype html>${String(page)}`, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  })
}
