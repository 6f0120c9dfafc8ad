import type { BotAccount, BotState } from './kernel/chat/message.ts'
import { STILL_WAITS_FOR_SCAN } from './kernel/chat/switching.ts'
import { kernelWords } from './kernel/chat/words.ts'
import type { Tx } from './kernel/database/connection.ts'
import type { Letter } from './kernel/outbox/letter.ts'
import type { Outbox } from './kernel/outbox/outbox.ts'
import { operators } from './roster/directory.ts'

/** A login code is worth nothing after a few minutes. */
const CODE_GOOD_MINUTES = 10
const LOOK_GOOD_HOURS = 24

/**
 * An account waits for a person: the operators hear of it on another platform, with the login code as a picture, and
 * with the link to the page that shows it where people can open one.
 */
export async function tellOperatorsOfBot(
  house: { readonly outbox: Outbox; readonly publicUrl: string | undefined },
  tx: Tx,
  { platform, account }: BotAccount,
  { line, call }: BotState,
  now: Date,
): Promise<void> {
  if (call === undefined) return
  const link = call.kind === 'scan' && house.publicUrl !== undefined ? `${house.publicUrl}${call.page}` : undefined
  for (const operator of await operators(tx, platform)) {
    const minutes = call.kind === 'scan' ? CODE_GOOD_MINUTES : LOOK_GOOD_HOURS * 60
    const letter: Letter = {
      once: `bot:${platform}:${account}:${call.kind}:${Math.floor(now.getTime() / (CODE_GOOD_MINUTES * 60_000))}:${operator.id}`,
      to: operator.id,
      priority: 'reply',
      text: call.kind === 'scan' ? kernelWords.botWaitsForScan(line, link) : kernelWords.botNeedsLook(line),
      why: kernelWords.whyOperator,
      inDoubt: 'resend',
      goodUntil: new Date(now.getTime() + minutes * 60_000),
      ...(call.kind === 'scan' ? { file: call.picture, stillNeeded: { check: STILL_WAITS_FOR_SCAN, args: { platform } } } : {}),
    }
    await house.outbox.put(tx, letter, now)
  }
}
