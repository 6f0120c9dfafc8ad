import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { Hono, type MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/** How the house is doing, for whoever watches it from outside. */
export type Health = {
  readonly ok: boolean
  readonly database: string
  readonly courier: string
  readonly clock: string
  readonly bots: readonly { platform: string; state: string; line: string }[]
}

export type WebServer = {
  /** The address people open. */
  readonly address: string
  /** Lets nobody new in and hangs up on the rest: open event streams would hold it for ever. */
  close(): Promise<void>
}

/** The pages' frame: safe headers everywhere, and the health page. */
export function makePages(health: () => Promise<Health>): Hono {
  const pages = new Hono()
  pages.use(safeHeaders())
  pages.get('/healthz', async (context) => {
    const now = await health()
    return context.json(now, now.ok ? 200 : 503)
  })
  return pages
}

/**
 * Safe headers on every answer. What a page has set for itself stays: it is stricter, or knows why not. HSTS is off,
 * the office's network has no TLS.
 */
function safeHeaders(): MiddlewareHandler {
  const house = secureHeaders({
    strictTransportSecurity: false,
    referrerPolicy: 'no-referrer',
    contentSecurityPolicy: { defaultSrc: ["'self'"], baseUri: ["'none'"], formAction: ["'self'"], frameAncestors: ["'none'"] },
  })
  return async (context, next) => {
    let own: readonly [string, string][] = []
    await house(context, async () => {
      await next()
      own = [...context.res.headers].filter(([name]) => name !== 'set-cookie')
    })
    for (const [name, value] of own) context.res.headers.set(name, value)
  }
}

/** Opens the pages on one address; a port in use is told in one plain line by the caller. */
export async function openWeb(pages: Hono, at: { readonly host: string; readonly port: number }): Promise<WebServer> {
  const server: ServerType = await new Promise((resolve, reject) => {
    const opening = serve({ fetch: pages.fetch, hostname: at.host, port: at.port }, () => resolve(opening))
    opening.once('error', reject)
  })
  const { port } = server.address() as AddressInfo
  const host = at.host.includes(':') ? `[${at.host}]` : at.host
  return {
    address: `http://${host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
