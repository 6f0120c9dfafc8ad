import { actorOf, recordAudit } from '../kernel/audit.ts'
import type { Occasion, PromptAnswer, Spoken } from '../kernel/chat/capability.ts'
import type { Room } from '../kernel/chat/person.ts'
import { closePrompt, openPrompt } from '../kernel/chat/prompt.ts'
import { getMailbox, type MailboxId } from '../kernel/outbox/mailbox.ts'
import { findMembersByName, findRoom } from '../roster/directory.ts'
import { changeLines } from './changing.ts'
import { type Draft, linesToShow, openDraft, sealDraft, unknownNicknames } from './draft.ts'
import { hearWhoItIs } from './naming-lines.ts'
import { readPasted } from './pasted.ts'
import { notesOn, sayCandidates, showDraft, tellWritten } from './showing.ts'
import { type Reader, understandLines } from './understanding.ts'
import { relayWords as words } from './words.ts'
import { writeLines } from './writing.ts'

/** The kind of the prompt under which 转录 waits for the text, for a name, or for 确认. */
export const TRANSCRIPT_PROMPT = 'relay-transcript'

type State = { readonly room: MailboxId; readonly sealed?: string }

const TAKEN: PromptAnswer = { kind: 'taken' }
const NOT_MINE: PromptAnswer = { kind: 'not-mine' }
/** A group's talk of a day; more would keep everybody else waiting while it is read. */
const MOST_PASTED = 300
const MOST_OFFERED = 4
const YES = /^(?:确认|确定|都对|对|对的|是|是的|好|好的|可以|记吧)[。.]?$/u
const NO = /^(?:取消|不记了|算了|不要了|退出)[。.]?$/u

/** Everything the keeper says while a transcript is open. */
export async function answerTranscript(reader: Reader, occasion: Spoken, state: unknown): Promise<PromptAnswer> {
  const { tx, voice, mailbox, senderId } = occasion
  const asked = state as State
  const room = await findRoom(tx, await getMailbox(tx, asked.room))
  const draft = asked.sealed === undefined ? { lines: [] } : openDraft(reader.cipher, asked.sealed)
  const said = occasion.rest.trim()
  if (room === undefined || draft === undefined) {
    await closePrompt(tx, mailbox.id, senderId)
    if (draft === undefined) await voice.reply(words.draftLost)
    return draft === undefined ? TAKEN : NOT_MINE
  }
  if (NO.test(said)) {
    await closePrompt(tx, mailbox.id, senderId)
    await voice.reply(words.pasteCancelled)
    return TAKEN
  }
  if (said.includes('\n') || (occasion.word === '' && draft.lines.length === 0)) return paste(reader, occasion, room, draft)
  if (draft.asked !== undefined) return hearWho(reader, occasion, room, draft)
  if (draft.lines.length === 0) return NOT_MINE
  if (YES.test(said)) return write(reader, occasion, room, draft)
  const changed = await change(reader, occasion, room, draft)
  // One more line of the group, without a command's word: it belongs to what was pasted before.
  return changed.kind === 'not-mine' && occasion.word === '' && readPasted(said).length > 0 ? paste(reader, occasion, room, draft) : changed
}

async function paste(reader: Reader, occasion: Spoken, room: Room, draft: Draft): Promise<PromptAnswer> {
  const isCommand = occasion.word !== '' && readPasted(occasion.rest).length === 0
  if (isCommand) return NOT_MINE
  await readInto(reader, occasion, room, occasion.rest, draft)
  return TAKEN
}

/** Long texts come in pieces: each is added to what was read before. */
export async function readInto(reader: Reader, occasion: Spoken, room: Room, text: string, draft: Draft): Promise<void> {
  const pasted = readPasted(text)
  if (pasted.length === 0) {
    await waitForAnswer(occasion, {
      room: room.mailbox.id,
      ...(draft.lines.length === 0 ? {} : { sealed: sealDraft(reader.cipher, draft) }),
    })
    await occasion.voice.reply(words.pasteNothing)
    return
  }
  if (draft.lines.length + pasted.length > MOST_PASTED) {
    await occasion.voice.reply(words.pasteTooLong(MOST_PASTED))
    return
  }
  const lines = [...draft.lines, ...(await understandLines(reader, occasion, room, pasted))]
  await goOn(reader, occasion, room, { lines })
}

/** Asks for the next name that is not known, else shows what would be written. */
async function goOn(reader: Reader, occasion: Spoken, room: Room, draft: Draft): Promise<void> {
  const { tx, mailbox, senderId, voice } = occasion
  const [nickname, ...more] = unknownNicknames(draft)
  if (nickname !== undefined) {
    const offered = (await findMembersByName(tx, nickname, [room.branch])).slice(0, MOST_OFFERED).map(({ id }) => id)
    await keep(reader, occasion, room, { lines: draft.lines, asked: { nickname, offered } })
    await voice.reply(words.whoIs(nickname, await sayCandidates(tx, reader.cipher, offered), more.length))
  } else if (linesToShow(draft).length === 0) {
    await closePrompt(tx, mailbox.id, senderId)
    await voice.reply(words.pasteNothingNew(notesOn(draft)))
  } else {
    await keep(reader, occasion, room, { lines: draft.lines })
    await showDraft(occasion, room, draft)
  }
}

async function hearWho(reader: Reader, occasion: Spoken, room: Room, draft: Draft): Promise<PromptAnswer> {
  const heard = await hearWhoItIs(reader, occasion, room, draft)
  if (heard.kind === 'not-mine') return NOT_MINE
  if (heard.kind === 'known') await goOn(reader, occasion, room, heard.draft)
  else {
    await keep(reader, occasion, room, heard.draft)
    await occasion.voice.reply(heard.line)
  }
  return TAKEN
}

async function change(reader: Reader, occasion: Spoken, room: Room, draft: Draft): Promise<PromptAnswer> {
  const changed = await changeLines(reader, occasion, room, draft)
  if (changed.kind === 'not-mine') return NOT_MINE
  if (changed.kind === 'line') await occasion.voice.reply(changed.line)
  else await goOn(reader, occasion, room, changed.draft)
  return TAKEN
}

async function write(reader: Reader, occasion: Spoken, room: Room, draft: Draft): Promise<PromptAnswer> {
  const { tx, mailbox, senderId, person, now } = occasion
  await closePrompt(tx, mailbox.id, senderId)
  const written = await writeLines(reader, occasion, room, draft)
  const actor = person.member === undefined ? 'operator' : actorOf(person.member)
  const after = { lines: linesToShow(draft).length }
  await recordAudit(tx, { actor, action: 'answers-copied', subject: `mailbox:${room.mailbox.id}`, after }, now)
  await tellWritten(occasion, written)
  return TAKEN
}

async function keep({ cipher }: Reader, occasion: Occasion, room: Room, draft: Draft): Promise<void> {
  await waitForAnswer(occasion, { room: room.mailbox.id, sealed: sealDraft(cipher, draft) })
}

/** Waits for what the keeper says next. */
export async function waitForAnswer({ tx, mailbox, senderId, now }: Occasion, state: State): Promise<void> {
  await openPrompt(tx, mailbox.id, senderId, { kind: TRANSCRIPT_PROMPT, state }, now)
}
