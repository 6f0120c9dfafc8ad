import { sayMoment } from '../kernel/day.ts'
import type { Blocker, Warning } from './rules.ts'

type Preview = {
  /** `undefined` where the text itself may not be shown. */
  readonly text: string | undefined
  readonly when: Date | undefined
  readonly urgent: boolean
  readonly rooms: number
  readonly people: number
  /** Branches it cannot reach. */
  readonly groupless: readonly { readonly name: string; readonly people: number }[]
  readonly file: string | undefined
  readonly notes: readonly string[]
  readonly ready: boolean
  readonly more: string
}

/** Some of many, in one line. */
function some(names: readonly string[], most: number): string {
  return names.length > most ? `${names.slice(0, most).join('、')} 等 ${names.length} 个` : names.join('、')
}

const MOST_SHOWN = 6

function leftOut(groupless: Preview['groupless']): string {
  const names = groupless.map(({ name }) => name)
  return `（已排除没有群的 ${groupless.reduce((sum, { people }) => sum + people, 0)} 人：${some(names, 3)}）`
}

/** What is said while a notice is being written. */
export const draftWords = {
  example: '请照这个样子发：\n发通知 明天9点开会带老花镜',
  exampleLine: '发通知 明天9点开会带老花镜',
  preview: (parts: Preview) =>
    [
      parts.urgent ? '紧急通知预览' : '通知预览',
      parts.text ?? '（正文有不能发的内容，不在这里重复）',
      ...(parts.file === undefined ? [] : [`（附件：${parts.file}）`]),
      '',
      `将发给 ${parts.rooms} 个群、${parts.people} 人`,
      ...(parts.groupless.length === 0 || parts.rooms === 0 ? [] : [leftOut(parts.groupless)]),
      ...(parts.when === undefined ? [] : [`到点再发：${sayMoment(parts.when)}`, '不定时请回复：立即']),
      ...parts.notes,
      parts.ready ? '回复：发送 / 改 / 取消' : '回复：改 / 取消',
      ...(parts.ready ? [parts.more] : []),
    ].join('\n'),
  more: (branch: string, when: 'now' | 'then') => `也可以说：试发；${when === 'now' ? '定时 明天18点；' : ''}范围 ${branch}`,
  chosen: (names: readonly string[]) => `只发给：${some(names, MOST_SHOWN)}`,
  blocker: (blocker: Blocker): string => {
    switch (blocker.kind) {
      case 'empty':
        return '还没有正文。请回复：改 加正文'
      case 'too-long':
        return `有 ${blocker.length} 字，最多 500 字。\n长文请做成附件`
      case 'no-rooms':
        return blocker.why === 'none-bound' ? '还没有绑定的群。\n请在群里说：绑定本群' : '群里都发不进去了。\n请把我加回群里'
      case 'gate':
        return blocker.line.replace(/。$/u, '')
      case 'secrecy':
        return `里面有“${blocker.words.join('”“')}”，先不发。\n确认能公开，请回复：可公开`
    }
  },
  warning: (warning: Warning): string => {
    switch (warning.kind) {
      case 'same':
        return `留意：${warning.days === 0 ? '今天' : `${warning.days} 天前`}发过同样的话，\n是${warning.branch}发的`
      case 'quiet':
        return `${warning.when === 'now' ? '现在' : '那时'}是休息时间，\n${sayMoment(warning.until)} 再发。\n急事请改用：紧急通知`
      case 'unbound':
        return `有 ${warning.count} 人还没绑定，回执要您代记`
      case 'closed-rooms':
        return `发不到的群：${some(warning.titles, MOST_SHOWN)}`
      case 'lost-rooms':
        return `要等重新绑定才发得到：${some(warning.titles, MOST_SHOWN)}`
      case 'seal':
        return '留意：附件里不要有公章和涉密内容'
      case 'capped':
        return `有 ${warning.count} 个群今天发满了，明早再发`
      case 'time-unclear':
        return `没当作定时。要到点再发，请回复：\n${warning.examples.map((example) => `定时 ${example}`).join('\n')}`
    }
  },
  sendChoice: '发送',
  cancelChoice: '取消',
  openTitle: '待发的通知',
  notInWay: '还不能发：',
  changed: '请把新的正文发给我，整段替换',
  changeHow: '要改请写整段新的：\n改 明天10点开会带老花镜',
  cancelled: '已取消，没有发出去',
  testSent: '下面这条只有您看得到：',
  testWithheld: '试发不了，先按预览里说的改',
  noFile: '这条没有附件',
  timeHow: '请照这个样子发：定时 明天18点',
  timeUnclear: (examples: readonly string[]) => `是哪个时间？请回复：\n${examples.map((example) => `定时 ${example}`).join('\n')}`,
  timePast: (when: Date) => `${sayMoment(when)} 已经过了。\n请换个时间，或回复：立即`,
  audienceHow: (branch: string) => `请照这个样子发：范围 ${branch}`,
  audienceUnclear: (name: string, branch: string) => `没有叫“${name}”的支部。\n请照这个样子发：范围 ${branch}`,
  audienceSeveral: (name: string, names: readonly string[]) => `叫“${name}”的有 ${names.length} 个：${some(names, MOST_SHOWN)}。\n请写全名`,
  audienceNotYours: '这个支部不归您发。\n请换一个，或回复：范围 本支部',
  notYoursNow: '这个支部现在不归您发通知',
  queued: (title: string) => `${title}一分钟后发出。\n反悔请回复：撤回\n不用等请回复：马上发`,
  queuedLater: (title: string, when: Date) => `${title}排好了，\n${sayMoment(when)} 发出。\n反悔请回复：撤回`,
  queuedTomorrow: (title: string) => `${title}排好了。\n群里今天发满了，明早再发。\n反悔请回复：撤回`,
  scheduled: (title: string, when: Date, number: number) => `${title}定好了，\n${sayMoment(when)} 发出。\n不发了请回复：撤回 ${number}`,
  sentBefore: (title: string) => `${title}已经发过了，不用再发`,
  cancelledBefore: '这条已经取消了',
  newer: '正文改过了，请看最新的预览',
  correctExample: '请照这个样子发：\n更正 3 明天改到10点开会',
  correctUnknown: (number: number) => `没有您发的第${number}号通知。\n看发过的，请说：通知情况`,
  correctNotSent: (title: string) => `${title}还没有发出。\n先撤回，再说：发通知`,
  whyOwnDraft: '您自己拟的通知，发之前先给您看',
} as const

