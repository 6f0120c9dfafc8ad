import type { Spoken } from '../kernel/chat/capability.ts'
import { ownWords } from './words.ts'

/** Points somebody who asked in a group to the private chat. True when that was all there is to do. */
export async function toPrivate(occasion: Spoken): Promise<boolean> {
  if (occasion.mailbox.kind === 'private') return false
  await occasion.voice.privately(ownWords.inPrivate(occasion.word))
  return true
}
