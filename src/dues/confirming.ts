import { takeAside } from '../kernel/chat/aside.ts'
import type { Occasion, PromptAnswer, Spoken } from '../kernel/chat/capability.ts'
import { mayCommand } from '../kernel/chat/converse.ts'
import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Intent } from '../kernel/chat/utterance.ts'
import { kernelWords } from '../kernel/chat/words.ts'
import { findMembersByName, getMember } from '../roster/directory.ts'
import { type Answer, ask, type Question } from './asking.ts'
import { collectable, lateOf, sayClaimed } from './collectable.ts'
import { COLLECTING, collectorsOf } from './collecting.ts'
import { collectorWords as words } from './collector-words.ts'
import type { EntryId } from './entry.ts'
import { chooseOne, type House, readTypedName } from './finding.ts'
import { confirmClaims } from './ledger.ts'
import { sumFen } from './member-month.ts'
import { type PendingClaim, pendingClaims } from './claims-store.ts'
import { sayYuan } from '../kernel/language/say-money.ts'
import { tellMember } from './telling.ts'
import { duesWords } from './words.ts'

const TAKEN: PromptAnswer = { kind: 'taken' }

/** 确认 张三 李四, 确认全部: by the collector of that branch alone. What is confirmed is told in private, the group hears nothing. */
export async function hearConfirm(house: House, said: Spoken, intent: Intent): Promise<void> {
  const occasion = await takeAside(said)
  if (occasion === undefined) return
  const { names = [] } = intent
  if (!mayCommand(occasion.person, COLLECTING)) {
    if (said.mailbox.kind === 'private') await occasion.voice.reply(kernelWords.notForYou)
  } else if (names.length === 0) await occasion.voice.reply(words.example)
  else if (names.includes('*')) await confirmAll(occasion)
  else await confirmNamed(house, occasion, names)
}

/** 确认全部: how many and how much first. Back payments of more than half a year are decided one by one. */
export async function confirmAll(occasion: Spoken): Promise<void> {
  const { held, claims } = await collectable(occasion)
  if (claims.length === 0) {
    await occasion.voice.reply(await whyNothing(occasion, held))
    return
  }
  const late = lateOf(occasion, claims)
  const ready = claims.filter((claim) => !late.includes(claim))
  const people = (some: readonly PendingClaim[]) => new Set(some.map(({ member }) => member)).size
  if (ready.length === 0) {
    await occasion.voice.reply(words.onlyLate(people(late)))
    return
  }
  const question: Question = { kind: 'confirm-all', claims: ready.map(({ id }) => id) }
  const months = ready.filter(({ purpose }) => purpose === 'month').length
  const text = words.askAll(people(ready), months, sayYuan(sumFen(ready)), people(late))
  await ask(occasion, question, text, [words.confirmWord, words.cancelWord])
}

/** The answer to it: exactly the claims that were shown, as far as they still wait and are this person's to confirm. */
export async function settleConfirmAll(
  occasion: Occasion,
  question: Extract<Question, { kind: 'confirm-all' }>,
  answer: Answer,
): Promise<PromptAnswer> {
  if (answer.kind !== 'yes') {
    await occasion.voice.reply(words.notConfirmed)
    return TAKEN
  }
  const shown = new Set<EntryId>(question.claims)
  const { claims } = await collectable(occasion)
  const still = claims.filter(({ id }) => shown.has(id))
  if (still.length === 0) await occasion.voice.reply(words.nothingPending)
  else await confirmAndTell(occasion, still, [])
  return TAKEN
}

async function confirmNamed(house: House, occasion: Spoken, names: readonly string[]): Promise<void> {
  const { held, claims } = await collectable(occasion)
  const lines: string[] = []
  const wanted = new Set<MemberId>()
  for (const name of names) {
    const found = await whoIsMeant(house, occasion, name, claims, held)
    if (typeof found === 'string') lines.push(found)
    else wanted.add(found)
  }
  const chosen = claims.filter(({ member }) => wanted.has(member))
  if (chosen.length > 0) await confirmAndTell(occasion, chosen, lines)
  else if (claims.length === 0) await occasion.voice.reply(await whyNothing(occasion, held))
  else await occasion.voice.reply(lines.join('\n'))
}

/** The one with a waiting claim whom a name means, or the line that says why not. 确认 汤春梅2 means the second of that name. */
async function whoIsMeant(
  house: House,
  occasion: Spoken,
  typed: string,
  claims: readonly PendingClaim[],
  held: readonly BranchId[],
): Promise<MemberId | string> {
  const behind = occasion.event.text.normalize('NFKC').split(typed)[1] ?? ''
  const name = readTypedName(`${typed}${/^\s?[1-9](?![\d个月元块])/u.exec(behind)?.[0].trim() ?? ''}`)
  const found = await findMembersByName(occasion.tx, name.name, held)
  const waiting = found.filter(({ id }) => claims.some(({ member }) => member === id))
  const [known] = found
  if (waiting.length === 0 && known !== undefined) return words.nothingOf(known.name)
  const one = await chooseOne(house, occasion, name, waiting)
  return typeof one === 'string' ? one : one.id
}

async function whyNothing({ tx, person }: Occasion, held: readonly BranchId[]): Promise<string> {
  const waiting = await pendingClaims(tx, { branches: held })
  const [first] = waiting
  if (first === undefined) return words.nothingPending
  const [collector] = await collectorsOf(tx, first.branch)
  return collector === undefined || collector.member === person.member ? words.noCollector : words.notCollector(collector.name)
}

async function confirmAndTell(occasion: Occasion, claims: readonly PendingClaim[], others: readonly string[]): Promise<void> {
  const { tx, person, now, today, voice } = occasion
  if (person.member === undefined) return
  const receipts = await confirmClaims(tx, claims, person.member, now)
  const lines: string[] = []
  for (const receipt of receipts) {
    const own = claims.filter(({ payment, member }) => payment === receipt.payment && member === receipt.member)
    const months = sayClaimed(own, today)
    const number = words.receiptNumber(receipt.year, receipt.number)
    lines.push(words.confirmedOne((await getMember(tx, receipt.member)).name, months, number))
    if (receipt.member !== person.member)
      await tellMember(occasion, receipt.member, {
        once: `dues:receipt:${receipt.id}`,
        text: duesWords.confirmed(months, number),
        why: duesWords.whyConfirmed,
      })
  }
  const text = [words.confirmed(receipts.length, lines), ...others].join('\n')
  if ((await voice.reply(text)) === undefined) await voice.reply([words.confirmedTotals(receipts.length), ...others].join('\n'))
}
