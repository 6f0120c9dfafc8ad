import type { Occasion, Spoken } from '../kernel/chat/capability.ts'
import { mayCommand, SECRETARIAL } from '../kernel/chat/converse.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import { recordAudit } from '../kernel/audit.ts'
import { hurryLetter } from '../kernel/outbox/letter.ts'
import { cancelAlarm } from '../kernel/schedule/alarm.ts'
import { branchesHeld, branchTree, roomsOf } from '../roster/directory.ts'
import { type CopyState, copyStates } from './copies-store.ts'
import { findNewestNotice, findNoticeByNumber } from './find-notices.ts'
import { getNotice, setNoticeState } from './notices-store.ts'
import { countHeld, type NoticeSettings } from './preview.ts'
import { canStop, hasLeft, titleOf } from './rules.ts'
import { scheduleKey } from './sending.ts'
import type { Notice, NoticeState } from './tables.ts'
import { noticeWords } from './words.ts'

/** 撤回: within the minute, or before its time, nothing leaves at all; afterwards it says what can still be done. */
export async function withdrawNotice(occasion: Spoken): Promise<void> {
  const notice = await findMeant(occasion, ['sent', 'stopped', 'scheduled'])
  if (notice === undefined) return tellNothing(occasion)
  const reached = await titlesOf(occasion, notice, await copyStates(occasion.tx, notice.id))
  if (reached.length === 0) {
    await occasion.voice.privately(await withdrawUnsent(occasion, notice))
    return
  }
  const left = (await copyStates(occasion.tx, notice.id)).filter(canStop).length
  const lines = [noticeWords.tooLate(titleOf(notice), reached, notice.number ?? 0, left), ...(await scheduledToo(occasion))]
  await occasion.voice.privately(lines.join('\n'))
}

/** Takes a notice back of which nothing has left, and tells so in a line. */
export async function withdrawUnsent(occasion: Occasion, notice: Notice): Promise<string> {
  if (notice.sendAt !== undefined) await cancelAlarm(occasion.tx, scheduleKey(notice.id, notice.sendAt))
  await takeBack(occasion, await copyStates(occasion.tx, notice.id))
  await close(occasion, notice, 'withdrawn')
  const old = notice.corrects === undefined ? undefined : await getNotice(occasion.tx, notice.corrects)
  const holds = old?.state === 'sent' || old?.state === 'stopped' ? [noticeWords.stillHolds(titleOf(old))] : []
  return [noticeWords.withdrawnAll(titleOf(notice)), ...holds].join('\n')
}

/** The newest notice of one's own since a moment of which nothing has left yet. */
export async function findUnsent(occasion: Occasion, since: Date): Promise<Notice | undefined> {
  const { tx, person } = occasion
  if (person.member === undefined || !mayCommand(person, SECRETARIAL)) return undefined
  const newest = await findNewestNotice(tx, { states: ['sent', 'scheduled'], author: person.member, since })
  const copies = newest === undefined ? [] : await copyStates(tx, newest.id)
  return copies.every(canStop) ? newest : undefined
}

/** 停止: what has not left stays, and the sender hears who has it already. */
export async function stopNotice(occasion: Spoken): Promise<void> {
  const notice = await findMeant(occasion, ['sent', 'scheduled'])
  if (notice === undefined) return tellNothing(occasion)
  if (notice.state === 'scheduled') return withdrawNotice(occasion)
  const copies = await copyStates(occasion.tx, notice.id)
  const reached = await titlesOf(occasion, notice, copies)
  const stopped = await takeBack(occasion, copies)
  if (stopped === 0) {
    await occasion.voice.privately(noticeWords.nothingLeft(titleOf(notice), reached, notice.number ?? 0))
    return
  }
  await close(occasion, notice, reached.length === 0 ? 'withdrawn' : 'stopped')
  await occasion.voice.privately(noticeWords.stopped(reached, stopped))
}

