import type { Occasion, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import type { Intent } from '../kernel/chat/utterance.ts'
import { addDays, type Day, dayOf } from '../kernel/day.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { reachableOfficer } from '../roster/directory.ts'
import { enterFeedback, type Feedback, findFeedback } from './feedback-store.ts'
import { feedbackWords as words } from './words.ts'

/** Within so many days a villager is answered (DOMAIN §2.6, the strict figure; 山东省村务公开条例: five days). */
const ANSWER_DAYS = 5
const LONGEST_TEXT = 500
/** What stands before the matter itself: whom it is said to, the word that registers it, and the number of a disclosure. */
const BEFORE =
  /^(?:@\S+\s+)?(?:匿名\s*)?(?:提[个点条]?意见|提[个点条]?建议|提个问题|意见|建议|反映(?:一下|一个问题|个问题|个事)?|投诉|请问|咨询(?:一下)?|问(?:一下|下)?)?[\s:：,，]*(?:第?\s*\d{1,4}\s*(?:号|条|项)?(?=[\s:：,，]|\p{Script=Han}))?[\s:：,，]*/u
/** Who answers: the village committee first, then whoever writes for the branch. */
export const ANSWERERS = ['village_committee', ...SECRETARIAL] as const

/** 问 17 水泥哪有这么贵: registered with a number and a day, and told to whoever has to answer; never who asked. */
export async function register(cipher: Cipher, occasion: Spoken, intent: Intent): Promise<void> {
  const branch = occasion.room?.branch ?? occasion.person.branch
  const text = matterOf(occasion.event.text).slice(0, LONGEST_TEXT)
  if (branch === undefined) return void (await occasion.voice.privately(words.whichBranch))
  if (text === '') return void (await occasion.voice.privately(words.example))
  const dueOn = answerBy(occasion.now)
  const about = intent.ref === undefined ? {} : { about: intent.ref }
  const entered = { branch, ...about, mailbox: occasion.mailbox.id, asker: askerOf(cipher, occasion), sealed: cipher.seal(text), dueOn }
  const number = await enterFeedback(occasion.tx, entered, occasion.now)
  await occasion.voice.reply(words.registered(number, dueOn))
  await tellAnswerer(occasion, branch, words.toAnswer(number, intent.ref, text, dueOn), words.toAnswerShort(number, dueOn))
}

/** The matter of a line, without the word that registers it. */
export function matterOf(line: string): string {
  return line.trim().replace(BEFORE, '').trim()
}

/** Tells whoever answers for a branch; what may not be repeated to them is told without its words. */
export async function tellAnswerer(occasion: Occasion, branch: BranchId, text: string, short: string): Promise<void> {
  const officer = await reachableOfficer(occasion.tx, branch, ANSWERERS)
  if (officer === undefined) return
  const extras = { priority: 'notice', why: words.why } as const
  const said = await occasion.voice.tell(officer.mailbox.id, text, extras)
  if (said === undefined) await occasion.voice.tell(officer.mailbox.id, short, extras)
}

/** The last day on which something said today is answered in time. */
export function answerBy(now: Date): Day {
  return addDays(dayOf(now), ANSWER_DAYS)
}

/** A mark by which the same person is known again in the same chat, and by nobody else anywhere. */
export function askerOf(cipher: Cipher, { from, senderId }: Pick<Occasion, 'from' | 'senderId'>): string {
  return cipher.fingerprint(`asker:${from.platform}:${from.account}:${senderId}`)
}

/** What was asked, for whoever answers; nothing where the key is missing. */
export function textOf(cipher: Cipher, { sealed }: Pick<Feedback, 'sealed'>): string {
  return cipher.tryOpen(sealed) ?? ''
}

/** An item this person may answer, by the number they typed. */
export async function findHeld({ tx }: Occasion, number: number, held: readonly BranchId[]): Promise<Feedback | undefined> {
  const item = await findFeedback(tx, number)
  return item !== undefined && held.includes(item.branch) ? item : undefined
}
