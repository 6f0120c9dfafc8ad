import { askInPrivate } from './ask-back.ts'
import { gatherAnswers } from './gather.ts'
import { belowQuote, chooseByNumber, readOrdinal } from './numbered.ts'
import { closePrompt, findPrompt } from './prompt.ts'
import type { FindCommand, Said } from './command.ts'
import type { Capability, Hearing, LastRecord, Occasion, Open, Spoken } from './capability.ts'
import type { IncomingMessage } from './message.ts'
import type { Person } from './person.ts'
import type { HeardLine, Memory } from './memory.ts'
import type { Intent, Understanding, Utterance } from './utterance.ts'
import type { KernelWords } from './words.ts'

type Heard = Occasion & { readonly event: IncomingMessage }

/** What a conversation needs besides the occasion itself. */
export type Conversation = {
  readonly capabilities: readonly Capability[]
  readonly findCommand: FindCommand
  readonly interpret: (utterance: Utterance) => Understanding
  /** What is remembered of a chat for ten minutes and never stored. */
  readonly memory: Memory
  readonly words: KernelWords
}

/** Offices that may give the commands of a secretary. */
export const SECRETARIAL = ['secretary', 'deputy_secretary', 'clerk', 'township_admin'] as const

/**
 * One line of a person, in this order: an open question takes its answer; a command word does its command; otherwise
 * the interpreter is asked. What fits nothing is asked back in private and passed over in a group.
 */
export async function converse(house: Conversation, occasion: Heard): Promise<void> {
  const { event } = occasion
  if (event.content !== 'text' && event.text === '') return hearNoText(house, occasion)
  const text = event.startCode === undefined ? event.text : `绑定 ${event.startCode}`
  // Without buttons a quote of the bot's words is the way to point at them; below another's words a line is talk with them.
  const isNumbered = occasion.platform.choices === 'numbered'
  const own = isNumbered && event.addressed ? belowQuote(text) : text
  const said = house.findCommand(own, event.chat.kind)
  if (event.chat.kind === 'group' && occasion.room === undefined && said?.command.unbound !== true) return
  const prompt = await findPrompt(occasion.tx, occasion.mailbox.id, occasion.senderId, occasion.now)
  const { utterance, understanding, open } = await understand(house, occasion, text, prompt !== undefined)
  const number = isNumbered ? readOrdinal(own) : undefined
  if (number !== undefined && (await chooseByNumber(house, occasion, number, { prompt, open }))) return
  if (prompt !== undefined) {
    const answer = house.capabilities.find((capability) => capability.prompts?.[prompt.kind] !== undefined)?.prompts?.[prompt.kind]
    const result = await answer?.({ ...occasion, word: said?.word ?? '', rest: text }, prompt.state, understanding.intents)
    if (result?.kind === 'taken') return house.memory.understoodAtLast(occasion.mailbox.id, occasion.senderId)
    if (said !== undefined && answer === undefined) await closePrompt(occasion.tx, occasion.mailbox.id, occasion.senderId)
  }
  if (said !== undefined) return obey(house, occasion, said)
  house.memory.understood(occasion.mailbox.id, occasion.senderId, { utterance, understanding }, occasion.now)
  await answerIntents(house, occasion, understanding, open)
}

async function understand(
  house: Conversation,
  occasion: Heard,
  text: string,
  prompted: boolean,
): Promise<HeardLine & { readonly open: readonly Open[] }> {
  const open = await gatherOpen(house.capabilities, occasion)
  const last = await findLast(house.capabilities, occasion)
  const { person } = occasion
  const utterance: Utterance = {
    text,
    chat: occasion.event.chat.kind,
    role: roleFor(person),
    open: [...new Set([...open.map(({ thing }) => thing), ...(prompted ? (['preview'] as const) : [])])],
    today: occasion.today,
    addressed: occasion.event.addressed,
    ...(person.name === undefined ? {} : { sender: person.name }),
    ...(person.migrant ? { migrant: true } : {}),
    ...(last === undefined ? {} : { last: last.what }),
    ...(await gatherHearing(house.capabilities, occasion)),
  }
  return { utterance, understanding: house.interpret(utterance), open }
}

async function obey(house: Conversation, occasion: Heard, said: Said): Promise<void> {
  const { command, word, rest } = said
  house.memory.understoodAtLast(occasion.mailbox.id, occasion.senderId)
  if (!mayCommand(occasion.person, command.may)) {
    if (occasion.event.chat.kind === 'private' || occasion.room !== undefined) await occasion.voice.privately(house.words.notForYou)
    return
  }
  if (command.where === 'group' && occasion.event.chat.kind === 'private') {
    await occasion.voice.reply(house.words.onlyHere(word))
    return
  }
  await command.run({ ...occasion, event: occasion.event, word, rest })
}

