import type { Channel, DuesCategory, Reason } from './entry.ts'

const BECAUSE: Readonly<Record<Reason, string>> = {
  amount: '金额不对',
  'not-received': '没见到这笔钱',
  months: '月份不对',
  other: '对不上',
  undone: '撤销了',
  recalled: '消息撤回了',
  reassessed: '重新核定',
}

/** What members are told about their dues. Nothing here is said in a group but the lines that say so. */
export const duesWords = {
  yesChoice: '是',
  extraChoice: '多交',
  noChoice: '取消',
  claimWord: '已交',
  claimed: (months: string) => `已记：${months}党费，待收款人核对`,
  claimedWithRest: (months: string, rest: string) => `已记：${months}党费，多的${rest}。\n待收款人核对`,
  claimedFor: (lines: readonly string[]) => ['已记：', ...lines, '待收款人核对'].join('\n'),
  shareLine: (who: string, months: string) => `${who} ${months}`,
  you: '您',
  whatIsDue: '待交的',
  restAsCredit: (yuan: string) => `${yuan}留着抵以后`,
  restAsExtra: (yuan: string) => `${yuan}算自愿多交`,
  longAgo: '半年以前的，由收款人和支部定',
  saidBefore: '这几个月的已经记了，不用再报。\n看记录请说：我的',
  notAssessed: '您的党费还没有核定。\n请问支部书记，或说：找书记',
  nothingDue: '您没有待交的党费，不用再交。\n看记录请说：我的',
  bindFirst: '报党费要先绑定。\n请向支部书记要绑定码',
  askSeveralDue: (count: number, months: string) => `您有 ${count} 个月待交：${months}。\n都交了请回复：是\n只交一个月请回复：已交1个月`,
  askPart: (said: string, months: string) => `${said}不够一个月的。\n先交${months}的一部分请回复：是\n说错了请重发，如：已交1个月`,
  askSurplus: (months: string, rest: string, due: string) =>
    [
      months === '' ? `多交了${rest}` : `够${months}，还多${rest}`,
      '留着抵以后请回复：是',
      '自愿多交请回复：多交',
      `说错了请重发，如：已交${due}`,
    ].join('\n'),
  askLess: (said: string, months: string) => `${said}只够${months}。\n就报这些请回复：是\n说错了请重发，如：已交1个月`,
  askFewer: (months: string) => `还没交的只有${months}。\n就报这些请回复：是\n不是请回复：取消`,
  askSplit: (lines: readonly string[], total: string | undefined) =>
    ['您看分得对不对：', ...lines, ...(total === undefined ? [] : [`共${total}`]), '对请回复：是', '不对请回复：取消'].join('\n'),
  askWho: (called: string) => `“${called}”叫什么名字？\n请回复姓名，或回复：取消`,
  askWhich: (called: string, names: string) => `“${called}”有几位：${names}。\n请回复全名，或回复：取消`,
  whoUnknown: (name: string) => `本支部名册里没有“${name}”。\n请回复全名，或回复：取消`,
  askUnit: (number: string) => `${number} 是元吗？是请回复：已交${number}元\n是几个月请回复：已交${number}个月`,
  photo: '不用发照片，我看不了图。\n党费交了请回复：已交',
  askIsDues: '说的是党费吗？\n是的请这样说：党费已交',
  cancelled: '好的，没有记。\n交了请回复：已交',
  changedMeanwhile: '刚才有变动，没有记。\n请再说一次，如：已交',
  pastQuestion: '这一问已经过了',
  noted: '记下了',
  undoClaim: (months: string) => `您报的${months}党费`,
  undoRecorded: (name: string, months: string) => `${name}报的${months}党费`,
  undoReceipt: (count: number) => `刚才核对的 ${count} 笔党费`,
  // ---- answers to questions
  amount: (monthly: string, months: string | undefined, total: string | undefined) =>
    [`您的党费每月${monthly}`, ...(months === undefined ? ['眼下没有待交的'] : [`待交${months}，共${total ?? monthly}`])].join('\n'),
  byRule: (article: string) => `党费按月交，也可以一季一交。\n见党费收缴规定${article}`,
  amountBy: (article: string) => `按党费收缴规定${article}核定`,
  exempt: '这个月您免交',
  askPrivately: (word: string) => `这个请私聊我问：${word}`,
  askAmount: '党费多少',
  card: (parts: { confirmed: string; claimed: string; open: string; waived: string }) =>
    [
      ...(parts.confirmed === '' ? [] : [`党费已核对：${parts.confirmed}`]),
      ...(parts.claimed === '' ? [] : [`党费已报待核对：${parts.claimed}`]),
      ...(parts.waived === '' ? [] : [`党费免交：${parts.waived}`]),
      ...(parts.open === '' ? [] : [`党费待交：${parts.open}`]),
    ].join('\n'),
  cardCredit: (yuan: string) => `多交留着抵以后的：${yuan}`,
  cardExtra: (yuan: string) => `自愿多交的：${yuan}`,
  returnedLine: (reason: Reason) => `上次退回是因为：${BECAUSE[reason]}`,
  hardshipPassed: '已悄悄转给书记，他会找您谈。\n减免要支部研究、上级批准，您先放心',
  hardshipAlone: '这事请直接找书记谈：找书记',
  hardshipTold: (name: string) => `${name}想谈谈交党费的困难。\n只告诉您一个人，请私下联系`,
  whyHardship: '减免由支部研究、上级批准，只告诉书记',
  receipts: (lines: readonly string[]) => ['您最近的收据：', ...lines].join('\n'),
  receiptLine: (receipt: string, months: string, yuan: string, day: string) => `${receipt}：${months} ${yuan}，${day}`,
  receiptNumber: (year: number, number: number) => `${year}年第${number}号`,
  noReceipt: '还没有您的收据。\n收款人核对后就有',
  beside: { credit: '留着抵以后', extra: '自愿多交' } as const,
  // ---- what the collector did, told to the member
  confirmed: (months: string, receipt: string) => `您报的党费已核对：${months}。\n收据${receipt}`,
  whyConfirmed: '收款人核对了您报的党费，告诉您一声',
  returned: (months: string, reason: Reason) => `您报的党费没对上：${months}。\n原因：${BECAUSE[reason]}\n弄清后请再回复：已交`,
  whyReturned: '收款人核对时对不上，请您看看',
  receiptVoid: (receipt: string) => `您的收据${receipt}作废了，\n收款人会再核对`,
  receiptGone: (receipt: string, months: string) => `您的收据${receipt}作废了，${months}重新待交。\n有疑问请问收款人`,
  whyVoid: '收款人撤回了这次核对',
  // ---- reminders
  remindGroup: (title: string) => `${title}这几天收，请交给收款人。\n交了请回复：已交`,
  remindMember: (title: string) => `${title}，交了请回复：已交`,
  remindMemberAlone: (title: string) => `${title}还没听到您的消息。\n事情多忘了也常见；\n已经交了就回：已交`,
  remindSecretary: (title: string, missing: number) => `${title}还有 ${missing} 人没有消息`,
  missing: (short: string, missing: number, names: string) => `${short}还没报的 ${missing} 人：\n${names}`,
  whyAssessed: '年初核定了党费，告诉您自己的数目',
  assessedLetter: (year: number, monthly: string, from: string) =>
    `${year}年您的党费每月${monthly}，从${from}起。\n有不对的请找书记，请说：找书记`,
} as const

/** How a way of paying is called. */
export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  wechat: '微信',
  alipay: '支付宝',
  bank: '银行',
  cash: '现金',
  transfer: '转账',
}

/** How a category is called, and the other words people type for it. */
export const CATEGORY_WORDS: Readonly<Record<DuesCategory, readonly string[]>> = {
  wage_earner: ['在职', '工薪', '职工', '工资'],
  annual_salary: ['年薪制', '年薪'],
  self_employed: ['个体', '个体经营', '自由职业'],
  retired: ['退休', '离退休', '离休'],
  farmer: ['农民', '务农', '农村'],
  student: ['学生'],
  unemployed: ['下岗失业', '下岗', '失业'],
  relief: ['低保', '抚恤', '救济'],
}
