import type { OutgoingLetter } from '../../src/kernel/chat/message.ts'
import type { Draft, Edited, Sent } from './journal.ts'

/** The platform's id of a message: the series keeps ids of a journal that was thrown away from meaning another message. */
export function messageIdOf(series: string, id: number): string {
  return `${series}-${id}`
}

/** The number within this journal of a message id; undefined when the id is of another journal. */
export function numberOf(series: string, messageId: string): number | undefined {
  const [of, id] = messageId.split('-')
  return of === series && id !== undefined && /^\d{1,15}$/.test(id) ? Number(id) : undefined
}

/** Translates a letter into what the chat shows: a new message, or the change of one. */
export function toEntry(letter: OutgoingLetter, series: string): Draft<Sent> | Draft<Edited> | { kind: 'unknown' } {
  const file = letter.file ? { file: letter.file } : {}
  const shown = { chat: letter.chat, text: letter.text.replaceAll(/\r\n?/g, '\n'), choices: letter.choices, ...file }
  if (letter.edits !== undefined) {
    const message = numberOf(series, letter.edits)
    return message === undefined ? { kind: 'unknown' } : { kind: 'edited', message, ...shown }
  }
  const repliesTo = letter.repliesTo === undefined ? undefined : numberOf(series, letter.repliesTo)
  return repliesTo === undefined ? { kind: 'sent', ...shown } : { kind: 'sent', repliesTo, ...shown }
}
