import type { BotAccount, Capabilities } from '../kernel/chat/message.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { hasLetter } from '../kernel/outbox/letter.ts'
import type { MailboxId } from '../kernel/outbox/mailbox.ts'
import type { Outbox } from '../kernel/outbox/outbox.ts'
import { attendanceWords } from './attendance-words.ts'
import { copiesOf, type Copy } from './copies-store.ts'
import { titleOf } from './saying.ts'
import { getSession } from './sessions-store.ts'
import { totalsOf } from './sheet-store.ts'
import type { Session, SessionId } from './tables.ts'

/** What a platform can do. */
export type PlatformOf = (from: BotAccount) => Capabilities

type Round = { readonly tx: Tx; readonly now: Date; readonly outbox: Outbox }
type Args = Readonly<Record<string, string | number>>

/** The counter on a card is refreshed at most this often (LESSONS §2). */
const CARD_SECONDS = 30
/** Where nothing can be edited, one line a minute tells of all who came in it. */
const LINE_SECONDS = 60
const COUNT_GOOD_MS = 3_600_000

/**
 * Notes that the numbers in a meeting's groups are old: the card's counter where the platform edits, else one combined
 * line a minute. The numbers are read when the letter goes.
 */
export async function refreshCounts(platformOf: PlatformOf, round: Round, session: Session): Promise<void> {
  for (const copy of await copiesOf(round.tx, session.id, 'check_in')) {
    const edits = platformOf(copy).edits
    const seconds = edits ? CARD_SECONDS : LINE_SECONDS
    const slot = Math.floor(round.now.getTime() / (seconds * 1000)) + 1
    const once = countName(session, copy.mailbox, slot)
    // All but the first check-in of the stretch end here.
    if (await hasLetter(round.tx, once)) continue
    const at = new Date(slot * seconds * 1000)
    await round.outbox.put(
      round.tx,
      {
        once,
        to: copy.mailbox,
        priority: 'card',
        text: attendanceWords.line(titleOf(session), await totalsOf(round.tx, session.id)),
        // A meeting that is over shows no buttons again when its register is corrected.
        ...(edits ? { edits: copy.letter, choices: session.state === 'closed' ? [] : copy.choices } : {}),
        why: attendanceWords.whyCounted,
        stillNeeded: { check: 'session-count', args: { session: session.id, form: edits ? 'card' : 'line' } },
        inDoubt: 'resend',
        notBefore: at,
        goodUntil: new Date(at.getTime() + COUNT_GOOD_MS),
      },
      round.now,
    )
  }
}

/** How the numbers must read now. */
export async function countNow(tx: Tx, args: Args): Promise<boolean | { readonly text: string }> {
  const session = await getSession(tx, Number(args['session']) as SessionId)
  if (session.state === 'cancelled') return false
  if (args['form'] === 'line') return session.state === 'closed' ? false : { text: await lineNow(tx, session) }
  return { text: await cardNow(tx, session) }
}

/** The words of the card by which people check in. */
export function cardText(session: Session): string {
  return attendanceWords.card(titleOf(session), session.wantsCode ? 'code' : 'word')
}

/** Tells on the cards that the check-in is over, with the last numbers. */
export async function endCards(platformOf: PlatformOf, round: Round, session: Session, copies: readonly Copy[]): Promise<void> {
  for (const copy of copies.filter((one) => platformOf(one).edits))
    await round.outbox.put(
      round.tx,
      {
        once: `session:${session.id}:over:${copy.mailbox}`,
        to: copy.mailbox,
        priority: 'card',
        text: await cardNow(round.tx, session),
        edits: copy.letter,
        why: attendanceWords.whyCounted,
        stillNeeded: { check: 'session-count', args: { session: session.id, form: 'card' } },
        inDoubt: 'resend',
        goodUntil: new Date(round.now.getTime() + COUNT_GOOD_MS),
      },
      round.now,
    )
}

async function lineNow(tx: Tx, session: Session): Promise<string> {
  return attendanceWords.line(titleOf(session), await totalsOf(tx, session.id))
}

async function cardNow(tx: Tx, session: Session): Promise<string> {
  const counted = attendanceWords.counted(cardText(session), await totalsOf(tx, session.id))
  return session.state === 'closed' ? attendanceWords.cardClosed(counted) : counted
}

/** What the closing has overtaken may be said once more afterwards. */
function countName({ id, state }: Session, mailbox: MailboxId, slot: number): string {
  return `session:${id}:count:${mailbox}:${slot}${state === 'closed' ? ':corrected' : ''}`
}
