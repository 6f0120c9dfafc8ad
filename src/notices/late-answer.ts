import type { Spoken } from '../kernel/chat/capability.ts'
import { findNewestNotice } from './find-notices.ts'
import { type NoticeSettings, showPreview } from './preview.ts'
import { TAKE_BACK_MINUTES, titleOf } from './rules.ts'
import { draftWords } from './words.ts'

const ANSWERS = /^(发送|发|确认|改)$/u
const DRAFT_HOURS = 24

/**
 * 发送 where no preview is open any more, because another question came between or it was answered already: the draft is
 * shown once more instead of being sent unseen.
 */
export async function hearLateAnswer(settings: NoticeSettings, occasion: Spoken): Promise<boolean> {
  const { tx, person, now } = occasion
  if (person.member === undefined || !ANSWERS.test(occasion.rest.trim())) return false
  const since = new Date(now.getTime() - DRAFT_HOURS * 3_600_000)
  const newest = await findNewestNotice(tx, { states: ['draft', 'sent', 'scheduled', 'stopped'], author: person.member, since })
  if (newest === undefined) return false
  if (newest.state === 'draft') {
    await showPreview(settings, occasion, newest)
    return true
  }
  const isFresh = newest.state === 'scheduled' || now.getTime() - (newest.sentAt ?? newest.createdAt).getTime() < TAKE_BACK_MINUTES * 60_000
  if (!isFresh) return false
  await occasion.voice.reply(draftWords.sentBefore(titleOf(newest)))
  return true
}
