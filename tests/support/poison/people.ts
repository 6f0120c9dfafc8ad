import type { IncomingMessage } from '../../../src/kernel/chat/message.ts'
import type { Citizen, Hall } from '../simulation/town.ts'

let keys = 0

/** Somebody says something, in a group or (without one) in private. Each message has a key of its own. */
export function said(
  who: Pick<Citizen, 'chat' | 'name'>,
  text: string,
  where: { at: Date; group?: Pick<Hall, 'chat'>; key?: string },
): IncomingMessage {
  keys += 1
  return {
    kind: 'message',
    key: where.key ?? `m${keys}`,
    at: where.at,
    chat: where.group === undefined ? { id: who.chat, kind: 'private' } : { id: where.group.chat, kind: 'group', title: '群' },
    from: { id: who.chat, name: who.name },
    text,
    content: 'text',
    addressed: where.group === undefined,
  }
}
