import type { Command, Occasion, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { Room } from '../kernel/chat/person.ts'
import { branchesHeld, branchTree, roomsOf } from '../roster/directory.ts'
import { readPasted } from './pasted.ts'
import { fitTitle } from './rooms-held.ts'
import { readInto, waitForAnswer } from './transcript.ts'
import type { Reader } from './understanding.ts'
import { relayWords as words } from './words.ts'

/** 转录 河西村群: what people answered in a group where no bot hears it. */
export function transcriptCommand(reader: Reader): Command {
  return {
    words: ['转录'],
    may: SECRETARIAL,
    where: 'private',
    rest: 'private',
    help: words.helpTranscribe,
    run: (occasion) => startTranscript(reader, occasion),
  }
}

async function startTranscript(reader: Reader, occasion: Spoken): Promise<void> {
  const [first = '', ...others] = occasion.rest.split('\n')
  const rooms = await roomsToCopyFrom(occasion)
  const named = first.trim() === '' ? [] : fitTitle(rooms, first.trim())
  const isNamed = named.length > 0 || (first.trim() !== '' && others.length === 0 && readPasted(first).length === 0)
  const byHand = rooms.filter(({ mailbox }) => mailbox.platform === 'relay')
  const fitting = isNamed ? named : byHand
  const [room] = fitting
  if (room === undefined || fitting.length > 1) {
    await occasion.voice.reply(
      rooms.length === 0
        ? words.none
        : words.roomWhich(
            occasion.word,
            (byHand.length > 0 ? byHand : rooms).map(({ title }) => title),
          ),
    )
    return
  }
  const pasted = isNamed ? others.join('\n') : occasion.rest
  if (pasted.trim() === '') {
    await waitForAnswer(occasion, { room: room.mailbox.id })
    await occasion.voice.reply(words.pasteHow(room.title))
  } else await readInto(reader, occasion, room, pasted, { lines: [] })
}

/** Those by hand first; a group that a bot serves may be copied from too, when the bot was away. */
async function roomsToCopyFrom({ tx, person }: Occasion): Promise<readonly Room[]> {
  const rooms = await roomsOf(tx, branchesHeld(person, SECRETARIAL, await branchTree(tx)))
  return [...rooms.filter(({ mailbox }) => mailbox.platform === 'relay'), ...rooms.filter(({ mailbox }) => mailbox.platform !== 'relay')]
}
