import type { Spoken } from '../kernel/chat/capability.ts'
import { speaksForDues } from './claiming.ts'
import { dueMonthsOf, monthsOf } from './months-store.ts'
import { monthOf } from './settings.ts'
import { duesWords as words } from './words.ts'

const PAID =
  /^(?:我)?(?:的)?(?:都|已经?|全|刚)?(?:党费)?(?:都|已经?|全|刚)?(?:交|缴|转|付)(?:了|过了|清了|齐了|完了)?(?:钱|党费)?(?:了)?[。.]*$/u
/** 我和老伴12月也交了: something was paid, but nobody said what. */
const PERHAPS = /(?:已|都|也)[交缴]|[交缴]了/u
const LONGEST_LINE = 20
const BARE_NUMBER = /^\d{1,4}(?:\.\d{1,2})?$/u

/**
 * A private line that fitted nothing: 已交 from somebody who owes nothing, a number of which nobody knows whether it is yuan,
 * a picture in place of a word. Nobody has to send a proof.
 */
export async function hearLeftover(occasion: Spoken): Promise<boolean> {
  const { tx, person, today, voice } = occasion
  const { member } = person
  if (member === undefined || !speaksForDues(occasion)) return false
  const said = occasion.rest.normalize('NFKC').replaceAll(/\s/gu, '')
  const isOpen = (await dueMonthsOf(tx, member, monthOf(today))).length > 0
  if (isOpen && said === '' && occasion.event.content === 'photo') {
    await voice.reply(words.photo)
    return true
  }
  if (isOpen && BARE_NUMBER.test(said)) {
    await voice.reply(words.askUnit(said))
    return true
  }
  if (isOpen) return false
  if (!PAID.test(said)) {
    if (!PERHAPS.test(said) || said.length > LONGEST_LINE) return false
    await voice.reply(words.askIsDues)
    return true
  }
  await voice.reply((await monthsOf(tx, member, '')).length === 0 ? words.notAssessed : words.nothingDue)
  return true
}
