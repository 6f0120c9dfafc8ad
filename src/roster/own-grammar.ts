/** The grammar of asking for one's own record, and of asking who it is that speaks. */
import { makeReadWhole } from '../kernel/chat/whole.ts'

const readRecordWords = makeReadWhole(
  {
    own: ['我们?|俺|额|本人|自己|个人'],
    record: [
      '(?:学习|签到|请假|考勤|出勤|出席|到会|参会|开会|参加|会议|缺席|个人)?(?:记录|情况|次数|时长|时间|进度|表现|率|表)|学时|课时|考勤|出勤|积分|档案|卡片|名片|待办|表现|成绩',
    ],
    count: ['几(?:次|回|节|堂|个|场|天|趟)|多少(?:次|回|节|堂|个|场)?|好多(?:次|回)?|够(?:数|不够|了)?|达标|合格|满了?|差'],
    deed: ['参加|开|来|上|学|缺(?:席|勤|课)?|签(?:到|上)?|请(?:假)?|到(?:会)?|听'],
  },
  '看看?|看一?下|查查?|查一?下|查询|调(?:出来|出|一下)?|翻(?:出来)?|给我|发我|帮我?|想|要|能|今年|去年|上个?月|这个?月|上次|昨天|总共|一共|的|了|过|没有?|没得|吗|么|不|还|都|是|有|党课|党日|组织生活|活动|学习|会议?|课|书记|请|麻烦|谢谢|[啊呀哈呢哦嘛哟噢哎嗯吧噻,，、。.!！?？~… ]',
  22,
)

/** Whether a message asks for the sender's own record, from its first to its last word. */
export function asksOwnRecord(text: string): boolean {
  const meanings = readRecordWords(text)
  if (!meanings?.has('own')) return false
  if (meanings.has('record')) return !/没有(?:记录|时间|情况)|没时间|有时间|没(?:有)?(?:时间|空)/.test(text)
  return meanings.has('count')
    ? meanings.has('deed')
    : /(?:缺|签|到|来|请假)过?.{0,4}(?:没有?|吗|没得)[啊呢呀?？]*$/.test(text) && /过|上|缺/.test(text)
}

const readSpeakerWords = makeReadWhole(
  {
    you: ['你们?|您|侬|恁|这(?:边|头|号|个号|机器|东西)?|对面|对方|那边|那头'],
    who: [
      '谁|哪个|哪位|哪家|哪里|什么人?|啥人?|啥子|么子|(?:活|真|本)人|人工|机器人?|程序|电脑|软件|骗子|官方|书记|会计|干部|智能|自动|来头|来历|名字|单位|部门|村里|镇上|乡里|政府|公家|人',
    ],
  },
  '是不是|是|到底|究竟|叫|姓|派|来|管|弄|搞|开发|加|拉|让|的|我|还|吗|么|不|没|就|个|谁|在|帮|跟|和|说话|聊|微信|请问|那|个|哎|喂|支部通|机器人|[啊呀哈呢哦嘛哟噢嗯吧噻,，、。.!！?？~… ]',
  16,
)

/** Whether a message asks who speaks here, from its first to its last word. */
export function asksWhoSpeaks(text: string): boolean {
  const meanings = readSpeakerWords(text)
  if (!meanings?.has('you') || !meanings.has('who')) return false
  return /谁|哪|什么|啥|么子|吗|么|不[啊呀?？]*$|没[?？]*$|是不是|还是|来头|来历|[?？]$/.test(text)
}
