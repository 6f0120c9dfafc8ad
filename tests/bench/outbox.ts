import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { better, defineQueue, defineWorker } from 'plainjob'
import { openOffice } from '../../src/app.ts'
import type { Bot, BotAccount } from '../../src/kernel/chat/message.ts'
import { makeLog } from '../../src/kernel/log.ts'
import { openMailbox } from '../../src/kernel/outbox/mailbox.ts'
import { testCipher } from '../support/cipher.ts'
import { testSigner } from '../support/signer.ts'
import { REHEARSAL } from '../support/platform.ts'
import { type Figure, median, type Plan, type Result } from './figure.ts'
import { findGraphile } from './graphile.ts'
import { openMigrated } from './township.ts'

const LETTERS = { quick: 1000, full: 5000 } as const
const ROUNDS = 3
const ACCOUNT: BotAccount = { platform: 'telegram', account: '6100200300' }
const UNLIMITED = 1_000_000
const PATIENCE_MS = 120_000

/** How many letters a second are claimed, handed over and settled when the platform answers at once. */
export async function benchOutbox(plan: Plan): Promise<readonly Result[]> {
  const count = LETTERS[plan.pace]
  const ours: number[] = []
  const peer: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await carryLetters(join(plan.folder, `outbox-${round}.db`), count))
    peer.push(await workJobs(join(plan.folder, `plainjob-${round}.db`), count))
  }
  const rate = (count / median(ours)) * 1000
  const name = 'outbox: claim and complete'
  const how = `${count} letters to as many chats, ready before the clock starts, the platform answers at once, at most 3 on the way, synchronous=FULL; the peer with FULL as well (it ships with NORMAL); median of ${ROUNDS}, alternating`
  const figure = { name, unit: 'letters/s', ours: rate, how }
  const graphile = await besideGraphile(figure, count)
  const peerRate = (count / median(peer)) * 1000
  return [{ ...figure, peer: { name: 'plainjob', value: peerRate }, ratio: rate / peerRate }, graphile]
}

async function besideGraphile(ours: Figure, count: number): Promise<Result> {
  const name = 'outbox beside graphile-worker'
  const found = await findGraphile()
  if (found.kind === 'missing') return { name, skipped: found.why }
  const took: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) took.push(await found.work(count))
  const value = (count / median(took)) * 1000
  const how = `ours as above on SQLite, the peer on the PostgreSQL of DATABASE_URL, 3 jobs at once; median of ${ROUNDS}`
  return { ...ours, name, peer: { name: 'graphile-worker', value }, ratio: ours.ours / value, how }
}

async function carryLetters(path: string, count: number): Promise<number> {
  const database = await openMigrated(path)
  let delivered = 0
  let finish = (_at: number): void => {}
  const finished = new Promise<number>((resolve) => (finish = resolve))
  const office = openOffice({
    database,
    cipher: testCipher,
    signer: testSigner,
    log: makeLog('error'),
    clock: () => new Date(),
    timer: (milliseconds, then) => {
      const timer = setTimeout(then, milliseconds)
      return () => clearTimeout(timer)
    },
    token: () => '',
    settings: { quiet: { kind: 'off' }, groupDailyCap: undefined },
    bots: () => [bot],
  })
  const bot: Bot = {
    ...ACCOUNT,
    capabilities: { ...REHEARSAL, perSecond: UNLIMITED, perChatSecond: UNLIMITED, perGroupMinute: UNLIMITED },
    deliver: async () => {
      delivered += 1
      if (delivered === count) finish(performance.now())
      return { kind: 'sent', messageId: String(delivered) }
    },
    deliverWithBytes: async () => ({ kind: 'refused', reason: '' }),
    fetchFile: () => Promise.reject(new Error('no files here')),
    state: () => ({ kind: 'running', line: '', since: new Date() }),
    stop: async () => {},
  }
  await database.write(async (tx) => {
    const now = new Date()
    const goodUntil = new Date(now.getTime() + 86_400_000)
    for (let index = 0; index < count; index += 1) {
      const mailbox = await openMailbox(tx, { ...ACCOUNT, chat: String(5_000_000 + index), kind: 'private' }, now)
      const text = `第 ${index} 封：明天上午9点开会`
      await office.outbox.put(
        tx,
        { once: `bench:${index}`, to: mailbox.id, text, priority: 'reply', why: '', inDoubt: 'resend', goodUntil },
        now,
      )
    }
  })
  const began = performance.now()
  await office.courier.start()
  const patience = setTimeout(() => finish(Number.NaN), PATIENCE_MS)
  const took = (await finished) - began
  clearTimeout(patience)
  await office.courier.stop()
  await database.close()
  return took
}

/** The peer: the same number of jobs that do nothing, one table, one file. */
async function workJobs(path: string, count: number): Promise<number> {
  const quiet = () => {}
  const logger = { debug: quiet, info: quiet, warn: quiet, error: quiet }
  const database = new Sqlite(path)
  const queue = defineQueue({ connection: better(database), logger })
  database.pragma('synchronous = FULL')
  queue.addMany(
    'letter',
    Array.from({ length: count }, (_, index) => `第 ${index} 封：明天上午9点开会`),
  )
  let done = 0
  let finish = (_at: number): void => {}
  const finished = new Promise<number>((resolve) => (finish = resolve))
  const onCompleted = () => {
    done += 1
    if (done === count) finish(performance.now())
  }
  const worker = defineWorker('letter', async () => {}, { queue, logger, onCompleted })
  const began = performance.now()
  void worker.start()
  const took = (await finished) - began
  await worker.stop()
  queue.close()
  return took
}
