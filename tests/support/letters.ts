import type { Choice } from '../../src/kernel/chat/message.ts'
import type { Database } from '../../src/kernel/database/database.ts'
import type { OutboxTables } from '../../src/kernel/outbox/tables.ts'

/** A letter as it lies in the outbox: what was said, where, and when it may leave. */
export type SaidLetter = {
  readonly id: number
  readonly chat: string
  readonly text: string
  readonly choices: readonly Choice[]
  readonly state: string
  readonly dueAt: string
  readonly priority: number
  readonly why: string
  readonly once: string
}

/** Reads what was said after the letter with this number, oldest first. */
export async function lettersAfter(database: Database, after: number): Promise<readonly SaidLetter[]> {
  const rows = await database.read((tx) =>
    tx
      .withTables<OutboxTables>()
      .selectFrom('letter')
      .innerJoin('mailbox', 'mailbox.id', 'letter.mailbox_id')
      .select([
        'letter.id',
        'mailbox.chat',
        'letter.text',
        'letter.choices',
        'letter.state',
        'letter.due_at',
        'letter.priority',
        'letter.why',
        'letter.once',
      ])
      .where('letter.id', '>', after)
      .orderBy('letter.id')
      .execute(),
  )
  return rows.map(({ choices, due_at, ...row }) => ({ ...row, choices: JSON.parse(choices) as readonly Choice[], dueAt: due_at }))
}
