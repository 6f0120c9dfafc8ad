import type { Occasion, Pressed, PromptAnswer, Spoken } from '../kernel/chat/capability.ts'
import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import { closePrompt, findPrompt, openPrompt } from '../kernel/chat/prompt.ts'
import type { Intent } from '../kernel/chat/utterance.ts'
import { issueChoice } from '../kernel/outbox/choice.ts'
import type { LetterChoice } from '../kernel/outbox/letter.ts'
import type { Channel, EntryId, Month, ReceiptId, Share } from './entry.ts'
import type { SaidPayment } from './division.ts'
import { duesWords } from './words.ts'

/** A payment that is read back before it is booked. */
export type ProposedClaim = {
  readonly shares: readonly Share[]
  readonly fen: number
  readonly channel?: Channel
  /** The event that told of it. */
  readonly key: string
  /** The payer named no months: which ones another owes is not told. */
  readonly months: 'said' | 'unsaid'
}

/** A question of the dues to one person in private; nothing is written down before the answer. */
export type Question =
  | ({ readonly kind: 'claim' } & ProposedClaim)
  /** A payment for somebody whom no name in the roster fits yet: 我和老伴. */
  | {
      readonly kind: 'who'
      readonly known: readonly MemberId[]
      readonly called: readonly string[]
      readonly said: SaidPayment
      readonly channel?: Channel
      readonly key: string
    }
  | { readonly kind: 'confirm-all'; readonly claims: readonly EntryId[] }
  | { readonly kind: 'assess'; readonly year: number; readonly from: Month; readonly branches: readonly BranchId[]; readonly stamp: string }
  | {
      readonly kind: 'basis'
      readonly member: MemberId
      readonly category?: string
      readonly baseFen?: number
      readonly monthlyFen?: number
      readonly from: Month
    }
  | { readonly kind: 'void'; readonly receipt: ReceiptId; readonly member: MemberId }
  | {
      readonly kind: 'waive'
      readonly member: MemberId
      readonly dueFen: number
      readonly months: readonly Month[]
      readonly approvedBy: BranchId
    }

/** An answer to a question: agreed, agreed otherwise (多交), or not; or else a line that may be a name. */
export type Answer = { readonly kind: 'yes' | 'extra' | 'no' } | { readonly kind: 'text'; readonly text: string }

/** What an answer does; `not-mine` lets the line go its usual way. */
export type Settle = (occasion: Occasion, question: Question, answer: Answer) => Promise<PromptAnswer>

type Asked = { readonly nonce: string; readonly until: string; readonly question: Question }

/** The kind of the dues' prompts, and the action of their choices. */
export const QUESTION = 'dues:question'
export const ANSWER = 'dues:answer'

const ANSWER_MINUTES = 30
const YES = /^(?:是|是的|对|对的|嗯|好|好的|行|可以|要得|中|没错|确认|确定|都交了|全交了)[了的吧啊。.]*$/u
const EXTRA = /^(?:算)?(?:自愿)?多交(?:的|吧|了)?[。.]*$/u
const NO = /^(?:不|不是|不对|取消|算了|不用|不用了|错了|不要)[了的吧啊。.]*$/u

/** Puts a question to the speaker with the words to answer as choices. */
export async function ask(occasion: Occasion, question: Question, text: string, words: readonly string[]): Promise<boolean> {
  const { tx, mailbox, senderId, now } = occasion
  const until = new Date(now.getTime() + ANSWER_MINUTES * 60_000)
  const asked: Asked = { nonce: occasion.token(), until: until.toISOString(), question }
  const choices: LetterChoice[] = []
  for (const word of words) {
    const meaning = { action: ANSWER, args: { nonce: asked.nonce, word }, mailbox: mailbox.id }
    choices.push({ label: word, word, token: await issueChoice(tx, occasion.token(), meaning, until) })
  }
  if ((await occasion.voice.reply(text, { choices })) === undefined) return false
  await openPrompt(tx, mailbox.id, senderId, { kind: QUESTION, state: asked }, now)
  return true
}

/** Takes what was typed while a question is open. A new claim or a command goes its usual way and ends the question. */
export async function hearAnswer(settle: Settle, occasion: Spoken, state: unknown, intents: readonly Intent[]): Promise<PromptAnswer> {
  const asked = state as Asked
  const answer = readAnswer(occasion.rest, intents)
  const isPast = asked.until <= occasion.now.toISOString()
  const isNew = intents.some(({ intent }) => intent === 'dues_claim') || occasion.word !== ''
  if (isPast || (isNew && answer.kind === 'text')) {
    if (isPast || occasion.word === '') await closePrompt(occasion.tx, occasion.mailbox.id, occasion.senderId)
    return { kind: 'not-mine' }
  }
  if (answer.kind === 'text' && asked.question.kind !== 'who') return { kind: 'not-mine' }
  await closePrompt(occasion.tx, occasion.mailbox.id, occasion.senderId)
  return settle(occasion, asked.question, answer)
}

/** Takes a pressed choice. One that belongs to an earlier question does nothing. */
export async function pressAnswer(settle: Settle, occasion: Occasion, args: Readonly<Record<string, string | number>>): Promise<Pressed> {
  const { tx, mailbox, senderId, now } = occasion
  const prompt = await findPrompt(tx, mailbox.id, senderId, now)
  const asked = prompt?.kind === QUESTION ? (prompt.state as Asked) : undefined
  if (asked === undefined || asked.nonce !== args['nonce'] || asked.until <= now.toISOString()) return { toast: duesWords.pastQuestion }
  await closePrompt(tx, mailbox.id, senderId)
  await settle(occasion, asked.question, readAnswer(String(args['word']), []))
  return { toast: duesWords.noted }
}

function readAnswer(text: string, intents: readonly Intent[]): Answer {
  const plain = text.normalize('NFKC').replaceAll(/[\s!！~～,，]/gu, '')
  if (EXTRA.test(plain)) return { kind: 'extra' }
  if (NO.test(plain)) return { kind: 'no' }
  if (YES.test(plain)) return { kind: 'yes' }
  const [only, ...others] = intents
  if (others.length === 0 && only?.intent === 'confirm') return { kind: 'yes' }
  if (others.length === 0 && only?.intent === 'cancel') return { kind: 'no' }
  return { kind: 'text', text: text.trim() }
}
