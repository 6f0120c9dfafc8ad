import type { Chat, Choice, FileReference, Incoming, IncomingMessage } from '../../src/kernel/chat/message.ts'
import { BOT_NAME, LONGEST_TEXT, type Person } from './config.ts'
import type { Draft, Pressed, Said } from './journal.ts'
import { messageIdOf } from './outgoing.ts'
import type { Event } from './timeline.ts'
import type { Side } from './view.ts'

/** A form as hono reads it. */
type Form = Readonly<Record<string, unknown>>

/** What somebody wrote into the composer, cleaned: line ends are \n, nothing invisible that breaks a database. */
export type Written =
  | { readonly kind: 'written'; readonly text: string; readonly file?: File; readonly repliesTo?: number; readonly content?: 'voice' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'too-long' }

/** Reads a phone's composer. The one line and the many lines below it are one message. */
export function readWritten(form: Form, side: Side): Written {
  const text = [field(form, `${side}Draft`), field(form, 'long')].filter((part) => part !== '').join('\n')
  if (text.length > LONGEST_TEXT) return { kind: 'too-long' }
  const file = form['file'] instanceof File && form['file'].size > 0 ? { file: form['file'] } : {}
  const replied = Number(field(form, 'replyTo'))
  const reply = Number.isSafeInteger(replied) && replied > 0 ? { repliesTo: replied } : {}
  if (field(form, 'content') === 'voice') return { kind: 'written', text: '', content: 'voice', ...reply }
  return text === '' && !('file' in file) ? { kind: 'nothing' } : { kind: 'written', text, ...file, ...reply }
}

/** The text of one field, without what breaks further down. */
export function field(form: Form, name: string): string {
  const value = form[name]
  return typeof value === 'string' ? value.replaceAll('\0', '').replaceAll(/\r\n?/g, '\n').trim() : ''
}

/** What the journal keeps of a message that somebody wrote. */
export function toSaid(written: Extract<Written, { kind: 'written' }>, person: Person, chat: Chat, file?: FileReference): Draft<Said> {
  return {
    kind: 'said',
    ...where(chat),
    from: { id: person.id, name: person.name },
    content: written.content ?? file?.kind ?? 'text',
    text: written.text,
    ...(file ? { file } : {}),
    ...(written.repliesTo === undefined ? {} : { repliesTo: written.repliesTo }),
  }
}

/** What the journal keeps of a press. */
export function toPressed(message: number, choice: Choice, person: Person, chat: Chat): Draft<Pressed> {
  const { token, word } = choice
  return { kind: 'pressed', ...where(chat), from: { id: person.id, name: person.name }, message, token, word }
}

/** Translates what was said or pressed for the house. `isLetter` tells whether a message of that number was said by the bot. */
export function toIncoming(event: Event, series: string, isLetter: (id: number) => boolean): Incoming {
  const envelope = { key: messageIdOf(series, event.id), at: new Date(event.at), chat: chatOf(event), from: event.from }
  if (event.kind === 'pressed') return { kind: 'press', ...envelope, token: event.token }
  const toBot = event.repliesTo !== undefined && isLetter(event.repliesTo)
  const message: IncomingMessage = {
    kind: 'message',
    ...envelope,
    text: event.text,
    content: event.content,
    addressed: toBot || event.title === undefined || event.text.startsWith('/') || event.text.includes(`@${BOT_NAME}`),
    ...(event.file ? { file: event.file } : {}),
    ...(toBot && event.repliesTo !== undefined ? { repliesTo: messageIdOf(series, event.repliesTo) } : {}),
  }
  const startCode = /^\/start\s+(\S+)$/.exec(event.text)?.[1]
  return startCode === undefined ? message : { ...message, startCode }
}

function where(chat: Chat): { chat: string; title?: string } {
  return chat.kind === 'group' ? { chat: chat.id, title: chat.title ?? chat.id } : { chat: chat.id }
}

function chatOf(event: Event): Chat {
  return event.title === undefined ? { id: event.chat, kind: 'private' } : { id: event.chat, kind: 'group', title: event.title }
}
