import { openOffice } from '../../src/app.ts'
import type { Bot, BotAccount, Delivery, OutgoingLetter } from '../../src/kernel/chat/message.ts'
import type { Database } from '../../src/kernel/database/database.ts'
import { makeLog } from '../../src/kernel/log.ts'
import { findMailbox } from '../../src/kernel/outbox/mailbox.ts'
import { testCipher } from '../support/cipher.ts'
import { testSigner } from '../support/signer.ts'
import { TELEGRAM } from '../support/platform.ts'
import type { Chance } from '../support/simulation/chance.ts'
import type { VirtualTime } from '../support/simulation/time.ts'
import { type Figure, quantile } from './figure.ts'
import { LATENCY_MS, makeOutside } from './outside.ts'
import { foundTownship, openMigrated, orderNotice } from './township.ts'

/** Groups the notice goes to, and people who ask something meanwhile. */
const GROUPS = 3000
const ASKERS = 50
/** On the average somebody asks something so often, at any moment. */
const ASKS_EVERY_MS = 1000
/** What Telegram bears in all, from every source on the subject. */
const PER_SECOND = 30
const LONGEST_MS = 900_000
const STEP_MS = 1000
const ACCOUNT: BotAccount = { platform: 'telegram', account: '6100200300' }

/** One notice to 3,000 groups in simulated time, beside what Telegram's limits allow at best and beside a simple loop. */
export async function benchNoticeToAll(): Promise<readonly Figure[]> {
  const ours = await sendWithCourier()
  const simple = await sendOneByOne()
  const bound = GROUPS / PER_SECOND
  const how = `simulated time; answers take ${LATENCY_MS.least}–${LATENCY_MS.most} ms, Telegram’s limits enforced (30 a second, each chat, each group); ${ours.waits.length} answers to people put in between; ${ours.refused} × 429; ${ours.computingMs.toFixed(2)} ms of computing a letter`
  return [
    {
      name: 'W2 notice to 3,000 groups',
      unit: 's',
      ours: ours.seconds,
      peer: { name: '3,000 at 30 a second', value: bound },
      ratio: ours.seconds / bound,
      wanted: { of: 'ratio', most: 1.1 },
      how,
    },
    {
      name: 'W2 beside a simple loop',
      unit: 's',
      ours: ours.seconds,
      peer: { name: 'one at a time with auto-retry', value: simple.seconds },
      ratio: ours.seconds / simple.seconds,
      how: `the peer was refused ${simple.refused} times`,
    },
    { name: 'W2 refusals for going too fast', unit: '× 429', ours: ours.refused, wanted: { of: 'ours', most: 0 }, how },
    {
      name: 'W2 wait for an answer meanwhile, p99',
      unit: 'ms',
      ours: quantile(ours.waits, 0.99),
      wanted: { of: 'ours', most: 300 },
      how: 'from the letter in the outbox until it shows in the chat, half of the way included',
    },
  ]
}