async function answerIntents(house: Conversation, occasion: Heard, understanding: Understanding, open: readonly Open[]): Promise<void> {
  if (await answerAll(house, occasion, understanding.intents)) {
    house.memory.understoodAtLast(occasion.mailbox.id, occasion.senderId)
    return
  }
  // A meeting that is only called is no question to anybody: talk about it is not asked back.
  const asked = open.filter(({ thing }) => thing !== 'meeting')
  const askBack = understanding.intents.some(({ intent }) => intent === 'ask_back')
  if (occasion.event.chat.kind === 'group') {
    if (askBack && asked.length > 0 && house.memory.mayAskBack(occasion.mailbox.id, occasion.senderId, occasion.now))
      await occasion.voice.reply(house.words.whichOne(asked))
    return
  }
  for (const capability of house.capabilities) if (await capability.unheard?.({ ...occasion, word: '', rest: occasion.event.text })) return
  await askInPrivate(house, occasion, asked)
}

/** Does everything a line means and answers it once. False when nobody knows any of it. */
async function answerAll({ capabilities }: Conversation, occasion: Heard, intents: readonly Intent[]): Promise<boolean> {
  const known = intents.flatMap((intent) => {
    const answer = capabilities.find((capability) => capability.answers?.[intent.intent] !== undefined)?.answers?.[intent.intent]
    return answer === undefined ? [] : [{ intent, answer }]
  })
  const gathering = known.length > 1 ? gatherAnswers(occasion) : undefined
  const voice = gathering?.voice ?? occasion.voice
  for (const { intent, answer } of known) {
    const spoken: Spoken = { ...occasion, voice, word: '', rest: intent.text ?? occasion.event.text }
    await answer(spoken, intent)
  }
  await gathering?.say()
  return known.length > 0
}

/** Voice gets one kind line per chat and day; stickers, places and pictures are neither an answer nor a mistake. */
async function hearNoText(house: Conversation, occasion: Heard): Promise<void> {
  const { event } = occasion
  const prompt = await findPrompt(occasion.tx, occasion.mailbox.id, occasion.senderId, occasion.now)
  if (prompt !== undefined && event.file !== undefined) {
    const answer = house.capabilities.find((capability) => capability.prompts?.[prompt.kind] !== undefined)?.prompts?.[prompt.kind]
    await answer?.({ ...occasion, word: '', rest: '' }, prompt.state, [])
    return
  }
  // A picture says nothing by itself, but somebody may know what its sender wants to be asked.
  if (event.content === 'photo' && event.chat.kind === 'private')
    for (const capability of house.capabilities) if (await capability.unheard?.({ ...occasion, word: '', rest: '' })) return
  if (event.content === 'voice' && event.chat.kind === 'private' && house.memory.maySpeakOfVoice(occasion.mailbox.id, occasion.today))
    await occasion.voice.reply(house.words.voiceNote)
}

/** Everything that is open for a person in a chat, over all capabilities. */
export async function gatherOpen(capabilities: readonly Capability[], occasion: Occasion): Promise<readonly Open[]> {
  const open: Open[] = []
  for (const capability of capabilities) open.push(...((await capability.open?.(occasion)) ?? []))
  return open
}

async function gatherHearing(capabilities: readonly Capability[], occasion: Occasion): Promise<Hearing> {
  const known: Hearing[] = []
  for (const capability of capabilities) if (capability.hearing !== undefined) known.push(await capability.hearing(occasion))
  return Object.assign({}, ...known) as Hearing
}

/**
 * The newest thing that the sender's own messages recorded, over all capabilities. Who is only probably somebody has none:
 * a stranger under a member's nickname must not take back what the member said.
 */
export async function findLast(capabilities: readonly Capability[], occasion: Occasion): Promise<LastRecord | undefined> {
  if (occasion.person.evidence === 'probable') return undefined
  let newest: LastRecord | undefined
  for (const capability of capabilities) {
    const record = await capability.lastRecord?.(occasion)
    if (record !== undefined && (newest === undefined || record.at > newest.at)) newest = record
  }
  return newest
}

/** True when the person surely holds one of these offices somewhere. */
export function mayCommand(person: Person, may: 'anyone' | readonly string[]): boolean {
  if (may === 'anyone') return true
  return person.evidence === 'verified' && person.offices.some(({ role }) => may.includes(role))
}

/** The part in which the interpreter sees a person. */
function roleFor(person: Person): Utterance['role'] {
  if (mayCommand(person, SECRETARIAL)) return 'secretary'
  if (mayCommand(person, ['supervisor'])) return 'supervisor'
  return person.member === undefined ? 'unknown' : 'member'
}
