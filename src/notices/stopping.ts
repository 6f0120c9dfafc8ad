import type { Occasion, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { recordAudit } from '../kernel/audit.ts'
import { cancelAlarm } from '../kernel/schedule/alarm.ts'
import { hurryLetter } from '../kernel/outbox/letter.ts'
import { branchesHeld, branchTree } from '../roster/directory.ts'
import { type CopyState, copyStates } from './copies-store.ts'
import { findNewestNotice, findNoticeByNumber, setNoticeState } from './notices-store.ts'
import { titleOf } from './rules.ts'
import { scheduleKey } from './sending.ts'
import type { Notice, NoticeState } from './tables.ts'
import { noticeWords } from './words.ts'

const LEFT: readonly CopyState['state'][] = ['sent', 'accepted', 'sending', 'doubtful']

/** 撤回: within the minute nothing leaves at all; afterwards it says what can still be done. */
export async function withdrawNotice(occasion: Spoken): Promise<void> {
  const notice = await findMeant(occasion, ['sent', 'scheduled'])
  if (notice === undefined) {
    await occasion.voice.reply(noticeWords.nothingToStop)
    return
  }
  if (notice.state === 'scheduled') {
    if (notice.sendAt !== undefined) await cancelAlarm(occasion.tx, scheduleKey(notice.id, notice.sendAt))
    await close(occasion, notice, 'withdrawn')
    await occasion.voice.reply(noticeWords.withdrawnAll(titleOf(notice)))
    return
  }
  const copies = await copyStates(occasion.tx, notice.id)
  const reached = copies.filter(({ state }) => LEFT.includes(state)).length
  if (reached > 0) {
    await occasion.voice.reply(noticeWords.tooLate(titleOf(notice), reached))
    return
  }
  await takeBack(occasion, copies)
  await close(occasion, notice, 'withdrawn')
  await occasion.voice.reply(noticeWords.withdrawnAll(titleOf(notice)))
}

/** 停止: what has not left stays, and the sender hears who has it already. */
export async function stopNotice(occasion: Spoken): Promise<void> {
  const notice = await findMeant(occasion, ['sent'])
  if (notice === undefined) {
    await occasion.voice.reply(noticeWords.nothingToStop)
    return
  }
  const copies = await copyStates(occasion.tx, notice.id)
  const reached = copies.filter(({ state }) => LEFT.includes(state)).length
  const stopped = await takeBack(occasion, copies)
  if (stopped === 0) {
    await occasion.voice.reply(noticeWords.nothingLeft(reached))
    return
  }
  await close(occasion, notice, reached === 0 ? 'withdrawn' : 'stopped')
  await occasion.voice.reply(noticeWords.stopped(reached, stopped))
}

/** 马上发: gives up the minute in which 撤回 stops everything. */
export async function hurryNotice(occasion: Spoken): Promise<void> {
  const notice = await findMeant(occasion, ['sent'])
  let hurried = 0
  for (const { letter } of notice === undefined ? [] : await copyStates(occasion.tx, notice.id))
    if (await hurryLetter(occasion.tx, letter, occasion.now)) hurried += 1
  await occasion.voice.reply(notice === undefined || hurried === 0 ? noticeWords.nothingToHurry : noticeWords.hurried(titleOf(notice)))
}

async function findMeant(occasion: Spoken, states: readonly NoticeState[]): Promise<Notice | undefined> {
  const held = branchesHeld(occasion.person, SECRETARIAL, await branchTree(occasion.tx))
  const number = /\d+/u.exec(occasion.rest)?.[0]
  const notice =
    number === undefined ? await findNewestNotice(occasion.tx, held, states) : await findNoticeByNumber(occasion.tx, Number(number))
  return notice !== undefined && held.includes(notice.branch) && states.includes(notice.state) ? notice : undefined
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