async function sendWithCourier() {
  const { time, chance, outside } = makeOutside()
  const database = await openMigrated(':memory:')
  const arrivals = { notices: 0, waits: [] as number[], last: 0 }
  const asked = new Map<string, number>()
  const bot = makeBot(time, async (letter) => {
    const delivery = await outside.send(letter.chat)
    if (delivery.kind === 'too-fast') return { ...LATER, afterMs: delivery.afterMs }
    const since = asked.get(letter.text)
    if (since === undefined) {
      arrivals.notices += 1
      arrivals.last = delivery.at
    } else arrivals.waits.push(delivery.at - since)
    return { kind: 'sent', messageId: String(letter.id) }
  })
  const office = openOffice({
    database,
    cipher: testCipher,
    signer: testSigner,
    log: makeLog('error'),
    clock: time.now,
    timer: time.timer,
    token: chance.token,
    settings: { quiet: { kind: 'off' }, groupDailyCap: undefined },
    bots: () => [bot],
  })
  await office.courier.start()
  const chats = groupChats()
  const township = await database.write((tx) => foundTownship(tx, ACCOUNT, chats.groups, chats.people, time.now()))
  const began = time.outside().getTime()
  await database.write((tx) =>
    orderNotice(
      { tx, now: time.now(), outbox: office.outbox, token: chance.token },
      township,
      '明天上午9点在村部三楼开支部大会，请带老花镜',
    ),
  )
  office.courier.nudge()
  const cpu = process.cpuUsage()
  askNow(
    time,
    chance,
    () => arrivals.notices < GROUPS,
    (asker) => ask(database, office, time, asked, chats.people[asker % ASKERS] ?? '', asker),
  )
  while (arrivals.notices < GROUPS && time.outside().getTime() - began < LONGEST_MS) await time.pass(STEP_MS)
  const used = process.cpuUsage(cpu)
  await time.pass(STEP_MS * 5)
  await database.close()
  const computingMs = (used.user + used.system) / 1000 / (GROUPS + arrivals.waits.length)
  return { seconds: (arrivals.last - began) / 1000, waits: arrivals.waits, refused: outside.refused(), computingMs }
}

/** Somebody asks at random moments as long as the notice is under way. */
function askNow(time: VirtualTime, chance: Chance, goesOn: () => boolean, askFrom: (asker: number) => Promise<void>): void {
  let askers = 0
  const next = () =>
    void time.timer(-Math.log(1 - chance.next()) * ASKS_EVERY_MS, () => {
      if (!goesOn()) return
      void askFrom((askers += 1))
      next()
    })
  next()
}

type Office = ReturnType<typeof openOffice>

async function ask(database: Database, office: Office, time: VirtualTime, asked: Map<string, number>, chat: string, number: number) {
  const now = time.now()
  const text = `您的第 ${number} 个问题，答复在这里`
  asked.set(text, time.outside().getTime())
  await database.write(async (tx) => {
    const mailbox = await findMailbox(tx, { ...ACCOUNT, chat })
    if (mailbox === undefined) throw new Error(`nobody is called ${chat}`)
    const goodUntil = new Date(now.getTime() + 86_400_000)
    await office.outbox.put(
      tx,
      { once: `ask:${number}`, to: mailbox.id, text, priority: 'reply', why: '', inDoubt: 'resend', goodUntil },
      now,
    )
  })
  office.courier.nudge()
}

/** The peer: a loop that sends, waits for the answer, and sleeps as long as it is told to when it was too fast. */
async function sendOneByOne() {
  const { time, outside } = makeOutside()
  const began = time.outside().getTime()
  let shown = 0
  let last = began
  const loop = async () => {
    for (const chat of groupChats().groups) {
      let delivery = await outside.send(chat)
      while (delivery.kind === 'too-fast') {
        await time.sleep(delivery.afterMs)
        delivery = await outside.send(chat)
      }
      last = delivery.at
      shown += 1
    }
  }
  void loop()
  while (shown < GROUPS) await time.pass(STEP_MS)
  return { seconds: (last - began) / 1000, refused: outside.refused() }
}

const LATER = { kind: 'try-later', maybeDelivered: false, wholeAccount: false, reason: '发得太快' } as const

function makeBot(time: VirtualTime, deliver: (letter: OutgoingLetter) => Promise<Delivery>): Bot {
  return {
    ...ACCOUNT,
    // The pace that bots/telegram keeps.
    capabilities: { ...TELEGRAM, perSecond: 28 },
    deliver,
    deliverWithBytes: deliver,
    fetchFile: () => Promise.reject(new Error('no files here')),
    state: () => ({ kind: 'running', line: '', since: time.now() }),
    stop: async () => {},
  }
}

function groupChats() {
  return {
    groups: Array.from({ length: GROUPS }, (_, index) => String(-1_001_000_000_000 - index)),
    people: Array.from({ length: ASKERS }, (_, index) => String(5_000_000 + index)),
  }
}
