import type { payloads } from 'wechaty'
import type { Chat, FileReference, Incoming, IncomingMessage, Sender } from '../../src/kernel/chat/message.ts'
import { WECHAT } from './config.ts'
import type { Moved } from './connection.ts'

/** A message as the puppet tells it. */
export type Told = payloads.Message

/** Who and what is known around a message: its sender, its group, and the names by which the bot is mentioned there. */
export type Around = {
  readonly from: Sender
  readonly title?: string
  readonly self: { readonly id: string; readonly names: readonly string[] }
}

/** `PUPPET.types.Message` by number (wechaty-puppet 1.21): what else a message was when it was not text. */
const CONTENT: ReadonlyMap<number, IncomingMessage['content']> = new Map([
  [1, 'document'],
  [2, 'voice'],
  [5, 'sticker'],
  [6, 'photo'],
  [7, 'text'],
  [8, 'location'],
  // A group note carries a chain list as text.
  [10, 'text'],
])
const RECALLED = 13
/** Seconds stay below this until the year 5138; milliseconds are above it since 1973. */
const LEAST_MILLISECONDS = 100_000_000_000
const QUOTE_SPEAKER = /^[「“"]([^：:\n」]{1,30})[：:]/u

/** Translates a message; undefined when it has no effect here: the bot's own, and what the phone says to itself. */
export function translate(told: Told, around: Around): Incoming | undefined {
  if (told.talkerId === around.self.id) return undefined
  const chat = chatOf(told, around)
  const envelope = { key: told.id, at: momentOf(told.timestamp), chat, from: around.from }
  if (Number(told.type) === RECALLED) {
    const recalled = recalledId(told.text ?? '')
    return recalled === undefined ? undefined : { kind: 'recalled', ...envelope, recalled }
  }
  const content = CONTENT.get(told.type) ?? 'other'
  const heard = content === 'text' ? withoutMention(told.text ?? '', around.self.names) : { text: '', mentioned: false }
  const file = fileOf(told, content)
  return {
    kind: 'message',
    ...envelope,
    text: heard.text,
    content,
    addressed: chat.kind === 'private' || heard.mentioned || isMentioned(told, around),
    ...(file === undefined ? {} : { file }),
  }
}

function chatOf(told: Told, { title }: Around): Chat {
  const room = told.roomId ?? ''
  if (room === '') return { id: told.talkerId, kind: 'private' }
  return { id: room, kind: 'group', ...(title === undefined ? {} : { title }) }
}

function momentOf(timestamp: number): Date {
  if (timestamp <= 0) return new Date()
  return new Date(timestamp < LEAST_MILLISECONDS ? timestamp * 1_000 : timestamp)
}

/** The puppet tells who was mentioned where it knows; a quote of the bot's own words addresses it too. */
function isMentioned(told: Told, { self }: Around): boolean {
  const ids = 'mentionIdList' in told ? (told.mentionIdList ?? []) : []
  if (ids.includes(self.id)) return true
  const speaker = QUOTE_SPEAKER.exec(told.text ?? '')?.[1]?.trim()
  return speaker !== undefined && self.names.includes(speaker)
}

/** Mentions stand in the text by display name, before a space of a quarter em on phones and a plain one on desks. */
function withoutMention(text: string, names: readonly string[]): { readonly text: string; readonly mentioned: boolean } {
  for (const name of names) {
    const at = text.indexOf(`@${name}`)
    const behind = text.charAt(at + name.length + 1)
    if (at === -1 || !/^[\s\u2005]?$/u.test(behind)) continue
    return { text: `${text.slice(0, at)} ${text.slice(at + name.length + 2)}`.trim(), mentioned: true }
  }
  return { text, mentioned: false }
}

/** The id itself, or the notice of a recall as the web protocol tells it. */
function recalledId(text: string): string | undefined {
  const told = /<(?:new)?msgid>([^<]{1,80})<\/(?:new)?msgid>/iu.exec(text)?.[1] ?? text
  return /^[\w@.:-]{1,80}$/u.test(told.trim()) ? told.trim() : undefined
}

function fileOf(told: Told, content: IncomingMessage['content']): FileReference | undefined {
  if (content !== 'photo' && content !== 'document') return undefined
  const name = told.filename === undefined || told.filename === '' ? (content === 'photo' ? '图片.jpg' : '文件') : told.filename
  return { ...WECHAT, reference: told.id, name, mime: mimeOf(name), bytes: 0, kind: content }
}

const MIMES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

function mimeOf(name: string): string {
  return MIMES[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'
}

/** Translates a coming or going; where the bot itself is among them, it was brought in or thrown out. */
export function translateMoved(
  kind: 'came' | 'went',
  moved: Moved,
  around: { readonly self: string; readonly title?: string; readonly people: readonly Sender[]; readonly by: Sender },
): Incoming | undefined {
  const chat: Chat = { id: moved.room, kind: 'group', ...(around.title === undefined ? {} : { title: around.title }) }
  const key = `${kind}:${moved.room}:${moved.at}:${moved.people.join(',')}`.slice(0, 200)
  const envelope = { key, at: momentOf(moved.at), chat }
  if (moved.people.includes(around.self)) return { kind: kind === 'came' ? 'bot-added' : 'bot-removed', ...envelope, from: around.by }
  return around.people.length === 0 ? undefined : { kind, ...envelope, people: around.people }
}

/** The account is logged in under another id than last time, for the so-manieth time. */
export function translateLogin(logins: number): Incoming {
  return { kind: 'new-login', key: `login:${logins}`, at: new Date(), chat: { id: 'login', kind: 'private' } }
}
