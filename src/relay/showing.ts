import type { Occasion } from '../kernel/chat/capability.ts'
import type { MemberId, Room } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { maskName } from '../kernel/privacy/finding.ts'
import { getMember, phoneOf } from '../roster/directory.ts'
import { type Draft, linesToShow } from './draft.ts'
import { relayWords as words, sayIntents } from './words.ts'
import type { Written } from './writing.ts'

const TAIL_DIGITS = 4
const MOST_TOLD = 10

/** Says a text of names in full, or, where a list of them may not be sent, with only their beginnings; a long one in pieces. */
export async function sayWithNames(occasion: Occasion, text: (nameOf: (name: string) => string) => string): Promise<void> {
  const most = occasion.platform.longestText
  const [full, masked] = [
    inPieces(
      text((name) => name),
      most,
    ),
    inPieces(text(maskName), most),
  ]
  for (const piece of full)
    if ((await occasion.voice.reply(piece)) === undefined) {
      for (const one of masked) await occasion.voice.reply(one)
      return
    }
}

function inPieces(text: string, most: number): readonly string[] {
  const pieces: string[] = []
  for (const line of text.split('\n')) {
    const last = pieces.at(-1)
    if (last !== undefined && last.length + line.length < most) pieces[pieces.length - 1] = `${last}\n${line}`
    else pieces.push(line)
  }
  return pieces
}

/** Shows line by line what was understood, before anything is written. */
export async function showDraft(occasion: Occasion, room: Room, draft: Draft): Promise<void> {
  const shown = linesToShow(draft)
  const names = new Map<MemberId, string>()
  for (const { who } of shown) if (who.kind === 'member') names.set(who.member, (await getMember(occasion.tx, who.member)).name)
  await sayWithNames(occasion, (nameOf) =>
    words.preview(
      room.title,
      shown.map(({ who, nickname, intents, fate }, index) => {
        const name = who.kind === 'member' ? (names.get(who.member) ?? '') : ''
        if (fate === 'left-out') return words.previewSkipped(index + 1, nameOf(name))
        const isPlain = nickname.includes(name) || nameOf(name) !== name
        return isPlain
          ? words.previewLine(index + 1, nameOf(name), sayIntents(intents))
          : words.previewLineAs(index + 1, nickname, name, sayIntents(intents))
      }),
      notesOn(draft),
    ),
  )
}

/** What is not in the list and why, in numbers. */
export function notesOn({ lines }: Draft): readonly string[] {
  const talk = lines.filter(({ intents }) => intents.length === 0).length
  const strangers = lines.filter(({ who, intents }) => who.kind === 'unknown' && intents.length > 0).length
  const repeated = lines.filter(({ fate }) => fate === 'repeated').length
  return [
    ...(talk === 0 ? [] : [words.talkLeftOut(talk)]),
    ...(strangers === 0 ? [] : [words.strangersLeftOut(strangers)]),
    ...(repeated === 0 ? [] : [words.repeatedLeftOut(repeated)]),
  ]
}

/** Tells what was written down, and what somebody has to tell the members who could not hear it. */
export async function tellWritten(occasion: Occasion, { counts, unchanged, told }: Written): Promise<void> {
  const done = words.written([...counts].map(([what, count]) => words.writtenKind(what, count)))
  await sayWithNames(occasion, (nameOf) =>
    [
      ...(counts.size === 0 && told.length + unchanged > 0 ? [] : [done]),
      ...(unchanged === 0 ? [] : [words.unchanged(unchanged)]),
      ...(told.length === 0 ? [] : [words.toldTitle]),
      ...told.slice(0, MOST_TOLD).map(({ number, name, line }) => words.told(number, nameOf(name), line)),
    ].join('\n'),
  )
}

/** A member as one of several who might be meant. */
export async function sayCandidates(tx: Tx, cipher: Cipher, members: readonly MemberId[]): Promise<readonly string[]> {
  const said: string[] = []
  for (const member of members) {
    const tail = members.length > 1 ? (await phoneOf(tx, cipher, member))?.slice(-TAIL_DIGITS) : undefined
    said.push(words.candidate((await getMember(tx, member)).name, tail))
  }
  return said
}
