import type { Occasion, Spoken } from '../kernel/chat/capability.ts'
import type { IncomingMessage } from '../kernel/chat/message.ts'
import type { MemberId, Person, Room } from '../kernel/chat/person.ts'
import type { LetterId } from '../kernel/outbox/letter.ts'
import { getMember, privateMailbox } from '../roster/directory.ts'

/** What one copied line is spoken with: as that member, in that group, under a name of its own. */
export type Speech = { readonly member: MemberId; readonly text: string; readonly key: string; readonly at: Date }

/** An occasion on which a member speaks, and what would have been said to them, which nobody sends. */
export type Heard = { readonly occasion: Spoken; readonly told: readonly string[] }

/** A line that is not sent has no number; nobody may look it up. */
const NOT_SENT = 0 as LetterId

/**
 * Lets a copied line be spoken by its member: the same handlers hear it as would in the group. The group and the member
 * hear nothing of it here; what would have been told to the member is kept for the keeper.
 */
export async function speakAs(keeper: Occasion, room: Room, { member, text, key, at }: Speech): Promise<Heard> {
  const { thread: _thread, person: keepers, ...rest } = keeper
  const known = await getMember(keeper.tx, member)
  const person: Person = { member, name: known.name, branch: known.branch, migrant: known.migrant, evidence: 'remark', offices: [] }
  const own = await privateMailbox(keeper.tx, member)
  const told: string[] = []
  const keep = (line: string) => void told.push(line)
  const { platform, account, chat } = room.mailbox
  const senderId = `copied:${member}`
  const event: IncomingMessage = {
    kind: 'message',
    key,
    at,
    chat: { id: chat, kind: 'group', title: room.title },
    from: { id: senderId, name: '' },
    text,
    content: 'text',
    addressed: false,
  }
  const occasion: Spoken = {
    ...rest,
    from: { platform, account },
    mailbox: room.mailbox,
    room,
    person,
    senderId,
    answeredAs: 'relayed',
    ...(keepers.member === undefined ? {} : { relayedBy: keepers.member }),
    event,
    key,
    word: '',
    rest: text,
    voice: {
      reply: async (line) => {
        keep(line)
        return NOT_SENT
      },
      privately: async (line) => {
        keep(line)
        return true
      },
      tell: async (to, line, extras) => (to === own?.id ? NOT_SENT : keeper.voice.tell(to, line, extras)),
    },
  }
  return { occasion, told }
}
