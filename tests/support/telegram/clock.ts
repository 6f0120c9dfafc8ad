/** The double's clock: a source of milliseconds that a test may push forward. */
export type Clock = {
  readonly now: () => number
  /** Pushes the clock forward, besides what its source does by itself. */
  readonly advance: (ms: number) => void
  /** Calls back whenever the clock was pushed. */
  readonly onAdvance: (listener: () => void) => void
}

/** Makes a clock of any source of milliseconds: the machine's, or one that a test turns by hand. */
export function createClock(source: () => number): Clock {
  const listeners: (() => void)[] = []
  let pushed = 0
  return {
    now: () => source() + pushed,
    advance: (ms) => {
      pushed += ms
      for (const listener of listeners) listener()
    },
    onAdvance: (listener) => listeners.push(listener),
  }
}
