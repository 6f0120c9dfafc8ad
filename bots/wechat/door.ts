import { createHash } from 'node:crypto'

/** Lets an operator in by a link that works once, and keeps them in for a while. */
export type Door = {
  /** The secret of a new link; an older one is worth nothing any more. */
  issue(): string
  /** True while a link has not been used and is not too old; looking does not use it, because chat programs look at links. */
  isOpen(key: string): boolean
  /** Uses a link up; what is given for it opens the page for a while. */
  enter(key: string): string | undefined
  isInside(pass: string | undefined): boolean
}

const LINK_MINUTES = 30
const INSIDE_MINUTES = 15

type Ticket = { readonly mark: string; readonly until: number }

/** A door through which nobody has gone yet. Nothing of it is on disk: after a restart a new link is sent. */
export function createDoor(token: () => string, now: () => Date): Door {
  let link: Ticket | undefined
  let inside: Ticket | undefined
  const fits = (ticket: Ticket | undefined, given: string | undefined): boolean =>
    ticket !== undefined && given !== undefined && ticket.until > now().getTime() && ticket.mark === markOf(given)
  const make = (minutes: number): readonly [string, Ticket] => {
    const secret = `${token()}${token()}`
    return [secret, { mark: markOf(secret), until: now().getTime() + minutes * 60_000 }]
  }
  return {
    issue() {
      const [secret, ticket] = make(LINK_MINUTES)
      link = ticket
      return secret
    },
    isOpen: (key) => fits(link, key),
    enter(key) {
      if (!fits(link, key)) return undefined
      link = undefined
      const [secret, ticket] = make(INSIDE_MINUTES)
      inside = ticket
      return secret
    },
    isInside: (pass) => fits(inside, pass),
  }
}

/** Compared as digests, so that the time it takes tells nothing. */
function markOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
