import type { Totals } from './sheet-store.ts'

const plus = (label: string, count: number): string => (count === 0 ? '' : `，${label} ${count} 人`)

/** What is said about who came to a meeting. In a group only totals. */
export const attendanceWords = {
  checkInChoice: '签到',
  leaveChoice: '请假',
  // ---- the card in the group
  card: (title: string, how: 'word' | 'code') =>
    [`【签到】${title}`, how === 'code' ? '请回复：签到 加会场的四个数' : '到了请回复：签到', '来不了请回复：请假'].join('\n'),
  counted: (card: string, totals: Totals) =>
    `${card}\n已签到 ${totals.present} 人${plus('请假', totals.leave)}${plus('来宾', totals.guests)}`,
  line: (title: string, totals: Totals) =>
    `${title}：\n已签到 ${totals.present} 人${plus('请假', totals.leave)}${plus('来宾', totals.guests)}`,
  closed: (title: string, totals: Totals) =>
    `${title}签到结束\n应到 ${totals.expected} 实到 ${totals.present} 请假 ${totals.leave}${totals.guests === 0 ? '' : ` 来宾 ${totals.guests}`}`,
  cardClosed: (card: string) => `${card}\n（签到已结束）`,
  whyCard: '开会签到，书记开的',
  whyCounted: '有人签到，人数跟着改',
  whyClosed: '签到结束，告诉大家总数',
  // ---- checking in
  checkedIn: (title: string) => `记下了，您到了：${title}`,
  late: (title: string, minutes: number) => `记下了：${title}，晚到 ${minutes} 分钟`,
  fromAfar: (title: string) => `记下了，您在外地参加：${title}`,
  guest: (title: string) => `记下了，您来列席：${title}`,
  known: '早就记下了，谢谢您',
  notYet: (title: string, when: string) => `${title}还没开始签到。\n${when} 开始，到时回复：签到`,
  over: (title: string) => `${title}的签到结束了。\n书记可以补记，已告诉书记`,
  overShort: '签到结束了，书记可以替您补记',
  nothing: '现在没有要签到的会',
  notOnList: '这次会您不用签到',
  bindFirst: '请先私聊我绑定，再点一次',
  cancelled: (title: string) => `${title}取消了，不用签到`,
  codeWanted: '请加上会场的四个数，\n像这样：签到 4937',
  codeOld: '这四个数过期了，请看会场现在的。\n像这样：签到 4937',
  codeOther: '这四个数不是本场的，请再看看。\n像这样：签到 4937',
  onTheWay: (title: string) => `好的，路上小心。\n到了请回复：签到（${title}）`,
  onTheWayShort: '好的，到了请回复：签到',
  // ---- for somebody else
  proxyNoted: (names: string) => `记下了：${names}，等书记点头`,
  proxyWho: '没认出是哪位，请写全名：\n帮 张三 签到',
  proxyKnown: (name: string) => `${name}早就记下了`,
  proxyNotHere: (name: string) => `这次会没有${name}`,
  proxies: (lines: readonly string[]) =>
    ['有人代签，等您定：', ...lines, '都行请回复：同意签到', '不行请回复：不同意签到 加名字'].join('\n'),
  proxyLine: (name: string, by: string | undefined, what: 'check_in' | 'leave') =>
    `${name}${what === 'leave' ? '请假' : '签到'}（${by === undefined ? '没绑定的人说的' : `${by}代说`}）`,
  proxiesCount: (count: number) => `有 ${count} 位代签等您定，名单请在电脑上看。\n都行请回复：同意签到`,
  proxiesNone: '没有等着定的代签',
  proxiesAgreed: (count: number) => `${count} 位代签记下了`,
  proxiesRefused: (count: number) => `${count} 位代签没有记`,
  proxyUnknown: (name: string) => `没有${name}的代签等着定`,
  whyProxy: '代签要书记点头才算',
  // ---- leave
  leave: (title: string) => `记下了，您请假：${title}`,
  leaveAfterwards: (title: string) => `记下了，补了假：${title}`,
  leaveKnown: '您的假早就记下了',
  leaveExempt: '您免到，不用请假',
  leavePresent: '您已经签到了，不用请假',
  leaveRefused: '书记请您尽量参加。\n有难处请给书记打电话',
  leaveTooLate: '会过去好几天了，请跟书记说一声',
  leaveNothing: '最近没有要请假的会',
  leaveToldShort: '请假记下了',
  leaveTold: (names: readonly string[], title: string) =>
    `${names.join('、')}请假：\n${title}。\n不用回；要请谁来请回复：不准假 ${names[0] ?? ''}`,
  leaveCount: (count: number, title: string) => `${title}\n又有 ${count} 人请假，名单请在电脑上看`,
  leaveRefusing: (name: string, title: string) => `好的，已请${name}参加${title}`,
  leaveRefusedTo: (title: string) => `${title}，书记请您尽量参加。\n有难处请给书记打电话`,
  leaveRefusedLate: (name: string) => `好的，${name}的假不算`,
  leaveNone: (name: string) => `${name}没有请假`,
  refuseExample: '请照这个样子发：不准假 张三',
  whyLeaveRefused: '书记看了请假，请您参加',
  whyLeave: '有人请假，书记知道一声',
  lateTold: (name: string, title: string) => `${name}说错过了${title}的签到。\n到了的请回复：记 ${name} 签到`,
  whyLate: '签到结束后要您补记',
} as const

