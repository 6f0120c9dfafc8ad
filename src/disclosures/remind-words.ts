import { type Day, sayShortDay } from '../kernel/day.ts'

/** What people hear by the clock about what has to be made public. */
export const remindWords = {
  why: '村务公开有期限，按公开规定提醒',
  line: (name: string, period: string) => `${name}，${period}`,
  owed: (lines: readonly string[], dueOn: Day) => [`这些该公开了，${sayShortDay(dueOn)}前：`, ...lines, '写公开请说：发公开'].join('\n'),
  overdue: (lines: readonly string[], dueOn: Day) =>
    [`这些过了${sayShortDay(dueOn)}，还没公开：`, ...lines, '写公开请说：发公开', '没有内容也要说：本期无'].join('\n'),
  overdueAbove: (lines: readonly string[]) => ['过期没公开的：', ...lines, '看全部请说：全镇 公开'].join('\n'),
  lateVillage: (village: string, count: number) => `${village} ${count} 项`,
  reviewSoon: (number: number, title: string, until: Day) =>
    [`第 ${number} 号${title}等您审核`, `请在${sayShortDay(until)}前回复：同意 ${number}`, `有问题请回复：不同意 ${number} 原因`].join(
      '\n',
    ),
  reviewLate: (number: number, days: number) => `第 ${number} 号审核过期 ${days} 天。\n看情况请说：公开情况 ${number}`,
  answerSoon: (number: number, until: Day) => `第 ${number} 号的意见等您回应，${sayShortDay(until)}前。\n请回复：回应 ${number} 内容`,
  answerLate: (number: number, days: number) => `第 ${number} 号的意见过期 ${days} 天没回应。\n请回复：回应 ${number} 内容`,
  commentsOver: (number: number, title: string) => `第 ${number} 号${title}的意见期满了。\n定稿请说：发公开`,
  phrase: (phrase: string, count: number) =>
    [`本周存档口令：${phrase}`, `到今天共 ${count} 条公开，各群口令都一样`, '请留着，哪天对不上就是被改过'].join('\n'),
  whyPhrase: '每周一报一次存档口令，谁也改不了旧账',
} as const
