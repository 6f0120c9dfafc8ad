import type { Tx } from '../database/connection.ts'
import { type Letter, type LetterId, storeLetter, withdrawLetter } from './letter.ts'

/** What became of a letter that somebody wanted to send. */
export type Put =
  | { readonly kind: 'put'; readonly id: LetterId }
  /** The same occasion was put before, or the same line was said to this chat too often within half an hour. */
  | { readonly kind: 'said-before' }
  /** It may not go where it was addressed; `line` tells the sender in plain words what to take out. */
  | { readonly kind: 'blocked'; readonly line: string }

/** Reads a letter before it is stored; a line means it may not go out. */
export type Gate = (tx: Tx, letter: Letter) => Promise<string | undefined>

/** The only way to say anything. */
export type Outbox = {
  put(tx: Tx, letter: Letter, now: Date): Promise<Put>
  /** What the gate says of a letter, without putting it: for previews. */
  inspect(tx: Tx, letter: Letter): Promise<string | undefined>
  withdraw(tx: Tx, id: LetterId, reason: string, now: Date): Promise<boolean>
}

/** An outbox behind a gate. */
export function makeOutbox(gate: Gate): Outbox {
  return {
    inspect: gate,
    withdraw: withdrawLetter,
    put: async (tx, letter, now) => {
      const line = await gate(tx, letter)
      if (line !== undefined) return { kind: 'blocked', line }
      const id = await storeLetter(tx, letter, now)
      return id === undefined ? { kind: 'said-before' } : { kind: 'put', id }
    },
  }
}
