import type { Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import { branchesHeld, branchTree, isReachable, roomsOf, spokeSince } from '../roster/directory.ts'
import { type CopyState, copyStates } from './copies-store.ts'
import { findNewestNotice, findNoticeByNumber } from './notices-store.ts'
import { type RecipientState, recipientStates } from './recipients-store.ts'
import { colourOf, titleOf } from './rules.ts'
import type { Notice } from './tables.ts'
import { noticeWords } from './words.ts'

/** Names in one line are for a phone's screen; the rest is in the export. */
const MOST_NAMES = 60

/** 通知情况 [3]: read, perhaps, nothing. Numbers where others read; names to the officer in private. */
export async function tellState(occasion: Spoken): Promise<void> {
  const tree = await branchTree(occasion.tx)
  const held = branchesHeld(occasion.person, SECRETARIAL, tree)
  const branches = occasion.room === undefined ? held : held.filter((branch) => branch === occasion.room?.branch)
  const notice = await findMeant(occasion, branches)
  if (notice === undefined) {
    await occasion.voice.reply(noticeWords.noNotice)
    return
  }
  const recipients = await recipientStates(occasion.tx, notice.id, branches)
  const copies = await copyStates(occasion.tx, notice.id)
  const colours = await sortByColour(occasion, notice, recipients, copies)
  const totals = noticeWords.totals(titleOf(notice), colours.read.length, colours.perhaps.length, colours.nothing.length)
  if (occasion.mailbox.kind === 'group') {
    await occasion.voice.reply(`${totals}\n${noticeWords.askPrivately}`)
    return
  }
  await occasion.voice.reply([totals, ...(await namesOf(occasion, colours)), ...(await undelivered(occasion, notice, copies))].join('\n'))
}

async function findMeant(occasion: Spoken, branches: readonly BranchId[]): Promise<Notice | undefined> {
  const number = /\d+/u.exec(occasion.rest)?.[0]
  if (number === undefined) return findNewestNotice(occasion.tx, branches, ['sent', 'stopped'])
  const notice = await findNoticeByNumber(occasion.tx, Number(number))
  return notice?.audience.some((branch) => branches.includes(branch)) === true ? notice : undefined
}

type Colours = Record<'read' | 'perhaps' | 'nothing', RecipientState[]>

async function sortByColour(
  occasion: Spoken,
  notice: Notice,
  recipients: readonly RecipientState[],
  copies: readonly CopyState[],
): Promise<Colours> {
  const spoke = await spokeSince(
    occasion.tx,
    copies.filter(({ state }) => state === 'sent' || state === 'accepted').map(({ mailbox }) => mailbox),
    notice.sentAt ?? notice.createdAt,
  )
  const colours: Colours = { read: [], perhaps: [], nothing: [] }
  for (const one of recipients) colours[colourOf(one.answer !== undefined, spoke.has(one.member))].push(one)
  return colours
}

async function namesOf(occasion: Spoken, { perhaps, nothing }: Colours): Promise<readonly string[]> {
  const missing: readonly MemberId[] = [...perhaps, ...nothing].map(({ member }) => member)
  const reachable = await isReachable(occasion.tx, missing)
  const toCall = nothing.filter(({ member }) => !reachable.has(member))
  const names = (list: readonly RecipientState[]) => {
    const shown = list.slice(0, MOST_NAMES).map(({ name }) => name)
    return list.length > MOST_NAMES ? [...shown, `等 ${list.length} 人`] : shown
  }
  return [
    ...(perhaps.length > 0 ? [noticeWords.perhapsNames(names(perhaps))] : []),
    ...(nothing.length > 0 ? [noticeWords.nothingNames(names(nothing))] : []),
    ...(toCall.length > 0 && toCall.length < nothing.length ? [noticeWords.callNames(names(toCall))] : []),
  ]
}

async function undelivered(occasion: Spoken, notice: Notice, copies: readonly CopyState[]): Promise<readonly string[]> {
  const late = copies.filter(({ state }) => state !== 'sent' && state !== 'accepted')
  if (late.length === 0) return []
  const titles = new Map((await roomsOf(occasion.tx, notice.audience)).map(({ mailbox, title }) => [mailbox.id, title]))
  return [
    noticeWords.undelivered(
      late.map(({ mailbox, state, reason }) =>
        noticeWords.undeliveredRoom(titles.get(mailbox) ?? '已解绑的群', reason ?? noticeWords.stateReason[state] ?? state),
      ),
    ),
  ]
}
