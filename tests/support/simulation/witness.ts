import type { Incoming, Receipt } from '../../../src/kernel/chat/message.ts'
import { isPassing } from '../../../src/kernel/database/connection.ts'
import type { Log } from '../../../src/kernel/log.ts'
import { type Ledger, noteTold } from './deeds.ts'
import { Dead, type Disk, type Life } from './disk.ts'
import type { VirtualTime } from './time.ts'
import type { Town } from './town.ts'

/** Watches a world while it goes on. */
export type Witness = {
  /** What was seen to be wrong while it happened. */
  readonly seen: string[]
  /** What happened last, line by line, for a reader who wants to know how it came to that. */
  readonly trace: string[]
  note(line: string): void
  /** The house has just said that this event is safe: then it must be. */
  checkSafe(event: Incoming, receipt: Receipt): void
  /** A house that works writes no error but of machines that fail it. */
  listen(life: Life): Log
}

const TRACE_LINES = 400

/** Opens its eyes; the disk comes later, when it is made. */
export function makeWitness(time: VirtualTime, town: Town, ledger: Ledger, disk: () => Disk): Witness {
  const seen: string[] = []
  const trace: string[] = []
  const note = (line: string): void => {
    trace.push(`${time.now().toISOString()} ${line}`)
    if (trace.length > 2 * TRACE_LINES) trace.splice(0, TRACE_LINES)
  }
  const has = (sql: string, ...values: unknown[]): boolean =>
    disk()
      .raw.prepare(sql)
      .get(...values) !== undefined
  const receiptOf = (token: string): number | undefined => {
    const args = disk().raw.prepare(`select args from choice where token = ? and action = 'notice-receipt'`).pluck().get(token)
    return typeof args === 'string' ? (JSON.parse(args) as { notice: number }).notice : undefined
  }
  const quiet = (): void => {}
  return {
    seen,
    trace,
    note,
    checkSafe(event, receipt) {
      note(`safe: ${event.key} ${event.kind}`)
      if (!has('select 1 from inbox where key = ?', event.key)) seen.push(`event ${event.key} was acknowledged and is not in the inbox`)
      const told = noteTold(ledger, town, event, receipt, receiptOf)
      if (told === undefined || ledger.undone.has(told.member)) return
      if (!has('select 1 from acknowledgement where notice_id = ? and member_id = ?', told.notice, told.member))
        seen.push(`member ${told.member} was told that notice ${told.notice} is acknowledged, and it is not`)
    },
    listen: (life) => ({
      debug: quiet,
      info: quiet,
      warn: (facts, sentence) => note(`warned: ${sentence} ${JSON.stringify(facts)}`),
      error: (facts, sentence) => {
        if (!life.alive || facts.error instanceof Dead || isPassing(facts.error)) return
        // Three crashes in the midst of one event look as if it had caused them.
        if (facts.what === 'killed') return note(`set aside: ${sentence}`)
        seen.push(`${sentence}: ${facts.error instanceof Error ? (facts.error.stack ?? '') : String(facts.error)}`)
      },
    }),
  }
}
