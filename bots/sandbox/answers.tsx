import type { Context } from 'hono'
import { type Assets, PlainPage } from './pages.tsx'
import { notePart, type Part } from './partials.tsx'

/** A whole page as an answer. */
export function pageAnswer(page: { toString(): string | Promise<string> }, status = 200): Response {
  return new Response(`<!doctype html>${String(page)}`, { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}

/** Parts of a page as an answer to htmx. */
export function partsAnswer(parts: readonly Part[], status = 200): Response {
  const markup = parts.map((part) => part.markup).join('\n')
  return new Response(markup, { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}

/** Why something was not taken: a line on the phone in hand, or a page of its own where there is no script. */
export function refusal(context: Context, assets: Assets, text: string, status: number): Response {
  const side = context.req.query('side') === 'right' ? 'right' : 'left'
  return byHtmx(context) ? partsAnswer([notePart(side, text)], status) : pageAnswer(<PlainPage text={text} assets={assets} />, status)
}

/** Whether htmx asks, so that parts suffice. */
export function byHtmx(context: Context): boolean {
  return context.req.header('hx-request') === 'true'
}
