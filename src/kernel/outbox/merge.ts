import type { Capabilities, OutgoingLetter } from '../chat/message.ts'
import type { WaitingLetter } from './courier-store.ts'

/** True when a letter may go as part of another to the same chat: both are nothing but words. */
export function mayJoin(limits: Capabilities, first: OutgoingLetter, letter: WaitingLetter): boolean {
  if (limits.merges !== true || letter.chat !== first.chat || letter.thread !== (first.thread ?? null)) return false
  const isPlain = letter.choices === '[]' && letter.file === null && letter.edits_letter_id === null && letter.replies_to === null
  const isFirstPlain = first.choices.length === 0 && first.file === undefined && first.edits === undefined && first.repliesTo === undefined
  return isPlain && isFirstPlain && joinTexts(first.text, letter.text).length <= limits.longestText
}

/** Two letters as one message, the earlier first. */
export function joinTexts(first: string, second: string): string {
  return `${first}\n\n${second}`
}
