import type { MemberId } from '../../src/kernel/chat/person.ts'
import { findSessions } from '../../src/study/find-sessions.ts'
import { sheetOf, totalsOf } from '../../src/study/sheet-store.ts'
import type { Session } from '../../src/study/tables.ts'
import { TELEGRAM } from '../support/platform.ts'
import type { Group, Talker } from '../support/people.ts'
import { openVillage, type Village, type VillageOptions } from '../support/village.ts'

type Member = Talker & { readonly id: MemberId }

/** 河西村 with its secretary, three members with a login, one without, and one group. Lists of names may be sent here. */
export type Hexi = Village & {
  readonly zhou: Member
  readonly jiang: Member
  readonly li: Member
  /** Works far away. */
  readonly shen: Member
  readonly kong: MemberId
  readonly hall: Group
  /** 周国栋 calls a meeting in these words and sends it, and the minute passes. */
  calls(words?: string): Promise<void>
  /** The newest meeting of the branch or of the township. */
  session(): Promise<Session>
  /** How everybody on the list of the newest meeting stands, by name. */
  sheet(): Promise<Readonly<Record<string, string>>>
  totals(): ReturnType<typeof totalsOf>
  /** The newest message in the group that begins so. */
  shown(beginning: string): ReturnType<Village['screen']>[number]
}

/** Opens it on Friday 20 November 2026. */
export async function openHexi(options: VillageOptions = {}): Promise<Hexi> {
  const village = await openVillage({ platform: { ...TELEGRAM, personalData: 'all' }, ...options })
  const zhou = await village.bound('周国栋', village.hexi, { offices: ['secretary'] })
  const jiang = await village.bound('姜福生', village.hexi)
  const li = await village.bound('黎桂芳', village.hexi)
  const shen = await village.bound('沈大勇', village.hexi, { migrant: true })
  const kong = await village.member('孔兴旺', village.hexi)
  const hall = await village.room('河西村党员群', village.hexi)
  const session = async (): Promise<Session> => {
    const [newest] = await village.read((tx) =>
      findSessions(tx, { branches: [village.hexi, village.top], states: ['called', 'open', 'closed', 'cancelled'] }),
    )
    if (newest === undefined) throw new Error('there is no meeting')
    return newest
  }
  return {
    ...village,
    zhou,
    jiang,
    li,
    shen,
    kong,
    hall,
    session,
    calls: async (words = '开会 24号9点 村部 主题党日') => {
      await zhou.says(words)
      await zhou.says('发送')
      await village.pass({ seconds: 61 })
    },
    sheet: async () => {
      const { id } = await session()
      return Object.fromEntries((await village.read((tx) => sheetOf(tx, id))).map(({ name, state }) => [name, state]))
    },
    totals: async () => {
      const { id } = await session()
      return village.read((tx) => totalsOf(tx, id))
    },
    shown: (beginning) => {
      const found = village.screen(hall).findLast(({ text }) => text.startsWith(beginning))
      if (found === undefined) throw new Error(`nothing in the group begins with ${beginning}`)
      return found
    },
  }
}
