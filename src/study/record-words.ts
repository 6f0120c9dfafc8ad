import type { Tally } from './tally.ts'

/** What stands on the printed record of a meeting. */
export const recordWords = {
  title: (branch: string) => `${branch}会议记录`,
  when: '时间',
  kinds: '会议类别',
  place: '地点',
  speaker: '主讲',
  agenda: '议题',
  numbers: '人数',
  tally: ({ expected, present, leave, absent, made_up }: Tally) =>
    `应到 ${expected} 人，实到 ${present} 人，请假 ${leave} 人，缺席 ${absent} 人，补学 ${made_up} 人`,
  register: '出勤',
  minutes: '记录',
  vote: '表决',
  resolution: '决议',
  signatures: '主持人（签名）：　　　　　　　　记录人（签名）：',
  print: '打印：在浏览器菜单里选“打印”。',
} as const
