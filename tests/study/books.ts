import { basicsCapability } from '../../src/kernel/chat/basics.ts'
import type { Capability } from '../../src/kernel/chat/capability.ts'
import { makeMemory } from '../../src/kernel/chat/memory.ts'
import type { BranchId, MemberId } from '../../src/kernel/chat/person.ts'
import { kernelWords } from '../../src/kernel/chat/words.ts'
import { makePageDoor } from '../../src/kernel/web/page-door.ts'
import { dutiesCapability } from '../../src/duties/index.ts'
import { rosterCapability } from '../../src/roster/index.ts'
import { afterwards } from '../../src/study/afterwards.ts'
import type { Session } from '../../src/study/tables.ts'
import { monthLines } from '../../src/study/year.ts'
import { type Office, openOffice } from '../support/office.ts'
import { TELEGRAM } from '../support/platform.ts'
import type { Group, Talker } from '../support/people.ts'
import { hold, type Past } from './year.ts'

type Member = Talker & { readonly id: MemberId }

/** A branch whose meetings are over: its secretary, three full members, one probationary, and one without a login. */
export type Books = Office & {
  readonly hexi: BranchId
  readonly zhou: Member
  readonly jiang: Member
  readonly li: Member
  readonly hall: Group
  /** In the order of the roster: 周国栋, 姜福生, 黎桂芳, 孔兴旺, 宋小兵 (probationary). */
  readonly members: readonly MemberId[]
  holds(signs: string, at: string, more?: Partial<Past>): Promise<Session>
}

/** Opens the books on a Friday in November; the platform may say names unless told otherwise. */
export async function openBooks(personalData: 'all' | 'own' = 'all', pages: 'open' | 'nowhere' = 'open'): Promise<Books> {
  const door = makePageDoor(() => (pages === 'open' ? 'http://127.0.0.1:3000' : undefined))
  const office = await openOffice({
    platform: { ...TELEGRAM, personalData },
    capabilities: ({ cipher, capabilities }): readonly Capability[] => [
      basicsCapability({ capabilities, memory: makeMemory(), words: kernelWords }),
      { name: 'study', ...afterwards(door, () => ({ ...TELEGRAM, personalData })) },
      dutiesCapability([], cipher, [monthLines]),
      rosterCapability({ cipher, capabilities }),
    ],
  })
  const hexi = await office.branch('河西村党支部')
  const zhou = await office.bound('周国栋', hexi, { offices: ['secretary'] })
  const jiang = await office.bound('姜福生', hexi)
  const li = await office.bound('黎桂芳', hexi)
  const kong = await office.member('孔兴旺', hexi)
  const song = await office.member('宋小兵', hexi, { probationary: true })
  const members = [zhou.id, jiang.id, li.id, kong, song]
  const hall = await office.room('河西村党员群', hexi)
  return {
    ...office,
    hexi,
    zhou,
    jiang,
    li,
    hall,
    members,
    holds: (signs, at, more = {}) => hold(office, hexi, members, { kinds: ['theme_party_day'], at, signs, ...more }),
  }
}
