import { badRequest } from './refusal.ts'

/** A button below a message. */
export type Button = { readonly text: string; readonly data?: string; readonly url?: string }

/** A file that lies at the double. */
export type StoredFile = {
  readonly kind: 'photo' | 'document' | 'voice' | 'sticker'
  readonly fileId: string
  readonly name: string
  readonly mime: string
  readonly bytes: Buffer
}

/** What a message said before it was edited. */
export type Version = { readonly at: number; readonly text: string; readonly buttons: readonly Button[] }

/** One message in a chat, whoever said it. */
export type ChatMessage = {
  readonly id: number
  readonly chat: ChatRoom
  /** The id of the person or bot who said it. */
  readonly from: number
  /** Milliseconds on the double's clock. */
  readonly at: number
  text: string
  buttons: readonly Button[]
  readonly file: StoredFile | undefined
  readonly repliesTo: number | undefined
  readonly thread: number | undefined
  /** Earlier versions, oldest first. */
  readonly edits: Version[]
  deleted: boolean
}

/** What stands between the bot and a private chat or a group. */
export type Door = 'member' | 'administrator' | 'silenced' | 'left' | 'kicked' | 'never-started' | 'blocked' | 'deleted'

/** A chat as the server holds it. */
export type ChatRoom = {
  readonly id: number
  readonly kind: 'private' | 'group' | 'supergroup'
  readonly name: string
  readonly topics: Set<number> | undefined
  door: Door
  movedTo: number | undefined
  messages: ChatMessage[]
  readonly byId: Map<number, ChatMessage>
}

/** All chats the server knows. */
export type Chats = {
  readonly open: (room: Pick<ChatRoom, 'id' | 'kind' | 'name' | 'door'> & { topics?: Set<number> }) => ChatRoom
  readonly find: (id: number) => ChatRoom | undefined
  readonly nextId: () => number
  /** Writes a message into its chat. */
  readonly add: (message: NewMessage) => ChatMessage
  readonly all: () => readonly ChatRoom[]
}

/** A message that has no number yet. */
export type NewMessage = Pick<ChatMessage, 'chat' | 'from' | 'at' | 'text'> &
  Partial<Pick<ChatMessage, 'buttons' | 'file' | 'repliesTo' | 'thread'>>

/** An empty Telegram. */
export function createChats(): Chats {
  const rooms = new Map<number, ChatRoom>()
  let lastId = 1_000
  const nextId = () => (lastId += 1)
  return {
    open: (room) => {
      const made: ChatRoom = { topics: undefined, movedTo: undefined, messages: [], byId: new Map(), ...room }
      rooms.set(made.id, made)
      return made
    },
    find: (id) => rooms.get(id),
    nextId,
    all: () => [...rooms.values()],
    add: (said) => {
      const message: ChatMessage = {
        buttons: [],
        file: undefined,
        repliesTo: undefined,
        thread: undefined,
        ...said,
        id: nextId(),
        edits: [],
        deleted: false,
      }
      said.chat.messages.push(message)
      said.chat.byId.set(message.id, message)
      return message
    },
  }
}

/** The chat a request names, or Telegram's refusal when there is none. */
export function getChatRoom(chats: Chats, id: unknown): ChatRoom {
  if (id === undefined || id === '') throw badRequest('chat_id is empty')
  const room = chats.find(Number(id))
  if (room === undefined) throw badRequest('chat not found')
  if (room.movedTo !== undefined) {
    throw badRequest('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: room.movedTo })
  }
  return room
}
