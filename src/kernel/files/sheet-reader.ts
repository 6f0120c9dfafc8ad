import type { Bot } from '../chat/message.ts'
import { makeVoice } from '../chat/speak.ts'
import type { KernelWords } from '../chat/words.ts'
import type { Database } from '../database/database.ts'
import type { Log } from '../log.ts'
import { getMailbox } from '../outbox/mailbox.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { LARGEST_FILE_BYTES } from '../tables/limits.ts'
import { readSheets } from '../tables/read-sheets.ts'
import { refuse } from '../tables/refusal.ts'
import type { SheetsRead } from '../tables/sheet.ts'
import type { ReadSheet } from './sheet-round.ts'
import { closeSheet, type DueSheet, dueSheets, postponeSheet } from './wanted-store.ts'

/** Fetches and reads what was wanted, one file after the other, beside the path of messages. */
export type SheetReader = {
  nudge(): void
  /** Resolves when nothing is being read. */
  rest(): Promise<void>
  /** What is being fetched now is left for the next start. */
  stop(): void
}

type House = {
  readonly database: Database
  readonly bots: () => readonly Bot[]
  readonly clock: () => Date
  readonly log: Log
  readonly outbox: Outbox
  readonly words: KernelWords
  readonly readers: Readonly<Record<string, ReadSheet>>
  readonly committed: () => void
}

const MOST_TRIES = 3
const PAUSE_SECONDS = 40

/** Makes the reader. A round looks at every table whose time has come; the clock's heartbeat makes it look again. */
export function makeSheetReader(house: House): SheetReader {
  let running: Promise<void> | undefined
  let again = false
  let stopped = false

  async function look(): Promise<void> {
    do {
      again = false
      for (const wanted of await house.database.read((tx) => dueSheets(tx, house.clock()))) {
        const read = await fetchAndRead(house, wanted)
        if (stopped) return
        await handIn(house, wanted, read)
      }
    } while (again)
  }

  return {
    nudge() {
      if (stopped) return
      again = true
      running ??= look()
        .catch((error: unknown) =>
          house.log.error({ what: 'sheets', error }, 'the tables that were sent could not be looked at; trying again'),
        )
        .finally(() => (running = undefined))
    },
    rest: async () => running,
    stop: () => void (stopped = true),
  }
}

/** Read outside, told inside: the reader's work and the end of the waiting are one transaction. */
async function handIn(house: House, wanted: DueSheet, read: SheetsRead | undefined): Promise<void> {
  const now = house.clock()
  await house.database.write(async (tx) => {
    if (read === undefined) return postponeSheet(tx, wanted.once, new Date(now.getTime() + PAUSE_SECONDS * 1000 * (wanted.tries + 1)))
    const reader = house.readers[wanted.reader]
    if (!(await closeSheet(tx, wanted.once)) || reader === undefined) return undefined
    const mailbox = await getMailbox(tx, wanted.mailbox)
    const { platform, account } = mailbox
    const place = { tx, now, outbox: house.outbox, mailbox, senderId: wanted.sender, from: { platform, account } }
    const voice = makeVoice({ ...place, key: `sheet:${wanted.once}` }, house.words)
    return reader({ ...place, voice, args: wanted.args }, read)
  })
  house.committed()
}

/** Undefined when it could not be brought just now and is worth another try. */
async function fetchAndRead({ bots, log }: House, { once, file, tries }: DueSheet): Promise<SheetsRead | undefined> {
  if (file.bytes > LARGEST_FILE_BYTES) return refuse('too-big')
  const bot = bots().find(({ platform, account }) => platform === file.platform && account === file.account)
  try {
    if (bot !== undefined) return await readSheets(await bot.fetchFile(file), file.name)
  } catch (error) {
    log.warn({ what: 'sheet', once, error }, 'a table could not be brought')
  }
  return tries + 1 < MOST_TRIES ? undefined : refuse('not-brought')
}
