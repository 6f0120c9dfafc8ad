import type { Child } from 'hono/jsx'
import type { Tx } from '../database/connection.ts'

/** What a reader asked for: the named parts of the address and what stands behind the question mark. Both are only text. */
export type PublicRequest = { readonly params: Readonly<Record<string, string>>; readonly query: Readonly<Record<string, string>> }

/** What a public page answers: a page, figures for a program, or nothing of that name. */
export type PublicShown =
  | { readonly kind: 'page'; readonly title: string; readonly body: Child; readonly script?: string }
  | { readonly kind: 'figures'; readonly figures: object }
  | { readonly kind: 'script'; readonly text: string }

/** A page that everybody may read, without any login. It only shows, and only what is published. */
export type PublicPage = {
  /** Its address, `/board/:branch`. */
  readonly path: string
  show(tx: Tx, request: PublicRequest, now: Date): Promise<PublicShown | undefined>
}
