import { dayOf, isQuiet } from '../../../src/kernel/day.ts'
import type { Attempt } from './platform.ts'
import { COURTESY } from './lives.ts'
import type { World } from './world.ts'

type LetterRow = {
  readonly id: number
  readonly once: string
  readonly mailbox_id: number
  readonly priority: number
  readonly state: string
  readonly reason: string | null
  readonly doubts: number
  readonly in_doubt: string
  readonly edits_letter_id: number | null
  readonly due_at: string
  readonly created_at: string
  readonly text: string
}

/** What is wrong with a world whose story has ended; empty when all that was promised holds. */
export function findBroken(world: World): readonly string[] {
  const letters = world.disk.raw.prepare('select * from letter order by id').all() as LetterRow[]
  const shown = new Map<number, number>()
  for (const room of world.platform.rooms()) for (const { letter } of room.heard) shown.set(letter, (shown.get(letter) ?? 0) + 1)
  return [
    ...world.witness.seen,
    ...brokenEffects(world),
    ...letters.flatMap((letter) => brokenLetter(world, letter, shown.get(letter.id) ?? 0)),
    ...brokenOrder(world, letters),
    ...brokenCourtesy(world, new Map(letters.map((letter) => [letter.id, letter]))),
    ...brokenOnce(world),
    ...(world.weather.name === 'calm' ? brokenCalm(world, letters) : []),
  ]
}

/** Each message had its effect exactly once: a draft is a row that nothing but the inbox keeps from being made twice. */
function brokenEffects(world: World): readonly string[] {
  const broken: string[] = []
  if (world.post.waiting() > 0) broken.push(`${world.post.waiting()} events were never acknowledged`)
  const parked = new Set(world.disk.raw.prepare('select key from parked').pluck().all() as string[])
  for (const [key, text] of world.ledger.drafts) {
    if (parked.has(key) && world.lives.crashes() >= 3) continue
    const { count } = world.disk.raw.prepare('select count(*) as count from notice where text = ?').get(text) as { count: number }
    if (count !== 1) broken.push(`the draft of event ${key} was made ${count} times`)
    if (world.disk.raw.prepare('select 1 from letter where once = ?').get(`telegram:6100200300:${key}:1`) === undefined)
      broken.push(`the draft of event ${key} was not answered`)
  }
  for (const { member, notice } of world.ledger.told)
    if (
      !world.ledger.undone.has(member) &&
      world.disk.raw.prepare('select 1 from acknowledgement where notice_id = ? and member_id = ?').get(notice, member) === undefined
    )
      broken.push(`member ${member} was told that notice ${notice} is acknowledged; it is gone`)
  return broken
}

/** Every letter has settled, or waits for a moment that is still to come and says why. */
function brokenLetter(world: World, letter: LetterRow, shown: number): readonly string[] {
  const name = `letter ${letter.id} (${letter.once}, ${letter.state}, doubts ${letter.doubts})`
  const broken: string[] = []
  if (letter.state === 'sending') broken.push(`${name} is still on its way`)
  if (letter.state === 'waiting' && (letter.due_at <= world.time.now().toISOString() || letter.reason === null))
    broken.push(`${name} waits since ${letter.due_at} for nothing`)
  const arrived = letter.state === 'sent' || letter.state === 'accepted'
  if (arrived && shown === 0) broken.push(`${name} was never shown`)
  if (shown > letter.doubts + (arrived ? 1 : 0)) broken.push(`${name} was shown ${shown} times`)
  if (shown > 3) broken.push(`${name} was doubled more than twice: shown ${shown} times`)
  if (letter.in_doubt === 'ask' && shown > 1) broken.push(`${name} must never be said twice`)
  if (letter.state === 'doubtful' && letter.doubts === 0) broken.push(`${name} is doubtful without a doubt`)
  return broken
}

