import { beginCarefully, endCleanly } from '../../../src/kernel/chat/care.ts'
import type { Incoming } from '../../../src/kernel/chat/message.ts'
import { openSqlite } from '../../../src/kernel/database/sqlite.ts'
import { ACCOUNT } from '../simulation/town.ts'
import { openPoisonHouse } from './house.ts'

/**
 * One run of a program whose handler of a poisonous message kills it: `child.ts DATABASE EVENTS`. It takes all events in
 * one burst, as a platform hands them over, and tells which are safe.
 */
const [, , path = '', events = '[]'] = process.argv
const database = openSqlite(path)
const say = (level: string) => (facts: object, sentence: string) =>
  void process.stderr.write(`${level} ${sentence} ${JSON.stringify(facts)}\n`)
const receive = openPoisonHouse({
  database,
  clock: () => new Date(),
  log: { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') },
  goWrong: () => {
    process.kill(process.pid, 'SIGKILL')
    // The signal may arrive a moment later; nothing more may be done until it does.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  },
  care: await beginCarefully(database),
})
const offered = (JSON.parse(events) as Incoming[]).map((event) => ({ ...event, at: new Date(event.at) }))
const receipts = await receive(ACCOUNT, offered)
process.stdout.write(JSON.stringify(offered.filter((_event, index) => receipts[index]?.kind === 'done').map(({ key }) => key)))
await endCleanly(database, new Date())
await database.close()
