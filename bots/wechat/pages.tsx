import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Child } from 'hono/jsx'
import type { BotState } from '../../src/kernel/chat/message.ts'
import type { Door } from './door.ts'
import { pictureOfCode } from './qr.ts'
import { pageWords } from './words.ts'

/** What the operator's page shows and does. */
export type OperatorHouse = {
  readonly door: Door
  readonly state: () => BotState
  /** The login code that waits to be scanned. */
  readonly code: () => string | undefined
  /** Switches WeChat on again; undefined while it is on. */
  readonly turnOn: () => (() => Promise<void>) | undefined
}

const PASS = 'branchlink-wechat'
const REFRESH_SECONDS = 5
const LOOPBACK_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/iu
const LOOPBACK_ADDRESS = /^(?:::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/u
/** A reverse proxy on this machine comes from loopback too, but says for whom. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']

/** The path of the link that lets an operator in once. */
export function pathOfLink(key: string): string {
  return `/wechat/open/${key}`
}

/** `/wechat`: the login code and how the account is doing, for whoever sits at this machine or came by an operator's link. */
export function operatorRoutes(house: OperatorHouse): Hono {
  const routes = new Hono()
  const mayLook = (context: Context): boolean => isHere(context) || house.door.isInside(getCookie(context, PASS))
  routes.use('/wechat/*', async (context, next) => {
    await next()
    context.res.headers.set('Cache-Control', 'no-store')
  })
  routes.get('/wechat', (context) => (mayLook(context) ? context.html(<Now house={house} />) : closed(context)))
  routes.get('/wechat/login.png', async (context) => {
    const code = house.code()
    if (!mayLook(context) || code === undefined) return context.notFound()
    return context.body(new Uint8Array(await pictureOfCode(code)), 200, { 'Content-Type': 'image/png' })
  })
  routes.get('/wechat/open/:key', (context) => {
    const key = context.req.param('key')
    return house.door.isOpen(key) ? context.html(<Asked secret={key} />) : closed(context)
  })
  routes.post('/wechat/open/:key', (context) => {
    const pass = house.door.enter(context.req.param('key'))
    if (pass === undefined) return closed(context)
    setCookie(context, PASS, pass, { httpOnly: true, sameSite: 'Strict', path: '/wechat' })
    return context.redirect('/wechat', 303)
  })
  routes.post('/wechat/on', async (context) => {
    if (!mayLook(context) || !isOwnForm(context)) return closed(context)
    await house.turnOn()?.()
    return context.redirect('/wechat', 303)
  })
  return routes
}

function closed(context: Context): Response | Promise<Response> {
  return context.html(<Page text={pageWords.closed} />, 403)
}

/** At this very machine: the connection, the name it was called by, and nobody who only passes it on. */
function isHere(context: Context): boolean {
  if (FORWARDED.some((name) => context.req.header(name) !== undefined)) return false
  if (!LOOPBACK_HOST.test(context.req.header('host') ?? '')) return false
  try {
    return LOOPBACK_ADDRESS.test(getConnInfo(context).remote.address ?? '')
  } catch {
    return false
  }
}

function isOwnForm(context: Context): boolean {
  const site = context.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  return context.req.header('origin') === `http://${context.req.header('host') ?? ''}`
}

function Now({ house }: { readonly house: OperatorHouse }) {
  const { line } = house.state()
  return (
    <Page text={line} refresh={REFRESH_SECONDS}>
      {house.code() === undefined ? undefined : (
        <p>
          <img src="/wechat/login.png" alt={pageWords.title} width="320" height="320" />
          <br />
          {pageWords.refresh}
        </p>
      )}
      {house.turnOn() === undefined ? undefined : (
        <form method="post" action="/wechat/on">
          <button type="submit">{pageWords.turnOn}</button>
        </form>
      )}
    </Page>
  )
}

function Asked({ secret }: { readonly secret: string }) {
  return (
    <Page text={pageWords.asked}>
      <form method="post" action={pathOfLink(secret)}>
        <button type="submit">{pageWords.open}</button>
      </form>
    </Page>
  )
}

function Page({ text, refresh, children }: { readonly text: string; readonly refresh?: number; readonly children?: Child }) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {refresh === undefined ? undefined : <meta http-equiv="refresh" content={String(refresh)} />}
        <title>{pageWords.title}</title>
      </head>
      <body>
        <h1>{pageWords.title}</h1>
        <p>{text}</p>
        {children}
      </body>
    </html>
  )
}
