import { recordAudit } from '../kernel/audit.ts'
import type { Occasion, Open, Spoken } from '../kernel/chat/capability.ts'
import { readNumberedLine } from '../kernel/chat/numbered-line.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { branchesHeld, branchTree, getBranch, operators, shortBranchName } from '../roster/directory.ts'
import { answeredFor, closeFeedback, type Feedback, openFeedback, recordReply, reopenFeedback } from './feedback-store.ts'
import { answerBy, ANSWERERS, askerOf, findHeld, tellAnswerer, textOf } from './registering.ts'
import { feedbackWords as words } from './words.ts'

const MOST_SHOWN = 6
/** So long somebody may say that an answer did not answer. */
const VERDICT_DAYS = 10

/** 意见: what waits for an answer, most pressing first. */
export async function listOpen(cipher: Cipher, occasion: Spoken): Promise<void> {
  const open = await openFeedback(occasion.tx, await heldBy(occasion))
  const lines = open.slice(0, MOST_SHOWN).map((item) => words.line(item.id, textOf(cipher, item), item.dueOn))
  if (open.length > MOST_SHOWN) lines.push(words.more(open.length - MOST_SHOWN))
  await occasion.voice.privately(lines.length === 0 ? words.none : words.list(lines))
}

/** 回复 12 …: goes to where it was asked, without a name; the asker says whether it answered. */
export async function reply(occasion: Spoken): Promise<void> {
  const said = readNumberedLine(occasion.rest)
  if (said === undefined || said.text === '') return void (await occasion.voice.privately(words.replyExample))
  const { number, text } = said
  const item = await findHeld(occasion, number, await heldBy(occasion))
  const { member } = occasion.person
  if (item === undefined || member === undefined || !(await recordReply(occasion.tx, number, text, member, occasion.now)))
    return void (await occasion.voice.privately(words.noNumber(number)))
  await recordAudit(occasion.tx, { actor: `member:${member}`, action: 'feedback-replied', subject: `feedback:${number}` }, occasion.now)
  const told = await occasion.voice.tell(item.mailbox, words.answer(number, text), { priority: 'notice', why: words.why })
  if (told !== undefined) await occasion.voice.privately(words.replied(number))
}

/** 办结 12: closes what has been answered; without an answer nothing is closed (R8). */
export async function close(occasion: Spoken): Promise<void> {
  const number = Number(/\d{1,8}/u.exec(occasion.rest.normalize('NFKC'))?.[0] ?? Number.NaN)
  if (Number.isNaN(number)) return void (await occasion.voice.privately(words.replyExample))
  const item = await findHeld(occasion, number, await heldBy(occasion))
  if (item === undefined || item.state === 'closed') return void (await occasion.voice.privately(words.noNumber(number)))
  const isClosed = await closeFeedback(occasion.tx, number, occasion.now)
  await occasion.voice.privately(isClosed ? words.closed(number) : words.notYet(number))
}

/** 满意: the asker closes it. */
export async function hearSatisfied(cipher: Cipher, occasion: Spoken): Promise<void> {
  const item = await waitingHere(cipher, occasion)
  if (item !== undefined && (await closeFeedback(occasion.tx, item.id, occasion.now))) await occasion.voice.reply(words.closed(item.id))
}

/** 不满意: opens it again once; the second time it goes to the township. */
export async function hearDissatisfied(cipher: Cipher, occasion: Spoken): Promise<void> {
  const item = await waitingHere(cipher, occasion)
  if (item === undefined) return
  const dueOn = answerBy(occasion.now)
  if (await reopenFeedback(occasion.tx, item.id, dueOn, occasion.now)) {
    await occasion.voice.reply(words.reopened(item.id, dueOn))
    await tellAnswerer(
      occasion,
      item.branch,
      words.reopenedTo(item.id, textOf(cipher, item), dueOn),
      words.toAnswer(item.id, item.about, '', dueOn),
    )
    return
  }
  const village = shortBranchName((await getBranch(occasion.tx, item.branch)).name)
  await occasion.voice.reply(words.higher(item.id))
  for (const mailbox of await operators(occasion.tx))
    await occasion.voice.tell(mailbox.id, words.higherTo(item.id, village), { priority: 'notice', why: words.why })
}

/** An answer that waits for its asker's word, here and now. */
export async function whatIsAnswered(cipher: Cipher, occasion: Occasion): Promise<readonly Open[]> {
  const item = await waitingHere(cipher, occasion)
  return item === undefined ? [] : [{ thing: 'feedback_reply', word: words.satisfied, title: words.openTitle(item.id) }]
}

async function waitingHere(cipher: Cipher, occasion: Occasion): Promise<Feedback | undefined> {
  const since = new Date(occasion.now.getTime() - VERDICT_DAYS * 86_400_000)
  return answeredFor(occasion.tx, occasion.mailbox.id, askerOf(cipher, occasion), since)
}

async function heldBy({ tx, person }: Occasion) {
  return branchesHeld(person, ANSWERERS, await branchTree(tx))
}
