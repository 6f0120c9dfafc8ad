import type { Bot, BotAccount, Capabilities, Delivery, OutgoingLetter } from '../kernel/chat/message.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Database } from '../kernel/database/database.ts'
import { type LetterId, PRIORITY } from '../kernel/outbox/letter.ts'
import { findMailbox } from '../kernel/outbox/mailbox.ts'
import type { Outbox } from '../kernel/outbox/outbox.ts'
import { findRoom } from '../roster/directory.ts'
import { findForward, priorityOf } from './forwards-store.ts'
import { handLetter } from './handing.ts'
import { relayWords as words } from './words.ts'

/** Under this account lie the groups that are reached by hand; no platform and no login stands behind it. */
export const BY_HAND: BotAccount = { platform: 'relay', account: 'by-hand' }

const CAPABILITIES: Capabilities = {
  edits: false,
  choices: 'numbered',
  longestText: 4000,
  longestCaption: 1000,
  perSecond: 20,
  perChatSecond: 1,
  perGroupMinute: 20,
  keepsHours: 24,
  personalData: 'own',
}
const AGAIN_MILLISECONDS = 600_000

/** What the carrier needs of the house. */
export type CarrierHouse = {
  readonly database: Database
  readonly outbox: Outbox
  readonly clock: () => Date
  readonly token: () => string
}

/**
 * Delivers to groups that are reached by hand, by putting a copy into the keeper's private chat. The copy is named after
 * the letter: handed over again after a crash it is still one copy.
 */
export function makeCarrier(house: CarrierHouse): Bot {
  const since = house.clock()
  const deliver = (letter: OutgoingLetter) => house.database.write((tx) => carry(house, tx, letter))
  return {
    ...BY_HAND,
    capabilities: CAPABILITIES,
    deliver,
    // The file stays where it lies: the keeper's own platform is given it.
    deliverWithBytes: deliver,
    fetchFile: () => Promise.reject(new Error('no file lies in a group that is reached by hand')),
    state: () => ({ kind: 'running', line: words.carrierRuns, since }),
    stop: () => Promise.resolve(),
  }
}

async function carry(house: CarrierHouse, tx: Tx, letter: OutgoingLetter): Promise<Delivery> {
  const mailbox = await findMailbox(tx, { ...BY_HAND, chat: letter.chat })
  const room = mailbox === undefined ? undefined : await findRoom(tx, mailbox)
  if (mailbox === undefined || room === undefined) return { kind: 'refused', reason: words.reasonFreed }
  const id = letter.id as LetterId
  // A counter that has moved on is not worth anybody's walk.
  if ((await priorityOf(tx, id)) === PRIORITY.card) return { kind: 'accepted' }
  if ((await findForward(tx, id))?.passed === 'yes') return { kind: 'sent', messageId: `by-hand-${id}` }
  const handed = await handLetter(
    { tx, now: house.clock(), outbox: house.outbox, token: house.token },
    {
      letter: id,
      text: letter.text,
      ...(letter.file === undefined ? {} : { file: letter.file }),
      room: { mailbox: mailbox.id, branch: room.branch, title: room.title },
    },
  )
  switch (handed.kind) {
    case 'handed':
      return { kind: 'accepted' }
    case 'blocked':
      return { kind: 'refused', reason: handed.line }
    case 'nobody':
      return { kind: 'try-later', afterMs: AGAIN_MILLISECONDS, maybeDelivered: false, wholeAccount: false, reason: words.reasonKeeperAway }
  }
}
