import type { RegisterLine } from './register-store.ts'

/** Numbers of a register: of those expected, so many came, were excused, are missing, or nothing is known of them yet. */
export type Tally = {
  readonly expected: number
  /** Who came, in the room or from afar, in time or late; exempt ones too. */
  readonly present: number
  /** Of those who came: nothing had been demanded of them. */
  readonly exempt_present: number
  readonly leave: number
  readonly absent: number
  /** Expected, and nothing is known yet. */
  readonly open: number
  /** Of those on leave or absent: have studied at home since, or had the lesson brought to them. */
  readonly made_up: number
}

/**
 * Counts a register. Whoever is exempt is expected nowhere and missing nowhere (DOMAIN 2.2, art. 23), so that
 * expected + exempt_present = present + leave + absent + open always.
 */
export function tallyOf(lines: readonly Pick<RegisterLine, 'standing' | 'state' | 'way'>[]): Tally {
  const expected = lines.filter(({ standing }) => standing === 'expected')
  const count = (...states: readonly RegisterLine['state'][]) => expected.filter(({ state }) => states.includes(state)).length
  const exemptPresent = lines.filter(({ standing, state }) => standing === 'exempt' && (state === 'checked_in' || state === 'late')).length
  return {
    expected: expected.length,
    present: count('checked_in', 'late') + exemptPresent,
    exempt_present: exemptPresent,
    leave: count('leave'),
    absent: count('absent'),
    open: count('expected'),
    made_up: expected.filter(isMadeUp).length,
  }
}

/** Was not there, and has studied it since: at home, or with whoever brought the lesson. */
export function isMadeUp({ state, way }: Pick<RegisterLine, 'state' | 'way'>): boolean {
  return (state === 'leave' || state === 'absent') && (way === 'made_up' || way === 'home_delivery')
}

/** Has learned what was taught: was there, or made it up. */
export function hasStudied(line: Pick<RegisterLine, 'state' | 'way'>): boolean {
  return line.state === 'checked_in' || line.state === 'late' || isMadeUp(line)
}
