import type { FileReference } from '../../src/kernel/chat/message.ts'
import type { MemberId } from '../../src/kernel/chat/person.ts'
import type { Group, Talker } from '../support/people.ts'
import { openVillage, type Village, type VillageOptions } from '../support/village.ts'

type Member = Talker & { readonly id: MemberId }

/** 河西村 with its secretary 周国栋, three members of whom 孔兴旺 has no login, and one group. */
export type Hexi = Village & {
  readonly zhou: Member
  readonly jiang: Member
  readonly li: Member
  readonly kong: MemberId
  readonly hall: Group
  /** 周国栋 writes a notice and sends it, and the minute passes. */
  sends(text: string): Promise<void>
  /** The newest message in the group. */
  card(): { readonly id: string; readonly text: string; readonly labels: readonly string[]; readonly edits: number }
}

/** Opens it on a Friday morning. */
export async function openHexi(options: VillageOptions = {}): Promise<Hexi> {
  const village = await openVillage(options)
  const zhou = await village.bound('周国栋', village.hexi, { offices: ['secretary'] })
  const jiang = await village.bound('姜福生', village.hexi)
  const li = await village.bound('黎桂芳', village.hexi)
  const kong = await village.member('孔兴旺', village.hexi)
  const hall = await village.room('河西村党员群', village.hexi)
  return {
    ...village,
    zhou,
    jiang,
    li,
    kong,
    hall,
    sends: async (text) => {
      await zhou.says(`发通知 ${text}`)
      await zhou.says('发送')
      await village.pass({ seconds: 61 })
    },
    card: () => {
      const card = village.screen(hall).findLast(({ text }) => text.startsWith('【'))
      if (card === undefined) throw new Error('no notice hangs in the group')
      return { id: card.id, text: card.text, labels: card.choices.map(({ label }) => label), edits: card.edits }
    },
  }
}

/** A file somebody sent to the bot. */
export function fileOf(kind: 'photo' | 'document', name: string): FileReference {
  return { platform: 'telegram', account: 'branchlink_bot', reference: `file-${name}`, name, mime: 'image/png', bytes: 1000, kind }
}
