import { type Day, sayDay } from '../kernel/day.ts'

/** What is said about the register of opinions and questions. Nobody's name stands in it. */
export const feedbackWords = {
  registered: (number: number, dueOn: Day) => `已登记，第 ${number} 号意见。\n${sayDay(dueOn)}前答复您`,
  whichBranch: '还不知道是哪个村的事。\n请在村里的群里说：问 内容',
  example: '请照这个样子发：\n问 17 水泥怎么这么贵',
  toAnswer: (number: number, about: number | undefined, text: string, dueOn: Day) =>
    [
      `第 ${number} 号意见${about === undefined ? '' : `，关于第 ${about} 号公开`}：`,
      text,
      `请在${sayDay(dueOn)}前答复`,
      `请回复：回复 ${number} 内容`,
    ].join('\n'),
  toAnswerShort: (number: number, dueOn: Day) => `有第 ${number} 号意见要在${sayDay(dueOn)}前答复。\n内容请在电脑上看`,
  why: '意见件件有回音，答复有期限',
  list: (lines: readonly string[]) => ['等着答复的：', ...lines, '请回复：回复 号数 内容'].join('\n'),
  line: (number: number, text: string, dueOn: Day) => `第 ${number} 号，${sayDay(dueOn)}前：${text}`,
  none: '没有等着答复的意见',
  more: (count: number) => `另有 ${count} 件`,
  replyExample: '请照这个样子发：\n回复 12 路灯这周五修好',
  noNumber: (number: number) => `没有等您答复的第 ${number} 号意见`,
  replied: (number: number) => `第 ${number} 号的答复已转给提的人`,
  answer: (number: number, reply: string) => `第 ${number} 号意见的答复：\n${reply}\n说清楚了请回复：满意\n还没有请回复：不满意`,
  closed: (number: number) => `好的，第 ${number} 号意见办结`,
  reopened: (number: number, dueOn: Day) => `第 ${number} 号意见重新办理。\n${sayDay(dueOn)}前再答复您`,
  reopenedTo: (number: number, text: string, dueOn: Day) =>
    `第 ${number} 号意见的人还不满意：\n${text}\n请在${sayDay(dueOn)}前再答复\n请回复：回复 ${number} 内容`,
  higher: (number: number) => `第 ${number} 号已转到乡镇。\n也可以当面找：请说 找书记`,
  higherTo: (number: number, village: string) => `${village}第 ${number} 号意见两次答复都不满意。\n请乡镇过问`,
  notYet: (number: number) => `第 ${number} 号还没有答复，不能办结。\n请先回复：回复 ${number} 内容`,
  due: (lines: readonly string[]) => ['今天要答复的意见：', ...lines, '请回复：回复 号数 内容'].join('\n'),
  overdueTo: (village: string, count: number) => `${village}有 ${count} 件意见过期没答复。\n请乡镇过问`,
  helpList: '意见　看等着答复的',
  openTitle: (number: number) => `第 ${number} 号意见的答复`,
  satisfied: '满意',
} as const
