/** A clock that stands still until it is turned. */
export type Clock = {
  now(): Date
  /** Turns it on by so much. */
  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): void
  /** Turns it to a moment, told as in Shanghai: `2026-11-21 08:30`. */
  set(local: string): void
}

/** A clock that begins at a moment told as in Shanghai. */
export function makeClock(local: string): Clock {
  let at = moment(local)
  return {
    now: () => new Date(at),
    advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) => {
      at += ((days * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000
    },
    set: (to) => {
      at = moment(to)
    },
  }
}

function moment(local: string): number {
  const at = Date.parse(`${local.replace(' ', 'T')}:00+08:00`)
  if (Number.isNaN(at)) throw new Error(`not a moment: ${local}`)
  return at
}
