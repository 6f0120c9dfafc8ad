import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { startChild } from './child.ts'
import { type Figure, median, type Plan } from './figure.ts'
import { openPlain, prepareReceipt } from './plain-store.ts'
import { buildProgram, startProgram } from './program.ts'
import { type Burst, startTelegramProcess, type TelegramProcess } from './telegram-process.ts'
import { foundWithNotices, type Hung, openMigrated } from './township.ts'

const GROUPS = 30
const PEOPLE = 5000
const WARM_UP = 1000
const BATCH = 64
const ROUNDS = { quick: 2, full: 5 } as const

type Runner = { run(hung: Hung, count: number): Promise<Burst>; stop(): Promise<void> }

/** 5,000 receipts pressed at once, through the whole program, beside a plain bot and beside the bare engine. */
export async function benchBurst(plan: Plan, flags: readonly string[] = []): Promise<readonly Figure[]> {
  buildProgram()
  const rounds = ROUNDS[plan.pace]
  const ours = await startOurs(plan, rounds, flags)
  const plain = await startPlain(plan, rounds)
  const times = { ours: [] as Burst[], plain: [] as Burst[], raw: [] as number[] }
  try {
    await ours.runner.run(ours.hung(0), WARM_UP)
    await plain.runner.run(plain.hung(0), WARM_UP)
    for (let round = 1; round <= rounds; round += 1) {
      times.ours.push(await ours.runner.run(ours.hung(round), PEOPLE))
      times.plain.push(await plain.runner.run(plain.hung(round), PEOPLE))
      times.raw.push(runRaw(join(plan.folder, `raw-${round}.db`)))
    }
    for (let round = 1; round <= rounds; round += 1) {
      checkCount(ours.path, 'select count(*) from acknowledgement where notice_id = ?', ours.hung(round).notice)
      checkCount(plain.path, 'select count from outbox where notice = ?', ours.hung(round).notice)
    }
  } finally {
    await ours.runner.stop()
    await plain.runner.stop()
  }
  return figuresOf(times)
}

async function startOurs(plan: Plan, notices: number, flags: readonly string[]) {
  const telegram = await startTelegramProcess(GROUPS, PEOPLE)
  const path = join(plan.folder, 'burst.db')
  const database = await openMigrated(path)
  const hung = await foundWithNotices(database, telegram, notices + 1)
  await database.close()
  await hangAll(telegram, hung)
  const program = await startProgram({ folder: plan.folder, database: path, ...telegram }, flags)
  return { runner: runnerOf(telegram, () => program.stop()), path, hung: (index: number) => at(hung, index) }
}

async function startPlain(plan: Plan, notices: number) {
  const telegram = await startTelegramProcess(GROUPS, PEOPLE)
  const path = join(plan.folder, 'plain.db')
  const numbers = Array.from({ length: notices + 1 }, (_, index) => index + 1)
  const text = '【通知】第1号\n明天上午9点在村部三楼开支部大会，请带党费证和老花镜，不能来的提前说一声（1）\n——青石镇党委\n看到请回复：收到'
  const hung = numbers.map((notice) => ({ message: 10 + notice, text, data: `bench${String(notice).padStart(7, '0')}`, notice }))
  await hangAll(telegram, hung)
  const child = await startChild('./plain-bot-child.ts')
  await child.ask('open', path, telegram.token, telegram.url)
  return { runner: runnerOf(telegram, child.stop), path, hung: (index: number) => at(hung, index) }
}

function runnerOf(telegram: TelegramProcess, stop: () => Promise<void>): Runner {
  return {
    run: (hung, count) => telegram.burst(count, hung.message),
    stop: async () => {
      await stop()
      await telegram.stop()
    },
  }
}

async function hangAll(telegram: TelegramProcess, hung: readonly Hung[]): Promise<void> {
  for (const { message, text, data } of hung) await telegram.hang(message, text, data)
}

/** The same three statements in batches of 64 to a commit, with nothing around them: milliseconds. */
function runRaw(path: string): number {
  const database = openPlain(path)
  const receive = prepareReceipt(database)
  const began = performance.now()
  for (let first = 0; first < PEOPLE; first += BATCH) {
    database.exec('begin immediate')
    const at = new Date().toISOString()
    for (let index = first; index < Math.min(PEOPLE, first + BATCH); index += 1) receive(700_000_000 + index, 1, 5_000_002 + index, at)
    database.exec('commit')
  }
  const took = performance.now() - began
  database.close()
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true })
  return took
}

function checkCount(path: string, question: string, notice: number): void {
  const database = new Sqlite(path, { readonly: true })
  const count = database.prepare(question).pluck().get(notice)
  database.close()
  if (count !== PEOPLE) throw new Error(`${String(count)} of ${PEOPLE} receipts are in ${path}`)
}

function at<One>(list: readonly One[], index: number): One {
  const one = list[index]
  if (one === undefined) throw new Error('not enough notices')
  return one
}

function figuresOf(times: { ours: readonly Burst[]; plain: readonly Burst[]; raw: readonly number[] }): readonly Figure[] {
  const perSecond = (milliseconds: readonly number[]) => (PEOPLE / median(milliseconds)) * 1000
  const ours = perSecond(times.ours.map(({ safeMs }) => safeMs))
  const plain = perSecond(times.plain.map(({ safeMs }) => safeMs))
  const raw = perSecond(times.raw)
  const told = (those: readonly Burst[]) => median(those.map(({ toldMs }) => toldMs)) / 1000
  const how = `${PEOPLE} presses at once by as many members, long polling over HTTP, synchronous=FULL on disk, double and program each in a process of its own; until all are committed and acknowledged to Telegram; median of ${times.ours.length}, alternating`
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
      how: `${how}; the peer does three statements and no network`,
    },
    {
      name: 'W1 until the last button rests',
      unit: 's',
      ours: told(times.ours),
      peer: { name: 'plain grammY bot', value: told(times.plain) },
      ratio: told(times.ours) / told(times.plain),
      how: 'the same runs, until answerCallbackQuery was called for every presser',
    },
  ]
}
