import type { Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import { kernelWords } from '../kernel/chat/words.ts'
import { listNames } from '../duties/index.ts'
import { branchesHeld, branchTree, isReachable, roomsOf, spokeSince } from '../roster/directory.ts'
import { type CopyState, copyStates } from './copies-store.ts'
import { findCorrectionOf, findNewestNotice, findNoticeByNumber, findNotices } from './find-notices.ts'
import { type RecipientState, recipientStates } from './recipients-store.ts'
import { colourOf, shortTitleOf, titleOf } from './rules.ts'
import type { Notice } from './tables.ts'
import { noticeWords } from './words.ts'

const MOST_PLANNED = 5

/** 通知情况 [3]: read, perhaps, nothing. Numbers where others read; names to the officer in private. */
export async function tellState(occasion: Spoken): Promise<void> {
  const held = branchesHeld(occasion.person, SECRETARIAL, await branchTree(occasion.tx))
  const branches = occasion.room === undefined ? held : held.filter((branch) => branch === occasion.room?.branch)
  if (branches.length === 0) {
    await occasion.voice.privately(kernelWords.notForYou)
    return
  }
  const number = /\d+/u.exec(occasion.rest.normalize('NFKC'))?.[0]
  const notice = number === undefined ? await findNewest(occasion, branches) : await findNumbered(occasion, Number(number), branches)
  if (notice === undefined)
    await occasion.voice.reply(number === undefined ? noticeWords.noNotice : noticeWords.noSuchNotice(Number(number)))
  else if (notice.state === 'scheduled' && notice.sendAt !== undefined)
    await occasion.voice.privately(noticeWords.planned(titleOf(notice), notice.sendAt))
  else if (notice.state === 'withdrawn' || notice.state === 'cancelled')
    await occasion.voice.privately(noticeWords.neverSent(titleOf(notice)))
  else await tellSent(occasion, notice, branches)
}

async function tellSent(occasion: Spoken, notice: Notice, branches: readonly BranchId[]): Promise<void> {
  const recipients = await recipientStates(occasion.tx, notice.id, branches)
  const copies = (await copyStates(occasion.tx, notice.id)).filter(({ branch }) => branches.includes(branch))
  const colours = await sortByColour(occasion, notice, recipients, copies)
  const totals = (title: string) => noticeWords.totals(title, colours.read.length, colours.perhaps.length, colours.nothing.length)
  if (occasion.mailbox.kind === 'group') {
    await occasion.voice.reply(`${totals(titleOf(notice))}\n${noticeWords.askPrivately(notice.number ?? 0)}`)
    return
  }
  const names = await namesOf(occasion, colours)
  const rest = [...(await undelivered(occasion, notice, copies)), ...(await besides(occasion, notice))]
  const said = await occasion.voice.reply([totals(titleOf(notice)), ...names, ...rest].join('\n'))
  if (said !== undefined || names.length === 0) return
  // The words of a notice may make a list of names look like something that stays at home; its number never does.
  const plainly = await occasion.voice.reply([totals(shortTitleOf(notice.number ?? 0)), ...names, ...rest].join('\n'))
  if (plainly === undefined) await occasion.voice.reply([totals(titleOf(notice)), noticeWords.namesElsewhere, ...rest].join('\n'))
}

/** The newest that one wrote, or that one's own branches received; others' by their number. */
async function findNewest({ tx, person, room }: Spoken, branches: readonly BranchId[]): Promise<Notice | undefined> {
  const states = ['sent', 'stopped'] as const
  const direct = person.offices.map(({ branch }) => branch).filter((branch) => branches.includes(branch))
  const reached = await findNewestNotice(tx, { states, reached: room === undefined ? direct : branches })
  if (room !== undefined || person.member === undefined) return reached
  const written = await findNewestNotice(tx, { states, author: person.member, reached: branches })
  const newest = (written?.id ?? 0) > (reached?.id ?? 0) ? written : reached
  return newest ?? findNewestNotice(tx, { states, reached: branches })
}

async function findNumbered({ tx }: Spoken, number: number, branches: readonly BranchId[]): Promise<Notice | undefined> {
  const notice = await findNoticeByNumber(tx, number)
  return notice?.audience.some((branch) => branches.includes(branch)) === true ? notice : undefined
}

type Colours = Record<'read' | 'perhaps' | 'nothing', RecipientState[]>

/** Who spoke in a group after the notice arrived there may have seen it; who spoke while it waited for the morning has not. */
async function sortByColour(
  occasion: Spoken,
  notice: Notice,
  recipients: readonly RecipientState[],
  copies: readonly CopyState[],
): Promise<Colours> {
  const spoke = new Set<number>()
  for (const copy of copies)
    if (hasArrived(copy)) {
      const since = copy.settledAt === undefined ? (notice.sentAt ?? notice.createdAt) : new Date(copy.settledAt)
      for (const member of await spokeSince(occasion.tx, [copy.mailbox], since)) spoke.add(member)
    }
  const colours: Colours = { read: [], perhaps: [], nothing: [] }
  // Who wrote it knows it; an answer given all the same counts.
  for (const one of recipients)
    if (one.answer !== undefined || one.member !== notice.author)
      colours[colourOf(one.answer !== undefined, spoke.has(one.member))].push(one)
  return colours
}

async function namesOf(occasion: Spoken, { perhaps, nothing }: Colours): Promise<readonly string[]> {
  const tree = await branchTree(occasion.tx)
  const reachable = await isReachable(
    occasion.tx,
    nothing.map(({ member }) => member),
  )
  const toCall = nothing.filter(({ member }) => !reachable.has(member))
  const names = (list: readonly RecipientState[]) =>
    listNames(list.map(({ name, branch }) => ({ name, branch: tree.get(branch)?.name ?? '' })))
  return [
    ...(perhaps.length > 0 ? [noticeWords.perhapsNames(names(perhaps))] : []),
    ...(nothing.length > 0 ? [noticeWords.nothingNames(names(nothing))] : []),
    ...(toCall.length > 0 ? [noticeWords.callNames(names(toCall))] : []),
  ]
}

async function undelivered(occasion: Spoken, notice: Notice, copies: readonly CopyState[]): Promise<readonly string[]> {
  const late = copies.filter((copy) => !hasArrived(copy))
  if (late.length === 0) return []
  const titles = new Map((await roomsOf(occasion.tx, notice.audience)).map(({ mailbox, title }) => [mailbox.id, title]))
  return [
    noticeWords.undelivered(
      late.map((copy) => noticeWords.undeliveredRoom(titles.get(copy.mailbox) ?? noticeWords.unboundRoom, whyLate(copy))),
    ),
  ]
}

/** What was handed to somebody to be carried there has not arrived before they say so. */
function hasArrived({ state, way }: CopyState): boolean {
  return state === 'sent' || (state === 'accepted' && way !== 'by-hand')
}

function whyLate({ state, way, reason }: CopyState): string {
  if (way === 'not-found' && state === 'waiting') return noticeWords.reasonNotFound
  if (way === 'by-hand' && state === 'accepted') return noticeWords.reasonNotPassed
  return reason ?? noticeWords.stateReason[state] ?? ''
}

/** That it was replaced, and what else is planned. */
async function besides({ tx, person }: Spoken, notice: Notice): Promise<readonly string[]> {
  const newer = await findCorrectionOf(tx, notice.id)
  const planned = person.member === undefined ? [] : await findNotices(tx, { states: ['scheduled'], author: person.member }, MOST_PLANNED)
  return [
    ...(newer === undefined ? [] : [noticeWords.replacedBy(newer.number)]),
    ...(planned.length === 0 ? [] : [noticeWords.plannedToo(planned.map(({ number }) => number ?? 0).toReversed())]),
  ]
}
