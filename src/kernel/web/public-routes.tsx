import { Hono } from 'hono'
import type { Database } from '../database/database.ts'
import { Frame, ICON_ADDRESS, pageAnswer, STYLE_ADDRESS } from './frame.tsx'
import { PAGE_STYLE } from './page-style.ts'
import { pageWords as words } from './page-words.ts'
import type { PublicPage } from './public-page.ts'

/** A page that is public may be kept for a minute on the way: whoever reloads it a hundred times costs one reading. */
const KEPT_SECONDS = 60
/** A red square with three white lines: something is written here for everybody. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#9c2a1f"/><path d="M8 11h16M8 17h16M8 23h10" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>'
const KEPT = `public, max-age=${KEPT_SECONDS}`

/** The pages everybody may read, and the style of all pages. */
export function publicRoutes(house: {
  readonly pages: readonly PublicPage[]
  readonly database: Pick<Database, 'read'>
  readonly clock: () => Date
}): Hono {
  const routes = new Hono()
  routes.get(STYLE_ADDRESS, (context) =>
    context.body(PAGE_STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'max-age=3600' }),
  )
  routes.get(ICON_ADDRESS, (context) => context.body(ICON, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'max-age=86400' }))
  for (const page of house.pages)
    routes.get(page.path, async (context) => {
      const request = { params: context.req.param() as Record<string, string>, query: context.req.query() }
      const shown = await house.database.read((tx) => page.show(tx, request, house.clock()))
      if (shown === undefined) return pageAnswer(<Missing />, 404)
      if (shown.kind === 'figures') return context.json(shown.figures, 200, { 'Cache-Control': KEPT })
      if (shown.kind === 'script')
        return context.body(shown.text, 200, { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': KEPT })
      return pageAnswer(
        <Frame title={shown.title} script={shown.script}>
          {shown.body}
        </Frame>,
        200,
        KEPT,
      )
    })
  return routes
}

function Missing() {
  return (
    <Frame title={words.missingTitle}>
      <p>{words.missing}</p>
    </Frame>
  )
}
