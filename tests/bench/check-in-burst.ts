import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { makeGate } from '../../src/gate.ts'
import type { BotAccount } from '../../src/kernel/chat/message.ts'
import type { BranchId } from '../../src/kernel/chat/person.ts'
import type { Database } from '../../src/kernel/database/database.ts'
import { makeOutbox } from '../../src/kernel/outbox/outbox.ts'
import { membersOf } from '../../src/roster/members-store.ts'
import { announceCall, type Telling } from '../../src/study/announcing.ts'
import { recordExpected } from '../../src/study/expected-store.ts'
import { openSession } from '../../src/study/opening.ts'
import { createSession, markCalled } from '../../src/study/sessions-store.ts'
import { type Figure, median, type Plan } from './figure.ts'
import { buildProgram, startProgram } from './program.ts'
import { type Burst, startTelegramProcess, type TelegramProcess } from './telegram-process.ts'
import { foundTownship, openMigrated } from './township.ts'

const GROUPS = 20
const PEOPLE = 500
const WANTED_SECONDS = 10
/** The numbers of the call and of the card in every group. */
const CALL = 11
const CARD = 12
const ROUNDS = { quick: 1, full: 3 } as const
const HOUR_MS = 3_600_000

type Round = { readonly burst: Burst; readonly cards: number }

/** W1b: 500 people say 签到 in 20 groups at once: each counts once, and each group hears of all of them together. */
export async function benchCheckInBurst(plan: Plan): Promise<readonly Figure[]> {
  buildProgram()
  const rounds: Round[] = []
  for (let at = 0; at < ROUNDS[plan.pace]; at++) rounds.push(await once(plan, join(plan.folder, `check-in-${at}.db`)))
  const seconds = median(rounds.map(({ burst }) => burst.safeMs)) / 1000
  const how = `${PEOPLE} members type 签到 in ${GROUPS} groups within one moment, long polling over HTTP, synchronous=FULL; until all are committed and acknowledged; median of ${rounds.length}; every member has one record`
  return [
    { name: 'W1b 500 check-ins until safe', unit: 's', ours: seconds, wanted: { of: 'ours', most: WANTED_SECONDS }, how },
    { name: 'W1b check-ins a second', unit: 'check-ins/s', ours: PEOPLE / seconds, how },
    {
      name: 'W1b letters to a group about them',
      unit: 'letters',
      ours: Math.max(...rounds.map(({ cards }) => cards)),
      // Two when the burst falls across the end of a stretch of half a minute.
      wanted: { of: 'ours', most: 2 },
      how: 'the most in any group; the counter of its card, refreshed at most every 30 seconds, and nothing else',
    },
  ]
}

async function once(plan: Plan, path: string): Promise<Round> {
  const telegram = await startTelegramProcess(GROUPS, PEOPLE)
  const database = await openMigrated(path)
  await openEverywhere(database, telegram)
  await database.close()
  await telegram.hang(CARD, '【签到】主题党日', 'bench0000001')
  const program = await startProgram({ folder: plan.folder, database: path, ...telegram })
  try {
    const burst = await telegram.say(PEOPLE, '签到')
    return { burst, cards: count(path) }
  } finally {
    await program.stop()
    await telegram.stop()
  }
}

/** Every branch of a township holds a meeting now, and its card hangs in the group. */
async function openEverywhere(database: Database, { token, groups, people }: TelegramProcess): Promise<void> {
  const from: BotAccount = { platform: 'telegram', account: token.split(':')[0] ?? '' }
  await database.write(async (tx) => {
    const now = new Date()
    let tokens = 0
    const telling: Telling = {
      tx,
      now,
      outbox: makeOutbox(makeGate(() => 'own')),
      token: () => `bench${String((tokens += 1)).padStart(7, '0')}`,
    }
    const { branches } = await foundTownship(tx, from, groups.map(String), people.map(String), now)
    for (const branch of branches) await hold(telling, branch)
    await tx
      .withTables<{ letter: { id: number; state: string; message_id: string; settled_at: string; once: string } }>()
      .updateTable('letter')
      .set((of) => ({
        state: 'sent',
        settled_at: now.toISOString(),
        message_id: of.case().when('once', 'like', '%:card:%').then(String(CARD)).else(String(CALL)).end(),
      }))
      .execute()
  })
}

async function hold(telling: Telling, branch: BranchId): Promise<void> {
  const { tx, now } = telling
  const members = (await membersOf(tx, [branch])).map(({ id }) => id)
  const author = members[0]
  if (author === undefined) throw new Error('a branch without members')
  const draft = await createSession(
    tx,
    {
      branch,
      author,
      kinds: ['theme_party_day'],
      title: '主题党日',
      place: '村部',
      speaker: undefined,
      agenda: undefined,
      material: undefined,
      file: undefined,
      startsAt: now,
      closesAt: new Date(now.getTime() + HOUR_MS),
      calendar: 'solar',
      partyGroup: undefined,
      wantsCode: false,
      hourBefore: false,
    },
    now,
  )
  const session = await markCalled(tx, draft.id, now)
  await recordExpected(
    tx,
    session,
    members.map((member) => ({ member, state: 'expected' })),
  )
  await announceCall(telling, session, now)
  if ((await openSession(telling, session)) === undefined) throw new Error('the meeting was not opened')
}

/** Everybody is in the register once and in time; tells the most letters any group gets because of it. */
function count(path: string): number {
  const database = new Sqlite(path, { readonly: true })
  const checked = database.prepare("select count(*) from attendance where state = 'checked_in'").pluck().get()
  const others = database.prepare("select count(*) from letter where once not like '%:count:%' and state <> 'sent'").pluck().get()
  const cards = database
    .prepare("select count(*) as cards from letter where once like '%:count:%' group by mailbox_id order by cards desc limit 1")
    .pluck()
    .get()
  database.close()
  if (checked !== PEOPLE) throw new Error(`${String(checked)} of ${PEOPLE} are in the registers`)
  if (others !== 0) throw new Error(`${String(others)} letters besides the counters were caused`)
  return Number(cards)
}
