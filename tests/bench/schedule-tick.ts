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
const TICKS_WITH_ALARMS = 5
const YEAR_SECONDS = 365 * 86_400
const START = Date.parse('2026-11-20T02:00:00Z')

/** What the clock costs each minute when there are very many alarms: nothing to do, and a hundred to ring. */
export async function benchScheduleTick(plan: Plan): Promise<readonly Figure[]> {
  const small = await tickOver(join(plan.folder, 'small.db'), SMALL)
  const large = await tickOver(join(plan.folder, 'large.db'), LARGE)
  const how = `median of ${TICKS} ticks that ring nothing; alarms lie spread over a year, on disk`
  const ringing = `one tick that rings ${RINGING} alarms, each in a transaction of its own, synchronous=FULL; median of ${TICKS_WITH_ALARMS}`
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
  for (let tick = 1; tick <= TICKS_WITH_ALARMS; tick += 1) {
    now = new Date(START + tick * 60_000)
    ringing.push(await time())
  }
  if (rung !== TICKS_WITH_ALARMS * RINGING) throw new Error(`${rung} alarms rang`)
  await database.close()
  return { idle: median(idle), ringing: median(ringing) }
}

/** Lays alarms: a hundred in each of the next five minutes, the rest over the year after. */
function layAlarms(path: string, count: number): void {
  const database = new Sqlite(path)
  database.pragma('synchronous = OFF')
  const soon = TICKS_WITH_ALARMS * RINGING
  const seconds = `iif(i < ${soon}, 30 + i / ${RINGING} * 60, 600 + i * ${YEAR_SECONDS / count})`
  database.exec(`
    insert into alarm (once, job, args, due_at, stale_at, state, tries)
    with recursive one (i) as (select 0 union all select i + 1 from one where i + 1 < ${count})
    select 'bench:' || i, 'bench', '{}', strftime('%Y-%m-%dT%H:%M:%fZ', ${START / 1000} + ${seconds}, 'unixepoch'),
      '2030-01-01T00:00:00.000Z', 'waiting', 0
    from one`)
  database.pragma('wal_checkpoint(truncate)')
  database.close()
}
