/** The grammar of wanting to see what is published. A wish made of other words wants something else. */
import { makeReadWhole } from '../kernel/chat/whole.ts'

const RECORD =
  '(?:村务|党务|财务|三务)?(?:公开|公示)(?:栏|表|榜)?|村务栏?|党务栏?|公告栏|财务(?:表|账|情况|收支)?|账(?:目|本|单|册)?|帐(?:目|本|单)?|收支(?:表|账|情况)?|明细(?:表|账)?|清单|名单|流水(?:账)?|开支|支出|报表|台账|红榜'
const TOPIC =
  '低保户?|五保户?|特困|救助|临时救助|补贴|补助|粮补|惠农|高龄|残疾人?|征地款?|补偿款?|占地|承包费?|土地(?:流转|承包)?|集体(?:资产|土地|收入)?|电费|水费|水泥(?:钱|款)?|沙石|修路(?:款|钱|的钱)?|修桥|路灯|水渠|工程款?|接待费?|招待费?|办公费|物资|救灾|救灾物资|捐款|干部(?:的)?(?:工资|报酬|补助|补贴|误工)?|书记工资|工资|报酬|误工|计生|计划生育|重大(?:事项|决策)|一事一议|税费|合同|选举|宅基地|危房|慰问|分红|扶贫'
const ACT =
  '看看|看一?下|看一?看|看得到|看|瞅瞅|瞅一?下|瞧瞧|瞧一?下|查查|查一?下|查询|查|翻(?:一下|翻)?|调(?:出来)?|亮一?亮|亮出来|晒一?晒|晒出来|发(?:我|一份|一下|出来|给我|个|到群里)?|拿(?:出来|给我)?|给我|贴(?:出来|哪|在哪|没贴)?|公布|出来|有没有|有没得|在哪[里儿]?|哪[里儿]|去哪|到哪|上哪|咋看|怎么看|咋查|怎么查|有(?:啥|哪些|什么|几个?)(?:新的)?'
const TIME =
  '(?:20\\d\\d年?|今年|去年|前年|本年度|上半年|下半年|全年|一年)(?:的)?|第?[1-4一二三四]季度?|上个?季度|本季度|上个?月|这个?月|本月|(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?|最新|最近|新|这次|上次|这期|上期|近期'
const CARRIERS =
  '村里|村上|我们?村|咱村|支部|大队|组里|村委|的|我们?|俺们?|想|要|能不能|能|可不可以|可以|可否|给|让|把|将|请|麻烦|书记|主任|会计|谢谢|咋分|怎么分|咋花|怎么花|一份|一下|份|个|上|里|这|那|了|都|有|是|没有?|没得|吗|么|不|呢|大家|群里|[啊呀哈哦嘛哟噢哎嗯吧噻,，、。.!！?？~… ]'
const LONGEST = 24

const readWords = makeReadWhole({ record: [RECORD], topic: [TOPIC], act: [ACT], time: [TIME] }, CARRIERS, LONGEST)
const TOLD = /看[了过到]|(?:公示|公开|贴|发|公布)(?:出来)?了(?!没|吗|么|不)|没(?:公示|公开|看|查)|不(?:看|查|想|要)|别|大家看/

/** Whether a message wants to see what is published, from its first to its last word. */
export function wantsToSee(text: string): boolean {
  if (TOLD.test(text)) return false
  const meanings = readWords(text)
  if (!meanings?.has('record')) return false
  return (
    meanings.has('act') ||
    meanings.has('topic') ||
    (meanings.has('time') && text.length > 3) ||
    /(?:公开|公示|公布)了?(?:没有?|吗|没得)/.test(text)
  )
}
