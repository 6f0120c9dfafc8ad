import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Database } from '../database/database.ts'
import type { Page } from './page.ts'
import { Frame, pageAnswer } from './frame.tsx'
import { type PageDoor, VISIT_MINUTES } from './page-door.ts'
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

/** The pages of the capabilities: `/p/<link>` asks before it uses the link up, `/page/<number>` shows the page to whoever came in by it. */
export function pageRoutes({ door, pages, database, clock, token }: PageHouse): Hono {
  const routes = new Hono()
  routes.get('/p/:secret', (context) => {
    const { secret } = context.req.param()
    if (!door.isOpen(secret, clock())) return pageAnswer(<Refused />, 404)
    return pageAnswer(
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
    if (entered === undefined) return pageAnswer(<Refused />, 404)
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
    if (shown === undefined) return pageAnswer(<Refused />, 404)
    const answer = pageAnswer(<Frame title={shown.title}>{shown.body}</Frame>)
    // What hangs on a wall looks again by itself; a page that is read must not.
    if (shown.refreshSeconds !== undefined) answer.headers.set('Refresh', String(shown.refreshSeconds))
    return answer
  })
  return routes
}

function Refused() {
  return (
    <Frame title={words.refusedTitle}>
      <p>{words.refused}</p>
    </Frame>
  )
}
