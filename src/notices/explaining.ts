import type { Capability, Occasion } from '../kernel/chat/capability.ts'
import { mayCommand, SECRETARIAL } from '../kernel/chat/converse.ts'
import { roomsOf } from '../roster/directory.ts'
import { findCopyOfLetter, noticeOfReminder } from './copies-store.ts'
import { findNewestNotice } from './find-notices.ts'
import { tellAuthor } from './jobs.ts'
import { getNotice } from './notices-store.ts'
import { openNotices } from './receipts.ts'
import { lastAcknowledgements } from './receipts-store.ts'
import { TAKE_BACK_MINUTES, titleOf } from './rules.ts'
import { draftWords, noticeWords } from './words.ts'

const DIGEST = /^digest:/u
const MOST_TOLD = 3

/** What comes after a notice; in private also what of it one has answered, or still has to. */
export const explainLetter: NonNullable<Capability['explains']> = async (occasion, { id, once }) => {
  if (occasion.mailbox.kind === 'group') {
    const notice = (await findCopyOfLetter(occasion.tx, id))?.notice ?? noticeOfReminder(once)
    return notice === undefined ? [] : [noticeWords.whatNext]
  }
  if (!DIGEST.test(once)) return answeredJustNow(occasion)
  return (await openNotices(occasion)).slice(0, MOST_TOLD).map((notice) => noticeWords.whyOpen(titleOf(notice)))
}

async function answeredJustNow({ tx, person, now }: Occasion): Promise<readonly string[]> {
  if (person.member === undefined) return []
  const since = new Date(now.getTime() - TAKE_BACK_MINUTES * 60_000)
  const given = await lastAcknowledgements(tx, person.member, since, 'member')
  return given.slice(0, MOST_TOLD).map(({ notice }) => noticeWords.whyAnswered(titleOf(notice)))
}

/** Who may send notices is shown how to, with the number of the last one where there is one. */
export async function exampleFor({ tx, person }: Occasion): Promise<string | undefined> {
  if (!mayCommand(person, SECRETARIAL) || person.member === undefined) return undefined
  const last = await findNewestNotice(tx, { states: ['sent', 'stopped'], author: person.member })
  return last?.number === undefined ? draftWords.exampleLine : noticeWords.exampleState(last.number)
}

/** A notice did not reach a group: whoever wrote it hears which one and why (LESSONS L15). */
export const tellUndelivered: NonNullable<Capability['undelivered']> = async (house, letter, reason) => {
  const copy = await findCopyOfLetter(house.tx, letter)
  if (copy === undefined) return false
  const notice = await getNotice(house.tx, copy.notice)
  const room = (await roomsOf(house.tx, [copy.branch])).find(({ mailbox }) => mailbox.id === copy.mailbox)
  const line = noticeWords.deliveryFailed(titleOf(notice), room?.title ?? noticeWords.unboundRoom, reason)
  return tellAuthor(house, notice.author, `notice:${notice.id}:undelivered:${copy.mailbox}`, line, noticeWords.whyFailed)
}
