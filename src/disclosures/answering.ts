import { recordAudit } from '../kernel/audit.ts'
import type { PromptAnswer, Spoken } from '../kernel/chat/capability.ts'
import type { Intent } from '../kernel/chat/utterance.ts'
import { addDays, dayOf } from '../kernel/day.ts'
import { privateMailbox } from '../roster/directory.ts'
import { sayPeriod } from './calendar.ts'
import type { DraftState } from './desk.ts'
import { answerCategory, answerContent, answerPeriod, askCategory, askContent, askPeriod, itemOf } from './drafting.ts'
import { getDisclosure } from './items-store.ts'
import { rulingOf } from './ruling.ts'
import { judgeStep } from './states.ts'
import { leaveDraft, reviewersOf, showDraft } from './taking.ts'
import { getVersion, moveVersion } from './versions-store.ts'
import { draftWords, reviewWords } from './words.ts'

const TAKEN: PromptAnswer = { kind: 'taken' }
const NOT_MINE: PromptAnswer = { kind: 'not-mine' }
const BACK = /^(?:返回|上一步|退回去|退一步)$/u
const AGAIN = /^(?:重发|重来|改|重新发|换一份)$/u
const SUBMIT = /^(?:提交|送审|交上去)$/u

/** Everything the drafter says while a draft is open: the next answer, 返回, 取消, or something else altogether. */
export async function answerDraft(occasion: Spoken, state: unknown, intents: readonly Intent[]): Promise<PromptAnswer> {
  const draft = state as DraftState
  const said = occasion.rest.trim()
  if (intents.some(({ intent }) => intent === 'cancel')) return cancelDraft(occasion, draft)
  if (occasion.word !== '') return NOT_MINE
  if (BACK.test(said)) return goBack(occasion, draft)
  switch (draft.step) {
    case 'category':
      await answerCategory(occasion, draft, said)
      return TAKEN
    case 'period':
      await answerPeriod(occasion, draft, said)
      return TAKEN
    case 'content':
    case 'correction':
      await answerContent(occasion, draft)
      return TAKEN
    case 'preview':
      return answerPreview(occasion, draft, said)
  }
}

async function answerPreview(occasion: Spoken, draft: DraftState & { step: 'preview' }, said: string): Promise<PromptAnswer> {
  const version = await getVersion(occasion.tx, draft.version)
  if (version.state !== 'draft') {
    await leaveDraft(occasion)
    return NOT_MINE
  }
  if (SUBMIT.test(said)) await submitDraft(occasion, draft)
  else if (AGAIN.test(said)) await redoDraft(occasion, draft)
  else await occasion.voice.reply(draftWords.previewExample)
  return TAKEN
}

/** 提交: to every reviewer in private; nobody else has seen it. */
async function submitDraft(occasion: Spoken, { version: id, branch }: DraftState & { step: 'preview' }): Promise<void> {
  const { tx, now, voice } = occasion
  const version = await getVersion(tx, id)
  const item = await getDisclosure(tx, version.disclosure)
  const reviewers = await reviewersOf(tx, branch, version)
  if (reviewers.length === 0) return void (await voice.reply(draftWords.noReviewers))
  const actor = { isAuthor: occasion.person.member === version.author, isSupervisor: false, isVillageCommittee: true, isHouse: false }
  const judged = judgeStep('submit', version.state, actor)
  if (judged.kind !== 'goes' || !(await moveVersion(tx, id, version.state, judged.to, { submitted_at: now.toISOString() }))) return
  await leaveDraft(occasion)
  const { profile } = await rulingOf(tx, branch)
  const until = addDays(dayOf(now), profile.reviewerObjectsDays)
  await voice.reply(draftWords.submitted(item.id, until))
  const asked = reviewWords.asked(item.id, version.title, sayPeriod(item.period), version.summary, until)
  for (const { member } of reviewers) {
    const mailbox = await privateMailbox(tx, member)
    if (mailbox !== undefined) await voice.tell(mailbox.id, asked, { priority: 'notice', why: reviewWords.why })
  }
  await recordAudit(
    tx,
    {
      actor: `member:${version.author}`,
      action: 'disclosure-submitted',
      subject: `disclosure:${item.id}`,
      after: { version: version.version },
    },
    now,
  )
}

/** 重发: the draft is let go and its content asked for again. */
async function redoDraft(occasion: Spoken, draft: DraftState & { step: 'preview' }): Promise<void> {
  const version = await getVersion(occasion.tx, draft.version)
  const item = await getDisclosure(occasion.tx, version.disclosure)
  await moveVersion(occasion.tx, version.id, 'draft', 'cancelled')
  const { branch, author } = draft
  await askContent(occasion, { step: 'content', branch, author, category: item.category, period: item.period })
}

async function cancelDraft(occasion: Spoken, draft: DraftState): Promise<PromptAnswer> {
  if (draft.step === 'preview') await moveVersion(occasion.tx, draft.version, 'draft', 'cancelled')
  await leaveDraft(occasion)
  await occasion.voice.reply(draftWords.cancelled)
  return TAKEN
}

async function goBack(occasion: Spoken, draft: DraftState): Promise<PromptAnswer> {
  const { branch, author } = draft
  if (draft.step === 'preview') await redoDraft(occasion, draft)
  else if (draft.step === 'content') await askPeriod(occasion, branch, author, await itemOf(occasion, draft))
  else if (draft.step === 'period') await askCategory(occasion, branch, author)
  else await showOrLeave(occasion, draft)
  return TAKEN
}

async function showOrLeave(occasion: Spoken, draft: DraftState): Promise<void> {
  if (draft.step === 'preview') return showDraft(occasion, await getVersion(occasion.tx, draft.version))
  await leaveDraft(occasion)
  await occasion.voice.reply(draftWords.left)
}
