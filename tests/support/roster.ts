import type { BotAccount } from '../../src/kernel/chat/message.ts'
import type { Role } from '../../src/kernel/chat/person.ts'
import type { Database } from '../../src/kernel/database/database.ts'
import { openMailbox } from '../../src/kernel/outbox/mailbox.ts'
import { bindAccount } from '../../src/roster/accounts-store.ts'
import { addBranch } from '../../src/roster/branches-store.ts'
import { addMember, setQuiet } from '../../src/roster/members-store.ts'
import { giveOffice } from '../../src/roster/offices-store.ts'
import { bindRoom } from '../../src/roster/rooms-store.ts'
import { testCipher } from './cipher.ts'
import type { Clock } from './clock.ts'
import type { Office } from './office.ts'
import type { Group, Talker } from './people.ts'

/** What else is known of a member who is entered. */
export type MemberMore = { offices?: readonly Role[]; migrant?: boolean; phone?: string; quiet?: boolean; probationary?: boolean }

/** How a test enters branches, members, logins and groups without the talk that usually does it. */
export function enterRoster(
  database: Database,
  bot: BotAccount,
  clock: Clock,
  person: (name: string) => Talker,
  group: (title: string) => Group,
): Pick<Office, 'branch' | 'member' | 'bound' | 'room'> {
  const member: Office['member'] = (name, branch, more = {}) =>
    database.write(async (tx) => {
      const phone =
        more.phone === undefined ? {} : { phone: { sealed: testCipher.seal(more.phone), fingerprint: testCipher.fingerprint(more.phone) } }
      const membership = more.probationary === true ? 'probationary' : 'full'
      const id = await addMember(tx, { branch, name, membership, migrant: more.migrant === true, ...phone }, clock.now())
      if (more.quiet === true) await setQuiet(tx, id, 1)
      for (const role of more.offices ?? []) await giveOffice(tx, id, branch, role, clock.now())
      return id
    })
  return {
    member,
    branch: (name, { kind = 'village', parent } = {}) => database.write((tx) => addBranch(tx, { name, kind, parent })),
    bound: async (name, branch, more) => {
      const id = await member(name, branch, more)
      const talker = person(name)
      await database.write(async (tx) => {
        const mailbox = await openMailbox(tx, { ...bot, chat: talker.chat, kind: 'private' }, clock.now())
        await bindAccount(tx, mailbox.id, id, 'verified', clock.now())
      })
      return { ...talker, id }
    },
    room: async (title, branch) => {
      const room = group(title)
      await database.write(async (tx) => {
        const mailbox = await openMailbox(tx, { ...bot, chat: room.chat, kind: 'group' }, clock.now())
        await bindRoom(tx, { mailbox: mailbox.id, branch, title, by: undefined }, clock.now())
      })
      return room
    },
  }
}
