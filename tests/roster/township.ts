import type { Capability } from '../../src/kernel/chat/capability.ts'
import type { BranchId, MemberId, Person } from '../../src/kernel/chat/person.ts'
import type { Understanding, Utterance } from '../../src/kernel/chat/utterance.ts'
import { openMailbox } from '../../src/kernel/outbox/mailbox.ts'
import { identify } from '../../src/roster/directory.ts'
import { rosterCapability } from '../../src/roster/index.ts'
import { issueBindCode } from '../../src/roster/issuing.ts'
import { type MemberMore, type Office, openOffice, type OfficeOptions } from '../support/office.ts'
import type { Talker } from '../support/people.ts'

/** An office with a made-up township: 青石镇党委 above 河西村 (secretary 周国栋, deputy 吴玉兰) and 河东村. */
export type Township = Office & {
  readonly top: BranchId
  readonly hexi: BranchId
  readonly hedong: BranchId
  /** A fresh code for a member of 河西村 who is entered when new. */
  codeFor(name: string, more?: MemberMore): Promise<string>
  whoIs(talker: Talker): Promise<Person>
  memberId(name: string): MemberId
}

/** Opens it. */
export async function officeWith(
  others: Partial<OfficeOptions> & { understand?: (utterance: Utterance) => Understanding; more?: readonly Capability[] } = {},
): Promise<Township> {
  const { understand, more = [], ...options } = others
  const office = await openOffice({
    capabilities: ({ cipher, capabilities }) => [rosterCapability({ cipher, capabilities }), ...more],
    ...(understand === undefined ? {} : { interpret: understand }),
    ...options,
  })
  const top = await office.branch('青石镇党委', { kind: 'office' })
  const hexi = await office.branch('河西村党支部', { parent: top })
  const hedong = await office.branch('河东村党支部', { parent: top })
  const members = new Map<string, MemberId>()
  return Object.assign(office, {
    top,
    hexi,
    hedong,
    memberId: (name: string) => {
      const id = members.get(name)
      if (id === undefined) throw new Error(`${name} has no code yet`)
      return id
    },
    codeFor: async (name: string, about?: MemberMore) => {
      const member = members.get(name) ?? (await office.member(name, hexi, about))
      members.set(name, member)
      return office.write((tx) => issueBindCode(tx, office, member, 'operator', office.clock.now()))
    },
    whoIs: (talker: Talker) =>
      office.write(async (tx) => {
        const mailbox = await openMailbox(tx, { ...office.bot, chat: talker.chat, kind: 'private' }, office.clock.now())
        return (await identify(tx, mailbox, office.bot, talker.chat)).person
      }),
  })
}
