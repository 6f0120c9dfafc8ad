import { randomBytes } from 'node:crypto'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openOffice } from '../../src/app.ts'
import type { Bot, BotAccount, Incoming } from '../../src/kernel/chat/message.ts'
import { openSqlite } from '../../src/kernel/database/sqlite.ts'
import { makeLog } from '../../src/kernel/log.ts'
import { testCipher } from '../support/cipher.ts'
import { testSigner } from '../support/signer.ts'
import { TELEGRAM } from '../support/platform.ts'
import { type Figure, median, type Plan } from './figure.ts'
import { openPlain, prepareReceipt } from './plain-store.ts'
import { foundWithNotices, type Hung, openMigrated } from './township.ts'

const PRESSES = 200
const WARM_UP = 200
const PAUSE_MS = 2
const TOKEN = '6100200300:lone'
/** Rows are numbered from one in the order in which the township is written. */
const FIRST_MEMBER = 1
const FIRST_ROOM = 1
const ACCOUNT: BotAccount = { platform: 'telegram', account: '6100200300' }

/** One press that comes alone, from the door of the house until it is committed, beside a transaction made directly. */
export async function benchLonePress(plan: Plan): Promise<readonly Figure[]> {
  const groups = Array.from({ length: 30 }, (_, index) => -4_000_000 - index)
  const people = Array.from({ length: PRESSES + WARM_UP }, (_, index) => 5_000_000 + index)
  const paths = { ours: join(plan.folder, 'lone.db'), direct: join(plan.folder, 'direct.db') }
  const laid = await openMigrated(paths.ours)
  const hung = await foundWithNotices(laid, { token: TOKEN, groups, people }, 1)
  await laid.close()
  copyFileSync(paths.ours, paths.direct)
  const database = openSqlite(paths.ours)
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
    token: () => randomBytes(9).toString('base64url'),
    settings: { quiet: { kind: 'off' }, groupDailyCap: undefined },
    bots: () => [QUIET_BOT],
  })
  await office.courier.start()
  const plain = openPlain(paths.direct)
  const receive = prepareReceipt(plain)
  const notice = hung[0]?.notice ?? 0
  const times = { ours: [] as number[], direct: [] as number[] }
  for (const [index, person] of people.entries()) {
    const event = pressOf(index, groups[index % groups.length] ?? 0, person, hung)
    await sleep(PAUSE_MS)
    const began = performance.now()
    await office.receive(ACCOUNT, [event])
    const between = performance.now()
    await sleep(PAUSE_MS)
    const alone = performance.now()
    plain.exec('begin immediate')
    receive(
      { update: index, notice, member: FIRST_MEMBER + index, mailbox: FIRST_ROOM + (index % groups.length) },
      new Date().toISOString(),
    )
    plain.exec('commit')
    const ended = performance.now()
    if (index < WARM_UP) continue
    times.ours.push(between - began)
    times.direct.push(ended - alone)
  }
  await office.courier.stop()
  await database.close()
  plain.close()
  const ours = median(times.ours)
  const direct = median(times.direct)
  const how = `median of ${PRESSES}, alternating, synchronous=FULL; ours from receive until it is committed and may be acknowledged, the peer begins, writes the same three rows into the same tables and commits with nothing around`
  return [
    {
      name: 'W1 a lone press',
      unit: 'ms',
      ours,
      peer: { name: 'direct transaction', value: direct },
      ratio: ours / direct,
      wanted: { of: 'ratio', most: 2 },
      how,
    },
  ]
}

/** Takes every letter; nobody listens. */
const QUIET_BOT: Bot = {
  ...ACCOUNT,
  capabilities: TELEGRAM,
  deliver: async () => ({ kind: 'sent', messageId: '1' }),
  deliverWithBytes: async () => ({ kind: 'sent', messageId: '1' }),
  fetchFile: () => Promise.reject(new Error('no files here')),
  state: () => ({ kind: 'running', line: '', since: new Date() }),
  stop: async () => {},
}

function pressOf(index: number, group: number, person: number, [notice]: readonly Hung[]): Incoming {
  return {
    kind: 'press',
    key: String(index),
    at: new Date(),
    chat: { id: String(group), kind: 'group', title: '群' },
    from: { id: String(person), name: '党员' },
    token: notice?.data ?? '',
  }
}
