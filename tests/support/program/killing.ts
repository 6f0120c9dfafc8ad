import { setTimeout as pause } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { type Crowd, startCrowd } from './crowd.ts'
import { type DuesTalk, startDuesTalk } from './dues-talk.ts'
import { countDues, findMisbooked } from './ledger-look.ts'
import { findMissing, integrityOf, type LetterRow, lettersIn, lookAt } from './look.ts'
import { type Program, startProgram } from './start.ts'
import type { Township } from './township.ts'

/** What a night of killing came to. */
export type Killed = {
  readonly kills: number
  readonly updates: number
  /** Claims of dues in the ledger at the end, and those among them that were confirmed. */
  readonly dues: { readonly claims: number; readonly confirmed: number }
  readonly letters: number
  /** What was promised and is not so, at any kill or at the end. */
  readonly broken: readonly string[]
  /** Messages that people saw once more than they should. */
  readonly doubled: number
  /** The most times one letter was seen. */
  readonly mostSeen: number
  readonly inDoubt: number
  /** The most letters that were on their way, and so in doubt, at one kill. */
  readonly mostInDoubtAtOnce: number
  readonly seconds: number
}

const EVENTS_PER_SECOND = 90
const LONGEST_LIFE_MS = 700
/** In which the first burst after a start is done. */
const SHORT_LIFE_MS = 150
/** Every so many kills the program is killed while it starts. */
const STARTS = 8
const SETTLED_WITHIN_MS = 240_000
/** Long, because a machine may be busy with other things; a program that hangs is found all the same. */
const STARTED_WITHIN_MS = 120_000
/** Once, and doubled twice at most. */
const MOST_SEEN = 3

/** Lets a township talk, kills the program again and again, and looks at what is on the disk each time. */
export async function killAgainAndAgain(program: string, town: Township, kills: number): Promise<Killed> {
  const began = performance.now()
  const crowd = startCrowd(town, EVENTS_PER_SECOND)
  const dues = startDuesTalk(town)
  const talk = { crowd, dues }
  const broken: string[] = []
  const onTheWay: number[] = []
  for (let kill = 1; kill <= kills; kill += 1) {
    if (kill % 2 === 0) pretendItEndedWell(town.database)
    const run = startProgram(program, town)
    await untilItPolls(run, town, kill)
    await pause(town.chance.between(0, kill % STARTS === 0 ? 400 : kill % 2 === 0 ? SHORT_LIFE_MS : LONGEST_LIFE_MS))
    run.kill('SIGKILL')
    const end = await run.ended
    if (end !== 'SIGKILL') broken.push(`before kill ${kill} it ended by itself (${end}): ${run.output()}`)
    const found = lookAfter(town, talk, `kill ${kill}`)
    broken.push(...found.broken)
    onTheWay.push(found.onTheWay)
    if (broken.length > 20) break
  }
  crowd.stop()
  dues.stop()
  const last = startProgram(program, town)
  await untilSettled(town, Math.max(0, ...[crowd, dues].map(({ deeds }) => deeds.at(-1)?.updateId ?? 0)), broken)
  last.kill('SIGTERM')
  if ((await last.ended) !== 0) broken.push(`the last run did not end well: ${last.output()}`)
  const letters = lookAt(town.database, lettersIn)
  const seen = judgeLetters(town, letters)
  return {
    kills,
    updates: crowd.deeds.length + dues.deeds.length,
    dues: lookAt(town.database, countDues),
    letters: letters.length,
    broken: [...broken, ...lookAfter(town, talk, 'the end').broken, ...seen.broken],
    doubled: seen.doubled,
    mostSeen: seen.mostSeen,
    inDoubt: letters.reduce((sum, { doubts }) => sum + doubts, 0),
    mostInDoubtAtOnce: Math.max(...onTheWay),
    seconds: Math.round((performance.now() - began) / 1000),
  }
}

/** After a bad end the program goes one by one for a while; every other run is to take whole bursts at once. */
function pretendItEndedWell(path: string): void {
  const database = new Sqlite(path)
  database.prepare(`insert into setting (key, value) values ('clean-stop', '') on conflict do nothing`).run()
  database.close()
}

