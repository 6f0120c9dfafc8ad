import type { MemberId } from '../kernel/chat/person.ts'
import type { Job, Round } from '../kernel/schedule/job.ts'
import { privateMailbox } from '../roster/directory.ts'
import { getNotice, setNoticeState } from './notices-store.ts'
import { titleOf } from './rules.ts'
import { dispatchNotice, SCHEDULE_STALE_HOURS, SEND_JOB } from './sending.ts'
import type { Notice, NoticeId } from './tables.ts'
import { draftWords, noticeWords } from './words.ts'

const TELLING_GOOD_MS = 48 * 3_600_000

/** The moment of a scheduled notice has come. What cannot go out any more, or comes too late, is told to whoever wrote it. */
export const sendScheduled: Job = {
  kind: 'alarm',
  name: SEND_JOB,
  run: async (round, args) => {
    const notice = await getNotice(round.tx, Number(args['notice']) as NoticeId)
    if (notice.state !== 'scheduled') return
    if (isStale(notice, round.now)) {
      await giveUp(round, notice, noticeWords.missedItsTime(titleOf(notice), notice.sendAt ?? round.now))
      return
    }
    const sent = await dispatchNotice(round, notice, 'none')
    if (sent.kind === 'blocked') await giveUp(round, notice, noticeWords.blockedAtSending(titleOf(notice), sent.line))
  },
}

function isStale({ sendAt }: Notice, now: Date): boolean {
  return sendAt !== undefined && now.getTime() - sendAt.getTime() > SCHEDULE_STALE_HOURS * 3_600_000
}

async function giveUp(round: Round, notice: Notice, line: string): Promise<void> {
  await setNoticeState(round.tx, notice.id, 'cancelled')
  await tellAuthor(round, notice.author, `notice:${notice.id}:blocked`, line, draftWords.whyOwnDraft)
}

/** Says a line to whoever wrote a notice, in private. False when there is no way to. */
export async function tellAuthor(
  { tx, now, outbox }: Pick<Round, 'tx' | 'now' | 'outbox'>,
  author: MemberId,
  once: string,
  text: string,
  why: string,
): Promise<boolean> {
  const mailbox = await privateMailbox(tx, author)
  if (mailbox === undefined) return false
  const goodUntil = new Date(now.getTime() + TELLING_GOOD_MS)
  const put = await outbox.put(tx, { once, to: mailbox.id, priority: 'reply', text, why, inDoubt: 'resend', goodUntil }, now)
  return put.kind !== 'blocked'
}
