import { type Chance, makeChance } from './chance.ts'
import { type Deeds, type Ledger, makeDeeds } from './deeds.ts'
import { type Disk, makeDisk, type Trouble } from './disk.ts'
import { beginLives, type Lives } from './lives.ts'
import { makePlatform, type Platform } from './platform.ts'
import { makePost, type Post } from './post.ts'
import { makeTime, type VirtualTime } from './time.ts'
import { type Town, townImage } from './town.ts'
import { drawWeather, FAIR, isWithin, type Weather } from './weather.ts'
import { makeWitness, type Witness } from './witness.ts'

/** Everything of one simulated world; the house in it is the real one. */
export type World = {
  readonly seed: number
  readonly chance: Chance
  readonly time: VirtualTime
  readonly disk: Disk
  readonly town: Town
  readonly platform: Platform
  readonly post: Post
  readonly deeds: Deeds
  readonly ledger: Ledger
  readonly lives: Lives
  readonly witness: Witness
  /** The weather in which it began. */
  readonly weather: Weather
  /** From now on nothing goes wrong any more. */
  calmDown(): void
}

/** Makes the world of a seed and starts the house in it. */
export async function makeWorld(seed: number): Promise<World> {
  const { content, town } = await townImage()
  const chance = makeChance(seed)
  const time = makeTime('2026-11-20 09:00')
  const began = time.outside().getTime()
  const minutes = () => (time.outside().getTime() - began) / 60_000
  const drawn = drawWeather(seed, chance)
  let weather = drawn
  const ledger: Ledger = { drafts: new Map(), told: [], undone: new Set() }
  const disk = makeDisk(content, time.timer, (sql) => judge(sql, weather, minutes(), chance))
  const witness = makeWitness(time, town, ledger, () => disk)
  const platform = makePlatform(time, chance, () => weather, minutes, witness.note)
  for (const { chat } of [...town.citizens, ...town.halls]) platform.room(chat)
  const post = makePost(time, chance, () => weather, witness.checkSafe)
  const lives = beginLives({ time, chance, disk, platform, post, witness, weather: () => weather, minutes })
  const deeds = makeDeeds({ time, chance, town, platform, post, ledger })
  return {
    seed,
    chance,
    time,
    disk,
    town,
    platform,
    post,
    ledger,
    lives,
    witness,
    deeds,
    weather: drawn,
    calmDown: () => {
      weather = { ...FAIR, travel: drawn.travel }
    },
  }
}

/** What the machine does at this statement. */
function judge(sql: string, weather: Weather, minutes: number, chance: Chance): Trouble {
  if (isWithin(weather.busy, minutes) && sql === 'begin immediate') return 'busy'
  if (isWithin(weather.full, minutes) && /^(insert|update|delete)/.test(sql)) return 'full'
  if (weather.crash === 0 || !chance.happens(weather.crash)) return 'none'
  return chance.happens(0.5) ? 'crash-before' : 'crash-after'
}
