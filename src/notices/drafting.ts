import { takeAside } from '../kernel/chat/aside.ts'
import type { Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { branchesHeld, branchTree, downwards } from '../roster/directory.ts'
import { findCorrectionOf, findNoticeByNumber } from './find-notices.ts'
import { createNotice, getNotice } from './notices-store.ts'
import { issuingBranch, type NoticeSettings, showPreview } from './preview.ts'
import { titleOf } from './rules.ts'
import type { Notice } from './tables.ts'
import { type Opening, readOpening } from './when.ts'
import { draftWords } from './words.ts'

export type DraftOrder = {
  readonly text: string
  readonly urgency: 'urgent' | 'normal'
  readonly reach: 'own' | 'whole'
  readonly corrects?: Notice
}

/**
 * 发通知 …: writes a draft and shows it to its writer alone, also when it was said in a group. A leading time of its own
 * (18点 …, 明天18点 …) sets the clock.
 */
export async function startDraft(settings: NoticeSettings, said: Spoken, order: DraftOrder): Promise<void> {
  const occasion = await takeAside(said)
  if (occasion === undefined) return
  const tree = await branchTree(occasion.tx)
  const branch = order.corrects?.branch ?? issuingBranch(occasion, tree, order.reach)
  const { member } = occasion.person
  if (branch === undefined || member === undefined) return
  const opening = readOpening(order.text, occasion.now)
  const file = occasion.event.file
  if (opening.text === '' && file === undefined) {
    await occasion.voice.reply(draftWords.example)
    return
  }
  const notice = await createNotice(
    occasion.tx,
    {
      branch,
      author: member,
      text: opening.text,
      urgent: order.urgency === 'urgent',
      audience: order.corrects?.audience ?? downwards(branch, tree),
      ...(file === undefined ? {} : { file }),
      ...(opening.kind === 'at' ? { sendAt: opening.at } : {}),
      ...(order.corrects === undefined ? {} : { corrects: order.corrects.id }),
    },
    occasion.now,
  )
  await showPreview(settings, occasion, notice, remembered(opening))
}

/** What of a leading time has to be remembered beside the preview. */
export function remembered(opening: Opening): { readonly cut?: string; readonly unclear?: readonly string[] } {
  if (opening.kind === 'at') return { cut: opening.cut }
  return opening.kind === 'unclear' ? { unclear: opening.examples } : {}
}

/** 更正 3 新的正文: a new version linked to the newest old one, which stays readable. */
export async function startCorrection(settings: NoticeSettings, occasion: Spoken): Promise<void> {
  const match = /^第?([\d０-９]{1,6})号?[\s:：,，]*([\s\S]*)$/u.exec(occasion.rest)
  const text = match?.[2] ?? ''
  if (match === null || (text.trim() === '' && occasion.event.file === undefined)) {
    await occasion.voice.privately(draftWords.correctExample)
    return
  }
  const number = Number(match[1]?.normalize('NFKC'))
  const old = await findNoticeByNumber(occasion.tx, number)
  const held = branchesHeld(occasion.person, SECRETARIAL, await branchTree(occasion.tx))
  if (old === undefined || !held.includes(old.branch)) {
    await occasion.voice.privately(draftWords.correctUnknown(number))
    return
  }
  if (old.state !== 'sent' && old.state !== 'stopped') {
    await occasion.voice.privately(draftWords.correctNotSent(titleOf(old)))
    return
  }
  const corrects = await newestVersion(occasion, old)
  await startDraft(settings, occasion, { text, urgency: corrects.urgent ? 'urgent' : 'normal', reach: 'own', corrects })
}

async function newestVersion({ tx }: Spoken, old: Notice): Promise<Notice> {
  let newest = old
  for (let next = await findCorrectionOf(tx, newest.id); next !== undefined; next = await findCorrectionOf(tx, newest.id))
    newest = await getNotice(tx, next.id)
  return newest
}
