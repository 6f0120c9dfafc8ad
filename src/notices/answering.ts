import type { PromptAnswer, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import { closePrompt, openPrompt } from '../kernel/chat/prompt.ts'
import type { Intent } from '../kernel/chat/utterance.ts'
import { recordAudit } from '../kernel/audit.ts'
import { branchesHeld, branchTree, downwards, findBranchByName, getBranch, shortBranchName } from '../roster/directory.ts'
import { cancelDraft, sendDraft } from './deciding.ts'
import { remembered } from './drafting.ts'
import { changeDraft, type DraftChange, getNotice } from './notices-store.ts'
import { issuingBranch, type NoticeSettings, PREVIEW_PROMPT, type PreviewState, showPreview } from './preview.ts'
import { hangingText } from './card.ts'
import { hasNoticeToStop } from './stopping.ts'
import type { Notice } from './tables.ts'
import { readOpening, readTypedTime } from './when.ts'
import { draftWords } from './words.ts'

/** A preview that is being answered. */
type Open = {
  readonly settings: NoticeSettings
  readonly occasion: Spoken
  readonly notice: Notice
  readonly state: PreviewState
  readonly said: string
}

const TAKEN: PromptAnswer = { kind: 'taken' }
const NOT_MINE: PromptAnswer = { kind: 'not-mine' }
/** Words that are commands by themselves and answer a preview when there is nothing else they could mean. */
const EITHER: ReadonlySet<string> = new Set(['撤回', '停止', '马上发', '撤销', '别发了', '别发'])
const EDITING = /[改换加补删错漏]|不对|太[长短]|重写/u

/** Everything a person says while a preview is open. What is no answer to it goes its usual way, and the preview stays. */
export async function answerPreview(
  settings: NoticeSettings,
  occasion: Spoken,
  state: unknown,
  intents: readonly Intent[],
): Promise<PromptAnswer> {
  const about = state as PreviewState
  const notice = await getNotice(occasion.tx, about.notice)
  if (notice.state !== 'draft') {
    await closePrompt(occasion.tx, occasion.mailbox.id, occasion.senderId)
    return NOT_MINE
  }
  const said = occasion.rest.trim().replace(/^[/／]/u, '')
  const open: Open = { settings, occasion, notice, state: about, said }
  if (occasion.word !== '' && (await isCommandFirst(open))) return NOT_MINE
  const { file } = occasion.event
  if (file !== undefined) return show(open, { file, ...(about.waitsForText === true && said !== '' ? { text: said } : {}) })
  return (await obeyWord(open)) ?? hearAnswer(open, intents)
}

/** A command that was said is obeyed, unless it reads as an answer or as the text that was asked for. */
async function isCommandFirst({ occasion, state, said }: Open): Promise<boolean> {
  if (EITHER.has(occasion.word)) return hasNoticeToStop(occasion, occasion.word)
  return state.waitsForText !== true || said === occasion.word || /通知|更正/u.test(occasion.word)
}

/** The words that stand under every preview. */
async function obeyWord(open: Open): Promise<PromptAnswer | undefined> {
  const { occasion, notice, said, state } = open
  const [word = ''] = said.split(/[\s:：]+/u)
  const rest = said.slice(word.length).replace(/^[\s:：]+/u, '')
  if (/^(试发|发给我看|先发给我)$/u.test(said)) return sendTest(open)
  if (/^(可公开|可以公开|能公开)$/u.test(said)) return clearPublic(open)
  if (/^(去掉附件|不要附件|去附件|删附件)$/u.test(said)) return dropFile(open)
  if (word === '定时') return setTime(open, rest)
  if (/^(立即|现在发|不定时)$/u.test(said) || (said === '马上发' && notice.sendAt !== undefined)) return dropTime(open)
  if (said === '马上发') return taken(sendDraft(open.settings, occasion, notice.id))
  if (word === '范围') return setAudience(open, rest)
  if (/^改(成|为|一下|下)?$/u.test(word)) return changeText(open, rest)
  if (/^改(成|为)/u.test(said) && state.waitsForText !== true) return reply(open, draftWords.changeHow)
  return undefined
}

async function hearAnswer(open: Open, intents: readonly Intent[]): Promise<PromptAnswer> {
  const { settings, occasion, notice, said, state } = open
  const means = (wanted: Intent['intent']) => intents.some(({ intent }) => intent === wanted)
  if (state.waitsForText === true) {
    if (means('cancel')) return taken(cancelDraft(occasion, notice.id))
    return said === draftWords.sendChoice ? show(open, {}) : changeText(open, said)
  }
  if (means('confirm')) return taken(sendDraft(settings, occasion, notice.id))
  if (means('cancel')) return taken(cancelDraft(occasion, notice.id))
  return means('ask_back') && EDITING.test(said) ? reply(open, draftWords.changeHow) : NOT_MINE
}

async function taken(done: Promise<void>): Promise<PromptAnswer> {
  await done
  return TAKEN
}

async function reply({ occasion }: Open, text: string): Promise<PromptAnswer> {
  await occasion.voice.reply(text)
  return TAKEN
}

async function show({ settings, occasion, notice, state }: Open, change: DraftChange, more?: Partial<PreviewState>): Promise<PromptAnswer> {
  const { cut, unclear } = more ?? state
  const kept = { ...(cut === undefined ? {} : { cut }), ...(unclear === undefined ? {} : { unclear }) }
  await showPreview(settings, occasion, await changeDraft(occasion.tx, notice.id, change), kept)
  return TAKEN
}

/** 试发: the letter as the group would read it, to its writer alone. */
async function sendTest(open: Open): Promise<PromptAnswer> {
  const { occasion, notice } = open
  const text = `${draftWords.testSent}\n${await hangingText(occasion.tx, notice)}`
  const said = await occasion.voice.reply(text, notice.file === undefined ? {} : { file: notice.file })
  return said === undefined ? reply(open, draftWords.testWithheld) : TAKEN
}

async function clearPublic(open: Open): Promise<PromptAnswer> {
  const { occasion, notice } = open
  await recordAudit(
    occasion.tx,
    { actor: `member:${occasion.person.member ?? 0}`, action: 'notice-cleared-public', subject: `notice:${notice.id}` },
    occasion.now,
  )
  return show(open, { clearedPublic: true })
}

function dropFile(open: Open): Promise<PromptAnswer> {
  return open.notice.file === undefined ? reply(open, draftWords.noFile) : show(open, { file: null })
}

async function setTime(open: Open, typed: string): Promise<PromptAnswer> {
  const time = readTypedTime(typed, open.occasion.now)
  if (time.kind === 'none') return reply(open, draftWords.timeHow)
  if (time.kind === 'unclear') return reply(open, draftWords.timeUnclear(time.examples))
  return time.at <= open.occasion.now ? reply(open, draftWords.timePast(time.at)) : show(open, { sendAt: time.at }, {})
}

/** 立即: what was taken for the moment of sending goes back where it was typed. */
function dropTime(open: Open): Promise<PromptAnswer> {
  const { cut } = open.state
  return show(open, { sendAt: null, ...(cut === undefined ? {} : { text: `${cut}${open.notice.text}` }) }, {})
}

/** 范围 河西村: a name means the branch and everything below it; 本支部 the sender's own alone. */
async function setAudience(open: Open, typed: string): Promise<PromptAnswer> {
  const { occasion, notice } = open
  const tree = await branchTree(occasion.tx)
  const example = shortBranchName((await getBranch(occasion.tx, notice.branch)).name)
  const audience = new Set<BranchId>()
  for (const name of typed.split(/[\s、,，]+/u).filter((part) => part !== '')) {
    const found = name === '本支部' || name === '全镇' ? [] : await findBranchByName(occasion.tx, name)
    const [one] = found
    if (name === '本支部') audience.add(notice.branch)
    else if (name === '全镇')
      for (const branch of downwards(issuingBranch(occasion, tree, 'whole') ?? notice.branch, tree)) audience.add(branch)
    else if (one === undefined) return reply(open, draftWords.audienceUnclear(name, example))
    else if (found.length > 1)
      return reply(
        open,
        draftWords.audienceSeveral(
          name,
          found.map((branch) => branch.name),
        ),
      )
    else for (const branch of downwards(one.id, tree)) audience.add(branch)
  }
  const held = branchesHeld(occasion.person, SECRETARIAL, tree)
  if (audience.size === 0) return reply(open, draftWords.audienceHow(example))
  if ([...audience].some((branch) => !held.includes(branch))) return reply(open, draftWords.audienceNotYours)
  return show(open, { audience: [...audience].toSorted((a, b) => a - b) })
}

/** 改 with the new text, or alone: then the next line is the text. */
async function changeText(open: Open, typed: string): Promise<PromptAnswer> {
  const { occasion, notice } = open
  if (typed.trim() !== '') {
    const opening = readOpening(typed, occasion.now)
    return show(open, { text: opening.text, ...(opening.kind === 'at' ? { sendAt: opening.at } : {}) }, remembered(opening))
  }
  const state: PreviewState = { ...open.state, notice: notice.id, waitsForText: true }
  await openPrompt(occasion.tx, occasion.mailbox.id, occasion.senderId, { kind: PREVIEW_PROMPT, state }, occasion.now)
  return reply(open, draftWords.changed)
}
