import { takeAside } from '../kernel/chat/aside.ts'
import type { Occasion, Spoken } from '../kernel/chat/capability.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import { actorOf, recordAudit } from '../kernel/audit.ts'
import { branchesHeld, branchTree, findMembersByName, type Member } from '../roster/directory.ts'
import { type PendingClaim, pendingClaims } from './claims-store.ts'
import { sayClaimed } from './collectable.ts'
import { COLLECTING, collectedBy } from './collecting.ts'
import { collectorWords } from './collector-words.ts'
import type { Share } from './entry.ts'
import { chooseOne, type House, readTypedName } from './finding.ts'
import { bookClaim, confirmClaims } from './ledger.ts'
import { matchPayment, sharesFor } from './list-matching.ts'
import { lineOf, shorten } from './list-saying.ts'
import { listWords as words } from './list-words.ts'
import { closeListed, type WaitingPayment, waitingListed } from './listed-store.ts'
import { monthOf } from './settings.ts'
import { tellMember } from './telling.ts'
import { duesWords } from './words.ts'

type Payable = { readonly claims: readonly PendingClaim[] } | { readonly shares: readonly Share[] }

/** The branches whose dues this person confirms. */
export async function collectedBranches({ tx, person }: Occasion): Promise<readonly BranchId[]> {
  return collectedBy(tx, person, branchesHeld(person, COLLECTING, await branchTree(tx)))
}

/** Books those of a list that are still sure; what changed since they were shown stays in the pile. */
export async function bookMatched(occasion: Occasion, branches: readonly BranchId[], payments: readonly WaitingPayment[]): Promise<void> {
  const { tx, today, voice } = occasion
  const lines: string[] = []
  for (const payment of payments) {
    const match = await matchPayment(tx, branches, payment, monthOf(today))
    if (match.kind !== 'claimed' && match.kind !== 'due') continue
    const { months, receipt } = await book(occasion, payment, match.member, match)
    lines.push(collectorWords.confirmedOne(match.member.name, months, receipt))
  }
  await voice.reply(lines.length === 0 ? words.bookedNothing : words.booked(lines.length, shorten(lines)))
}

/** Books one payment for a member and tells them; the claim that said so is confirmed, or one is noted and confirmed at once. */
async function book(occasion: Occasion, listed: WaitingPayment, member: Member, payable: Payable) {
  const { tx, now, today, person, from, key } = occasion
  const by = person.member
  if (by === undefined) throw new Error('only a known collector books')
  let claims = 'claims' in payable ? payable.claims : []
  if ('shares' in payable) {
    const evidence = { evidence: 'recorded', identity: 'recorded', platform: from.platform, messageKey: key } as const
    const payment = { branch: member.branch, payer: member.id, recordedBy: by, fen: listed.fen, ...evidence }
    claims = await pendingClaims(tx, { payments: [await bookClaim(tx, payment, payable.shares, now)] })
  }
  const receipts = await confirmClaims(tx, claims, by, now)
  await closeListed(tx, listed.id, member.id)
  for (const { id, year, number, payment, member: payer } of receipts) {
    if (payer === by) continue
    const own = claims.filter((claim) => claim.payment === payment && claim.member === payer)
    const text = duesWords.confirmed(sayClaimed(own, today), collectorWords.receiptNumber(year, number))
    await tellMember(occasion, payer, { once: `dues:receipt:${id}`, text, why: duesWords.whyConfirmed })
  }
  await recordAudit(tx, { actor: actorOf(by), action: 'dues-listed-booked', subject: `dues_listed:${listed.id}` }, now)
  const numbers = receipts.map(({ year, number }) => collectorWords.receiptNumber(year, number))
  return { months: sayClaimed(claims, today), receipt: numbers.join('、') }
}

/** 待认领: what came in and has nobody's name yet. */
export async function tellPile(said: Spoken): Promise<void> {
  const occasion = await takeAside(said)
  if (occasion === undefined) return
  const { tx, voice } = occasion
  const waiting = await waitingListed(tx, await collectedBranches(occasion))
  const [first] = waiting
  if (first === undefined) return void (await voice.reply(words.pileEmpty))
  const lines = words.pile(waiting.length, shorten(waiting.map(lineOf)))
  await voice.reply([...lines, words.assign(first.id, first.name), words.setAside(first.id)].join('\n'))
}

/** 认领 3 张三: the collector says whose it is. 认领 3 不算: it is no dues. */
export async function assignListed(house: House, said: Spoken): Promise<void> {
  const occasion = await takeAside(said)
  if (occasion === undefined) return
  const { tx, now, today, person, rest, voice } = occasion
  const [, digits, name = ''] = /^第?(\d{1,6})号?\s*[,，]?\s*(\S+)$/u.exec(rest.normalize('NFKC').trim()) ?? []
  if (digits === undefined || person.member === undefined) return void (await voice.reply(words.assignExample))
  const branches = await collectedBranches(occasion)
  const listed = (await waitingListed(tx, branches)).find(({ id }) => id === Number(digits))
  if (listed === undefined) return void (await voice.reply(words.assignUnknown(Number(digits))))
  if (/^(?:不算|不是党费|不是)$/u.test(name)) {
    await closeListed(tx, listed.id, undefined)
    await recordAudit(tx, { actor: actorOf(person.member), action: 'dues-listed-set-aside', subject: `dues_listed:${listed.id}` }, now)
    return void (await voice.reply(words.putAside(listed.id)))
  }
  const typed = readTypedName(name)
  const member = await chooseOne(house, occasion, typed, await findMembersByName(tx, typed.name, branches))
  if (typeof member === 'string') return void (await voice.reply(member))
  const match = await matchPayment(tx, branches, { ...listed, name: member.name }, monthOf(today))
  const isClaimed = match.kind === 'claimed' && match.member.id === member.id
  const payable = isClaimed ? match : { shares: await sharesFor(tx, member.id, listed.fen, monthOf(today)) }
  const { months, receipt } = await book(occasion, listed, member, payable)
  await voice.reply(words.assigned(member.name, months, receipt))
}
