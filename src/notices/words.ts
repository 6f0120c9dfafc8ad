import type { Blocker, Warning } from './rules.ts'

/** Every sentence of the notices. */
export const noticeWords = {
  // ---- drafting
  example: '请照这个样子发：\n发通知 明天9点开会带老花镜',
  preview: (parts: {
    readonly text: string
    readonly when: string | undefined
    readonly rooms: number
    readonly people: number
    readonly file: boolean
    readonly notes: readonly string[]
    readonly ready: boolean
  }) =>
    [
      '通知预览',
      parts.text,
      ...(parts.file ? ['（带一个附件）'] : []),
      '',
      `将发给 ${parts.rooms} 个群、${parts.people} 人`,
      ...(parts.when === undefined ? [] : [`到点再发：${parts.when}`]),
      ...parts.notes,
      parts.ready ? '回复：发送 / 改 / 取消' : '回复：改 / 取消',
    ].join('\n'),
  chosen: (names: readonly string[]) => `只发给：${names.join('、')}`,
  blocker: (blocker: Blocker): string => {
    switch (blocker.kind) {
      case 'empty':
        return '还没有正文。请回复：改 加正文'
      case 'too-long':
        return `有 ${blocker.length} 字，最多 500 字。\n长文请做成附件`
      case 'no-rooms':
        return '还没有绑定的群。\n请在群里说：绑定本群'
      case 'gate':
        return blocker.line
      case 'secrecy':
        return `里面有“${blocker.words.join('”“')}”，先不发。\n确认能公开，请回复：可公开`
    }
  },
  warning: (warning: Warning): string => {
    switch (warning.kind) {
      case 'same':
        return `留意：${warning.branch} ${warning.days === 0 ? '今天' : `${warning.days} 天前`}发过同样的话`
      case 'quiet':
        return '现在是休息时间，早上 8 点发'
      case 'unbound':
        return `有 ${warning.count} 人还没绑定，回执要您代记`
      case 'closed-rooms':
        return `发不到：${warning.titles.join('、')}`
      case 'seal':
        return '留意：附件里不要有公章和涉密内容'
      case 'capped':
        return `有 ${warning.count} 个群今天发满了，明早 8 点发`
    }
  },
  more: '试发＝先发给自己看；范围 河西村＝只发那里；\n定时 明天18点＝到点发',
  sendChoice: '发送',
  cancelChoice: '取消',
  notInWay: '还不能发：',
  changed: '请把新的正文发给我，整段替换',
  cancelled: '已取消，没有发出去',
  testSent: '下面这条只有您看得到：',
  cleared: '已记下您确认可以公开',
  attached: '附件已放好',
  timeUnclear: (example: string) => `时间没看懂。\n请照这个样子发：${example}`,
  timePast: (when: string) => `${when} 已经过了，请换个时间`,
  audienceUnclear: (name: string) => `没有叫“${name}”的支部。\n请照这个样子发：范围 河西村`,
  audienceNotYours: '这个支部不归您发。\n请换一个，或回复：范围 本支部',
  queued: (number: number) => `第${number}号通知一分钟后发出。\n反悔请回复：撤回\n不用等请回复：马上发`,
  scheduled: (when: string) => `已定好，${when} 发出。\n反悔请回复：撤回`,
  // ---- in the group
  notice: (parts: {
    readonly urgent: boolean
    readonly number: number
    readonly text: string
    readonly branch: string
    readonly corrects: number | undefined
  }) =>
    [
      `【${parts.urgent ? '紧急通知' : '通知'}】第${parts.number}号${parts.corrects === undefined ? '' : `（更正第${parts.corrects}号，以这次为准）`}`,
      parts.text,
      `——${parts.branch}`,
      '看到请回复：收到',
    ].join('\n'),
  card: (notice: string, count: number) => `${notice}\n已收到 ${count} 人`,
  replaced: (notice: string, number: number) => `${notice}\n（已更正，请看第${number}号）`,
  receiptChoice: '收到',
  whyNotice: (branch: string, number: number) => `${branch}发的第${number}号通知，发给本群所在支部的党员`,
  whyOwnDraft: '您自己拟的通知',
  // ---- receipts
  received: '收到了，谢谢您',
  receivedBefore: '早就记下了，谢谢您',
  notOnList: '这次通知没有点您的名，不用回',
  bindFirst: '请先私聊我绑定，再点一次',
  withdrawn: '这条通知已撤回，不用回了',
  privateThanks: (title: string) => `已记：您收到了${title}`,
  recorded: (name: string, title: string) => `已记：${name} 收到${title}`,
  recordedBefore: (name: string) => `${name} 早就记过了`,
  recordNone: '没有等他回复的通知',
  undoTitle: (title: string) => `您收到${title}`,
  openTitle: (number: number) => `第${number}号通知`,
  // ---- stopping
  hurried: (title: string) => `${title}正在发出`,
  nothingToHurry: '没有在等的通知',
  nothingToStop: '没有可以撤回的通知',
  withdrawnAll: (title: string) => `已撤回${title}，一个群也没发`,
  tooLate: (title: string, reached: number) => `${title}已到 ${reached} 个群，收不回。\n拦剩下的说：停止；改说法说：更正`,
  stopped: (reached: number, stopped: number) => `已停。到了 ${reached} 个群，拦下 ${stopped} 个`,
  nothingLeft: (reached: number) => `已经全部发出，共 ${reached} 个群。\n要改说法，请说：更正`,
  correctExample: '请照这个样子发：\n更正 3 明天改到10点开会',
  correctUnknown: (number: number) => `没有您发的第${number}号通知`,
  // ---- state of receipts
  noNotice: '还没有发过通知',
  totals: (title: string, read: number, perhaps: number, nothing: number) =>
    `${title}\n已收到 ${read} 人，可能看到 ${perhaps} 人，没回音 ${nothing} 人`,
  perhapsNames: (names: readonly string[]) => `可能看到（后来在群里说过话）：\n${names.join('、')}`,
  nothingNames: (names: readonly string[]) => `没回音：\n${names.join('、')}`,
  callNames: (names: readonly string[]) => `其中私聊找不到、要打电话的：\n${names.join('、')}`,
  undelivered: (rooms: readonly string[]) => `没送到的群：\n${rooms.join('\n')}`,
  undeliveredRoom: (room: string, reason: string) => `${room}（${reason}）`,
  askPrivately: '名单请私聊我说：通知情况',
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
  deliveryFailed: (title: string, room: string, reason: string) => `${title}没送到“${room}”：${reason}`,
  blockedAtSending: (title: string, line: string) => `${title}没有发出：${line}`,
  // ---- duties
  remindGroup: (title: string, missing: number) => `还差 ${missing} 人没回${title}。\n看到请回复：收到`,
  remindMember: (title: string) => `${title}，看到请回复：收到`,
  remindSecretary: (title: string, missing: number) => `${title}还有 ${missing} 人没回音，提醒已发完`,
  helpSend: '发通知 正文　先预览再发',
  helpState: '通知情况　看谁收到了',
} as const
