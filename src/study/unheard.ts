import type { Spoken } from '../kernel/chat/capability.ts'
import { mayCommand, SECRETARIAL } from '../kernel/chat/converse.ts'
import { hearCheckIn } from './check-in-answers.ts'
import { changeCall } from './calling.ts'
import type { StudySettings } from './call-preview.ts'
import type { PlatformOf } from './counting.ts'
import { settleProxies } from './proxy-verdicts.ts'
import { startRule } from './repeating.ts'
import { liveHere, openHere } from './session-here.ts'
import { callWords } from './words.ts'

const CODE_ALONE = /^(?:口令|码|签)?[\s:：]*(?:[\d０-９]{4}|[零〇一二三四五六七八九幺两]{4})$/u
const CODE_BESIDE = /签到?[^\d０-９]{0,6}[\d０-９]{4}(?![\d０-９])/u

/** Private lines that fitted nothing and are about meetings all the same: a code, a change, a call that lacks something. */
export async function hearUnheard(settings: StudySettings, platformOf: PlatformOf, occasion: Spoken): Promise<boolean> {
  const said = occasion.rest.trim()
  if (CODE_BESIDE.test(said) || (CODE_ALONE.test(said) && (await isCodeWanted(occasion)))) {
    await hearCheckIn(platformOf, occasion, { intent: 'check_in' })
    return true
  }
  if (!mayCommand(occasion.person, SECRETARIAL)) return false
  const moved = /^(?:会议|会)(?:时间)?改(?:到|在|成|为)\s*/u.exec(said)
  if (moved !== null) await changeCall(settings, { ...occasion, rest: said.slice(moved[0].length) })
  else if (said.startsWith('每月')) await startRule(occasion, said)
  else if (/^(?:不?同意)代?签/u.test(said))
    await settleProxies(platformOf, { ...occasion, rest: '' }, said.startsWith('不') ? 'refused' : 'agreed')
  else if (said.startsWith('开会')) await occasion.voice.reply(callWords.example)
  else return false
  return true
}

async function isCodeWanted(occasion: Spoken): Promise<boolean> {
  return (await openHere(occasion, await liveHere(occasion)))?.wantsCode === true
}
