/** What the preview of a meeting shows. */
export type CallPreview = {
  readonly title: string
  readonly when: string
  readonly place: string | undefined
  readonly speaker: string | undefined
  readonly agenda: string | undefined
  readonly material: string | undefined
  readonly file: string | undefined
  readonly expected: number
  readonly exempt: number
  /** The names of those nobody demands anything of, where they may stand. */
  readonly exemptNames: string
  readonly rooms: number
  /** A meeting of a few: how many are told alone, and who has to be rung up. */
  readonly alone: number
  readonly unreachable: string
  readonly circle: 'everybody' | 'committee' | 'party-group'
  readonly notes: readonly string[]
  readonly ready: boolean
  readonly wantsCode: boolean
  readonly hourBefore: boolean
}

/** Something that stands in the way of a call. */
export type CallBlocker =
  | { readonly kind: 'past' }
  | { readonly kind: 'nobody'; readonly circle: 'everybody' | 'committee' | 'party-group' }
  | { readonly kind: 'no-rooms' }
  | { readonly kind: 'gate'; readonly line: string }
  | { readonly kind: 'secrecy'; readonly words: readonly string[] }

/** Something worth a second look before a call goes out. */
export type CallWarning =
  | { readonly kind: 'short-notice' }
  | { readonly kind: 'same-kind'; readonly title: string }
  | { readonly kind: 'holiday'; readonly name: string; readonly examples: readonly string[] }
  | { readonly kind: 'quiet' }

const facts = (parts: Pick<CallPreview, 'place' | 'speaker' | 'agenda' | 'material' | 'file'>): readonly string[] => [
  ...(parts.place === undefined ? [] : [`地点：${parts.place}`]),
  ...(parts.speaker === undefined ? [] : [`主讲：${parts.speaker}`]),
  ...(parts.agenda === undefined ? [] : [`议题：${parts.agenda}`]),
  ...(parts.material === undefined ? [] : [`材料：${parts.material}`]),
  ...(parts.file === undefined ? [] : [`（附件：${parts.file}）`]),
]

