import { takeAside } from '../kernel/chat/aside.ts'
import type { Occasion, PromptAnswer, Spoken } from '../kernel/chat/capability.ts'
import { actorOf, recordAudit } from '../kernel/audit.ts'
import { branchesHeld, branchTree, getMember } from '../roster/directory.ts'
import { type Answer, ask, type Question } from './asking.ts'
import { COLLECTING, collectedBy } from './collecting.ts'
import { collectorWords as words } from './collector-words.ts'
import { reverseReceipt } from './ledger.ts'
import { sayWhatFor } from './receipt-saying.ts'
import { findReceipts, type Receipt, type ReceiptSearch } from './receipts-store.ts'
import { sayYuan } from '../kernel/language/say-money.ts'
import { tellMember } from './telling.ts'
import { duesWords } from './words.ts'

const TAKEN: PromptAnswer = { kind: 'taken' }

/** 作废收据 3: a confirmation that was wrong is reversed however old it is; nothing is edited, and the number stays used. */
export async function voidReceipt(said: Spoken): Promise<void> {
  const occasion = await takeAside(said)
  if (occasion === undefined) return
  const { tx, today, rest, voice } = occasion
  const number = Number(/(\d{1,6})\s*号?$/u.exec(rest.normalize('NFKC').trim())?.[1] ?? 0)
  if (number === 0) {
    await voice.reply(words.voidExample)
    return
  }
  const receipt = await findOwnReceipt(occasion, { year: Number(today.slice(0, 4)), number })
  if (receipt === undefined) {
    await voice.reply(words.voidUnknown(number))
    return
  }
  const { name } = await getMember(tx, receipt.member)
  const text = words.voidAsk(numberOf(receipt), name, await sayWhatFor(occasion, receipt), sayYuan(receipt.fen))
  const question: Question = { kind: 'void', receipt: receipt.id, member: receipt.member }
  await ask(occasion, question, text, [words.confirmWord, words.cancelWord])
}

/** The answer to the read-back. A receipt that was voided meanwhile is not voided twice. */
export async function settleVoid(occasion: Occasion, question: Extract<Question, { kind: 'void' }>, answer: Answer): Promise<PromptAnswer> {
  const { tx, now, person, voice } = occasion
  const receipt = (await ownReceipts(occasion, { member: question.member })).find(({ id }) => id === question.receipt)
  if (answer.kind !== 'yes' || person.member === undefined || receipt === undefined) {
    await voice.reply(words.voidNot)
    return TAKEN
  }
  const months = await sayWhatFor(occasion, receipt)
  await reverseReceipt(tx, receipt, 'gone', { reason: 'other', by: person.member }, now)
  await recordAudit(tx, { actor: actorOf(person.member), action: 'dues-receipt-voided', subject: `dues_receipt:${receipt.id}` }, now)
  const text = duesWords.receiptGone(numberOf(receipt), months)
  await tellMember(occasion, receipt.member, { once: `dues:receipt:${receipt.id}:gone`, text, why: duesWords.whyVoid })
  await voice.reply(words.voided(numberOf(receipt), (await getMember(tx, receipt.member)).name))
  return TAKEN
}

const MOST_RECEIPTS = 1000

async function ownReceipts({ tx, person }: Occasion, search: ReceiptSearch): Promise<readonly Receipt[]> {
  const held = branchesHeld(person, COLLECTING, await branchTree(tx))
  const receipts = await findReceipts(tx, { branches: held, ...search }, MOST_RECEIPTS)
  const mine = await collectedBy(
    tx,
    person,
    receipts.map(({ branch }) => branch),
  )
  return receipts.filter(({ branch }) => mine.includes(branch))
}

async function findOwnReceipt(occasion: Occasion, search: ReceiptSearch): Promise<Receipt | undefined> {
  return (await ownReceipts(occasion, search))[0]
}

function numberOf({ year, number }: Receipt): string {
  return words.receiptNumber(year, number)
}
