import type { Occasion, PromptAnswer, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import { closePrompt, openPrompt } from '../kernel/chat/prompt.ts'
import type { Intent } from '../kernel/chat/utterance.ts'
import { recordAudit } from '../kernel/audit.ts'
import { sayMoment } from '../kernel/day.ts'
import { branchesHeld, branchTree, downwards, findBranchByName } from '../roster/directory.ts'
import { changeDraft, createNotice, findNoticeByNumber, getNotice, setNoticeState } from './notices-store.ts'
import { findBlockers, issuingBranch, type NoticeSettings, PREVIEW_PROMPT, showPreview } from './preview.ts'
import { dispatchNotice, scheduleNotice } from './sending.ts'
import type { Notice, NoticeId } from './tables.ts'
import { readWhen, splitWhen } from './when.ts'
import { noticeWords } from './words.ts'

export type DraftOrder = {
  readonly text: string
  readonly urgency: 'urgent' | 'normal'
  readonly reach: 'own' | 'whole'
  readonly corrects?: Notice
}

/** 发通知 …: writes a draft and shows it. A leading time of its own (18点 …, 明天18点 …) sets the clock. */
export async function startDraft(settings: NoticeSettings, occasion: Spoken, order: DraftOrder): Promise<void> {
  const tree = await branchTree(occasion.tx)
  const branch = issuingBranch(occasion, tree, order.reach)
  const { member } = occasion.person
  if (branch === undefined || member === undefined) return
  const { when, text } = splitWhen(order.text, occasion.now)
  const file = occasion.event.file
  if (text.trim() === '' && file === undefined) {
    await occasion.voice.privately(noticeWords.example)
    return
  }
  const notice = await createNotice(
    occasion.tx,
    {
      branch,
      author: member,
      text: text.trim(),
      urgent: order.urgency === 'urgent',
      audience: order.corrects?.audience ?? downwards(branch, tree),
      ...(file === undefined ? {} : { file }),
      ...(when === undefined ? {} : { sendAt: when }),
      ...(order.corrects === undefined ? {} : { corrects: order.corrects.id }),
    },
    occasion.now,
  )
  await showPreview(settings, occasion, notice)
}

/** 更正 3 新的正文: a new version linked to the old one, which stays readable. */
export async function startCorrection(settings: NoticeSettings, occasion: Spoken): Promise<void> {
  const match = /^第?(\d{1,6})号?[\s:：,，]*([\s\S]*)$/u.exec(occasion.rest)
  const text = match?.[2] ?? ''
  if (match === null || text.trim() === '') {
    await occasion.voice.reply(noticeWords.correctExample)
    return
  }
  const number = Number(match[1])
  const old = await findNoticeByNumber(occasion.tx, number)
  const held = branchesHeld(occasion.person, SECRETARIAL, await branchTree(occasion.tx))
  if (old === undefined || !held.includes(old.branch)) {
    await occasion.voice.reply(noticeWords.correctUnknown(number))
    return
  }
  await startDraft(settings, { ...occasion, rest: text }, { text, urgency: old.urgent ? 'urgent' : 'normal', reach: 'own', corrects: old })
}

/** Everything a person says while a preview is open. What is no answer to it goes its usual way. */
export async function answerPreview(
  settings: NoticeSettings,
  occasion: Spoken,
  state: unknown,
  intents: readonly Intent[],
): Promise<PromptAnswer> {
  const { notice: id, waitsForText } = state as { notice: NoticeId; waitsForText?: boolean }
  const notice = await getNotice(occasion.tx, id)
  if (notice.state !== 'draft') {
    await closePrompt(occasion.tx, occasion.mailbox.id, occasion.senderId)
    return { kind: 'not-mine' }
  }
  const said = occasion.rest.trim().replace(/^[/／]/u, '')
  if (occasion.event.file !== undefined) return show(settings, occasion, id, { file: occasion.event.file })
  const [word = '', ...others] = said.split(/[\s:：]+/u)
  const rest = said.slice(word.length).replace(/^[\s:：]+/u, '')
  if (/^(试发|发给我看|先发给我)$/u.test(said)) return sendTest(occasion, notice)
  if (/^(可公开|可以公开)$/u.test(said)) return clearPublic(settings, occasion, notice)
  if (word === '定时') return setTime(settings, occasion, id, rest)
  if (/^(立即|马上发|现在发)$/u.test(said)) return show(settings, occasion, id, { sendAt: null })
  if (word === '范围') return setAudience(settings, occasion, notice, others)
  if (word === '改' || /^改(成|为|一下)?$/u.test(word)) return changeText(settings, occasion, id, rest)
  if (waitsForText === true && !intents.some(({ intent }) => intent === 'cancel')) return show(settings, occasion, id, { text: said })
  if (intents.some(({ intent }) => intent === 'confirm')) return taken(sendDraft(settings, occasion, id))
  if (intents.some(({ intent }) => intent === 'cancel')) return taken(cancelDraft(occasion, id))
  return { kind: 'not-mine' }
}

async function taken(done: Promise<void>): Promise<PromptAnswer> {
  await done
  return { kind: 'taken' }
}

/** 发送: checked once more, then a minute in which 撤回 stops everything, or the clock. */
export async function sendDraft(settings: NoticeSettings, occasion: Occasion, id: NoticeId): Promise<void> {
  const notice = await getNotice(occasion.tx, id)
  if (notice.state !== 'draft') return
  const blockers = await findBlockers(settings, occasion, notice)
  if (blockers.length > 0) {
    await occasion.voice.reply([noticeWords.notInWay, ...blockers.map(noticeWords.blocker)].join('\n'))
    return
  }
  if (notice.sendAt !== undefined && notice.sendAt <= occasion.now) {
    await occasion.voice.reply(noticeWords.timePast(sayMoment(notice.sendAt)))
    return
  }
  await closePrompt(occasion.tx, occasion.mailbox.id, occasion.senderId)
  if (notice.sendAt !== undefined) {
    await scheduleNotice(occasion, notice, notice.sendAt)
    await occasion.voice.reply(noticeWords.scheduled(sayMoment(notice.sendAt)))
    return
  }
  const sent = await dispatchNotice(occasion, notice, 'undo')
  await occasion.voice.reply(sent.kind === 'sent' ? noticeWords.queued(sent.number) : sent.line)
}

/** 取消: the draft is put away; nothing has left. */
export async function cancelDraft(occasion: Occasion, id: NoticeId): Promise<void> {
  const notice = await getNotice(occasion.tx, id)
  if (notice.state !== 'draft') return
  await setNoticeState(occasion.tx, id, 'cancelled')
  await closePrompt(occasion.tx, occasion.mailbox.id, occasion.senderId)
  await occasion.voice.reply(noticeWords.cancelled)
}

async function show(
  settings: NoticeSettings,
  occasion: Spoken,
  id: NoticeId,
  change: Parameters<typeof changeDraft>[2],
): Promise<PromptAnswer> {
  await showPreview(settings, occasion, await changeDraft(occasion.tx, id, change))
  return { kind: 'taken' }
}

async function sendTest(occasion: Spoken, notice: Notice): Promise<PromptAnswer> {
  await occasion.voice.reply(`${noticeWords.testSent}\n${notice.text}`, notice.file === undefined ? {} : { file: notice.file })
  return { kind: 'taken' }
}

async function clearPublic(settings: NoticeSettings, occasion: Spoken, notice: Notice): Promise<PromptAnswer> {
  await recordAudit(
    occasion.tx,
    { actor: `member:${occasion.person.member ?? 0}`, action: 'notice-cleared-public', subject: `notice:${notice.id}` },
    occasion.now,
  )
  return show(settings, occasion, notice.id, { clearedPublic: true })
}

async function setTime(settings: NoticeSettings, occasion: Spoken, id: NoticeId, typed: string): Promise<PromptAnswer> {
  const when = readWhen(typed, occasion.now)
  if (when === undefined) await occasion.voice.reply(noticeWords.timeUnclear('定时 明天18点'))
  else if (when <= occasion.now) await occasion.voice.reply(noticeWords.timePast(sayMoment(when)))
  else return show(settings, occasion, id, { sendAt: when })
  return { kind: 'taken' }
}

async function setAudience(settings: NoticeSettings, occasion: Spoken, notice: Notice, typed: readonly string[]): Promise<PromptAnswer> {
  const tree = await branchTree(occasion.tx)
  const held = branchesHeld(occasion.person, SECRETARIAL, tree)
  const audience = new Set<BranchId>()
  for (const name of typed.flatMap((part) => part.split(/[、,，]/u)).filter((part) => part !== '')) {
    if (name === '全镇') for (const branch of downwards(issuingBranch(occasion, tree, 'whole') ?? notice.branch, tree)) audience.add(branch)
    else if (name === '本支部') audience.add(notice.branch)
    else {
      const [found] = await findBranchByName(occasion.tx, name)
      if (found === undefined) {
        await occasion.voice.reply(noticeWords.audienceUnclear(name))
        return { kind: 'taken' }
      }
      audience.add(found.id)
    }
  }
  if (audience.size === 0) await occasion.voice.reply(noticeWords.audienceUnclear(''))
  else if ([...audience].some((branch) => !held.includes(branch))) await occasion.voice.reply(noticeWords.audienceNotYours)
  else return show(settings, occasion, notice.id, { audience: [...audience] })
  return { kind: 'taken' }
}

async function changeText(settings: NoticeSettings, occasion: Spoken, id: NoticeId, text: string): Promise<PromptAnswer> {
  if (text.trim() !== '') return show(settings, occasion, id, { text: text.trim() })
  await openPrompt(
    occasion.tx,
    occasion.mailbox.id,
    occasion.senderId,
    { kind: PREVIEW_PROMPT, state: { notice: id, waitsForText: true } },
    occasion.now,
  )
  await occasion.voice.reply(noticeWords.changed)
  return { kind: 'taken' }
}
