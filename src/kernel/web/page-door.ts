import { createHash } from 'node:crypto'

/** Which page a link opens. */
export type Way = { readonly page: string; readonly subject: string }

/** Lets people in to pages by links that work once, and keeps them in for a while. Nothing of it is stored: after a restart a new link is asked for. */
export type PageDoor = {
  /** The address of a page for one person, to be opened once; undefined where no pages can be opened. */
  link(way: Way, token: () => string, now: Date): string | undefined
  /** True while a link has not been used and is not too old; looking does not use it up, because chat programs look at links. */
  isOpen(secret: string, now: Date): boolean
  /** Uses a link up: where it leads, and the pass that opens that page for a while. */
  enter(secret: string, token: () => string, now: Date): { readonly number: number; readonly pass: string } | undefined
  /** Where a pass leads. */
  find(number: number, pass: string | undefined, now: Date): Way | undefined
}

/** How long a link waits to be opened, and how long the page then stays open: a meeting lasts a morning. */
const LINK_MINUTES = 120
export const VISIT_MINUTES = 240
const MOST_KEPT = 2000

type Ticket = Way & { readonly number: number; readonly mark: string; readonly until: number }

/** A door to the pages at an address. */
export function makePageDoor(at: () => string | undefined): PageDoor {
  let numbers = 0
  const links = new Map<string, Ticket>()
  const visits = new Map<number, Ticket>()
  return {
    link(way, token, now) {
      const address = at()
      if (address === undefined) return undefined
      const secret = `${token()}${token()}`
      prune(links, now)
      links.set(markOf(secret), { ...way, number: 0, mark: markOf(secret), until: minutesAfter(now, LINK_MINUTES) })
      return `${address}/p/${secret}`
    },
    isOpen: (secret, now) => (links.get(markOf(secret))?.until ?? 0) > now.getTime(),
    enter(secret, token, now) {
      const link = links.get(markOf(secret))
      links.delete(markOf(secret))
      if (link === undefined || link.until <= now.getTime()) return undefined
      numbers += 1
      const pass = `${token()}${token()}`
      prune(visits, now)
      visits.set(numbers, { ...link, number: numbers, mark: markOf(pass), until: minutesAfter(now, VISIT_MINUTES) })
      return { number: numbers, pass }
    },
    find(number, pass, now) {
      const visit = visits.get(number)
      if (visit === undefined || pass === undefined || visit.until <= now.getTime() || visit.mark !== markOf(pass)) return undefined
      return { page: visit.page, subject: visit.subject }
    },
  }
}

/** Forgets what is too old, and the oldest when there is too much. */
function prune<Key>(tickets: Map<Key, Ticket>, now: Date): void {
  for (const [key, { until }] of tickets) if (until <= now.getTime() || tickets.size >= MOST_KEPT) tickets.delete(key)
}

/** Compared as digests, so that the time it takes tells nothing. */
function markOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

function minutesAfter(now: Date, minutes: number): number {
  return now.getTime() + minutes * 60_000
}
