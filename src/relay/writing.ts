import type { Occasion } from '../kernel/chat/capability.ts'
import { gatherOpen } from '../kernel/chat/converse.ts'
import type { IntentName } from '../kernel/chat/utterance.ts'
import { kernelWords } from '../kernel/chat/words.ts'
import type { MemberId, Room } from '../kernel/chat/person.ts'
import { getMember, noteSpoke } from '../roster/directory.ts'
import { speakAs } from './as-member.ts'
import { type Draft, type DraftLine, linesToShow } from './draft.ts'
import { recordRelayed, recordTranscript } from './rooms-store.ts'
import { readSaidAt } from './said-at.ts'
import { keyOf, lineFingerprint, mustBeOnce, type Reader, rememberedSince } from './understanding.ts'

/** These answer something that waits for the member, or change nothing. */
const ANSWERS: ReadonlySet<IntentName> = new Set<IntentName>(['acknowledge', 'check_in', 'dues_claim', 'late_arrival_note'])

/** What was written down: how many of each kind, and what would have been told to members who cannot hear it here. */
export type Written = {
  readonly counts: ReadonlyMap<string, number>
  /** How many changed nothing, because it was known or is not owed. */
  readonly unchanged: number
  readonly told: readonly { readonly number: number; readonly name: string; readonly line: string }[]
}

/** Lets every line that was confirmed be heard by the capabilities, as if its member had said it in the group. */
export async function writeLines(reader: Reader, keeper: Occasion, room: Room, draft: Draft): Promise<Written> {
  const counts = new Map<string, number>()
  const members = new Set<MemberId>()
  let unchanged = 0
  const told: Written['told'][number][] = []
  for (const [index, line] of linesToShow(draft).entries()) {
    if (line.fate !== 'written' || line.who.kind !== 'member') continue
    const { member } = line.who
    if (mustBeOnce(line.intents) && !(await recordOnce(reader, keeper, room, line))) continue
    await noteSpoke(keeper.tx, room.mailbox.id, member, keeper.now)
    members.add(member)
    const { told: lines, effect } = await write(reader, keeper, room, line)
    if (lines.length === 0 && effect === 'none') unchanged += 1
    else if (lines.length === 0)
      for (const { intent } of line.intents) counts.set(kernelWords.heardAs[intent], (counts.get(kernelWords.heardAs[intent]) ?? 0) + 1)
    const { name } = await getMember(keeper.tx, member)
    for (const one of lines) told.push({ number: index + 1, name, line: one })
  }
  if (keeper.person.member !== undefined)
    await recordTranscript(keeper.tx, keeper.person.member, { room: room.mailbox.id, members: [...members], at: keeper.now })
  return { counts, unchanged, told }
}

async function recordOnce(reader: Reader, { tx, now }: Occasion, room: Room, line: DraftLine): Promise<boolean> {
  if (line.who.kind !== 'member') return false
  return recordRelayed(tx, room.mailbox.id, lineFingerprint(reader, line, line.who.member), rememberedSince(now), now)
}

type Effect = { readonly told: readonly string[]; readonly effect: 'some' | 'none' }

/** What answers something that was open leaves it open no more; otherwise nothing came of it. */
async function write(reader: Reader, keeper: Occasion, room: Room, line: DraftLine): Promise<Effect> {
  if (line.who.kind !== 'member') return { told: [], effect: 'none' }
  const { member } = line.who
  const at = readSaidAt(line.at, keeper.now) ?? keeper.now
  const speech = { member, text: line.text, key: keyOf(reader, keeper, room, line, member), at }
  const { occasion, told } = await speakAs(keeper, room, speech)
  const before = await titlesOpen(reader, occasion)
  for (const intent of line.intents) {
    const answer = reader.capabilities().find(({ answers }) => answers?.[intent.intent] !== undefined)?.answers?.[intent.intent]
    await answer?.({ ...occasion, rest: intent.text ?? line.text }, intent)
  }
  const isAnswer = line.intents.every(({ intent }) => ANSWERS.has(intent))
  return { told, effect: isAnswer && before === (await titlesOpen(reader, occasion)) ? 'none' : 'some' }
}

async function titlesOpen({ capabilities }: Reader, occasion: Occasion): Promise<string> {
  return (await gatherOpen(capabilities(), occasion)).map(({ thing, title }) => `${thing} ${title}`).join('\n')
}