/** In a chat letters of one urgency come in the order in which they were put; cards are refreshed in place. */
function brokenOrder(world: World, letters: readonly LetterRow[]): readonly string[] {
  const known = new Map(letters.map((letter) => [letter.id, letter]))
  const broken: string[] = []
  for (const room of world.platform.rooms()) {
    const highest = new Map<number, number>()
    const before = new Set<number>()
    for (const { letter: id } of room.heard) {
      const letter = known.get(id)
      if (letter === undefined || letter.edits_letter_id !== null || before.has(id)) continue
      before.add(id)
      if ((highest.get(letter.priority) ?? 0) > id) broken.push(`in ${room.first} letter ${id} came after ${highest.get(letter.priority)}`)
      highest.set(letter.priority, Math.max(id, highest.get(letter.priority) ?? 0))
    }
  }
  return broken
}

/** Notices and reminders keep the night and a group's daily cap. A letter in doubt may have been heard a day earlier. */
function brokenCourtesy(world: World, letters: ReadonlyMap<number, LetterRow>): readonly string[] {
  const own = world.platform.attempts.filter(({ letter }) => [2, 3].includes(letters.get(letter)?.priority ?? 0))
  const broken = own
    .filter(({ at }) => isQuiet(at, COURTESY.quiet))
    .map(({ letter, at }) => `letter ${letter} left at ${at.toISOString()}, in quiet hours`)
  const heard = new Map<string, Set<number>>()
  for (const room of world.platform.rooms().filter(({ first }) => first.startsWith('-')))
    for (const { letter, at } of room.heard) {
      const one = letters.get(letter)
      if (one === undefined || ![2, 3].includes(one.priority) || one.doubts > 0) continue
      const day = `${room.first} on ${dayOf(at)}`
      heard.set(day, (heard.get(day) ?? new Set()).add(letter))
    }
  for (const [day, those] of heard) if (those.size > COURTESY.groupDailyCap) broken.push(`${those.size} messages of its own in ${day}`)
  return broken
}

/** An occasion is spoken of once; a notice is called to mind once in each group and, by the ladder, twice to each member. */
function brokenOnce(world: World): readonly string[] {
  const rows = (sql: string) => world.disk.raw.prepare(sql).all() as { what: string; count: number }[]
  const twice = rows('select once as what, count(*) as count from letter group by once having count(*) > 1')
  const said = rows(`select n.number || ' to ' || l.mailbox_id as what, count(*) as count from letter l join notice n
    on (l.once like 'digest:%' or l.once like 'reminder:%') and l.text like '%第' || n.number || '号通知%'
    join mailbox m on m.id = l.mailbox_id group by n.id, l.mailbox_id having count(*) > iif(m.kind = 'group', 1, 2)`)
  return [
    ...twice.map(({ what, count }) => `${what} was put ${count} times`),
    ...said.map(({ what, count }) => `notice ${what} was called to mind ${count} times`),
  ]
}

/** In fair weather nobody is in doubt, nothing fails, and the platform never has to ask for patience. */
function brokenCalm(world: World, letters: readonly LetterRow[]): readonly string[] {
  const states = new Set(['sent', 'unneeded', 'withdrawn', 'waiting', 'expired'])
  return [
    ...(world.platform.throttledByPace() > 0 ? [`the platform asked for patience ${world.platform.throttledByPace()} times`] : []),
    ...letters.filter(({ doubts }) => doubts > 0).map(({ id }) => `letter ${id} was in doubt in fair weather`),
    ...letters.filter(({ state }) => !states.has(state)).map(({ id, state }) => `letter ${id} is ${state} in fair weather`),
    ...tooManyTries(world.platform.attempts),
  ]
}

function tooManyTries(attempts: readonly Attempt[]): readonly string[] {
  const tries = new Map<number, number>()
  for (const { letter } of attempts) tries.set(letter, (tries.get(letter) ?? 0) + 1)
  return [...tries].filter(([, count]) => count > 1).map(([letter, count]) => `letter ${letter} was tried ${count} times in fair weather`)
}
