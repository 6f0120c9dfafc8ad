import { takeAside } from '../kernel/chat/aside.ts'
import type { Occasion, Spoken } from '../kernel/chat/capability.ts'
import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Intent } from '../kernel/chat/utterance.ts'
import { monthAfter } from '../kernel/language/months.ts'
import { findMembersByName } from '../roster/directory.ts'
import { ask, type ProposedClaim } from './asking.ts'
import { sayBooked, sayDoubt, shareLines } from './claim-saying.ts'
import { type Division, dividePayment, type Payer, type SaidPayment } from './division.ts'
import type { Channel } from './entry.ts'
import { bookClaim } from './ledger.ts'
import { monthsOf } from './months-store.ts'
import { readSaid } from './reading.ts'
import { sayYuan } from '../kernel/language/say-money.ts'
import { monthOf } from './settings.ts'
import { duesWords as words } from './words.ts'

/** Whom a payment is for, what was said of it, and the event that told of it. */
export type ClaimOrder = {
  readonly people: readonly MemberId[]
  readonly said: SaidPayment
  readonly channel?: Channel
  readonly key: string
}

/** Whoever pays back more than two years sees the collector. */
const MONTHS_BACK = 24
const MOST_NAMES = 4
/**
 * 已交 in all its forms. In a group a plain claim is written down silently; what has to be asked or answered is said to
 * the payer alone. Nothing is paid through us: a claim waits for the collector.
 */
export async function hearClaim(occasion: Spoken, intent: Intent): Promise<void> {
  const { person, mailbox } = occasion
  const { member, branch } = person
  if (member === undefined || branch === undefined || !speaksForDues(occasion)) {
    if (mailbox.kind === 'private') await occasion.voice.reply(words.bindFirst)
    return
  }
  const called = [intent.on_behalf_of ?? []].flat()
  const withSelf = called.length === 0 || intent.self === true
  const said = readSaid(intent, occasion.event.text, monthOf(occasion.today))
  const people: MemberId[] = withSelf ? [member] : []
  const unknown: string[] = []
  for (const name of called) {
    const [one, ...others] = await findMembersByName(occasion.tx, name, [branch])
    if (one === undefined || others.length > 0) unknown.push(name)
    else people.push(one.id)
  }
  const order = {
    people: [...new Set(people)],
    said,
    key: occasion.key,
    ...(intent.channel === undefined ? {} : { channel: intent.channel }),
  }
  if (unknown.length > 0) await askWho(occasion, order, unknown)
  else await divideAndBook(occasion, order)
}

/** Dues need a login that surely is this person's; what was copied by hand from a group is looked at by the collector. */
export function speaksForDues({ person, answeredAs }: Occasion): boolean {
  return person.evidence === 'verified' || answeredAs === 'relayed'
}

/** Asks for a name that the roster does not know, or that several bear. */
export async function askWho(occasion: Spoken, order: ClaimOrder, called: readonly string[], text?: string): Promise<void> {
  const aside = occasion.answeredAs === 'relayed' ? undefined : await takeAside(occasion)
  const [first] = called
  const { branch } = occasion.person
  if (aside === undefined || first === undefined || branch === undefined) return
  const { people, ...rest } = order
  await ask(aside, { kind: 'who', known: people, called, ...rest }, text ?? (await whoIs(occasion, first, branch)), [])
}

async function whoIs({ tx }: Spoken, called: string, branch: BranchId): Promise<string> {
  const names = (await findMembersByName(tx, called, [branch])).map(({ name }) => name)
  return names.length > 1 ? words.askWhich(called, names.slice(0, MOST_NAMES).join('、')) : words.askWho(called)
}

/** Divides a payment and books it, or asks about it first. Payments for several people are always read back. */
export async function divideAndBook(occasion: Spoken, order: ClaimOrder): Promise<void> {
  const { tx, today } = occasion
  const period = monthOf(today)
  const payers: Payer[] = []
  for (const member of order.people) payers.push({ member, months: await monthsOf(tx, member, monthAfter(period, -MONTHS_BACK)) })
  const division = dividePayment(order.said, payers, period)
  const isPlain = division.kind === 'clear' && order.people.every((one) => one === occasion.person.member)
  // What was copied by hand from a group was said by somebody who is not here to be asked.
  const aside = isPlain || occasion.answeredAs === 'relayed' ? undefined : await takeAside(occasion)
  if (division.kind === 'none') {
    await aside?.voice.reply(division.why === 'not-assessed' ? words.notAssessed : words.saidBefore)
    return
  }
  const { shares, fen } = division
  const { key, channel, said } = order
  const months = said.months === undefined ? 'unsaid' : 'said'
  const proposed: ProposedClaim = { shares, fen, key, months, ...(channel === undefined ? {} : { channel }) }
  // Without a private chat nothing can be asked; a claim is pending anyway, and the collector sees it as it was said.
  if (isPlain || aside === undefined) await bookAndSay(occasion, proposed)
  else await askFirst(aside, division, proposed, order)
}

async function askFirst(occasion: Spoken, division: Division, proposed: ProposedClaim, order: ClaimOrder): Promise<void> {
  const question = { kind: 'claim', ...proposed } as const
  const { yesChoice, noChoice, extraChoice } = words
  const isAlone = order.people.length === 1 && order.people[0] === occasion.person.member
  if (division.kind === 'ask' && isAlone) {
    const choices = division.why === 'surplus' ? [yesChoice, extraChoice] : [yesChoice, noChoice]
    await ask(occasion, question, sayDoubt(occasion, division), choices)
    return
  }
  const lines = await shareLines(occasion, proposed)
  const total = order.said.amountFen === undefined ? undefined : sayYuan(order.said.amountFen)
  await ask(occasion, question, words.askSplit(lines, total), [yesChoice, noChoice])
}

/** Writes a claim down and, in private, says what was written. */
export async function bookAndSay(occasion: Occasion, proposed: ProposedClaim): Promise<void> {
  const { tx, now, today, person, mailbox, voice } = occasion
  const { member, branch } = person
  if (member === undefined || branch === undefined) return
  const { shares, fen, channel, key } = proposed
  const isOwn = shares.some((share) => share.member === member)
  await bookClaim(
    tx,
    {
      branch,
      payer: member,
      fen,
      evidence: isOwn ? occasion.answeredAs : 'proxy',
      identity: person.evidence,
      platform: occasion.from.platform,
      messageKey: key,
      ...(channel === undefined ? {} : { channel }),
    },
    shares,
    now,
  )
  if (mailbox.kind === 'private' && occasion.answeredAs === 'self') await voice.reply(await sayBooked(occasion, proposed, monthOf(today)))
}
