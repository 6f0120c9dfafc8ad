import type { Scene } from './scene.ts'
import type { Quote } from './strip.ts'
import type { OpenThing } from './utterance.ts'

const OFFICE = /支部|书记|支书|会计|主任|组长|委员|村委|党委|干部|文书|机器人|助手|通知|公告|镇|乡|bot/i
const COMMAND = /签到|报到|请假|党费|撤销|举报|看公开|取消|确认|帮助|不满意|满意|同意|发通知/
const ASKS = /[?？]|吗|没有?$|哪|谁|几[点个]|多少|咋|怎么|啥|什么|要不要|去不去|来不来/
const TOPICS: Readonly<Record<OpenThing, RegExp>> = {
  attendance: /签到|报到|到会|开会|会议|学习|党课|党日|参会|点名|到场|请假/,
  meeting: /签到|报到|到会|开会|会议|学习|党课|党日|参会|点名|到场|请假/,
  dues: /党费/,
  notice: /通知|收到(?!快递|货|钱|红包|包裹|没|信)|回复|周知|停水|停电|会议|开会|请各位|请大家|安排/,
  disclosure: /公开|公示|收支|账|第.{1,3}[条项号]/,
  contact_check: /在哪|平安|近况|联系|地址|电话|还在/,
  feedback_reply: /答复|回复|反映|意见|问题|满意/,
  review: /审核|公开|公示|同意|草稿|收支/,
  preview: /将发|发送|预览|确认|取消|记为/,
  rota: /值班|轮值|换班|轮到/,
}
const OTHER_MONEY =
  /[毛块元角分钱]一(?:斤|个|袋|包|亩|车|头|只|桶)|一斤|收购|卖.{1,6}[块元毛]|电费|水费|话费|网费|学费|医保|社保|保险|房租|物业|罚款|份子|饭钱|菜钱|卫生费|燃气/

/**
 * What was quoted can veto but never create: when it shows that the answer is about another matter, the answer counts
 * only with a command word of its own.
 */
export function quoteVetoes(quote: Quote, scene: Scene): boolean {
  if (COMMAND.test(scene.text)) return false
  if (OTHER_MONEY.test(quote.text) && !quote.text.includes('党费')) return true
  if (scene.utterance.open.includes('contact_check') && /你(?:家)?(?:娃|儿|女|爸|妈|老公|老婆|哥|弟|姐|妹|孙|媳妇)/.test(quote.text))
    return true
  const onTopic = scene.utterance.open.some((thing) => TOPICS[thing].test(quote.text))
  if (onTopic) return false
  return !OFFICE.test(quote.speaker) || ASKS.test(quote.text)
}
