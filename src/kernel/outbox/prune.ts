import type { Tx } from '../database/connection.ts'
import { statement } from '../database/statement.ts'
import type { OutboxTables } from './tables.ts'

/** What was said is kept for as long as 为什么 and a copy's state may be asked; then only its occasion remains. */
const WORDS_KEPT_DAYS = 90

const forgetWords = statement<{ before: string }, OutboxTables>()((db, given) =>
  db
    .updateTable('letter')
    .set({ text: '', choices: '[]', file: null })
    .where('settled_at', '<', given('before'))
    .where('text', '!=', '')
    .where('state', 'not in', ['waiting', 'sending']),
)

/** Blanks the words of letters that were settled long ago. Their `once` stays, so that nothing is ever said again. */
export async function pruneLetters(tx: Tx, now: Date): Promise<void> {
  await forgetWords.run(tx, { before: new Date(now.getTime() - WORDS_KEPT_DAYS * 86_400_000).toISOString() })
}
