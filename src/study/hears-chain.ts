import { ownLine, readChainList } from '../kernel/chat/chain-list.ts'
import { NONE, isOpen, type Found, type Scene } from '../kernel/chat/scene.ts'
import { ABSENT, BUSY, CAUSES } from './absence.ts'

const TOPIC = /党员大会|支委会|小组会|大会|签到|报到|到会|参会|开会|会议|党日|党课|学习|组织生活|支部|点名|参加人员|到场|党员活动/
const OTHER_TOPIC = /团购|拼团|接种|核酸|购买|斤|元|党费|缴费|吃饭|聚餐|旅游|捐款|体检|订|报名(?!.{0,4}(?:党|会|学习))/
const NOT_YET = /晚点|迟|路上|马上|等下|补签/
const NO = /没来|不来|未到|没到|缺席|\?|？|不确定|可能/

/** A chain list for the meeting: only the sender's own line counts. */
export function hearChain(scene: Scene): Found {
  const list = readChainList(scene.whole)
  if (!list) return undefined
  if (!isOpen(scene, 'attendance') || !TOPIC.test(list.topic) || OTHER_TOPIC.test(list.topic)) return NONE
  const own = ownLine(list, scene.utterance.sender)
  if (own === undefined) return NONE
  if (/请假|事假|病假/.test(own) || ABSENT.test(own)) return { intent: 'leave_request', ...(own.length > 3 && { reason: true }) }
  if (BUSY.test(own) || CAUSES.some((cause) => cause.test(own))) return { intent: 'leave_request', reason: true }
  if (NOT_YET.test(own)) return { intent: 'late_arrival_note' }
  return NO.test(own) ? NONE : { intent: 'check_in' }
}
