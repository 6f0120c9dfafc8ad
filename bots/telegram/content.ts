import type { Message, MessageEntity } from 'grammy/types'
import type { FileReference, IncomingMessage } from '../../src/kernel/chat/message.ts'

/** What a message brought: its kind, its words, its file. */
export type Content = {
  readonly kind: IncomingMessage['content']
  readonly text: string
  readonly entities: readonly MessageEntity[]
  readonly file?: FileReference
}

/** Reads what a person sent; undefined for a service message (somebody joined, a title changed …). */
export function readContent(message: Message, account: string): Content | undefined {
  if (message.text !== undefined) return { kind: 'text', text: message.text, entities: message.entities ?? [] }
  const words = { text: message.caption ?? '', entities: message.caption_entities ?? [] }
  const photo = message.photo?.at(-1)
  if (photo !== undefined) {
    const file = { name: '照片.jpg', mime: 'image/jpeg', bytes: photo.file_size ?? 0, kind: 'photo' } as const
    return { kind: 'photo', ...words, file: { platform: 'telegram', account, reference: photo.file_id, ...file } }
  }
  // A moving picture is told as a document, too.
  if (message.document !== undefined && message.animation === undefined) {
    return { kind: 'document', ...words, file: documentOf(message.document, account) }
  }
  const kind = kindOf(message)
  return kind === undefined ? undefined : { kind, ...words }
}

function documentOf(document: NonNullable<Message['document']>, account: string): FileReference {
  return {
    platform: 'telegram',
    account,
    reference: document.file_id,
    name: document.file_name ?? '文件',
    mime: document.mime_type ?? 'application/octet-stream',
    bytes: document.file_size ?? 0,
    kind: 'document',
  }
}

function kindOf(message: Message): Content['kind'] | undefined {
  if (message.voice !== undefined) return 'voice'
  if (message.sticker !== undefined) return 'sticker'
  if (message.location !== undefined || message.venue !== undefined) return 'location'
  return OTHERS.some((kind) => message[kind] !== undefined) ? 'other' : undefined
}

const OTHERS = ['video', 'animation', 'audio', 'video_note', 'contact', 'poll', 'dice', 'game', 'story', 'paid_media', 'checklist'] as const
