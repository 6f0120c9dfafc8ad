import type { Chance } from './chance.ts'

/** A stretch of a day in minutes since the world began. */
type Stretch = { readonly from: number; readonly until: number }

/** What goes wrong in a world, and how often; each is the probability for one letter or one update. */
export type Weather = {
  readonly name: string
  /** Milliseconds a request or an answer is on its way. */
  readonly travel: readonly [number, number]
  readonly slow: number
  readonly throttled: number
  readonly lostRequest: number
  readonly lostAnswer: number
  readonly refused: number
  readonly repeated: number
  readonly reordered: number
  /** Of one statement of the database. */
  readonly crash: number
  /** People who block the bot, groups that throw it out or move, within one burst of talk. */
  readonly upheavals: number
  readonly storms: readonly Stretch[]
  readonly absences: readonly Stretch[]
  readonly busy: readonly Stretch[]
  readonly full: readonly Stretch[]
  /** Minutes after the beginning at which somebody sets the clock back an hour. */
  readonly turnedBackAt: number | undefined
}

/** Nothing goes wrong. */
export const FAIR: Weather = {
  name: 'calm',
  travel: [20, 120],
  slow: 0,
  throttled: 0,
  lostRequest: 0,
  lostAnswer: 0,
  refused: 0,
  repeated: 0,
  reordered: 0,
  crash: 0,
  upheavals: 0,
  storms: [],
  absences: [],
  busy: [],
  full: [],
  turnedBackAt: undefined,
}

/** The weather of a world: every sixth is calm, others have one kind of trouble, the rest have all of it. */
export function drawWeather(seed: number, chance: Chance): Weather {
  const some = (least: number, most: number): Stretch => {
    const from = chance.between(0, 20)
    return { from, until: from + chance.between(least, most) }
  }
  const net = { travel: [20, 1500], slow: 0.03, lostRequest: 0.04, lostAnswer: 0.08, refused: 0.06 } as const
  const post = { repeated: 0.2, reordered: 0.2 }
  switch (seed % 6) {
    case 0:
      return FAIR
    case 1:
      return { ...FAIR, ...post, name: 'crashes', crash: 0.0015, travel: [20, 2000] }
    case 2:
      return { ...FAIR, ...net, ...post, name: 'bad network', absences: [some(2, 25)], storms: [some(1, 5)], throttled: 0.05 }
    case 3:
      return { ...FAIR, name: 'upheavals', upheavals: 6, storms: [some(1, 3)], throttled: 0.05, turnedBackAt: chance.between(3, 24) }
    case 4:
      return {
        ...FAIR,
        ...post,
        name: 'bad machine',
        crash: 0.0005,
        busy: [some(0.2, 1)],
        full: [some(0.5, 3)],
        turnedBackAt: chance.between(3, 24),
      }
    default:
      return {
        ...FAIR,
        ...net,
        ...post,
        name: 'everything',
        crash: 0.001,
        upheavals: 4,
        throttled: 0.05,
        storms: [some(1, 3)],
        absences: [some(1, 10)],
        busy: [some(0.2, 0.5)],
        full: [some(0.5, 2)],
      }
  }
}

/** True within one of these stretches. */
export function isWithin(stretches: readonly Stretch[], minutes: number): boolean {
  return stretches.some(({ from, until }) => minutes >= from && minutes < until)
}
