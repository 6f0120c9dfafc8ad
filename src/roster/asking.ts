import type { Occasion, PromptAnswer } from '../kernel/chat/capability.ts'
import type { BranchId, MemberId, Role } from '../kernel/chat/person.ts'
import { closePrompt, findPrompt, openPrompt } from '../kernel/chat/prompt.ts'
import type { Intent } from '../kernel/chat/utterance.ts'
import { issueChoice } from '../kernel/outbox/choice.ts'
import type { LetterChoice } from '../kernel/outbox/letter.ts'
import { readShortAnswer, type ShortAnswer } from './rules.ts'
import { officeWords } from './words.ts'

/** What is to be done with the person who was picked from a list. */
export type Errand =
  | { readonly kind: 'code' }
  | { readonly kind: 'give' | 'take'; readonly role: Exclude<Role, 'member'>; readonly branch?: BranchId }
  | { readonly kind: 'hand'; readonly branch?: BranchId }

/** A question of the roster to one person in private. */
export type Question =
  | { readonly kind: 'consent' | 'erase' | 'erase-phone' }
  | { readonly kind: 'new-phone'; readonly sealed: string; readonly fingerprint: string; readonly tail: string }
  | { readonly kind: 'hand-over'; readonly branch: BranchId; readonly to: MemberId }
  | { readonly kind: 'pick'; readonly members: readonly MemberId[]; readonly errand: Errand }

/** What an answer does. `other` answers are not the roster's business. */
export type Settle = (occasion: Occasion, question: Question, answer: Exclude<ShortAnswer, { kind: 'other' }>) => Promise<PromptAnswer>

type Asked = { readonly nonce: string; readonly until: string; readonly question: Question }

/** The kind of the roster's prompts and the action of its choices. */
export const QUESTION = 'roster:question'
export const ANSWER = 'roster:answer'

const ANSWER_MINUTES = 30
const CONSENT_HOURS = 24
const TAKEN: PromptAnswer = { kind: 'taken' }
const NOT_MINE: PromptAnswer = { kind: 'not-mine' }

/** Puts a question to the speaker, in private, with the words to answer as choices. Nothing is done before the answer. */
export async function ask(occasion: Occasion, question: Question, text: string, words: readonly string[]): Promise<void> {
  const { tx, mailbox, senderId, now } = occasion
  const minutes = question.kind === 'consent' ? CONSENT_HOURS * 60 : ANSWER_MINUTES
  const until = new Date(now.getTime() + minutes * 60_000)
  const asked: Asked = { nonce: occasion.token(), until: until.toISOString(), question }
  await openPrompt(tx, mailbox.id, senderId, { kind: QUESTION, state: asked }, now)
  const choices: LetterChoice[] = []
  for (const word of words) {
    const meaning = { action: ANSWER, args: { nonce: asked.nonce, word }, mailbox: mailbox.id }
    choices.push({ label: word, word, token: await issueChoice(tx, occasion.token(), meaning, until) })
  }
  await occasion.voice.reply(text, { choices })
}

/** Takes what was typed while a question is open. A yes or no that was meant for several things answers none of them. */
export async function hearAnswer(
  settle: Settle,
  occasion: Occasion,
  text: string,
  state: unknown,
  intents: readonly Intent[],
): Promise<PromptAnswer> {
  const asked = state as Asked
  const answer = understand(text, intents)
  if (answer.kind === 'other' || asked.until <= occasion.now.toISOString()) return NOT_MINE
  return settleAsked(settle, occasion, asked, answer)
}

/** Takes a pressed choice. One that belongs to an earlier question does nothing. */
export async function pressAnswer(
  settle: Settle,
  occasion: Occasion,
  args: Readonly<Record<string, string | number>>,
): Promise<{ readonly toast: string }> {
  const prompt = await findPrompt(occasion.tx, occasion.mailbox.id, occasion.senderId, occasion.now)
  const asked = prompt?.kind === QUESTION ? (prompt.state as Asked) : undefined
  const answer = readShortAnswer(String(args['word']))
  if (asked === undefined || asked.nonce !== args['nonce'] || answer.kind === 'other' || asked.until <= occasion.now.toISOString())
    return { toast: officeWords.pastQuestion }
  await settleAsked(settle, occasion, asked, answer)
  return { toast: officeWords.done }
}

async function settleAsked(
  settle: Settle,
  occasion: Occasion,
  { question }: Asked,
  answer: Exclude<ShortAnswer, { kind: 'other' }>,
): Promise<PromptAnswer> {
  if (question.kind === 'pick' ? answer.kind === 'yes' : answer.kind === 'number') return NOT_MINE
  if (answer.kind === 'number' && question.kind === 'pick' && question.members[answer.number - 1] === undefined) {
    await occasion.voice.reply(officeWords.pickNone(question.members.length))
    return TAKEN
  }
  await closePrompt(occasion.tx, occasion.mailbox.id, occasion.senderId)
  return settle(occasion, question, answer)
}

function understand(text: string, intents: readonly Intent[]): ShortAnswer {
  const plain = readShortAnswer(text)
  const only = intents.length === 1 ? intents[0]?.intent : undefined
  // With something else open too, 好 is meant for either; only the words the question named are its own.
  if (plain.kind === 'yes' && only === 'ask_back' && !/确认|同意/u.test(text)) return { kind: 'other' }
  if (plain.kind !== 'other') return plain
  if (only === 'confirm') return { kind: 'yes' }
  return only === 'cancel' ? { kind: 'no' } : plain
}
