import { addDays, dayOf, momentAt } from '../../../src/kernel/day.ts'
import { findBroken } from './checks.ts'
import { makeWorld, type World } from './world.ts'

const MINUTE = 60_000
const DEEDS_A_MINUTE = 2

/** How a story ended. */
export type Ending = {
  readonly broken: readonly string[]
  readonly trace: readonly string[]
  readonly weather: string
  readonly crashes: number
  readonly letters: number
  readonly doubts: number
}

/** Lives through four days of a world in which people talk in bursts and things go wrong, then lets the storm pass and looks. */
export async function liveThrough(seed: number): Promise<Ending> {
  const world = await makeWorld(seed)
  const { turnedBackAt } = world.weather
  if (turnedBackAt !== undefined) world.time.timer(turnedBackAt * MINUTE, () => world.time.turn(-60 * MINUTE))
  await burst(world, 20)
  await until(world, '20:56')
  await burst(world, 8)
  await night(world, '08:03')
  await burst(world, 8)
  await night(world, '10:02')
  await burst(world, 6)
  world.calmDown()
  world.deeds.heal()
  await world.time.pass(10 * MINUTE)
  for (let day = 0; day < 4; day += 1) {
    await night(world, '08:00')
    await world.time.pass(5 * MINUTE)
    await until(world, '10:01')
    await world.time.pass(6 * MINUTE)
  }
  const counts = world.disk.raw.prepare('select count(*) as letters, coalesce(sum(doubts), 0) as doubts from letter').get() as {
    letters: number
    doubts: number
  }
  return { broken: findBroken(world), trace: world.witness.trace, weather: world.weather.name, crashes: world.lives.crashes(), ...counts }
}

async function burst(world: World, minutes: number): Promise<void> {
  const { chance, time } = world
  for (let deed = 0; deed < minutes * DEEDS_A_MINUTE; deed += 1) time.timer(chance.between(0, minutes * MINUTE), world.deeds.something)
  const upheavals = chance.between(0, world.weather.upheavals)
  for (let one = 0; one < upheavals; one += 1) time.timer(chance.between(0, minutes * MINUTE), world.deeds.upheaval)
  await time.pass((minutes + 2) * MINUTE)
}

/** The lid is closed until a time of the next day. */
async function night(world: World, at: string): Promise<void> {
  const now = world.time.now()
  await world.time.leap(momentAt(addDays(dayOf(now), 1), at).getTime() - now.getTime())
}

async function until(world: World, at: string): Promise<void> {
  const now = world.time.now()
  await world.time.leap(momentAt(dayOf(now), at).getTime() - now.getTime())
}
