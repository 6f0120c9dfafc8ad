import type { MiddlewareHandler } from 'hono'

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i

const HEADERS: Readonly<Record<string, string>> = {
  // Pico draws its arrows as data: pictures; everything else comes from this server, and no script or style stands in the page.
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  // Not no-referrer: with that a browser sends “Origin: null” even for the page's own forms.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
}

/** Whether a request may be answered: it names this machine, and what changes something comes from the page itself. */
export function isFromHere(request: { method: string; host: string; origin?: string | undefined; site?: string | undefined }): boolean {
  // A page elsewhere can have its name resolve to this machine (DNS rebinding); it cannot choose the Host header.
  if (!LOOPBACK.test(request.host)) return false
  if (request.method === 'GET' || request.method === 'HEAD') return true
  if (request.origin !== undefined) return request.origin.toLowerCase() === `http://${request.host.toLowerCase()}`
  return request.site === undefined || request.site === 'same-origin' || request.site === 'none'
}

/** Refuses whoever is not at this machine, and puts the safe headers on every answer. */
export function guard(refuse: () => Response): MiddlewareHandler {
  return async (context, next) => {
    const { req } = context
    const host = req.header('host') ?? new URL(req.url).host
    const here = isFromHere({ method: req.method, host, origin: req.header('origin'), site: req.header('sec-fetch-site') })
    if (here) await next()
    else context.res = refuse()
    for (const [name, value] of Object.entries(HEADERS)) if (!context.res.headers.has(name)) context.res.headers.set(name, value)
  }
}