/** 马上发: gives up the minute in which 撤回 stops everything. Quiet hours and a full day are not hurried. */
export async function hurryNotice(settings: NoticeSettings, occasion: Spoken): Promise<void> {
  const notice = await findMeant(occasion, ['sent'])
  const waiting = notice === undefined ? [] : (await copyStates(occasion.tx, notice.id)).filter(({ state }) => state === 'waiting')
  if (notice === undefined || waiting.length === 0) {
    await occasion.voice.privately(noticeWords.nothingToHurry)
    return
  }
  const rooms = (await roomsOf(occasion.tx, notice.audience)).filter(({ mailbox }) => waiting.some((copy) => copy.mailbox === mailbox.id))
  const { quietUntil, capped } = await countHeld(settings, occasion, { ...notice, sendAt: undefined }, rooms)
  const held = quietUntil === undefined ? capped : waiting.length
  if (quietUntil === undefined) for (const { letter } of waiting) await hurryLetter(occasion.tx, letter, occasion.now)
  await occasion.voice.privately(held > 0 ? noticeWords.hurriedNot(titleOf(notice), held) : noticeWords.hurried(titleOf(notice)))
}

/** Whether 撤回, 停止 or 马上发 has a notice of its own to act upon, apart from a draft. */
export async function hasNoticeToStop(occasion: Spoken, word: string): Promise<boolean> {
  if (word !== '撤回' && word !== '停止' && word !== '马上发') return false
  const notice = await findMeant({ ...occasion, rest: '' }, word === '撤回' ? ['sent', 'scheduled'] : ['sent'])
  if (notice === undefined || notice.state === 'scheduled') return notice !== undefined
  return (await copyStates(occasion.tx, notice.id)).some(canStop)
}

/** By its number any notice of the branches held; without one the newest of one's own, so that nobody stops a colleague's by chance. */
async function findMeant(occasion: Spoken, states: readonly NoticeState[]): Promise<Notice | undefined> {
  const held = branchesHeld(occasion.person, SECRETARIAL, await branchTree(occasion.tx))
  const number = /\d+/u.exec(occasion.rest.normalize('NFKC'))?.[0]
  const notice = number === undefined ? await findNewestOwn(occasion, held, states) : await findNoticeByNumber(occasion.tx, Number(number))
  return notice !== undefined && held.includes(notice.branch) && states.includes(notice.state) ? notice : undefined
}

async function findNewestOwn(
  { tx, person }: Spoken,
  orderedBy: readonly BranchId[],
  states: readonly NoticeState[],
): Promise<Notice | undefined> {
  return person.member === undefined ? undefined : findNewestNotice(tx, { states, author: person.member, orderedBy })
}

/** Nothing of one's own; a colleague's is named, so that it can be stopped by its number. */
async function tellNothing(occasion: Spoken): Promise<void> {
  const orderedBy = branchesHeld(occasion.person, SECRETARIAL, await branchTree(occasion.tx))
  const other = /\d/u.test(occasion.rest) ? undefined : await findNewestNotice(occasion.tx, { states: ['sent', 'scheduled'], orderedBy })
  const isWaiting = other?.state === 'scheduled' || (other !== undefined && (await copyStates(occasion.tx, other.id)).some(canStop))
  await occasion.voice.privately(
    isWaiting && other !== undefined
      ? noticeWords.anothersToStop(titleOf(other), occasion.word, other.number ?? 0)
      : noticeWords.nothingToStop,
  )
}

async function scheduledToo(occasion: Spoken): Promise<readonly string[]> {
  const scheduled = /\d/u.test(occasion.rest) ? undefined : await findMeant(occasion, ['scheduled'])
  return scheduled === undefined ? [] : [noticeWords.scheduledToo(titleOf(scheduled), scheduled.number ?? 0)]
}

/** The groups that have a notice already, by the names people know. */
async function titlesOf({ tx }: Occasion, notice: Notice, copies: readonly CopyState[]): Promise<readonly string[]> {
  const titles = new Map((await roomsOf(tx, notice.audience)).map(({ mailbox, title }) => [mailbox.id, title]))
  return copies.filter(hasLeft).map(({ mailbox }) => titles.get(mailbox) ?? noticeWords.unboundRoom)
}

async function takeBack(occasion: Occasion, copies: readonly CopyState[]): Promise<number> {
  let stopped = 0
  for (const { letter } of copies)
    if (await occasion.outbox.withdraw(occasion.tx, letter, noticeWords.stateReason['withdrawn'] ?? '', occasion.now)) stopped += 1
  return stopped
}

async function close(occasion: Occasion, notice: Notice, state: 'withdrawn' | 'stopped'): Promise<void> {
  await setNoticeState(occasion.tx, notice.id, state)
  await recordAudit(
    occasion.tx,
    { actor: `member:${occasion.person.member ?? 0}`, action: `notice-${state}`, subject: `notice:${notice.id}` },
    occasion.now,
  )
}
