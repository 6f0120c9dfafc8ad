import type { Occasion, Spoken } from '../kernel/chat/capability.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import { getMember, officersOf, privateMailbox } from '../roster/directory.ts'
import { findAssessment } from './assessments-store.ts'
import { speaksForDues } from './claiming.ts'
import { besideMonths } from './entries-store.ts'
import { type MemberMonth, openFen, stateOf, unclaimedFen } from './member-month.ts'
import { dueMonthsOf, monthsOf } from './months-store.ts'
import { lastReturnReason } from './claims-store.ts'
import { sayYuan } from '../kernel/language/say-money.ts'
import { sayMonths } from './saying.ts'
import { monthOf } from './settings.ts'
import { duesWords as words } from './words.ts'

/** 我每月交多少: the own amount, to the asker alone; a group hears no amount and no category. */
export async function tellAmount(occasion: Spoken): Promise<void> {
  await aloneOrPoint(occasion, words.askAmount, async (member) => {
    const { tx, today } = occasion
    const month = monthOf(today)
    const assessment = await findAssessment(tx, member, month)
    if (assessment === undefined) return words.notAssessed
    const due = await dueMonthsOf(tx, member, month)
    const months =
      due.length === 0
        ? undefined
        : sayMonths(
            due.map((one) => one.month),
            today,
          )
    const total = due.length === 0 ? undefined : sayYuan(due.reduce((sum, one) => sum + unclaimedFen(one), 0))
    const current = (await monthsOf(tx, member, month)).find((one) => one.month === month)
    return [
      words.amount(sayYuan(assessment.monthlyFen), months, total),
      ...(current !== undefined && stateOf(current) === 'exempt' ? [words.exempt] : []),
      ...(assessment.article === undefined ? [] : [words.amountBy(assessment.article)]),
    ].join('\n')
  })
}

/** 我交到几月了: the own months, to the asker alone. */
export async function tellStatus(occasion: Spoken): Promise<void> {
  await aloneOrPoint(occasion, '我的', async (member) => {
    const lines = await duesCard(occasion, member)
    return lines.length === 0 ? words.notAssessed : lines.join('\n')
  })
}

/** The own months of this year and what of earlier ones is open, for 我的. */
export async function duesCard({ tx, today }: Pick<Occasion, 'tx' | 'today'>, member: MemberId): Promise<readonly string[]> {
  const month = monthOf(today)
  const year = today.slice(0, 4)
  const all = await monthsOf(tx, member, '')
  const shown = all.filter((one) => one.month.startsWith(year) || unclaimedFen(one) > 0)
  if (shown.length === 0) return []
  const say = (fits: (one: MemberMonth) => boolean) =>
    sayMonths(
      shown.filter(fits).map((one) => one.month),
      today,
    )
  const card = words.card({
    confirmed: say((one) => stateOf(one) === 'confirmed'),
    claimed: say((one) => stateOf(one) === 'claimed'),
    waived: say((one) => stateOf(one) === 'exempt'),
    open: say((one) => unclaimedFen(one) > 0 && openFen(one) > 0 && one.month <= month),
  })
  const { creditFen, extraFen } = await besideMonths(tx, member)
  const isReturned = shown.some((one) => stateOf(one) === 'returned')
  const reason = isReturned ? await lastReturnReason(tx, member) : undefined
  return [
    ...(card === '' ? [] : [card]),
    ...(creditFen > 0 ? [words.cardCredit(sayYuan(creditFen))] : []),
    ...(extraFen > 0 ? [words.cardExtra(sayYuan(extraFen))] : []),
    ...(reason === undefined ? [] : [words.returnedLine(reason)]),
  ]
}

async function aloneOrPoint(occasion: Spoken, word: string, tell: (member: MemberId) => Promise<string>): Promise<void> {
  const { person, mailbox, voice } = occasion
  const { member } = person
  if (member === undefined || !speaksForDues(occasion)) {
    if (mailbox.kind === 'private') await voice.reply(words.bindFirst)
    return
  }
  if (await voice.privately(await tell(member))) return
  await voice.reply(words.askPrivately(word))
}

/**
 * 交不起: passed on to the secretary and nobody else, without the reason, which is not kept either. Whoever decides is
 * the branch with the committee above it (art. 7).
 */
export async function passHardship(occasion: Spoken): Promise<void> {
  const { tx, person, voice, mailbox } = occasion
  const { member, branch } = person
  if (member === undefined || branch === undefined || person.evidence === 'probable') {
    if (mailbox.kind === 'private') await voice.reply(words.bindFirst)
    return
  }
  const secretaries = await officersOf(tx, branch, ['secretary', 'deputy_secretary'])
  for (const holder of secretaries) {
    const to = holder.member === member ? undefined : await privateMailbox(tx, holder.member)
    if (to === undefined) continue
    const said = await voice.tell(to.id, words.hardshipTold((await getMember(tx, member)).name), { why: words.whyHardship })
    if (said === undefined) continue
    await voice.privately(words.hardshipPassed)
    return
  }
  await voice.privately(words.hardshipAlone)
}
