import type { Cipher } from '../kernel/privacy/cipher.ts'
import type { Settle } from './asking.ts'
import type { RunErrand } from './errands.ts'
import { keepNewPhone } from './contact.ts'
import { grant } from './granting.ts'
import { askHandOver, handOver } from './handing.ts'
import { getMember } from './members-store.ts'
import { tellCode } from './passing-codes.ts'
import { erase, erasePhone, keepConsent } from './privacy.ts'
import { ask } from './asking.ts'
import { officeWords, ownWords } from './words.ts'

/** Does what a name was given for, once it is plain who is meant. */
export function makeRunErrand(cipher: Cipher): RunErrand {
  return (occasion, member, errand) => {
    switch (errand.kind) {
      case 'code':
        return tellCode(cipher, occasion, member)
      case 'give':
      case 'take':
        return grant(occasion, member, errand)
      case 'hand':
        return askHandOver(occasion, member, errand.branch)
    }
  }
}

/** Does what was answered to a question of the roster. */
export function makeSettle(run: RunErrand): Settle {
  return async (occasion, question, answer) => {
    if (answer.kind === 'no') {
      if (question.kind === 'consent') await ask(occasion, { kind: 'erase' }, ownWords.eraseAsk, [officeWords.confirm, officeWords.cancel])
      else await occasion.voice.reply(officeWords.notDone)
      return { kind: 'taken' }
    }
    switch (question.kind) {
      case 'consent':
        await keepConsent(occasion)
        break
      case 'erase':
        await erase(occasion)
        break
      case 'erase-phone':
        await erasePhone(occasion)
        break
      case 'new-phone':
        await keepNewPhone(occasion, question)
        break
      case 'hand-over':
        await handOver(occasion, question.branch, question.to)
        break
      case 'pick': {
        const picked = answer.kind === 'number' ? question.members[answer.number - 1] : undefined
        if (picked !== undefined) await run(occasion, await getMember(occasion.tx, picked), question.errand)
      }
    }
    return { kind: 'taken' }
  }
}
