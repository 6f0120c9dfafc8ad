import type { MemberId } from '../../src/kernel/chat/person.ts'
import { setDuesBasis } from '../../src/roster/dues-basis-store.ts'
import type { Group, Talker } from '../support/people.ts'
import { REHEARSAL } from '../support/platform.ts'
import { openVillage, type Village, type VillageOptions } from '../support/village.ts'

type Member = Talker & { readonly id: MemberId }

/** 河西村 with its secretary, its collector, a retired member, two farmers of whom one has no login, and one group. */
export type DuesVillage = Village & {
  /** Secretary, wage earner: 30.00 a month. */
  readonly zhou: Member
  /** Organization officer and so the collector; farmer: 0.50 a month. */
  readonly mei: Member
  /** Retired: 16.00 a month. */
  readonly jiang: Member
  /** Farmer: 0.50 a month. */
  readonly li: Member
  /** Relief, without a login: 0.20 a month. */
  readonly kong: MemberId
  readonly admin: Member
  readonly hall: Group
}

/** Opens it; everybody is assessed from the month in which it opens, unless told otherwise. */
export async function openDuesVillage(options: VillageOptions & { readonly assessed?: 'yes' | 'no' } = {}): Promise<DuesVillage> {
  const { assessed = 'yes', ...more } = options
  const village = await openVillage({ at: '2026-11-03 10:30', platform: REHEARSAL, ...more })
  const admin = await village.bound('陈书明', village.top, { offices: ['township_admin'] })
  const zhou = await village.bound('周国栋', village.hexi, { offices: ['secretary'] })
  const mei = await village.bound('梅春燕', village.hexi, { offices: ['organization_officer'] })
  const jiang = await village.bound('姜福生', village.hexi)
  const li = await village.bound('黎桂芳', village.hexi)
  const kong = await village.member('孔兴旺', village.hexi)
  const hall = await village.room('河西村党员群', village.hexi)
  await village.write(async (tx) => {
    await setDuesBasis(tx, zhou.id, { category: 'wage_earner', baseFen: 300_001 })
    await setDuesBasis(tx, jiang.id, { category: 'retired', baseFen: 320_000 })
    for (const farmer of [mei.id, li.id]) await setDuesBasis(tx, farmer, { category: 'farmer' })
    await setDuesBasis(tx, kong, { category: 'relief' })
  })
  const made = { ...village, zhou, mei, jiang, li, kong, admin, hall }
  if (assessed === 'yes') {
    await admin.says('党费标准 每月0.5元')
    await zhou.says('核定党费')
    await zhou.says('确认')
  }
  return made
}