/** Until it asks for updates; every eighth run is not waited for, so that some are killed while they start. */
async function untilItPolls(run: Program, town: Township, kill: number): Promise<void> {
  const before = town.telegram.calls.get('getUpdates') ?? 0
  if (kill % STARTS === 0) return
  await Promise.race([town.telegram.until(() => (town.telegram.calls.get('getUpdates') ?? 0) > before, STARTED_WITHIN_MS), run.ended])
}

type Talk = { readonly crowd: Crowd; readonly dues: DuesTalk }
type Found = { readonly broken: readonly string[]; readonly onTheWay: number }

function lookAfter(town: Township, { crowd, dues }: Talk, when: string): Found {
  return lookAt(town.database, (database) => {
    const verdict = integrityOf(database)
    const safe = town.telegram.updates.acknowledgedUpTo()
    const missing = [...findMissing(database, crowd.deeds, safe), ...findMisbooked(database, dues.deeds, safe)]
    const onTheWay = database.prepare(`select count(*) from letter where state = 'sending'`).pluck().get() as number
    const broken = [
      ...(verdict === 'ok' ? [] : [`${when}: integrity_check says ${verdict}`]),
      ...missing.map((line) => `${when}: ${line}`),
      ...(onTheWay > 3 ? [`${when}: ${onTheWay} letters were on their way at once`] : []),
    ]
    return { broken, onTheWay }
  })
}

async function untilSettled(town: Township, lastUpdate: number, broken: string[]): Promise<void> {
  const limit = performance.now() + SETTLED_WITHIN_MS
  while (performance.now() < limit) {
    await pause(500)
    const open = lookAt(town.database, (database) =>
      database.prepare(`select count(*) from letter where state in ('waiting', 'sending')`).pluck().get(),
    )
    if (open === 0 && town.telegram.updates.acknowledgedUpTo() >= lastUpdate) return
  }
  broken.push('four minutes after the last kill there were still letters waiting')
}

/** Compares what lies in the outbox with what people saw. The counters of cards are written over each other and left out. */
function judgeLetters(town: Township, letters: readonly LetterRow[]): Pick<Killed, 'broken' | 'doubled' | 'mostSeen'> {
  const shown = new Map<string, number>()
  const count = (name: string) => shown.set(name, (shown.get(name) ?? 0) + 1)
  for (const message of [...town.people, ...town.groups].flatMap((where) => town.telegram.messagesIn(where)))
    count(`${message.chat.id}\n${message.edits[0]?.text ?? message.text}`)
  const wanted = new Map<string, { sent: number; doubts: number; most: number }>()
  const broken: string[] = []
  for (const letter of letters.filter((one) => one.edits_letter_id === null)) {
    const name = `${letter.chat}\n${letter.text}`
    const sum = wanted.get(name) ?? { sent: 0, doubts: 0, most: 0 }
    wanted.set(name, { sent: sum.sent + (letter.state === 'sent' ? 1 : 0), doubts: sum.doubts + letter.doubts, most: sum.most + MOST_SEEN })
    if (letter.state !== 'sent' && letter.state !== 'doubtful') broken.push(`letter ${letter.id} is ${letter.state}`)
  }
  let doubled = 0
  let mostSeen = 0
  for (const [name, { sent, doubts, most }] of wanted) {
    const times = shown.get(name) ?? 0
    doubled += Math.max(0, times - sent)
    if (most === MOST_SEEN) mostSeen = Math.max(mostSeen, times)
    if (times < sent) broken.push(`a letter is missing: seen ${times} times, sent ${sent} times`)
    if (times > sent + doubts)
      broken.push(`a letter was doubled without being in doubt: seen ${times} times, sent ${sent}, doubts ${doubts}`)
    if (times > most) broken.push(`a letter was doubled more than twice: seen ${times} times`)
  }
  for (const name of shown.keys()) if (!wanted.has(name)) broken.push('people saw something that nobody put into the outbox')
  return { broken, doubled, mostSeen }
}
