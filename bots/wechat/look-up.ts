import type { Sender } from '../../src/kernel/chat/message.ts'
import { within } from './connection.ts'
import type { Around, Told } from './incoming.ts'
import type { Puppet } from './puppet.ts'

/** What the gateway is asked about a message, because an event tells only its number. */
export type LookUp = {
  /** The message itself; throws when the gateway cannot tell it. */
  message(id: string): Promise<Told>
  around(told: Told): Promise<Around>
  sender(id: string, room: string | undefined): Promise<Sender>
  title(room: string): Promise<string | undefined>
}

const ANSWER_MS = 8_000
/** `PUPPET.types.Contact.Official`: a public account, which nobody is. */
const OFFICIAL = 2
/** WeChat's own voices, which some puppets tell as persons. */
const WECHAT_ITSELF = new Set(['weixin', 'filehelper', 'fmessage', 'newsapp', 'medianote'])

/** Asks a puppet, which keeps what it was told in memory. A name that cannot be had is no reason to lose a message. */
export function createLookUp(puppet: Puppet, self: () => string): LookUp {
  const ask = <Answer>(question: Promise<Answer>): Promise<Answer | undefined> => within(question, ANSWER_MS).catch(() => undefined)
  const aliasOf = async (id: string, room: string | undefined): Promise<string | undefined> =>
    room === undefined ? undefined : text((await ask(puppet.roomMemberPayload(room, id)))?.roomAlias)
  const title = async (room: string): Promise<string | undefined> => text((await ask(puppet.roomPayload(room)))?.topic)

  async function sender(id: string, room: string | undefined): Promise<Sender> {
    const [contact, alias] = await Promise.all([ask(puppet.contactPayload(id)), aliasOf(id, room)])
    const remark = contact?.friend === false ? undefined : text(contact?.alias)
    // Whoever has set no name of their own in a group is seen there under their general one.
    const shown = alias ?? (room === undefined ? undefined : text(contact?.name))
    return {
      id,
      name: contact?.name ?? '',
      ...(shown === undefined ? {} : { alias: shown }),
      ...(remark === undefined ? {} : { remark }),
      ...(Number(contact?.type) === OFFICIAL || WECHAT_ITSELF.has(id) ? { nobody: 'channel' } : {}),
    }
  }

  return {
    message: (id) => within(puppet.messagePayload(id), ANSWER_MS),
    sender,
    title,
    async around(told) {
      const room = text(told.roomId)
      const id = self()
      const [from, own, ownAlias, topic] = await Promise.all([
        sender(told.talkerId, room),
        ask(puppet.contactPayload(id)),
        aliasOf(id, room),
        room === undefined ? undefined : title(room),
      ])
      const names = [own?.name, ownAlias].flatMap((name) => (name === undefined || name === '' ? [] : [name]))
      return { from, self: { id, names }, ...(topic === undefined ? {} : { title: topic }) }
    },
  }
}

function text(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value
}
