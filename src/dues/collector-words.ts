import type { Channel } from './entry.ts'
import { CHANNEL_WORDS } from './words.ts'

/** What collectors and secretaries are told, in private but for the lines that are totals alone. */
export const collectorWords = {
  helpState: '党费情况　看谁交了',
  helpConfirm: '确认全部　核对报来的党费',
  helpUrge: '催党费　私聊提醒一轮',
  helpReturn: '退回 姓名 原因　对不上就退',
  confirmWord: '确认',
  cancelWord: '取消',
  notCollector: (name: string) => `这个支部的党费由${name}核对`,
  noCollector: '这个支部的党费不归您核对',
  nothingPending: '没有待核对的党费',
  nobodyCalled: (name: string) => `名册里没有“${name}”。\n请写全名再发一次`,
  severalCalled: (name: string, lines: readonly string[]) =>
    [`“${name}”有 ${lines.length} 位：`, ...lines, `请在名字后写数字再发，如：${name}1`].join('\n'),
  severalLine: (number: number, name: string, tail: string | undefined) =>
    `${number} ${name}${tail === undefined ? '' : `，电话尾号${tail}`}`,
  nothingOf: (name: string) => `${name}没有待核对的党费`,
  confirmedOne: (name: string, months: string, receipt: string) => `${name} ${months}，收据${receipt}`,
  confirmed: (count: number, lines: readonly string[]) => [`已核对 ${count} 笔：`, ...lines, '记错了请回复：撤销'].join('\n'),
  confirmedTotals: (count: number) => `已核对 ${count} 笔。\n记错了请回复：撤销`,
  askAll: (people: number, months: number, yuan: string, late: number) =>
    [
      `将核对 ${people} 人、${months} 个月，共${yuan}`,
      ...(late > 0 ? [`补交半年以前的 ${late} 笔不在内，请写姓名单独核对`] : []),
      '钱都见到了请回复：确认',
      '不核对请回复：取消',
    ].join('\n'),
  onlyLate: (late: number) => `只有补交半年以前的 ${late} 笔。\n支部商定后写姓名核对，如：确认 张三`,
  notConfirmed: '好的，先不核对',
  example: '请照这个样子发：确认 张三 李四',
  returnExample: '请照这个样子发：退回 张三 金额不对',
  returned: (name: string, months: string) => `已退回${name}的党费：${months}。\n告诉本人了`,
  returnedUntold: (name: string, months: string) => `已退回${name}的党费：${months}。\n私聊找不到他，请当面说一声`,
  voidExample: '请照这个样子发：作废收据 3',
  voidUnknown: (number: number) => `您那里没有今年第${number}号收据`,
  voidAsk: (receipt: string, name: string, months: string, yuan: string) =>
    `将作废收据${receipt}：\n${name} ${months} ${yuan}。\n这几个月重新算没交。\n对请回复：确认`,
  voidNot: '好的，收据照旧有效',
  voided: (receipt: string, name: string) => `已作废收据${receipt}。\n${name}的月份重新待交`,
  receiptNumber: (year: number, number: number) => `${year}年第${number}号`,
  // ---- recorded for others
  recorded: (name: string, months: string, receipt: string) => `已记：${name}交了${months}党费。\n收据${receipt}`,
  recordedPending: (name: string, months: string, collector: string) => `已记：${name}报${months}党费。\n待${collector}核对`,
  recordRest: (yuan: string) => `多的${yuan}留着抵以后`,
  recordLate: '有半年以前的，请支部商定',
  recordSeveral: (name: string, count: number, months: string) =>
    `${name}有 ${count} 个月待交：${months}。\n请照这个样子发：记 ${name} 已交 ${count}个月`,
  recordFewer: (name: string, months: string) => `${name}还没交的只有${months}。\n请照这个样子发：记 ${name} 已交 1个月`,
  recordNothing: (name: string) => `${name}没有待交的党费，或早就记了`,
  recordNotAssessed: (name: string) => `${name}的党费还没有核定。\n请说：核定党费`,
  // ---- the state of a branch
  state: (title: string, confirmed: number, claimed: number, open: number, waived: number) =>
    [`${title}：已核对 ${confirmed} 人，待核对 ${claimed} 人，`, `没报 ${open} 人${waived > 0 ? `，免交 ${waived} 人` : ''}`].join('\n'),
  manyBranches: (title: string, count: number) => `${title}，${count} 个支部`,
  arrears: (people: number, yuan: string) => `到这个月待交的 ${people} 人，共${yuan}`,
  stateOfBranch: (branch: string, lines: string) => `${branch}\n${lines}`,
  statePrivately: '名单请私聊我说：党费情况',
  stateElsewhere: '名单不能发到这里，请在电脑上看',
  pendingHead: '待核对：',
  pendingLine: (name: string, months: string, yuan: string, more: readonly string[]) => [`${name} ${months} ${yuan}`, ...more].join('，'),
  briefLine: (name: string, months: string) => `${name} ${months}`,
  way: (channel: Channel) => CHANNEL_WORDS[channel],
  byOther: (name: string) => `${name}报的`,
  late: '补半年以前的，请支部商定',
  pendingMore: (count: number) => `另有 ${count} 笔`,
  openHead: '没报：',
  confirmNext: '见到钱了请说：确认 姓名，或 确认全部',
  secretaryView: (name: string, count: number, yuan: string) => `${name}本月核对了 ${count} 笔，共${yuan}`,
  notAssessed: '今年的党费还没有核定。\n请说：核定党费',
  // ---- reminders
  urged: (told: number, unreachable: number) =>
    [`已私聊提醒 ${told} 人`, ...(unreachable > 0 ? [`还有 ${unreachable} 人私聊找不到，请打电话`] : [])].join('\n'),
  urgedBefore: (title: string) => `${title}已经催过一轮，不再催。\n剩下的请打电话问问`,
  whyUrged: '收款人提醒了一轮，一个月最多一次',
  nobodyToUrge: '没有要催的，都报过了',
  urgeHeld: (count: number) => `有 ${count} 笔报了还没核对，先不催。\n请说：党费情况`,
  assessNow: (year: number) => `${year}年的党费还没有核定。\n请说：核定党费 ${year}`,
  whyAssessNow: '党费每年年初核定一次',
  incomesNow: (count: number) => `有 ${count} 位个体党员按上一季度收入交。\n收入变了请说：党费基数 姓名 金额`,
  whyIncomes: '个体党员每季度按上季度月均收入核定',
  idle: (count: number, days: number) => `有 ${count} 笔党费报了 ${days} 天没核对。\n请说：党费情况`,
  whyIdle: '核对之前先不提醒党员，免得催错了人',
  liaison: (name: string, months: number) => `${name}有 ${months} 个月没有党费消息，\n请联系问问，先关心再说`,
  whyLiaison: '三个月没有消息，请联系人先问一问',
  sixMonths: (count: number, article: string) =>
    `有 ${count} 人连续六个月没有党费消息。\n见党费收缴规定${article}。\n由党员大会讨论，系统不作决定`,
  whySixMonths: '连续六个月没有消息的，只告诉书记',
} as const
