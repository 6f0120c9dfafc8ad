import type { Capability, Occasion, Spoken } from './capability.ts'
import { findLast } from './converse.ts'
import type { Memory } from './memory.ts'
import { findLetterOfMessage, newestLetterTo, type SaidLetter } from '../outbox/letters-said.ts'
import type { KernelWords } from './words.ts'

/** What everybody may always say, whatever the branch does: 撤销 and 为什么. */
export function basicsCapability(house: {
  readonly capabilities: () => readonly Capability[]
  readonly memory: Memory
  readonly words: KernelWords
}): Capability {
  const undo = async (occasion: Occasion): Promise<void> => {
    const last = await findLast(house.capabilities(), occasion)
    if (last === undefined) {
      await occasion.voice.privately(house.words.nothingToUndo)
      return
    }
    await last.undo(occasion)
    await occasion.voice.privately(house.words.undone(last.title))
  }
  return {
    name: 'basics',
    commands: [
      { words: ['撤销'], may: 'anyone', where: 'anywhere', run: undo },
      { words: ['为什么', 'why'], may: 'anyone', where: 'anywhere', run: (occasion) => explain(house, occasion) },
    ],
    answers: { undo },
  }
}

/** In a group 为什么 alone is talk unless the bot has just spoken. */
const JUST_SPOKEN_MS = 600_000

/** Under a message of ours: who ordered it and by which rule. On its own: the newest one here, and how the last line was understood. */
async function explain(
  house: { readonly capabilities: () => readonly Capability[]; readonly memory: Memory; readonly words: KernelWords },
  occasion: Spoken,
): Promise<void> {
  const { tx, mailbox, senderId, now, event } = occasion
  const letter =
    event.repliesTo === undefined ? await newestLetterTo(tx, mailbox.id) : await findLetterOfMessage(tx, mailbox.id, event.repliesTo)
  if (mailbox.kind === 'group' && !event.addressed && !isFresh(letter, now)) return
  const heard =
    event.repliesTo === undefined && mailbox.kind === 'private' ? house.memory.lastUnderstanding(mailbox.id, senderId, now) : undefined
  const parts = [
    ...(letter === undefined ? [house.words.whyNothing] : [house.words.whyLetter(letter.why)]),
    ...(letter === undefined ? [] : await explanations(house.capabilities(), occasion, letter)),
    ...(heard === undefined ? [] : [house.words.whyUnderstood(heard.intents.map(({ intent }) => house.words.heardAs[intent]))]),
  ]
  await occasion.voice.reply(parts.join('\n'))
}

function isFresh(letter: SaidLetter | undefined, now: Date): boolean {
  return letter?.at !== undefined && now.getTime() - Date.parse(letter.at) < JUST_SPOKEN_MS
}

async function explanations(capabilities: readonly Capability[], occasion: Occasion, letter: SaidLetter): Promise<readonly string[]> {
  const lines: string[] = []
  for (const capability of capabilities) lines.push(...((await capability.explains?.(occasion, letter)) ?? []))
  return lines
}
