import type { Capability, Occasion, Spoken } from './capability.ts'
import { findLast } from './converse.ts'
import type { Memory } from './memory.ts'
import { findLetterOfMessage, newestLetterTo } from '../outbox/letters-said.ts'
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

/** Under a message of ours: who ordered it and by which rule. On its own: the newest one here, and how the last line was understood. */
async function explain(house: { readonly memory: Memory; readonly words: KernelWords }, occasion: Spoken): Promise<void> {
  const { repliesTo } = occasion.event
  const letter =
    repliesTo === undefined
      ? await newestLetterTo(occasion.tx, occasion.mailbox.id)
      : await findLetterOfMessage(occasion.tx, occasion.mailbox.id, repliesTo)
  const understanding = house.memory.lastUnderstanding(occasion.mailbox.id, occasion.senderId, occasion.now)
  const steps = repliesTo === undefined && occasion.mailbox.kind === 'private' ? (understanding?.steps() ?? []) : []
  const parts = [
    ...(letter === undefined ? [house.words.whyNothing] : [house.words.whyLetter(letter.why)]),
    ...(steps.length > 0 ? [house.words.whyUnderstood(steps)] : []),
  ]
  await occasion.voice.reply(parts.join('\n'))
}
