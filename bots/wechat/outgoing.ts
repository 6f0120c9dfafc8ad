import type { Delivery, FileReference, OutgoingLetter } from '../../src/kernel/chat/message.ts'
import type { FileBoxInterface } from 'file-box'
import { within } from './connection.ts'
import type { Penalty } from './penalty.ts'
import type { Puppet } from './puppet.ts'
import { explain, later } from './refusals.ts'
import { choiceLines, reasons } from './words.ts'

/** The longest text WeChat takes without folding it away. */
export const LONGEST_TEXT = 1_500
/** More lines than this nobody reads (CHAT.md §4). */
const MOST_CHOICES = 4
const SEND_MS = 30_000
const NOT_LOGGED_IN_MS = 5_000
/** A group that the new login does not know waits until it is bound again; asking the gateway costs nothing. */
const STALE_MS = 600_000
const LARGEST_BYTES = 20 * 1_024 * 1_024

/** What speaking needs: the puppet while it is logged in, and the silence that is kept. */
export type Mouth = { readonly puppet: () => Puppet | undefined; readonly penalty: Penalty; readonly now: () => Date }

/** Says a letter and tells what became of it. */
export async function deliver(mouth: Mouth, letter: OutgoingLetter, bytes?: Uint8Array): Promise<Delivery> {
  if (letter.edits !== undefined) return { kind: 'refused', reason: reasons.noEdits }
  const puppet = mouth.puppet()
  if (puppet === undefined) return later(NOT_LOGGED_IN_MS, reasons.notLoggedIn, 'no')
  const rest = mouth.penalty.until()
  if (rest !== undefined) return later(rest.getTime() - mouth.now().getTime(), reasons.resting, 'no')
  const file = await fileFor(puppet, letter.file, bytes)
  if (file === 'missing') return { kind: 'refused', reason: reasons.noFile }
  try {
    const id = await within(puppet.messageSendText(letter.chat, render(letter)), SEND_MS)
    // The words have arrived; a file that does not follow must not make them come again at once.
    if (file !== undefined) await within(puppet.messageSendFile(letter.chat, file), SEND_MS)
    mouth.penalty.worked(letter.id)
    return typeof id === 'string' && id !== '' ? { kind: 'sent', messageId: id } : { kind: 'accepted' }
  } catch (error) {
    const outcome = explain(error)
    if (outcome.kind !== 'unwilling') return outcome
    return (await staleness(puppet, letter.chat)) ?? mouth.penalty.failed(letter.id)
  }
}

/** After a new login the old ids of groups and people mean nothing: their letters wait for them to be known again. */
async function staleness(puppet: Puppet, chat: string): Promise<Delivery | undefined> {
  try {
    await within(Promise.any<unknown>([puppet.contactPayload(chat), puppet.roomPayload(chat)]), SEND_MS)
    return undefined
  } catch {
    const reason = ROOM_ID.test(chat) ? reasons.staleRoom : reasons.stalePerson
    return { kind: 'try-later', afterMs: STALE_MS, maybeDelivered: false, wholeAccount: false, reason }
  }
}

/** How the puppets name a group: `@@…` on the web protocol, `…@chatroom` on the others. */
const ROOM_ID = /^@@|@chatroom$/u

/** A letter as it reads on WeChat, where words stand in the place of buttons. */
export function render({ text, choices }: Pick<OutgoingLetter, 'text' | 'choices'>): string {
  const shown = choices.slice(0, MOST_CHOICES)
  const [only] = shown
  if (only === undefined) return text
  if (shown.length === 1) return text.includes(choiceLines.one(only.word)) ? text : `${text}\n${choiceLines.one(only.word)}`
  // Lines that are numbered already are chosen by their numbers.
  if (shown.every(({ word }, index) => word === String(index + 1))) return text
  return [text, ...shown.map(({ label }, index) => choiceLines.item(index + 1, label)), choiceLines.digits].join('\n')
}

async function fileFor(
  puppet: Puppet,
  file: FileReference | undefined,
  bytes: Uint8Array | undefined,
): Promise<FileBoxInterface | undefined | 'missing'> {
  if (file === undefined) return undefined
  try {
    const { FileBox } = await import('file-box')
    return FileBox.fromBuffer(Buffer.from(bytes ?? (await fetchFile(puppet, file))), file.name.replaceAll(/[\r\n/\\]/gu, ' '))
  } catch {
    return 'missing'
  }
}

/** Brings the bytes of a file that somebody sent, at most 20 MB; throws when it cannot. */
export async function fetchFile(puppet: Puppet, file: FileReference): Promise<Uint8Array> {
  const box = await within(puppet.messageFile(file.reference), SEND_MS)
  const bytes: Uint8Array = await within<Uint8Array>(box.toBuffer(), SEND_MS)
  if (bytes.length > LARGEST_BYTES) throw new Error('the file is too large')
  return bytes
}
