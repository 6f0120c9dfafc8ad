import { actorOf, recordAudit } from '../audit.ts'
import type { Tx } from '../database/connection.ts'
import type { Capability, Check, Spoken } from './capability.ts'
import type { Bot } from './message.ts'
import { recordSwitched } from './switch-store.ts'
import type { KernelWords } from './words.ts'

type House = {
  readonly words: KernelWords
  readonly bots: () => readonly Bot[]
  /** Called when a platform may have been switched; whoever hears it looks for itself. */
  readonly switched: () => void
}

/** The check of a letter that carries a login code: asked again when it goes, because the login may be done by then. */
export const STILL_WAITS_FOR_SCAN = 'bot-waits-for-scan'

/**
 * 停用微信 and 启用微信: a personal account in trouble is let go at one word of the township, and taken up again at
 * another. What waits for it waits on.
 */
export function switchingCapability(house: House): Capability {
  const stillWaits: Check = async (_tx, { platform }) =>
    house.bots().some((bot) => bot.platform === platform && bot.state().call?.kind === 'scan')
  return {
    name: 'switching',
    commands: [
      { words: ['停用微信', '关闭微信'], may: ['township_admin'], where: 'anywhere', run: (occasion) => turn(house, 'off', occasion) },
      { words: ['启用微信', '打开微信'], may: ['township_admin'], where: 'anywhere', run: (occasion) => turn(house, 'on', occasion) },
    ],
    checks: { [STILL_WAITS_FOR_SCAN]: stillWaits },
  }
}

async function turn({ words, bots, switched }: House, to: 'on' | 'off', occasion: Spoken): Promise<void> {
  const { tx, person, now, voice, from } = occasion
  const bot = bots().find(({ platform }) => platform === 'wechat')
  if (bot === undefined || person.member === undefined) {
    await voice.privately(words.noWechat)
    return
  }
  const isNews = await recordSwitched(tx, 'wechat', to, now)
  if (isNews) await recordAudit(tx, { actor: actorOf(person.member), action: `wechat-${to}`, subject: 'platform:wechat' }, now)
  switched()
  const { call } = bot.state()
  if (to === 'on' && call?.kind === 'scan' && from.platform !== 'wechat') await voice.privately(words.wechatScan, { file: call.picture })
  // Where it was switched off nothing can be said any more, and a day later it would puzzle.
  else if (to === 'on' || from.platform !== 'wechat') await voice.privately(to === 'off' ? words.wechatOff : words.wechatOn)
}

/** Whoever sits at the machine switches WeChat on again. */
export async function switchOnAtMachine(tx: Tx, now: Date): Promise<void> {
  if (await recordSwitched(tx, 'wechat', 'on', now))
    await recordAudit(tx, { actor: 'operator', action: 'wechat-on', subject: 'platform:wechat' }, now)
}
