import type { Capability, Occasion, Open } from './capability.ts'
import type { FindCommand } from './command.ts'
import type { IncomingMessage } from './message.ts'
import type { Memory } from './memory.ts'
import type { KernelWords } from './words.ts'

type House = {
  readonly capabilities: readonly Capability[]
  readonly findCommand: FindCommand
  readonly memory: Memory
  readonly words: KernelWords
}
type Heard = Occasion & { readonly event: IncomingMessage }

/** After so many lines in a row that fitted nothing the bot keeps silent, because it only annoys. */
const LAST_ANSWER = 2

/**
 * A private line fitted nothing: the first time an example the person could use now, the second time whom to ask
 * instead, with the telephone where it may be told, and then silence.
 */
export async function askInPrivate(house: House, occasion: Heard, open: readonly Open[]): Promise<void> {
  const failures = house.memory.notUnderstood(occasion.mailbox.id, occasion.senderId, occasion.now)
  if (failures > LAST_ANSWER) return
  if (failures === LAST_ANSWER) await leadToSecretary(house, occasion)
  else if (open.length > 0) await occasion.voice.reply(house.words.whichOne(open))
  else await occasion.voice.reply(house.words.notUnderstood(occasion.person.name, await exampleFor(house, occasion)))
}

async function exampleFor({ capabilities, words }: House, occasion: Occasion): Promise<string> {
  for (const capability of capabilities) {
    const example = await capability.example?.(occasion)
    if (example !== undefined) return example
  }
  return occasion.person.member === undefined ? words.exampleStranger : words.exampleMember
}

async function leadToSecretary({ findCommand, words }: House, occasion: Heard): Promise<void> {
  const said = findCommand(words.findSecretary, 'private')
  if (said === undefined) {
    await occasion.voice.reply(words.stillNotUnderstood)
    return
  }
  const voice: Heard['voice'] = {
    ...occasion.voice,
    reply: (text, extras) => occasion.voice.reply(`${words.stillNotUnderstood}\n${text}`, extras),
  }
  await said.command.run({ ...occasion, voice, word: said.word, rest: '' })
}
