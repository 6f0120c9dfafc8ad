import type { Child } from 'hono/jsx'
import type { Tx } from '../database/connection.ts'

/** What a page shows: its title, its body, and after how many seconds it looks again, when it hangs on a wall. */
export type PageShown = { readonly title: string; readonly body: Child; readonly refreshSeconds?: number }

/** A page of a capability. It only shows; nothing is done on it. It is opened by a one-time link which the bot gives one person. */
export type Page = {
  /** Its name in the address. */
  readonly name: string
  /** Shows a subject; undefined when there is nothing to be shown of it any more. */
  show(tx: Tx, subject: string, now: Date): Promise<PageShown | undefined>
}
