import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { startChild } from './child.ts'
import { type Figure, median, type Plan } from './figure.ts'
import { openPlain, prepareReceipt, type Receipt } from './plain-store.ts'
import { buildProgram, startProgram } from './program.ts'
import { type Burst, startTelegramProcess, type TelegramProcess } from './telegram-process.ts'
import { foundWithNotices, type Hung, openMigrated } from './township.ts'

const GROUPS = 30
const PEOPLE = 5000
const WARM_UP = 1000
const BATCH = 64
const ROUNDS = { quick: 2, full: 5 } as const
/** The plain bot needs minutes for what the full measurement asks of it; its pace is the same for fewer. */
const PLAIN_PEOPLE = { quick: 2000, full: 5000 } as const
/** The bare engine needs so little time that one run says little. */
const RAW_RUNS = 4

type Side = { run(hung: Hung, count: number): Promise<Burst>; stop(): Promise<void> }
type Times = { readonly ours: Burst[]; readonly plain: Burst[]; readonly raw: number[] }

/** 5,000 receipts pressed at once, through the whole program, beside a plain bot and beside the bare engine. */
export async function benchBurst(plan: Plan, flags: readonly string[] = []): Promise<readonly Figure[]> {
  buildProgram()
  const rounds = ROUNDS[plan.pace]
  const telegrams = [await startTelegramProcess(GROUPS, PEOPLE), await startTelegramProcess(GROUPS, PEOPLE)] as const
  const paths = { ours: join(plan.folder, 'burst.db'), plain: join(plan.folder, 'plain.db'), raw: join(plan.folder, 'raw.db') }
  const hung = await layDatabases(paths, telegrams[0], 1 + rounds * RAW_RUNS)
  for (const telegram of telegrams) for (const { message, text, data } of hung) await telegram.hang(message, text, data)
  const ours = await startOurs(plan, paths.ours, telegrams[0], flags)
  const plain = await startPlain(paths.plain, telegrams[1])
  const times: Times = { ours: [], plain: [], raw: [] }
  try {
    const [first, ...rest] = hung
    if (first === undefined) throw new Error('no notices')
    await ours.run(first, WARM_UP)
    await plain.run(first, WARM_UP)
    for (const [index, notice] of rest.entries()) {
      times.raw.push(runRaw(paths.raw, notice.notice))
      if (index % RAW_RUNS !== 1) continue
      times.ours.push(await ours.run(notice, PEOPLE))
      checkCount(paths.ours, 'select count(*) from acknowledgement where notice_id = ?', notice, PEOPLE)
      times.plain.push(await plain.run(notice, PLAIN_PEOPLE[plan.pace]))
      checkCount(paths.plain, 'select sum(shown_count) from notice_copy where notice_id = ?', notice, PLAIN_PEOPLE[plan.pace])
    }
  } finally {
    await ours.stop()
    await plain.stop()
  }
  return figuresOf(times, PLAIN_PEOPLE[plan.pace])
}

/** Everybody works on the same township; each has a copy of its own. */
async function layDatabases(
  paths: { readonly ours: string; readonly plain: string; readonly raw: string },
  telegram: TelegramProcess,
  notices: number,
): Promise<readonly Hung[]> {
  const database = await openMigrated(paths.ours)
  const hung = await foundWithNotices(database, telegram, notices)
  await database.close()
  copyFileSync(paths.ours, paths.plain)
  copyFileSync(paths.ours, paths.raw)
  return hung
}

async function startOurs(plan: Plan, path: string, telegram: TelegramProcess, flags: readonly string[]): Promise<Side> {
  const program = await startProgram({ folder: plan.folder, database: path, ...telegram }, flags)
  return sideOf(telegram, () => program.stop())
}

async function startPlain(path: string, telegram: TelegramProcess): Promise<Side> {
  const child = await startChild('./plain-bot-child.ts')
  await child.ask('open', path, telegram.token, telegram.url)
  return sideOf(telegram, child.stop)
}

function sideOf(telegram: TelegramProcess, stop: () => Promise<void>): Side {
  return {
    run: (hung, count) => telegram.burst(count, hung.message),
    stop: async () => {
      await stop()
      await telegram.stop()
    },
  }
}

/** The same three statements in batches of 64 to a commit, with nothing around them: milliseconds. */
function runRaw(path: string, notice: number): number {
  const database = openPlain(path)
  const members = database.prepare(
    'select member_id as member, room.mailbox_id as mailbox from account join member on member.id = member_id join room using (branch_id) order by member_id',
  )
  const receipts = (members.all() as { member: number; mailbox: number }[]).map((one): Receipt => ({
    ...one,
    notice,
    update: notice * 10_000 + one.member,
  }))
  if (receipts.length !== PEOPLE) throw new Error(`${receipts.length} people instead of ${PEOPLE}`)
  const receive = prepareReceipt(database)
  const began = performance.now()
  for (let first = 0; first < PEOPLE; first += BATCH) {
    database.exec('begin immediate')
    const at = new Date().toISOString()
    for (const receipt of receipts.slice(first, first + BATCH)) receive(receipt, at)
    database.exec('commit')
  }
  const took = performance.now() - began
  database.close()
  return took
}

function checkCount(path: string, question: string, { notice }: Hung, wanted: number): void {
  const database = new Sqlite(path, { readonly: true })
  const count = database.prepare(question).pluck().get(notice)
  database.close()
  if (count !== wanted) throw new Error(`${String(count)} of ${wanted} receipts are in ${path}`)
}

function figuresOf(times: Times, plainPeople: number): readonly Figure[] {
  const perSecond = (milliseconds: readonly number[], people = PEOPLE) => (people / median(milliseconds)) * 1000
  const ours = perSecond(times.ours.map(({ safeMs }) => safeMs))
  const plain = perSecond(
    times.plain.map(({ safeMs }) => safeMs),
    plainPeople,
  )
  const raw = perSecond(times.raw)
  const told = (those: readonly Burst[], people = PEOPLE) => (median(those.map(({ toldMs }) => toldMs)) / 1000 / people) * PEOPLE
  const how = `${PEOPLE} presses at once by as many members in ${GROUPS} groups, long polling over HTTP, synchronous=FULL on disk, Telegram’s double and the program each in a process of its own; until all are committed and acknowledged to Telegram; median of ${times.ours.length}, alternating. The peers write the same three rows into the same tables (update taken, acknowledgement, counter)`
  const unit = 'presses/s'
  return [
    {
      name: 'W1 burst of 5,000 receipts',
      unit,
      ours,
      peer: { name: 'plain grammY bot', value: plain },
      ratio: ours / plain,
      wanted: { of: 'ratio', least: 7 },
      how,
    },
    {
      name: 'W1 beside the bare engine',
      unit,
      ours,
      peer: { name: 'better-sqlite3, 64 a commit', value: raw },
      ratio: ours / raw,
      wanted: { of: 'ratio', least: 0.2 },
      how: `${how}; this peer has no network, asks nobody who is who, and was run ${times.raw.length} times in between`,
    },
    {
      name: 'W1 until the last button rests',
      unit: 's',
      ours: told(times.ours),
      peer: { name: 'plain grammY bot', value: told(times.plain, plainPeople) },
      ratio: told(times.ours) / told(times.plain, plainPeople),
      how: 'the same runs, until answerCallbackQuery was called for every presser',
    },
  ]
}
