import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/** How the house is doing, for whoever watches it from outside. */
export type Health = {
  readonly ok: boolean
  readonly database: string
  readonly courier: string
  readonly bots: readonly { platform: string; state: string }[]
}

export type WebServer = {
  /** The address people open. */
  readonly address: string
  /** Lets nobody new in and hangs up on the rest: open event streams would hold it for ever. */
  close(): Promise<void>
}

/** The pages' frame: safe headers everywhere, and the health page. HSTS stays off, the office's network has no TLS. */
export function makePages(health: () => Promise<Health>): Hono {
  const pages = new Hono()
  pages.use(
    secureHeaders({
      strictTransportSecurity: false,
      referrerPolicy: 'no-referrer',
      contentSecurityPolicy: { defaultSrc: ["'self'"], baseUri: ["'none'"], formAction: ["'self'"], frameAncestors: ["'none'"] },
    }),
  )
  pages.get('/healthz', async (context) => {
    const now = await health()
    return context.json(now, now.ok ? 200 : 503)
  })
  return pages
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
