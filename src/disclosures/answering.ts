import type { PromptAnswer, Spoken } from '../kernel/chat/capability.ts'
import type { Intent, IntentName } from '../kernel/chat/utterance.ts'
import { type DraftAt, type DraftState, leaveDraft } from './desk.ts'
import { answerCategory, answerContent, answerPeriod } from './drafting.ts'
import { getDisclosure } from './items-store.ts'
import { askAgain } from './starting.ts'
import { submitDraft } from './submitting.ts'
import { getVersion, moveVersion } from './versions-store.ts'
import { draftWords } from './words.ts'

const TAKEN: PromptAnswer = { kind: 'taken' }
const NOT_MINE: PromptAnswer = { kind: 'not-mine' }
const BACK = /^(?:返回|上一步|退回去|退一步)[。.]?$/u
const CANCEL = /^(?:取消|算了|不公开了|不发了|不做了|不写了)[。.]?$/u
const AGAIN = /^(?:重发|重来|改|重新发|换一份)[。.]?$/u
const SUBMIT = /^(?:提交|送审|交上去|提交吧|发送)[。.]?$/u
/** What somebody may have to say about something else while a draft is open. */
const ELSEWHERE: readonly IntentName[] = [
  'acknowledge',
  'check_in',
  'leave_request',
  'dues_claim',
  'help',
  'how_to',
  'my_record',
  'feedback',
  'report',
  'approve',
  'object',
  'privacy_request',
  'identity_query',
  'start_notice',
  'start_meeting',
  'open_check_in',
  'close_check_in',
  'record_for_member',
  'confirm_claims',
  'others_data_query',
  'undo',
]

/** Everything the drafter says while a draft is open: the next answer, 返回, 取消, or something else altogether. */
export async function answerDraft(occasion: Spoken, state: unknown, intents: readonly Intent[]): Promise<PromptAnswer> {
  const draft = state as DraftState
  const said = occasion.rest.trim()
  if (CANCEL.test(said)) return cancelDraft(occasion, draft)
  if (BACK.test(said)) return goBack(occasion, draft)
  const takesText = draft.step === 'content' || draft.step === 'correction'
  // A table of several lines may begin with any word; a single line that is a command is one.
  if (occasion.word !== '' && !(takesText && said.includes('\n'))) return NOT_MINE
  if (takesText) {
    await answerContent(occasion, draft)
    return TAKEN
  }
  if (intents.some(({ intent }) => ELSEWHERE.includes(intent))) return NOT_MINE
  if (draft.step === 'preview') return answerPreview(occasion, draft, said)
  if (draft.step === 'category') await answerCategory(occasion, draft, said)
  else await answerPeriod(occasion, draft, said)
  return TAKEN
}

async function answerPreview(occasion: Spoken, draft: DraftAt<'preview'>, said: string): Promise<PromptAnswer> {
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

/** 重发: the draft is let go and its content asked for again. */
async function redoDraft(occasion: Spoken, draft: DraftAt<'preview'>): Promise<void> {
  const version = await getVersion(occasion.tx, draft.version)
  const item = await getDisclosure(occasion.tx, version.disclosure)
  await moveVersion(occasion.tx, version.id, 'draft', 'cancelled')
  const { branch, author, stage } = draft
  const drafting = { branch, author, stage }
  await askAgain(
    occasion,
    version.reason === undefined
      ? { ...drafting, step: 'content', category: item.category, period: item.period }
      : { ...drafting, step: 'correction', disclosure: item.id, reason: version.reason },
  )
}

async function cancelDraft(occasion: Spoken, draft: DraftState): Promise<PromptAnswer> {
  if (draft.step === 'preview') await moveVersion(occasion.tx, draft.version, 'draft', 'cancelled')
  await leaveDraft(occasion)
  await occasion.voice.reply(draftWords.cancelled)
  return TAKEN
}

async function goBack(occasion: Spoken, draft: DraftState): Promise<PromptAnswer> {
  const { branch, author, stage } = draft
  const drafting = { branch, author, stage }
  if (draft.step === 'preview') await redoDraft(occasion, draft)
  else if (draft.step === 'content') await askAgain(occasion, { ...drafting, step: 'period', category: draft.category })
  else if (draft.step === 'period') await askAgain(occasion, { ...drafting, step: 'category' })
  else {
    await leaveDraft(occasion)
    await occasion.voice.reply(draftWords.left)
  }
  return TAKEN
}
