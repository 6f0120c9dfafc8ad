import type { MemberId } from '../../src/kernel/chat/person.ts'
import type { Talker } from '../support/people.ts'
import { openVillage, type Village } from '../support/village.ts'

type Member = Talker & { readonly id: MemberId }

/** 河西村 whose group nobody's bot is in: its secretary 周国栋, its clerk 吴玉兰, and members without any login. */
export type ByHand = Village & {
  readonly zhou: Member
  readonly wu: Member
  readonly shen: Member
  /** 周国栋 sends a notice, and the minute passes. */
  sends(text: string): Promise<void>
  /** What stands in somebody's private chat now. */
  reads(who: { readonly chat: string }): readonly string[]
}

/** Opens it, the group 河西村群 bound by hand. */
export async function openByHand(members: readonly string[] = ['姜福生', '黎桂芳', '孔兴旺']): Promise<ByHand> {
  const village = await openVillage()
  const { elsewhere } = village
  const zhou = await elsewhere.bound('周国栋', village.hexi, { offices: ['secretary'] })
  const wu = await elsewhere.bound('吴玉兰', village.hexi, { offices: ['clerk'] })
  const shen = await elsewhere.bound('沈明远', village.top, { offices: ['township_admin'] })
  for (const name of members) await village.member(name, village.hexi)
  await zhou.says('绑定人工群 河西村群')
  return {
    ...village,
    zhou,
    wu,
    shen,
    sends: async (text) => {
      await zhou.says(`发通知 ${text}`)
      await zhou.says('发送')
      await village.pass({ seconds: 61 })
    },
    reads: (who) => elsewhere.screen(who).map(({ text }) => text),
  }
}
