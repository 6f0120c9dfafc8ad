import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { median, type Plan, type Result } from './figure.ts'
import { buildProgram, startProgram, type Wiring } from './program.ts'
import { startWithWechat } from './start-with-wechat.ts'
import { startTelegramProcess, type TelegramProcess } from './telegram-process.ts'
import { foundWithNotices, openMigrated } from './township.ts'

const GROUPS = 30
/** So many that nobody says more than the guard against floods lets pass. */
const PEOPLE = 5000
const STARTS = { quick: 3, full: 7 } as const
const MESSAGES = { quick: 10_000, full: 100_000 } as const
/** The garbage of a busy time is collected soon after it. */
const REST_MS = 2000
/** What is still needed after all that fits into this; the rest is garbage that Node has had no reason to collect. */
const HELD_MB = 64

/** From the order to start until it listens, and the memory it holds then and after many messages. */
export async function benchStartAndMemory(plan: Plan): Promise<readonly Result[]> {
  buildProgram()
  const telegram = await startTelegramProcess(GROUPS, PEOPLE)
  const path = join(plan.folder, 'start.db')
  const database = await openMigrated(path)
  const hung = await foundWithNotices(database, telegram, 1)
  await database.close()
  for (const { message, text, data } of hung) await telegram.hang(message, text, data)
  const wiring = { folder: plan.folder, database: path, ...telegram }
  const starts: number[] = []
  for (let start = 0; start < STARTS[plan.pace]; start += 1) starts.push(await startOnce(wiring))
  try {
    const { fresh, perSecond, resident } = await talkTo(wiring, telegram, MESSAGES[plan.pace], [])
    const held = await talkTo(wiring, telegram, MESSAGES[plan.pace], [`--max-old-space-size=${HELD_MB}`])
    const count = MESSAGES[plan.pace].toLocaleString('en')
    return [
      {
        name: 'start until it listens',
        unit: 'ms',
        ours: median(starts),
        how: `the built program with a township of ${PEOPLE}, until it is connected and its web pages are open; median of ${starts.length}`,
      },
      {
        name: 'memory after the start',
        unit: 'MB',
        ours: fresh,
        how: 'resident set, as the system tells it',
      },
      {
        name: `memory after ${count} messages`,
        unit: 'MB',
        ours: resident,
        peer: { name: 'itself after the start', value: fresh },
        ratio: resident / fresh,
        how: 'lines said in 30 groups by 5,000 members, each understood and noted; resident set',
      },
      {
        name: `the same, heap held to ${HELD_MB} MB`,
        unit: 'MB',
        ours: held.resident,
        peer: { name: 'itself after the start', value: held.fresh },
        ratio: held.resident / held.fresh,
        how: `a new start with --max-old-space-size=${HELD_MB} and ${count} messages more: it would end if so much were still needed`,
      },
      {
        name: 'group talk understood, whole program',
        unit: 'messages/s',
        ours: perSecond,
        how: `the same ${count} messages over long polling, until acknowledged`,
      },
      ...(await startWithWechat(wiring, starts.length, { startMs: median(starts), residentMb: fresh })),
    ]
  } finally {
    await telegram.stop()
  }
}

async function startOnce(wiring: Wiring): Promise<number> {
  const program = await startProgram(wiring)
  await program.stop()
  return program.startMs
}

async function talkTo(wiring: Wiring, telegram: TelegramProcess, count: number, flags: readonly string[]) {
  const program = await startProgram(wiring, flags)
  try {
    await sleep(REST_MS)
    const fresh = program.residentMb()
    const began = performance.now()
    await telegram.talk(count)
    const perSecond = (count / (performance.now() - began)) * 1000
    await sleep(REST_MS)
    return { fresh, perSecond, resident: program.residentMb() }
  } finally {
    await program.stop()
  }
}
