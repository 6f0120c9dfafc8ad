import type { Child } from 'hono/jsx'

/** Where the style of all pages lies. */
export const STYLE_ADDRESS = '/page/style.css'
/** Where the sign in a browser's tab lies. */
export const ICON_ADDRESS = '/page/icon.svg'

/** The frame of every page of the house: its head, its style, its title. */
export function Frame(parts: { readonly title: string; readonly script?: string | undefined; readonly children?: Child }) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{parts.title}</title>
        <link rel="icon" type="image/svg+xml" href={ICON_ADDRESS} />
        <link rel="stylesheet" href={STYLE_ADDRESS} />
        {parts.script !== undefined && <script src={parts.script} defer></script>}
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

/** A page as an answer; kept by nobody on the way unless `cache` says for how long. */
export function pageAnswer(page: { toString(): string | Promise<string> }, status = 200, cache = 'no-store'): Response {
  return new Response(`<!doctype html>${String(page)}`, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': cache },
  })
}