/** What is said while a meeting is being called, changed or cancelled. */
export const callWords = {
  example: '请照这个样子发：\n开会 5号9点 村部 主题党日',
  exampleLine: '开会 5号9点 村部 主题党日',
  timeUnclear: (examples: readonly string[], rest: string) =>
    `是哪个时间？请回复其中一行：\n${examples.map((example) => `开会 ${example} ${rest}`).join('\n')}`,
  preview: (parts: CallPreview, head: 'new' | 'change') =>
    [
      head === 'new' ? '会议预览' : '改成这样：',
      parts.title,
      parts.when,
      ...facts(parts),
      '',
      `应到 ${parts.expected} 人${parts.exempt === 0 ? '' : `，另有 ${parts.exempt} 人免到`}`,
      ...(parts.exemptNames === '' ? [] : [`免到：${parts.exemptNames}`]),
      parts.circle === 'everybody'
        ? `将发到 ${parts.rooms} 个群${parts.alone === 0 ? '' : `，没群的 ${parts.alone} 人私聊`}`
        : `只私聊通知 ${parts.alone} 人，不发群`,
      ...(parts.unreachable === '' ? [] : [`要打电话告诉：${parts.unreachable}`]),
      ...(parts.wantsCode ? ['签到要口令，开始时告诉您'] : []),
      ...(parts.hourBefore ? ['会前一小时再提醒一次'] : []),
      ...parts.notes,
      parts.ready ? '回复：发送 / 改 / 取消' : '回复：改 / 取消',
      '改法：改 10点；改 地点 镇礼堂；要口令',
    ].join('\n'),
  blocker: (blocker: CallBlocker): string => {
    switch (blocker.kind) {
      case 'past':
        return '这个时间已经过了，请换一个'
      case 'nobody':
        return blocker.circle === 'party-group' ? '还不知道小组有谁，请先说：\n党小组 第一小组 张三 李四' : '还没有应到的人，先录名册'
      case 'no-rooms':
        return '还没有能发的群。\n请在群里说：绑定本群'
      case 'gate':
        return blocker.line.replace(/。$/u, '')
      case 'secrecy':
        return `里面有“${blocker.words.join('”“')}”，先不发。\n请换个说法：改 议题 加新的`
    }
  },
  warning: (warning: CallWarning): string => {
    switch (warning.kind) {
      case 'short-notice':
        return '留意：离开会不到两天'
      case 'same-kind':
        return `留意：已经有${warning.title}`
      case 'holiday':
        return `留意：那天是${warning.name}放假。\n要挪请回复：${warning.examples.map((example) => `改 ${example}`).join('，或 ')}`
      case 'quiet':
        return '现在是休息时间，早上再发'
    }
  },
  notShown: '（有不能发的内容，不在这里重复）',
  sendChoice: '发送',
  cancelChoice: '取消',
  keepChoice: '留着',
  cancelSureChoice: '确定取消',
  changeCallHow: '要改什么？请照这个样子发：\n改会议 6号10点，或 改会议 地点 镇礼堂',
  openTitle: '待发的会议',
  notInWay: '还不能发：',
  changeHow: '要改哪里？请照这个样子发：\n改 10点，或 改 地点 镇礼堂',
  changeWhich: (lines: readonly string[]) => `是哪个时间？请回复其中一行：\n${lines.join('\n')}`,
  cancelled: '已取消，没有发出去',
  cancelledBefore: '这次会已经取消了',
  sentBefore: (title: string) => `${title}已经通知过了`,
  queued: (title: string, number: number) => `${title}一分钟后发出（第${number}次会）。\n反悔请回复：取消会议`,
  queuedLater: (title: string, number: number) => `${title}排好了（第${number}次会），早上发出。\n反悔请回复：取消会议`,
  changed: (title: string) => `改好了：${title}，都会告诉到`,
  changedSilently: (title: string) => `改好了：${title}`,
  notYours: '这个支部现在不归您管',
  none: '没有定好的会。\n要开会请说：开会 5号9点 村部 主题党日',
  which: (lines: readonly string[], word: string) => `是哪一次？请说：${word} 加号\n${lines.join('\n')}`,
  whichLine: (number: number, title: string) => `第${number}次：${title}`,
  cancelAsk: (title: string) => `要取消${title}吗？会告诉大家。\n确定请回复：确定`,
  cancelDone: (title: string) => `${title}取消了，都会告诉到`,
  withdrawn: (title: string) => `${title}收回了，谁也没收到`,
  kept: (title: string) => `${title}照开`,
  whyDraft: '您要开的会，发之前先给您看',
  schedule: (lines: readonly string[]) => ['接下来的会：', ...lines].join('\n'),
  scheduleNone: '最近没有定好的会',
  helpCall: '开会 5号9点 村部 主题党日　先预览再发',
  openPreview: '会议预览',
  // ---- repeating
  ruleExample: '请照这个样子发：\n每月5号9点 村部 主题党日',
  ruleKept: (said: string, title: string) => `记下了：${said}${title}。\n提前四天给您看，您点头才发`,
  proposed: (
    parts: { readonly title: string; readonly when: string; readonly holiday: string | undefined } & Parameters<typeof facts>[0],
  ) =>
    [
      `快到每月的${parts.title}了，这样行不行：`,
      parts.when,
      ...facts(parts),
      ...(parts.holiday === undefined ? [] : [`原定那天是${parts.holiday}放假，往后挪了`]),
      '要开请回复：看会议，再回复：发送',
    ].join('\n'),
  lookChoice: '看会议',
  skipChoice: '这月不开',
  ruleEnded: (title: string) => (title === '' ? '每月的会都不再提了' : `不再每月提${title}了`),
  ruleNone: '没有每月定好的会',
  lookNone: '没有等您点头的会',
  whyRule: '您定的每月一次，提前给您看',
} as const

/** What is said to everybody whom a meeting concerns. */
export const meetingWords = {
  call: (parts: { readonly title: string; readonly when: string; readonly branch: string } & Parameters<typeof facts>[0]) =>
    [`【开会】${parts.title}`, parts.when, ...facts(parts), `——${parts.branch}`, '来不了请回复：请假'].join('\n'),
  changed: (parts: { readonly title: string; readonly when: string; readonly branch: string } & Parameters<typeof facts>[0]) =>
    [`【会议有变】${parts.title}`, '以这次为准：', parts.when, ...facts(parts), `——${parts.branch}`, '来不了请回复：请假'].join('\n'),
  cancelled: (title: string, branch: string) => `【会议取消】${title}不开了\n——${branch}`,
  movedOn: (title: string) => `${title}改期了，原来的请假不算。\n新时间来不了，请再回复：请假`,
  eveningBefore: (title: string, when: string, place: string | undefined) =>
    [`明天开会：${title}`, when, ...(place === undefined ? [] : [`地点：${place}`]), '来不了请回复：请假'].join('\n'),
  hourBefore: (title: string, time: string, place: string | undefined) =>
    [`${time} 开会：${title}`, ...(place === undefined ? [] : [`地点：${place}`])].join('\n'),
  why: (branch: string) => `${branch}定的会，告诉应到的人`,
  whyReminder: '会前一天傍晚提醒一次',
  whyHour: '书记要会前一小时再提醒',
  undelivered: (title: string, room: string, reason: string) => `${title}有个群没送到：\n${room}（${reason}）`,
  unboundRoom: '已解绑的群',
  whyUndelivered: '您定的会有个群没送到，告诉您',
} as const
