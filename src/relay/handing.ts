import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { FileReference } from '../kernel/chat/message.ts'
import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { issueChoice } from '../kernel/outbox/choice.ts'
import { hasLetter, type Letter, type LetterId } from '../kernel/outbox/letter.ts'
import type { Mailbox, MailboxId } from '../kernel/outbox/mailbox.ts'
import type { Outbox } from '../kernel/outbox/outbox.ts'
import { officersOf, privateMailbox, reachableOfficer } from '../roster/directory.ts'
import { findForward, recordForward } from './forwards-store.ts'
import { keeperOf } from './rooms-store.ts'
import { relayWords as words } from './words.ts'

/** What handing over needs: a way to speak and a source of unguessable texts. */
export type HandingHouse = { readonly tx: Tx; readonly now: Date; readonly outbox: Outbox; readonly token: () => string }

/** A letter on its way by hand: its words, and the group it is for. */
export type ToHand = {
  readonly letter: LetterId
  readonly text: string
  readonly file?: FileReference
  readonly room: { readonly mailbox: MailboxId; readonly branch: BranchId; readonly title: string }
}

/** What became of handing a letter over. */
export type Handed = { readonly kind: 'handed' } | { readonly kind: 'nobody' } | { readonly kind: 'blocked'; readonly line: string }

/** The action of the choice 已转发. */
export const PASSED = 'relay-passed'
const GOOD_DAYS = 7

/** Who carries for a group now: its keeper while still in office, else the nearest officer who can be written to. */
export async function carrierOf(
  tx: Tx,
  room: ToHand['room'],
): Promise<{ readonly member: MemberId; readonly mailbox: Mailbox } | undefined> {
  const keeper = await keeperOf(tx, room.mailbox)
  const isInOffice = (await officersOf(tx, room.branch, SECRETARIAL)).some(({ member }) => member === keeper)
  const own = keeper === undefined || !isInOffice ? undefined : await privateMailbox(tx, keeper)
  if (keeper !== undefined && own !== undefined) return { member: keeper, mailbox: own }
  const officer = await reachableOfficer(tx, room.branch, SECRETARIAL)
  return officer === undefined ? undefined : { member: officer.holder.member, mailbox: officer.mailbox }
}

/**
 * Gives the carrier a copy to forward and a line that says where. The names of both are made from the letter and the
 * carrier, so that doing it again after a crash gives nobody a second copy.
 */
export async function handLetter(house: HandingHouse, hand: ToHand): Promise<Handed> {
  const { tx, now, outbox } = house
  const carrier = await carrierOf(tx, hand.room)
  if (carrier === undefined) return { kind: 'nobody' }
  const { title, mailbox } = hand.room
  const letter = {
    to: carrier.mailbox.id,
    priority: 'urgent',
    why: words.whyCopy(title),
    inDoubt: 'resend',
    goodUntil: new Date(now.getTime() + GOOD_DAYS * 86_400_000),
  } as const
  const once = `relay:${hand.letter}:${carrier.member}`
  if (await hasLetter(tx, `${once}:line`)) {
    const known = await findForward(tx, hand.letter)
    if (known?.keeper !== carrier.member)
      await recordForward(tx, { letter: hand.letter, room: mailbox, keeper: carrier.member, copy: known?.copy }, now)
    return { kind: 'handed' }
  }
  const file = hand.file === undefined ? {} : { file: hand.file }
  const copy = await putCopy(house, [hand.text, words.copyWithHead(title, hand.text)], { ...letter, ...file, once: `${once}:text` })
  if (copy.kind !== 'put') return copy.kind === 'blocked' ? copy : { kind: 'nobody' }
  const token = await issueChoice(
    tx,
    house.token(),
    { action: PASSED, args: { letter: hand.letter }, mailbox: carrier.mailbox.id },
    letter.goodUntil,
  )
  const choices = [{ label: words.passedChoice, word: words.passedChoice, token }]
  await outbox.put(tx, { ...letter, once: `${once}:line`, text: words.passOn(title), choices }, now)
  await recordForward(tx, { letter: hand.letter, room: mailbox, keeper: carrier.member, copy: copy.id }, now)
  return { kind: 'handed' }
}

/** The same words for many groups of one carrier would be taken for a line said too often; then the group is named above them. */
async function putCopy({ tx, now, outbox }: HandingHouse, texts: readonly string[], letter: Omit<Letter, 'text'>) {
  let last = await outbox.put(tx, { ...letter, text: texts[0] ?? '' }, now)
  for (const text of texts.slice(1)) if (last.kind === 'said-before') last = await outbox.put(tx, { ...letter, text }, now)
  return last
}