/** What a notice says in the group, and what follows from it. */
export const noticeWords = {
  notice: (parts: {
    readonly urgent: boolean
    readonly number: number | undefined
    readonly text: string
    readonly branch: string
    readonly corrects: number | undefined
  }) =>
    [
      `【${parts.urgent ? '紧急通知' : '通知'}】${parts.number === undefined ? '' : `第${parts.number}号`}${
        parts.corrects === undefined ? '' : `（更正第${parts.corrects}号，以这次为准）`
      }`,
      ...(parts.text === '' ? [] : [parts.text]),
      `——${parts.branch}`,
      '看到请回复：收到',
    ].join('\n'),
  card: (notice: string, count: number) => `${notice}\n已收到 ${count} 人`,
  replaced: (notice: string, number: number) => `${notice}\n（已更正，请看第${number}号）`,
  receiptChoice: '收到',
  why: (branch: string, number: number) => `第${number}号通知，${branch}发的。\n发给本群所在支部的党员`,
  whyCard: '有人回了收到，人数跟着改',
  whyReplaced: '这条更正过了，旧的留着并写明',
  whatNext: '第二天群里提醒一次，之后只私聊。\n您回了收到就不再提醒',
  whyAnswered: (title: string) => `您回过收到了：${title}`,
  whyOpen: (title: string) => `还等您回：${title}。\n请回复：收到`,
  // ---- receipts
  received: '收到了，谢谢您',
  receivedBefore: '早就记下了，谢谢您',
  notOnList: '这条通知您不用回',
  bindFirst: '请先私聊我绑定，再点一次',
  withdrawn: '这条通知已撤回，不用回了',
  replacedToast: (number: number) => `这条更正过了，请看第${number}号`,
  privateThanks: (titles: readonly string[]) =>
    titles.length === 1 ? `记下了，您收到${titles[0] ?? ''}` : `记下了，这 ${titles.length} 条您都收到：\n${titles.join('\n')}`,
  recorded: (name: string, title: string) => `记下了：${name}收到${title}`,
  recordedOthers: (count: number) => `还有 ${count} 条没回`,
  recordNone: (name: string) => `${name}没有等着回的通知`,
  recordNot: (name: string, title: string) => `${name}不用回${title}，或早就记了`,
  undoTitle: (title: string) => `您收到${title}`,
  undoRecorded: (name: string, title: string) => `${name}收到${title}`,
  // ---- stopping
  hurried: (title: string) => `${title}正在发出`,
  hurriedNot: (title: string, count: number) => `${title}还有 ${count} 个群要等到早上。\n急事请说：紧急通知`,
  nothingToHurry: '没有在等的通知',
  nothingToStop: '没有可以撤回的通知',
  anothersToStop: (title: string, word: string, number: number) => `${title}是别人发的。\n要拦下请回复：${word} ${number}`,
  withdrawnAll: (title: string) => `已撤回${title}，一个群也没发`,
  stillHolds: (title: string) => `${title}照旧有效`,
  scheduledToo: (title: string, number: number) => `要撤定好的${title}，\n请回复：撤回 ${number}`,
  tooLate: (title: string, rooms: readonly string[], number: number, left: number) =>
    [
      `${title}已到 ${rooms.length} 个群，收不回：`,
      some(rooms, MOST_SHOWN),
      ...(left > 0 ? [`还有 ${left} 个群没到，要拦下请回复：停止`] : []),
      `要改说法，请说：更正 ${number} 加新正文`,
    ].join('\n'),
  stopped: (rooms: readonly string[], stopped: number) =>
    rooms.length === 0 ? `已停，拦下 ${stopped} 个群` : `已停，拦下 ${stopped} 个群。\n已经到了：${some(rooms, MOST_SHOWN)}`,
  nothingLeft: (title: string, rooms: readonly string[], number: number) =>
    `${title}已经发完，到了 ${rooms.length} 个群。\n要改说法，请说：更正 ${number} 加新正文`,
  // ---- state of receipts
  exampleState: (number: number) => `通知情况 ${number}`,
  noNotice: '还没有发过通知。\n要发请说：发通知 加正文',
  noSuchNotice: (number: number) => `没有第${number}号通知。\n看最近的，请说：通知情况`,
  planned: (title: string, when: Date) => `${title}还没到时间，\n${sayMoment(when)} 发`,
  plannedToo: (numbers: readonly number[]) => `还有定好没发的：${numbers.map((number) => `第${number}号`).join('、')}`,
  neverSent: (title: string) => `${title}撤回了，没有发`,
  replacedBy: (number: number) => `这条更正过了，看新的请说：通知情况 ${number}`,
  totals: (title: string, read: number, perhaps: number, nothing: number) =>
    `${title}\n已收到 ${read} 人，可能看到 ${perhaps} 人，没回音 ${nothing} 人`,
  perhapsNames: (names: string) => `可能看到（后来在群里说过话）：\n${names}`,
  nothingNames: (names: string) => `没回音：\n${names}`,
  callNames: (names: string) => `其中私聊找不到、要打电话的：\n${names}`,
  namesElsewhere: '名单不能发到这里，请在电脑上看',
  undelivered: (rooms: readonly string[]) => `没送到的群：\n${rooms.join('\n')}`,
  undeliveredRoom: (room: string, reason: string) => `${room}（${reason}）`,
  unboundRoom: '已解绑的群',
  askPrivately: (number: number) => `名单请私聊我说：通知情况 ${number}`,
  stateReason: {
    waiting: '还在排队',
    sending: '正在发',
    unneeded: '不用发了',
    expired: '过时没发',
    refused: '平台不收',
    gone: '机器人不在群里',
    doubtful: '不确定是否发到，请看一眼',
    withdrawn: '已拦下',
  } as Readonly<Record<string, string>>,
  reasonNotFound: '群要重新绑定',
  reasonNotPassed: '还没转发',
  reasonReplaced: '有了更正，没再发',
  deliveryFailed: (title: string, room: string, reason: string) => `${title}有个群没送到：\n${room}（${reason}）`,
  whyFailed: '您发的通知有个群没送到，告诉您',
  blockedAtSending: (title: string, line: string) => `${title}没有发出：\n${line}`,
  missedItsTime: (title: string, when: Date) => `${title}没有发出：\n${sayMoment(when)} 机器人没开。\n要发请再说一次：发通知`,
  noRoomsLeft: '已经没有能发的群',
  // ---- duties
  remindGroup: (title: string, missing: number) => `还差 ${missing} 人没回${title}。\n看到请回复：收到`,
  remindMember: (title: string) => `${title}，看到请回复：收到`,
  remindMemberAlone: (short: string, text: string) => `${short}：\n${text}\n看到请回复：收到`,
  attached: '（附件请到群里看）',
  remindSecretary: (title: string, missing: number) => `${title}\n还有 ${missing} 人没回音，提醒已发完`,
  missingNames: (short: string, missing: number, names: string) => `没回${short}的 ${missing} 人：\n${names}`,
  helpSend: '发通知 正文　先预览再发',
  helpState: '通知情况　看谁收到了',
} as const
