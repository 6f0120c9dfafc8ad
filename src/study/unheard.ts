import type { Spoken } from '../kernel/chat/capability.ts'
import { mayCommand, SECRETARIAL } from '../kernel/chat/converse.ts'
import { attendanceWords } from './attendance-words.ts'
import { changeCall } from './calling.ts'
import type { StudySettings } from './call-preview.ts'
import { cancelCall } from './cancelling.ts'
import { hearCheckIn } from './check-in-answers.ts'
import { comingSessions, tellSchedule } from './coming.ts'
import type { PlatformOf } from './counting.ts'
import { hasProxiesWaiting, settleProxies } from './proxy-verdicts.ts'
import { startRule } from './repeating.ts'
import { titleOf } from './saying.ts'
import { leaveHere, liveHere, openHere } from './session-here.ts'
import { tellAttendance } from './state.ts'
import { callWords } from './words.ts'

const FIGURES = '(?:[\\d０-９]{4}|[零〇一二三四五六七八九幺两]{4})'
const CODE_ALONE = new RegExp(`^(?:口令|码|签)?[\\s:：]*${FIGURES}$`, 'u')
const CODE_BESIDE = /签到?[^\d０-９]{0,6}[\d０-９]{4}(?![\d０-９])/u
const MEETING = '(?:开会|会议|党日|党课|学习|的会|这次会|下次会|上课)'
const WHEN = '(?:几点|几号|哪天|啥时|什么时候|何时|在哪|去哪|哪里|哪儿|啥地方|什么地方|时间|地点|安排)'
/** 几点开会, 党课在哪上, 会议时间: read, not done. */
const ASKS_WHEN = new RegExp(`${WHEN}.{0,4}${MEETING}|${MEETING}.{0,4}${WHEN}`, 'u')
const MOVED = /^(?:把|将)?(?:.{1,6}的)?(?:会议|会)(?:时间)?改(?:到|在|成|为)\s*/u
const CALLED_OFF = /^(?:把)?(?:会议|会)(?:取消|不开)了?$|^(?:不开会|会不开)了$/u
/** 同意, 不同意 张三: the list of those for whom others spoke says the whole word, people say less. */
const VERDICT = /^不?同意(?:代?签到?)?(?:[\s:：,，]+(.*))?$/u
const HOW_MANY = /(?:几个|多少)(?:人|党员)?.{0,3}(?:到|签|来|请假)|(?:到|签到?|来)了(?:几个|多少)|谁(?:请假|没签)/u

/** Private lines that fitted nothing and are about meetings all the same: a code, a change, a call that lacks something. */
export async function hearUnheard(settings: StudySettings, platformOf: PlatformOf, occasion: Spoken): Promise<boolean> {
  const said = occasion.rest.trim()
  if (CODE_BESIDE.test(said) || (CODE_ALONE.test(said) && (await isCodeWanted(occasion)))) {
    await hearCheckIn(platformOf, occasion, { intent: 'check_in' })
    return true
  }
  if (mayCommand(occasion.person, SECRETARIAL) && (await hearOfficer(settings, platformOf, occasion, said))) return true
  if (occasion.person.member === undefined) return false
  const session = said.includes('请假') ? await leaveHere(occasion, await liveHere(occasion)) : undefined
  if (session !== undefined) await occasion.voice.reply(attendanceWords.leaveHow(titleOf(session)))
  else if (ASKS_WHEN.test(said)) await tellSchedule(occasion)
  else return false
  return true
}

async function hearOfficer(settings: StudySettings, platformOf: PlatformOf, occasion: Spoken, said: string): Promise<boolean> {
  const moved = MOVED.exec(said)
  const verdict = VERDICT.exec(said)
  const isAboutCalled = moved !== null || CALLED_OFF.test(said)
  if (isAboutCalled && (await comingSessions(occasion)).length === 0) return false
  if (moved !== null) await changeCall(settings, { ...occasion, rest: said.slice(moved[0].length) })
  else if (isAboutCalled) await cancelCall({ ...occasion, rest: '' })
  else if (said.startsWith('每月')) await startRule(occasion, said)
  else if (verdict !== null && (await hasProxiesWaiting(occasion)))
    await settleProxies(platformOf, { ...occasion, rest: verdict[1] ?? '' }, said.startsWith('不') ? 'refused' : 'agreed')
  else if (HOW_MANY.test(said)) await tellAttendance({ ...occasion, rest: '' })
  else if (/^(?:我要|要|想|怎么|如何|怎样)?开(?:个|一?次)?会/u.test(said)) await occasion.voice.reply(callWords.example)
  else return false
  return true
}

async function isCodeWanted(occasion: Spoken): Promise<boolean> {
  return (await openHere(occasion, await liveHere(occasion)))?.wantsCode === true
}
