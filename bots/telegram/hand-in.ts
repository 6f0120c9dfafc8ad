import type { Update } from 'grammy/types'
import type { BotAccount, Incoming, Receipt, Receive } from '../../src/kernel/chat/message.ts'
import type { Self } from './addressing.ts'
import type { Answers } from './answers.ts'
import { translate } from './incoming.ts'

const SHORTEST_PAUSE_MS = 10
const UNANSWERED: Receipt = { kind: 'again', afterMs: 1_000 }

/** What handing in needs of the bot. */
export type Counter = {
  readonly account: BotAccount
  readonly self: () => Self
  readonly receive: Receive
  readonly answers: Answers
  readonly now: () => Date
}

type Slip = { readonly event: Incoming; readonly query: string | undefined }

/** Translates updates; a press that means nothing here is answered at once. */
export function translateAll(counter: Counter, updates: readonly Update[]): readonly Slip[] {
  const slips: Slip[] = []
  for (const update of updates) {
    const event = translate(update, counter.self(), counter.now())
    const query = update.callback_query?.id
    if (event !== undefined) slips.push({ event, query })
    else if (query !== undefined) counter.answers.put(query)
  }
  return slips
}

/** Tells everybody whose press is not safe yet that it is being seen to: Telegram keeps it, and it is offered again. */
export function askPatience(answers: Answers, open: readonly Slip[]): void {
  for (const { query } of open) if (query !== undefined) answers.askPatience(query)
}

/** What is left after handing in once: the slips to offer again, and when. */
export type Rest = { readonly slips: readonly Slip[]; readonly afterMs: number }

/** Hands all slips in as one burst and answers the presses that are safe. A house that throws has stored nothing. */
export async function handInOnce(counter: Counter, slips: readonly Slip[]): Promise<Rest> {
  if (slips.length === 0) return { slips: [], afterMs: 0 }
  const receipts = await counter
    .receive(
      counter.account,
      slips.map((slip) => slip.event),
    )
    .catch((): readonly Receipt[] => [])
  const left: Slip[] = []
  let afterMs = SHORTEST_PAUSE_MS
  for (const [index, slip] of slips.entries()) {
    const receipt = receipts[index] ?? UNANSWERED
    if (receipt.kind === 'again') {
      left.push(slip)
      afterMs = Math.max(afterMs, receipt.afterMs)
    } else if (slip.query !== undefined) counter.answers.put(slip.query, receipt.toast)
  }
  return { slips: left, afterMs }
}
