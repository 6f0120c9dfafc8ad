/**
 * Remembers which accounts had nothing to say when the courier last looked through all letters that are due, so that one
 * account's thousand waiting letters are not looked through for another's after each of them.
 */
export type Idle = {
  /** Accounts that need not be looked for now. */
  accounts(now: Date): ReadonlySet<string>
  /** Something may have been put: everything is looked through again. */
  forget(): void
  /** A round begins to look. */
  begin(now: Date): Round
  /** What the round saw; what was put meanwhile is not overlooked. */
  keep(looked: Looked, round: Round): void
}

/** What a round saw: accounts for which nothing is due (undefined when it did not look to the end), and when the next letter is. */
export type Looked = { readonly idle: ReadonlySet<string> | undefined; readonly next: Date | undefined }

/** A round of the courier, as far as it matters whether something was put meanwhile. */
type Round = { readonly news: number; readonly at: Date }

/** Whoever puts a letter nudges the courier; were that forgotten once, the letter waits no longer than this. */
const BELIEVED_MILLISECONDS = 1000
const NOBODY: ReadonlySet<string> = new Set()

/** Nothing is known yet. */
export function makeIdle(): Idle {
  let idle = NOBODY
  let news = 0
  let since = 0
  let next: Date | undefined
  return {
    accounts(now) {
      const isOld = Math.abs(now.getTime() - since) >= BELIEVED_MILLISECONDS
      return isOld || (next !== undefined && now >= next) ? NOBODY : idle
    },
    forget() {
      news += 1
      idle = NOBODY
    },
    begin: (now) => ({ news, at: now }),
    keep(looked, round) {
      next = looked.next
      if (looked.idle === undefined || round.news !== news) return
      idle = looked.idle
      since = round.at.getTime()
    },
  }
}
