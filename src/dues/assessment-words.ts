/** What secretaries and the township are told while dues are fixed; in private. */
export const assessmentWords = {
  helpAssess: '核定党费　算每人每月交多少',
  confirmWord: '确认',
  cancelWord: '取消',
  cancelled: '好的，没有改',
  preview: (parts: {
    readonly year: number
    readonly from: string
    readonly people: number
    readonly yuan: string
    readonly fresh: number
    readonly changed: number
    readonly same: number
    readonly unknown: number
  }) =>
    [
      `核定 ${parts.year} 年党费，从${parts.from}起：`,
      `${parts.people} 人，每月合计${parts.yuan}`,
      `新核定 ${parts.fresh} 人，改动 ${parts.changed} 人，不变 ${parts.same} 人`,
      ...(parts.unknown > 0 ? [`缺资料 ${parts.unknown} 人，这次不核定`] : []),
    ].join('\n'),
  previewNext: '无误请回复：确认\n不核定请回复：取消',
  fromJanuary: (year: number) => `要从年初算，请说：核定党费 ${year} 从1月`,
  memberLine: (name: string, monthly: string) => `${name} ${monthly}`,
  linesHead: '每人每月：',
  more: (count: number) => `等 ${count} 人`,
  unknownHead: { category: '没有类别：', base: '没有基数：', figure: '没定农民标准：' } as const,
  figureHow: '农民标准由镇里定，请说：党费标准 每月0.5元',
  basisHow: '补基数请说：党费基数 张三 退休 4200元',
  changedMeanwhile: '名册刚才有变动，请再看一遍',
  nothingToDo: (year: number) => `${year} 年的党费都核定过，没有变动`,
  nobody: '您没有要核定的支部',
  applied: (people: number, told: number) => `已核定 ${people} 人，私聊告诉了 ${told} 人。\n没绑定的请当面说`,
  yearHow: '请照这个样子发：核定党费 2026',
  // ---- one member's basis
  basisExample: '请照这个样子发：\n党费基数 张三 退休 4200元 9月起',
  basisAsk: (name: string, monthly: string, from: string) => `${name}从${from}起每月${monthly}。\n已交的不变，没交的重算。\n对请回复：确认`,
  basisUnknown: {
    category: '还不知道他是哪一类。\n请加上：在职、退休、农民等',
    base: '还缺基数。\n请加上每月多少元',
    figure: '农民每月 0.20 到 1 元。\n请写这个范围内的数',
  } as const,
  basisDone: (name: string, count: number) => `已改：${name}的 ${count} 个月重算了`,
  // ---- reduced and exempt
  waiveExample: (committee: string) => `请照这个样子发：\n减免党费 张三 免交 1至6月 ${committee}批准`,
  waiveApproval: (committee: string) => `减免要上一级批准。\n批准后请在后面写上：${committee}批准`,
  waiveNoHigher: '本级没有上一级党组织，请由上级来办',
  waiveAsk: (name: string, months: string, how: string, committee: string) =>
    `${name} ${months}${how}，\n${committee}批准。\n对请回复：确认`,
  waiveExempt: '免交',
  waiveReduced: (yuan: string) => `每月交${yuan}`,
  waiveDone: (name: string, months: string) => `已记：${name} ${months}减免`,
  restoreAsk: (name: string, months: string) => `${name} ${months}恢复照交。\n对请回复：确认`,
  restoreDone: (name: string, months: string) => `已记：${name} ${months}照交`,
  waiveNothing: (name: string) => `${name}这几个月没有可减免的`,
  // ---- local decisions
  standardExample: '请照这个样子发：党费标准 每月0.5元',
  standardRange: (least: string, most: string) => `农民党员每月 ${least} 到 ${most}。\n请照这个样子发：党费标准 每月0.5元`,
  standardSet: (branch: string, year: number, monthly: string) => `${branch}${year}年农民每月${monthly}。\n要算进去请说：核定党费`,
  dayExample: '请照这个样子发：收缴日 8号',
  daySet: (branch: string, day: number) => `${branch}每月${day}号收党费`,
  dayNow: (branch: string, day: number) => `${branch}现在是每月${day}号。\n要改请说：收缴日 8号`,
} as const
