import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { makeGate } from '../../src/gate.ts'
import { makeLog } from '../../src/kernel/log.ts'
import { makeOutbox } from '../../src/kernel/outbox/outbox.ts'
import { makeClockwork } from '../../src/kernel/schedule/clockwork.ts'
import { type Figure, median, type Plan } from './figure.ts'
import { openMigrated } from './township.ts'

const SMALL = 100_000
const LARGE = 1_000_000
/** How many alarms ring in a tick that has something to do. */
const RINGING = 100
const TICKS = 50
const START = Date.parse('2026-11-20T02:00:00Z')

/** What the clock costs each minute when there are very many alarms: nothing to do, and a hundred to ring. */
export async function benchScheduleTick(plan: Plan): Promise<readonly Figure[]> {
  const small = await tickOver(join(plan.folder, 'small.db'), SMALL)
  const large = await tickOver(join(plan.folder, 'large.db'), LARGE)
  const how = `median of ${TICKS} ticks that ring nothing; alarms lie spread over a year, on disk`
  const ringing = `one tick that rings ${RINGING} alarms, each in a transaction of its own, synchronous=FULL; median of 5`
  return [
    { name: 'tick over 100 k alarms', unit: 'ms', ours: small.idle, how },
    {
      name: 'tick over 1 M alarms',
      unit: 'ms',
      ours: large.idle,
      peer: { name: 'itself over 100 k', value: small.idle },
      ratio: large.idle / small.idle,
      how,
    },
    { name: `tick that rings ${RINGING} of 100 k`, unit: 'ms', ours: small.ringing, how: ringing },
    {
      name: `tick that rings ${RINGING} of 1 M`,
      unit: 'ms',
      ours: large.ringing,
      peer: { name: 'itself over 100 k', value: small.ringing },
      ratio: large.ringing / small.ringing,
      how: ringing,
    },
  ]
}

async function tickOver(path: string, alarms: number): Promise<{ readonly idle: number; readonly ringing: number }> {
  const database = await openMigrated(path)
  layAlarms(path, alarms)
  let now = new Date(START)
  let rung = 0
  const clockwork = makeClockwork({
    database,
    jobs: [{ kind: 'alarm', name: 'bench', run: async () => void (rung += 1) }],
    outbox: makeOutbox(makeGate(() => 'own')),
    clock: () => now,
    token: () => '',
    log: makeLog('error'),
    committed: () => {},
  })
  const time = async () => {
    const began = performance.now()
    await clockwork.tick()
    return performance.now() - began
  }
  await time()
  const idle: number[] = []
  for (let tick = 0; tick < TICKS; tick += 1) idle.push(await time())
  const ringing: number[] = []
  for (let tick = 1; tick <= 5; tick += 1) {
    now = new Date(START + tick * 60_000)
    ringing.push(await time())
  }
  if (rung !== 5 * RINGING) throw new Error(`${rung} alarms rang`)
  await database.close()
  return { idle: median(idle), ringing: median(ringing) }
}

/** Lays alarms: a hundred in each of the next five minutes, the rest over the year after. */
function layAlarms(path: string, count: number): void {
  const database = new Sqlite(path)
  database.pragma('synchronous = OFF')
  const insert = database.prepare(
    `insert into alarm (once, job, args, due_at, stale_at, state, tries) values (?, 'bench', '{}', ?, '2030-01-01T00:00:00.000Z', 'waiting', 0)`,
  )
  const year = 365 * 86_400_000
  database.exec('begin')
  for (let index = 0; index < count; index += 1) {
    const due = index < 5 * RINGING ? START + 30_000 + Math.floor(index / RINGING) * 60_000 : START + 600_000 + (index / count) * year
    insert.run(`bench:${index}`, new Date(due).toISOString())
  }
  database.exec('commit')
  database.pragma('wal_checkpoint(truncate)')
  database.close()
}
