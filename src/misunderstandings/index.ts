import type { Capability, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { Memory } from '../kernel/chat/memory.ts'
import { closePrompt, openPrompt } from '../kernel/chat/prompt.ts'
import { namesIn } from '../kernel/privacy/known-names.ts'
import { namesOnRoster } from '../roster/directory.ts'
import { shapeOf } from './rules.ts'
import { type Misunderstanding, recordMisunderstanding } from './store.ts'
import { misunderstandingWords as words } from './words.ts'

export { readMisunderstandings } from './store.ts'

const CONSENT_PROMPT = 'misunderstanding:consent'
const YES = /^(可以|同意|好|好的|行|要得|是|中|嗯)[。！!]?$/u
const NO = /^(不用|不|不行|取消|算了|别)[。！!]?$/u

/** 理解错了: the shape of a line that was understood wrongly is kept for improving, if the secretary agrees. */
export function misunderstandingsCapability(memory: Memory): Capability {
  return {
    name: 'misunderstandings',
    commands: [
      {
        words: ['理解错了', '你理解错了', '搞错了意思'],
        may: SECRETARIAL,
        where: 'anywhere',
        run: (occasion) => askConsent(memory, occasion),
      },
    ],
    prompts: { [CONSENT_PROMPT]: hearConsent },
  }
}

async function askConsent(memory: Memory, occasion: Spoken): Promise<void> {
  const heard = memory.lastHeard(occasion.mailbox.id, occasion.now)
  if (heard === undefined) {
    await occasion.voice.reply(words.nothing)
    return
  }
  const { utterance, understanding } = heard
  const names = namesIn(utterance.text, [
    ...(await namesOnRoster(occasion.tx)),
    ...(utterance.sender === undefined ? [] : [utterance.sender]),
  ])
  const one: Misunderstanding = {
    shape: shapeOf(utterance.text, names),
    chat: utterance.chat,
    role: utterance.role,
    open: utterance.open,
    understood: understanding.intents.map(({ intent }) => intent),
  }
  await openPrompt(occasion.tx, occasion.mailbox.id, occasion.senderId, { kind: CONSENT_PROMPT, state: one }, occasion.now)
  await occasion.voice.reply(words.ask(one.shape))
}

async function hearConsent(occasion: Spoken, state: unknown): Promise<{ kind: 'taken' | 'not-mine' }> {
  const said = occasion.rest.trim()
  const { member } = occasion.person
  if (member === undefined || !(YES.test(said) || NO.test(said))) return { kind: 'not-mine' }
  await closePrompt(occasion.tx, occasion.mailbox.id, occasion.senderId)
  if (YES.test(said)) await recordMisunderstanding(occasion.tx, state as Misunderstanding, member, occasion.now)
  await occasion.voice.reply(YES.test(said) ? words.kept : words.left)
  return { kind: 'taken' }
}
