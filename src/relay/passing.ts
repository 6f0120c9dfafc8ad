import { actorOf, recordAudit } from '../kernel/audit.ts'
import type { Command, Occasion, Pressed, Spoken } from '../kernel/chat/capability.ts'
import type { FileReference } from '../kernel/chat/message.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import { arrivedByHand } from '../kernel/outbox/by-hand.ts'
import type { LetterId } from '../kernel/outbox/letter.ts'
import { findLetterOfMessage } from '../kernel/outbox/letters-said.ts'
import type { Job, Round } from '../kernel/schedule/job.ts'
import { privateMailbox } from '../roster/directory.ts'
import { findForward, lettersOf, openForwards, recordPassed, recordReminded } from './forwards-store.ts'
import { carrierOf, handLetter, type HandingHouse } from './handing.ts'
import type { Forward } from './tables.ts'
import { relayWords as words } from './words.ts'

const REMINDING_TIME = '10:00'
const STALE_AFTER_HOURS = 10
/** What was handed over yesterday before noon is a day old when reminders go out. */
const LATE_AFTER_HOURS = 20
const BEGINNING = 12
/** Letters of ours to a carrier are named after the letter they carry. */
const CARRIED = /^relay:(\d+):/u
/** In these states a copy never reached its carrier. */
const LOST: readonly string[] = ['gone', 'refused', 'expired', 'withdrawn']

/** 已转发: what was handed over hangs in its group now. */
export const passedCommand: Command = {
  words: ['已转发', '转发了', '转好了', '已转'],
  may: 'anyone',
  where: 'private',
  rest: 'private',
  run: hearPassed,
}

async function hearPassed(occasion: Spoken): Promise<void> {
  const { tx, person, voice, rest, event } = occasion
  const open = person.member === undefined ? [] : await openForwards(tx, person.member)
  const below = event.repliesTo === undefined ? undefined : await findLetterOfMessage(tx, occasion.mailbox.id, event.repliesTo)
  const carried = Number(CARRIED.exec(below?.once ?? '')?.[1] ?? 0)
  const said = rest.normalize('NFKC').replaceAll(/[\s第条。]/gu, '')
  const meant = said === '' ? open.find(({ letter }) => letter === carried) : (open[Number(said) - 1] ?? onlyOf(open, rest))
  const [only] = open
  if (only === undefined) await voice.reply(words.nothingToPass)
  else if (/^(?:全部|都|全)/u.test(said)) await passAll(occasion, open)
  else if (meant !== undefined || (said === '' && open.length === 1)) await voice.reply(await pass(occasion, meant ?? only))
  else await voice.reply(words.passedWhich(await linesOf(occasion, open)))
}

/** 已转发 河西村群, when one letter waits for it. */
function onlyOf(open: readonly Forward[], title: string): Forward | undefined {
  const there = open.filter((forward) => forward.title === title.trim())
  return there.length === 1 ? there[0] : undefined
}

/** A tap on 已转发. */
export async function pressPassed(occasion: Occasion, args: Readonly<Record<string, string | number>>): Promise<Pressed> {
  const forward = await findForward(occasion.tx, Number(args['letter']) as LetterId)
  if (forward === undefined || forward.keeper !== occasion.person.member) return { toast: words.nothingToPass }
  return { toast: forward.passed === 'yes' ? words.passedBefore : await pass(occasion, forward) }
}

async function passAll(occasion: Spoken, open: readonly Forward[]): Promise<void> {
  for (const forward of open) await pass(occasion, forward)
  await occasion.voice.reply(words.passedAll(open.length))
}

async function pass({ tx, now, person }: Occasion, { letter, title }: Forward): Promise<string> {
  if (!(await recordPassed(tx, letter, now))) return words.passedBefore
  await arrivedByHand(tx, letter, now)
  const actor = person.member === undefined ? 'operator' : actorOf(person.member)
  await recordAudit(tx, { actor, action: 'letter-passed-on', subject: `letter:${letter}` }, now)
  const left = person.member === undefined ? [] : await openForwards(tx, person.member)
  return words.passed(title, left.length)
}

async function linesOf({ tx }: Pick<Round, 'tx'>, open: readonly Forward[]): Promise<readonly string[]> {
  const lines: string[] = []
  for (const [index, forward] of open.entries()) {
    const { text } = await lettersOf(tx, forward)
    lines.push(words.passLine(index + 1, forward.title, beginningOf(text)))
  }
  return lines
}

/** The first words of a letter, by which it is known again. */
export function beginningOf(text: string): string {
  const plain = text
    .replace(/^【[^】]*】/u, '')
    .replace(/\n——[^]*$/u, '')
    .replaceAll(/\s+/gu, ' ')
  return [...plain].slice(0, BEGINNING).join('')
}

/** Hands over again what lies with somebody who cannot carry it any more. Tells how many letters there were. */
export async function handAgain(house: HandingHouse, forwards: readonly Forward[]): Promise<number> {
  let count = 0
  for (const forward of forwards) {
    const { text, file } = await lettersOf(house.tx, forward)
    const room = { mailbox: forward.room, branch: forward.branch, title: forward.title }
    const more = file === null ? {} : { file: JSON.parse(file) as FileReference }
    const handed = await handLetter(house, { letter: forward.letter, text, ...more, room })
    if (handed.kind === 'handed') count += 1
  }
  return count
}

/** Once a day: whoever has had a letter for a day is reminded once; what lies with somebody out of reach goes to the next. */
export const remindCarriers: Job = {
  kind: 'daily',
  name: 'relay',
  at: REMINDING_TIME,
  staleAfterHours: STALE_AFTER_HOURS,
  run: async (round) => {
    const late = new Map<MemberId, Forward[]>()
    for (const forward of await openForwards(round.tx)) {
      const { goodUntil, copyState } = await lettersOf(round.tx, forward)
      if (goodUntil < round.now) continue
      const carrier = await carrierOf(round.tx, { mailbox: forward.room, branch: forward.branch, title: forward.title })
      if (carrier !== undefined && carrier.member !== forward.keeper) await handAgain(round, [forward])
      else if (isLate(forward, round.now) && !LOST.includes(copyState ?? ''))
        late.set(forward.keeper, [...(late.get(forward.keeper) ?? []), forward])
    }
    for (const [keeper, forwards] of late) await remind(round, keeper, forwards)
  },
}

function isLate({ handedAt, reminded }: Forward, now: Date): boolean {
  return reminded === 'never' && now.getTime() - handedAt.getTime() >= LATE_AFTER_HOURS * 3_600_000
}

async function remind(round: Round, keeper: MemberId, forwards: readonly Forward[]): Promise<void> {
  const mailbox = await privateMailbox(round.tx, keeper)
  if (mailbox === undefined) return
  const text = words.remind(await linesOf(round, forwards))
  const goodUntil = new Date(round.now.getTime() + STALE_AFTER_HOURS * 3_600_000)
  await round.outbox.put(
    round.tx,
    {
      once: `relay:remind:${round.day}:${keeper}`,
      to: mailbox.id,
      priority: 'reminder',
      text,
      why: words.whyRemind,
      inDoubt: 'ask',
      goodUntil,
    },
    round.now,
  )
  for (const { letter } of forwards) await recordReminded(round.tx, letter, round.now)
}
