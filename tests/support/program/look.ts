import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Deed } from './crowd.ts'

/** A letter as far as the proof needs it. */
export type LetterRow = {
  readonly id: number
  readonly once: string
  readonly chat: string
  readonly text: string
  readonly state: string
  readonly doubts: number
  readonly due_at: string
  readonly edits_letter_id: number | null
}

/** Opens a copy of a database whose program is dead or alive, as it would be found by the next start, and looks. */
export function lookAt<Found>(path: string, look: (database: Sqlite.Database) => Found): Found {
  const folder = mkdtempSync(join(tmpdir(), 'branchlink-look-'))
  const copy = join(folder, 'copy.db')
  try {
    for (const rest of ['', '-wal']) if (existsSync(path + rest)) copyFileSync(path + rest, copy + rest)
    const database = new Sqlite(copy)
    try {
      return look(database)
    } finally {
      database.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** All letters with the chat they go to. */
export function lettersIn(database: Sqlite.Database): readonly LetterRow[] {
  const rows = database.prepare(
    'select letter.*, mailbox.chat from letter join mailbox on mailbox.id = letter.mailbox_id order by letter.id',
  )
  return rows.all() as LetterRow[]
}

/**
 * What was promised and is not there: everything below the acknowledged update number must be in the inbox with its
 * effect exactly once, and whoever was told that it is recorded must be.
 */
export function findMissing(database: Sqlite.Database, deeds: readonly Deed[], acknowledgedUpTo: number): readonly string[] {
  const inbox = new Set(database.prepare('select key from inbox').pluck().all() as string[])
  const drafts = new Map<string, number>()
  for (const text of database.prepare('select text from notice').pluck().all() as string[]) drafts.set(text, (drafts.get(text) ?? 0) + 1)
  const receipts = new Set(database.prepare(`select notice_id || ' ' || member_id from acknowledgement`).pluck().all() as string[])
  const missing: string[] = []
  for (const deed of deeds) {
    const isSafe = deed.updateId <= acknowledgedUpTo
    if (isSafe && !inbox.has(String(deed.updateId))) missing.push(`update ${deed.updateId} was acknowledged and is not in the inbox`)
    if (deed.kind === 'draft') {
      const count = drafts.get(deed.text) ?? 0
      if (count > 1 || (isSafe && count !== 1)) missing.push(`the draft of update ${deed.updateId} was made ${count} times`)
    }
    if (deed.kind === 'press') {
      const isTold = (deed.press.answer?.text ?? '').includes('谢谢您')
      if ((isSafe || isTold) && !receipts.has(`${deed.notice} ${deed.member}`))
        missing.push(`press ${deed.updateId} was ${isTold ? 'answered with thanks' : 'acknowledged'} and is not recorded`)
    }
  }
  return missing
}

/** Whether the engine finds the file whole. */
export function integrityOf(database: Sqlite.Database): string {
  return String(database.pragma('integrity_check', { simple: true }))
}
