import { kernelWords } from '../chat/words.ts'
import type { Tx } from '../database/connection.ts'
import { hasLetter, IDENTICAL_WINDOW_MINUTES, type Letter, type LetterId, storeLetter, withdrawLetter } from './letter.ts'
import { getMailbox } from './mailbox.ts'

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
      if (id !== undefined) return { kind: 'put', id }
      if (letter.priority === 'reply' && !(await hasLetter(tx, letter.once))) await sayThatItWasSaid(tx, letter, now)
      return { kind: 'said-before' }
    },
  }
}

/** Whoever asks on in private hears once in half an hour why there is no more answer, and whom to ask; a group hears nothing. */
async function sayThatItWasSaid(tx: Tx, { to, goodUntil }: Letter, now: Date): Promise<void> {
  if ((await getMailbox(tx, to)).kind !== 'private') return
  const window = Math.floor(now.getTime() / (IDENTICAL_WINDOW_MINUTES * 60_000))
  await storeLetter(
    tx,
    {
      once: `said-often:${to}:${window}`,
      to,
      text: kernelWords.saidOften,
      priority: 'reply',
      why: kernelWords.youAsked,
      inDoubt: 'resend',
      goodUntil,
    },
    now,
  )
}
