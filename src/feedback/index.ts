import type { Capability } from '../kernel/chat/capability.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { answeringRound } from './jobs.ts'
import { ANSWERERS, register } from './registering.ts'
import { close, hearDissatisfied, hearSatisfied, listOpen, reply, whatIsAnswered } from './replying.ts'
import { feedbackWords } from './words.ts'

export { feedbackRecords, feedbackSheet } from './exports.ts'

/** Opinions and questions: each has a number, a day and an answer; nothing is closed without one (DOMAIN M31, M32). */
export function feedbackCapability(cipher: Cipher): Capability {
  return {
    name: 'feedback',
    commands: [
      { words: ['意见'], may: ANSWERERS, where: 'private', help: feedbackWords.helpList, run: (occasion) => listOpen(cipher, occasion) },
      { words: ['回复'], may: ANSWERERS, where: 'private', rest: 'private', run: reply },
      { words: ['办结'], may: ANSWERERS, where: 'private', rest: 'private', run: close },
    ],
    answers: {
      feedback: (occasion, intent) => register(cipher, occasion, intent),
      satisfied: (occasion) => hearSatisfied(cipher, occasion),
      dissatisfied: (occasion) => hearDissatisfied(cipher, occasion),
    },
    open: (occasion) => whatIsAnswered(cipher, occasion),
    jobs: [answeringRound(cipher)],
  }
}
