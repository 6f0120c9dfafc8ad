import type { BotAccount, Capabilities } from '../../src/kernel/chat/message.ts'
import type { MemberId } from '../../src/kernel/chat/person.ts'
import { noticesTable } from '../../src/notices/index.ts'
import { type Group, makeTalker, type SayMore, type Talker } from '../support/people.ts'
import { TELEGRAM } from '../support/platform.ts'
import { openVillage, type Village } from '../support/village.ts'

const WECHAT: BotAccount = { platform: 'wechat', account: 'bot' }
/** What the platform tells of WeChat: no changing of what was said, numbers instead of buttons. */
const PLAIN: Capabilities = { ...TELEGRAM, edits: false, choices: 'numbered', keepsHours: 0 }

/** A village on a platform whose ids do not outlast a login, and its secretary on another one too. */
export type Town = Village & {
  /** The secretary, who is bound on both platforms. */
  readonly zhou: Talker & { readonly id: MemberId }
  /** The same secretary on the other platform. */
  readonly elsewhereZhou: Talker
  readonly jiang: MemberId
  readonly li: MemberId
  readonly hall: Group
  /** Everybody's ids change. */
  newLogin(): Promise<void>
  /** Somebody speaks in the group under an id and a name that the group shows. */
  speaks(id: string, alias: string, text: string, more?: SayMore): Promise<readonly string[]>
  /** A notice goes out and arrives. */
  sends(text: string): Promise<void>
  /** Who has answered the newest notice, and how surely. */
  answers(): Promise<readonly { readonly member: string; readonly identity: string | null; readonly platform: string | null }[]>
}

let logins = 0

/** Opens it. */
export async function openTown(): Promise<Town> {
  const village = await openVillage({ bot: WECHAT, platform: PLAIN })
  const { elsewhere, hexi } = village
  const zhou = await village.bound('周国栋', hexi, { offices: ['secretary'] })
  const code = async (member: string) => /绑定 (\d{6})/u.exec((await zhou.says(`绑定码 ${member}`)).texts.join())?.[1] ?? ''
  const elsewhereZhou = elsewhere.person('周国栋')
  await elsewhereZhou.says(`绑定 ${await code('周国栋')}`)
  await elsewhereZhou.says('同意')
  const jiang = await village.member('姜福生', hexi)
  const li = await village.member('黎桂芳', hexi)
  const hall = await village.room('河西村党员群', hexi)
  return {
    ...village,
    zhou,
    elsewhereZhou,
    jiang,
    li,
    hall,
    newLogin: async () => {
      await village.receive({
        kind: 'new-login',
        key: `login-${(logins += 1)}`,
        at: village.clock.now(),
        chat: { id: '', kind: 'private' },
      })
    },
    speaks: async (id, alias, text, more = {}) =>
      (
        await makeTalker(village, { id, name: alias })
          .in(hall)
          .says(text, { alias, ...more })
      ).texts,
    sends: async (text) => {
      await elsewhereZhou.says(`发通知 ${text}`)
      await elsewhereZhou.says('发送')
      await village.pass({ seconds: 61 })
    },
    answers: async () => {
      const table = await village.read((tx) => noticesTable(tx, undefined, undefined))
      return (table.at(-1)?.acknowledgements ?? [])
        .filter(({ at }) => at !== null)
        .map(({ member, identity, platform }) => ({ member, identity, platform }))
    },
  }
}

/** Binds somebody under this login by a code that the secretary passes on. */
export async function bindHere(town: Town, name: string, id = `id-of-${name}`): Promise<Talker> {
  const code = /绑定 (\d{6})/u.exec((await town.elsewhereZhou.says(`绑定码 ${name}`)).texts.join())?.[1] ?? ''
  const talker = makeTalker(town, { id, name })
  await talker.says(`绑定 ${code}`)
  await talker.says('同意')
  return talker
}
