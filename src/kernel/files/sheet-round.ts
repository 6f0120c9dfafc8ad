import type { Voice } from '../chat/voice.ts'
import type { Tx } from '../database/connection.ts'
import type { Mailbox } from '../outbox/mailbox.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { SheetsRead } from '../tables/sheet.ts'
import type { WantedSheet } from './wanted-store.ts'

/** What a reader gets to work with: where the file was sent, by whom, and a voice that answers there. */
export type SheetRound = {
  readonly tx: Tx
  readonly now: Date
  readonly outbox: Outbox
  readonly mailbox: Mailbox
  readonly senderId: string
  readonly voice: Voice
  readonly args: WantedSheet['args']
}

/** What a capability does with a table that was read, or with the sentence why it was not. */
export type ReadSheet = (round: SheetRound, read: SheetsRead) => Promise<void>
