import type { Incoming } from './message.ts'
import type { IntentName } from './utterance.ts'

const HEARD_AS: Readonly<Record<IntentName, string>> = {
  check_in: '签到',
  leave_request: '请假',
  late_arrival_note: '说会晚到',
  acknowledge: '收到通知',
  dues_claim: '报党费已交',
  dues_amount_query: '问党费交多少',
  dues_status_query: '问党费交了没有',
  dues_hardship: '交党费有困难',
  others_data_query: '问别人的情况',
  how_to: '问怎么办',
  help: '要帮助',
  identity_query: '问我是谁',
  my_record: '看自己的记录',
  view_disclosure: '看公开',
  feedback: '提意见',
  report: '举报',
  satisfied: '满意',
  dissatisfied: '不满意',
  contact_ok: '报平安',
  contact_place: '说现在在哪里',
  contact_phone: '换了号码',
  migrant_leaving: '要外出',
  migrant_returned: '回来了',
  transfer_wish: '转组织关系',
  undo: '撤销',
  confirm: '同意',
  cancel: '取消',
  quiet: '不要提醒',
  privacy_request: '问隐私',
  approve: '同意',
  object: '不同意',
  record_for_member: '替人记',
  confirm_claims: '确认收到党费',
  start_notice: '发通知',
  start_meeting: '开会',
  open_check_in: '开始签到',
  close_check_in: '结束签到',
  ask_back: '没听准要办哪一件',
  none: '没听出要办什么',
}

const SET_ASIDE: Readonly<Record<Incoming['kind'], string>> = {
  message: '消息',
  press: '按钮',
  'bot-added': '进群',
  'bot-removed': '出群',
  'room-moved': '群搬家',
  'new-login': '重新登录',
  reachability: '私聊开关',
  recalled: '撤回',
  came: '有人进群',
  went: '有人退群',
}

/** What the kernel itself says. Short, polite, the result first, then the one thing to do next. */
export const kernelWords = {
  youAsked: '您问了，所以答您',
  nobody: '请用您自己的身份再点一次',
  oldChoice: '这个按钮已经过时，请直接打字',
  reasonRemoved: '机器人被移出了群',
  reasonBlocked: '对方停用了和机器人的私聊',
  voiceNote: '语音我听不懂，请打字。\n也可以请书记代记',
  notForYou: '这件事由支部书记来办。\n您可以说：帮助',
  onlyHere: (word: string) => `请到群里说：${word}`,
  notUnderstood: (name: string | undefined, example: string) =>
    `没看懂您的意思。\n${name === undefined ? '' : `${name}，`}您可以这样说：${example}`,
  exampleMember: '我的',
  exampleStranger: '帮助',
  stillNotUnderstood: '还是没看懂，不怪您',
  findSecretary: '找书记',
  /** Asked when a line may be meant for one of several open things. */
  whichOne: (open: readonly { readonly word: string; readonly title: string }[]) =>
    open.length === 1 && open[0] !== undefined
      ? `您是要办“${open[0].title}”吗？\n请回复：${open[0].word}`
      : `您说的是哪一件？\n${open.map(({ word, title }) => `${title}，请回复：${word}`).join('\n')}`,
  nothingToUndo: '十分钟内没有可撤销的记录',
  undone: (title: string) => `已撤销：${title}`,
  tooMany: '您发得太快了，我歇一分钟再看。\n已经记下的都在',
  saidOften: '答复和前几遍一样，先不重复了。\n要找人请说：找书记',
  setAside: '这条没办成，已告诉管理员。\n请过一会儿再发一次',
  setAsideForOperator: (kind: Incoming['kind']) => `有一件事处理不了（${SET_ASIDE[kind]}）。\n已放在一边，请看运行日志`,
  letterFailed: (letter: number, reason: string) => `有一封信没送到（第${letter}封）。\n原因：${reason}`,
  jobFailed: '有一件定时的事没办成。\n请看运行日志',
  /** What was said in between never arrived, and nobody but the people in the groups knows it. */
  silence: (from: string, until: string) => `断线太久，有些消息没有收到。\n从${from}\n到${until}\n请到群里说：这段时间的请再发一次`,
  clockSetBack: (latest: string, now: string) => `机器的时钟往回拨过，请核对。\n原来走到${latest}\n现在是${now}`,
  wechatOff: '微信已停用，一条也不再发。\n要用请说：启用微信',
  wechatOn: '微信已启用，正在重新登录',
  wechatScan: '请用专用的微信号扫码登录',
  noWechat: '这里没有接微信',
  botWaitsForScan: (line: string, link: string | undefined) =>
    `${line}。\n二维码几分钟就过期，要新的请说：启用微信${link === undefined ? '' : `\n也可以打开：${link}`}`,
  botNeedsLook: (line: string) => `${line}。\n急着用请把群改成人工转发`,
  whyOperator: '程序出了状况，告诉管理员',
  whyNothing: '最近没有我发的消息可以解释',
  whyLetter: (why: string) => `为什么有这条：\n${why}`,
  /** What the last line was taken for, in words of every day. */
  whyUnderstood: (heard: readonly string[]) => `您上一句我听成了：${heard.join('、')}`,
  heardAs: HEARD_AS,
} as const

export type KernelWords = typeof kernelWords