/** What the secretary hears and what is recorded by hand. */
export const officeWords = {
  opened: (title: string) => `${title}开始签到了。\n结束请说：结束签到`,
  openedCode: (title: string, code: string) => `${title}开始签到，口令 ${code}。\n请写在会场让大家看见`,
  openedBefore: (title: string) => `${title}已经在签到了`,
  nothingToOpen: '没有定好的会。\n先说：开会 5号9点 村部 主题党日',
  notToday: (title: string) => `最近的会是${title}，还没到日子。\n到那天再说：开始签到`,
  nothingToClose: '没有在签到的会',
  helpOpen: '开始签到　结束签到　签到情况',
  stateNone: '没有开过的会',
  stateTotals: (title: string, totals: Totals) =>
    [
      title,
      `应到 ${totals.expected} 实到 ${totals.present} 请假 ${totals.leave}`,
      ...(totals.open === 0 ? [] : [`还没签 ${totals.open} 人`]),
      ...(totals.guests === 0 ? [] : [`来宾 ${totals.guests} 人`]),
    ].join('\n'),
  askPrivately: '名单请私聊我说：签到情况',
  names: (label: string, names: string) => `${label}：\n${names}`,
  cameLabel: '到了的',
  lateLabel: '晚到的',
  afarLabel: '在外地参加的',
  leaveLabel: '请假的',
  absentLabel: '没到的',
  openLabel: '还没签的',
  exemptLabel: '免到的',
  namesElsewhere: '名单不能发到这里，请在电脑上看',
  shared: (names: string) => `一个号签了几位，请留意：${names}`,
  unsure: (names: string) => `靠群昵称认出的，请看一眼：${names}`,
  unbound: (count: number) => `没绑定的有 ${count} 位也签了，请代记`,
  proxiesOpen: (count: number) => `还有 ${count} 位代签等您定，请说：同意签到`,
  correctHow: '24 小时内可以改，请说：\n记 张三 签到，或 请假、缺席',
  missedClosing: '（会开着的时候我停了，刚补上）',
  whyList: '会开完了，名单给书记核对',
  // ---- by hand
  recorded: (name: string, what: string, title: string) => `记下了：${name}${what}，${title}`,
  recordedBefore: (name: string, what: string) => `${name}早就记作${what}`,
  recordLate: (title: string) => `${title}过了 24 小时，不能再改了`,
  recordNone: (name: string) => `${name}没有可以记的会`,
  recordExempt: (name: string) => `${name}免到，不用记`,
  stateNames: { checked_in: '签到', late: '晚到', leave: '请假', absent: '缺席' } as const,
  undoTitle: (what: string, title: string) => `您${what}：${title}`,
  undoRecorded: (name: string, what: string, title: string) => `${name}${what}：${title}`,
  whyAnswered: (what: string, title: string) => `您记的是${what}：${title}`,
  whatNext: '签到结束后群里只说总数，\n名单只给书记',
  // ---- exemption and groups
  exempted: (names: string) => `记下了，以后不要求到会：${names}`,
  exemptedBefore: (names: string) => `早就免到了：${names}`,
  exemptExample: '请照这个样子发：免到 王大爷',
  expectedAgain: (names: string) => `记下了，以后照常应到：${names}`,
  expectedExample: '请照这个样子发：恢复应到 王大爷',
  nobodyCalled: (name: string) => `没有叫“${name}”的党员`,
  severalCalled: (name: string, count: number) => `叫“${name}”的有 ${count} 位，请写全名`,
  groupSet: (name: string, count: number) => `${name}记下了，共 ${count} 人`,
  groupExample: '请照这个样子发：\n党小组 第一小组 张三 李四',
  // ---- duties
  dutyGroup: (title: string, missing: number) => `${title}还有 ${missing} 人没签到。\n到了请回复：签到`,
  dutyMember: (title: string) => `${title}，到了请回复：签到`,
  dutySecretary: (title: string, missing: number) => `${title}\n还有 ${missing} 人没签到`,
  dutyMissing: (title: string, missing: number, names: string) => `${title}没签到的 ${missing} 人：\n${names}`,
} as const
