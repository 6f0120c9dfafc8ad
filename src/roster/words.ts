import type { Role } from '../kernel/chat/person.ts'
import type { Platform } from '../kernel/chat/message.ts'
import { roleName } from './roles.ts'

/** What people call the platforms. */
export const PLATFORM_WORDS: Readonly<Record<string, string>> = { sandbox: '演练', telegram: '电报', wechat: '微信', relay: '转发' }

/** What people call the kinds of membership. */
export const MEMBERSHIP_WORDS: Readonly<Record<string, string>> = { full: '正式党员', probationary: '预备党员' }

/** What the roster says about binding people and groups. */
export const bindingWords = {
  needCode: '请先向书记要六位数字的绑定码。\n再这样发给我：绑定 482913',
  wrongCode: '这个绑定码不对，请对照再发一次。\n样子是：绑定 482913',
  expiredCode: '这个绑定码过期了，请找书记要新的',
  usedCode: '这个绑定码已用过，请找书记要新的',
  revokedCode: '这个绑定码已作废，请找书记要新的',
  paused: '试的次数多了，先歇一小时。\n之后再发，或请书记帮忙',
  bound: (name: string, branch: string) => `${name}您好，绑定好了。\n您在${branch}。想看自己的，请说：我的`,
  boundBefore: (name: string) => `${name}您好，您早就绑定好了。\n请说：帮助`,
  boundElsewhere: '您的身份刚在别处绑定了一次。\n不是您本人，请说：找书记',
  privateOnly: '绑定码不要发在群里，刚才的已作废。\n请向书记要新的，单独发给我',
  privateOnlyInGroup: '绑定请单独私聊我，群里的码已作废',
  codeSpilled: (name: string, code: string) => `${name}把绑定码发到了群里，已作废。\n新码是 ${code}，请单独转给本人`,
  consent: '支部只存您的姓名、支部和参加记录。\n电话加密，不对外。不存聊天原话。\n愿意请回复：同意\n不愿意请回复：不要存我的信息',
  code: (name: string, code: string) => `${name}的绑定码是 ${code}，七天有效。\n请单独转给本人，让他私聊我发：\n绑定 ${code}`,
  codeLink: (link: string) => `也可以让他点开：\n${link}`,
  codeFor: (name = '张三') => `给谁的绑定码？\n请照这个样子发：绑定码 ${name}`,
  unbound: (count: number, branch: string) => (count === 0 ? `${branch}的党员都绑定了` : `${branch}还有 ${count} 人没绑定`),
  codeList: (branch: string, lines: readonly string[]) => `${branch}的绑定码，七天有效。\n请一个一个单独转：\n${lines.join('\n')}`,
  listElsewhere: '名单不在这里发，请在电脑上办。\n单个的可以发：绑定码 姓名',
  listWhere: (branch: string) => `请说清哪个支部：\n绑定码 全部 ${branch}`,
  roomForSecretary: '群由支部书记来绑定。\n请联系书记：找书记',
  bindFirst: '请先在这里绑定您本人：绑定 482913\n再到群里说：绑定本群',
  roomBound: (branch: string) => `本群绑定好了，属于${branch}。\n以后通知会发到这里`,
  roomBoundBefore: (branch: string) => `本群已经属于${branch}`,
  roomTaken: (branch: string) => `本群已属于${branch}。\n要改，请先说：解绑本群`,
  roomWhich: (branch: string) => `请说清是哪个支部的群：\n绑定本群 ${branch}`,
  notYourBranch: (branch: string) => `${branch}的群，要由它的书记来绑定`,
  roomFreed: (branch: string) => `本群不再属于${branch}。\n再绑请说：绑定本群`,
  roomNotBound: '本群还没有绑定。\n要绑请说：绑定本群',
  roomLostWhy: '您是书记，群里发不到了要告诉您',
  roomLost: (title: string) => `我被移出了“${title}”。\n通知发不到那里了，请把我加回去`,
  roomBack: (title: string, branch: string) => `我又回到“${title}”了。\n它仍属于${branch}`,
  howToBindRoom: (title: string) => `我进了“${title}”。\n请书记在群里说：绑定本群`,
} as const

/** What the roster says about offices and branches. */
export const officeWords = {
  howToGive: (word: string) => `请照这个样子发：\n${word} 张三 组织委员`,
  given: (name: string, branch: string, role: Role) =>
    `办好了：${name}任${branch}${roleName(role)}。\n要收回请说：撤权 ${name} ${roleName(role)}`,
  givenBefore: (name: string, role: Role) => `${name}已经是${roleName(role)}了`,
  taken: (name: string, branch: string, role: Role) =>
    `办好了：${name}不再任${branch}${roleName(role)}。\n要恢复请说：授权 ${name} ${roleName(role)}`,
  notHeld: (name: string, role: Role) => `${name}现在不是${roleName(role)}`,
  toldGiven: (branch: string, role: Role) => `您现在是${branch}${roleName(role)}。\n能办什么，请说：帮助`,
  toldTaken: (branch: string, role: Role) => `您不再担任${branch}${roleName(role)}了`,
  notYours: (role: Role) => `${roleName(role)}要由镇里来办。\n请联系镇管理员`,
  notOneself: (role: Role) => `${roleName(role)}不能自己给自己。\n请镇管理员来办`,
  notBoth: (name: string, held: Role, role: Role) => `${name}是${roleName(held)}，\n不能同时任${roleName(role)}`,
  oneSecretary: (branch: string, name: string) => `${branch}的书记现在是${name}。\n要换人请说：换人 姓名`,
  lastAdmin: '这是最后一位镇管理员，不能收回。\n请先授权另一位',
  notFound: (name: string) => `没找到“${name}”。\n请发名册上的姓名再试一次`,
  branchNotFound: (name: string) => `没找到支部“${name}”。\n看有哪些支部，请说：支部`,
  branchWhich: (names: readonly string[]) => `是哪个支部？请写全名：\n${names.join('\n')}`,
  pick: (name: string, lines: readonly string[]) => `“${name}”有 ${lines.length} 位，是哪一位？\n${lines.join('\n')}\n请回复数字`,
  pickLine: (number: number, name: string, branch: string, tail: string | undefined) =>
    `${number} ${name}，${branch}${tail === undefined ? '' : `，电话尾号${tail}`}`,
  pickNone: (count: number) => `请回复 1 到 ${count} 的数字。\n不办了请回复：取消`,
  tooMany: (name: string, count: number) => `“${name}”有 ${count} 位，请写全姓名`,
  handTo: '交给谁？\n请照这个样子发：交接 张三',
  handToUnbound: (name: string) => `${name}还没绑定，先不能交接。\n请发：绑定码 ${name}`,
  handAsk: (branch: string, name: string) => `${branch}书记交给${name}，对吗？\n请回复：确认 或 取消`,
  handToSelf: (name: string) => `${name}已经是书记了`,
  handed: (branch: string, name: string) => `交接好了，${branch}书记是${name}`,
  toldHanded: (branch: string) => `您现在是${branch}书记了。\n要办什么，请说：帮助`,
  toldHandedOver: (branch: string, name: string) => `${branch}书记已交给${name}`,
  notDone: '好的，没有办',
  pastQuestion: '这个问题已经过去了',
  done: '好的',
  confirm: '确认',
  cancel: '取消',
  branchLine: (depth: number, name: string, count: number) => `${'　'.repeat(depth)}${name} ${count} 人`,
  branchesLeftOut: (count: number) => `还有 ${count} 个，请说：支部 名称`,
} as const

/** What the roster says to people about themselves. */
export const ownWords = {
  identity: '我是支部通，是个程序，不是真人。\n替支部发通知、做记录。请说：帮助',
  welcome: '您好，我是支部通，是个程序。\n是党员请向书记要绑定码，再发：\n绑定 482913',
  card: (name: string, branch: string, offices: readonly string[], platforms: readonly Platform[]) =>
    [
      `${name}，${branch}`,
      ...(offices.length === 0 ? [] : [`职务：${offices.join('、')}`]),
      `绑定：${platforms.map((platform) => PLATFORM_WORDS[platform] ?? platform).join('、')}`,
    ].join('\n'),
  cardQuiet: '私下提醒已停，要恢复请说：恢复提醒',
  officeLine: (role: Role, branch: string | undefined) => (branch === undefined ? roleName(role) : `${branch}${roleName(role)}`),
  notBound: '我还不认识您。\n请向书记要绑定码，再发：绑定 482913',
  notSure: '我还不能确定是您本人。\n请向书记要绑定码，再发：绑定 482913',
  nothingKept: '这个账号没有绑定，我没存您的信息',
  inPrivate: (word: string) => `请私聊我说：${word}`,
  quiet: '好的，不再私下提醒您。\n要恢复请说：恢复提醒',
  quietBefore: '已经停了私下提醒。\n要恢复请说：恢复提醒',
  speaksAgain: '好的，有事会私下提醒您',
  speaksAlready: '提醒一直开着。\n要停请说：别发了',
  secretary: (branch: string, name: string) => `${branch}书记：${name}`,
  standIn: (branch: string, name: string, role: Role) => `${branch}现在找${roleName(role)}：${name}`,
  phone: (phone: string) => `电话：${phone}`,
  noSecretary: (branch: string) => `${branch}还没登记书记。\n请到镇党委办公室问`,
  whichBranch: '请到您的村群里说：找书记',
  privacy: [
    '谁在存：您所在的党支部和镇党委',
    '存什么：姓名、支部、职务、参加记录',
    '为什么：党章和村务公开的规定',
    '电话加密保存，只给联系您的干部看',
    '不存聊天原话，不存身份证和住址',
    '群里只说总数，不点名',
    '看自己的请说：我的',
    '不想存请说：不要存我的信息',
  ].join('\n'),
  consented: '好的，记下了。随时可以说：隐私',
  eraseAsk: '将删去您的绑定和电话，不再提醒您。\n确定请回复：确认\n不删请回复：取消',
  erased: '办好了：绑定和电话都删了。\n党籍和组织生活记录依规定保留。\n要再用，请向书记要新的绑定码',
  erasePhoneAsk: '将删去支部存的您的电话。\n确定请回复：确认 或 取消',
  phoneErased: '办好了，支部不再存您的电话',
  noPhone: '支部没有存您的电话',
  phoneAsk: (tail: string) => `把您的电话改成尾号${tail}，对吗？\n请回复：确认 或 取消`,
  phoneKept: (tail: string) => `记下了，您的电话尾号是${tail}。\n加密保存，不对外`,
  phoneHow: '请照这个样子发：\n换号了 后面写十一位号码',
  phoneInGroup: '电话别发在群里，请撤回那一条。\n在这里再发一次，我来记',
} as const

/** What 帮助 says besides the capabilities' own lines. */
export const helpWords = {
  open: (title: string, word: string) => `等您：${title}，回复：${word}`,
  more: (page: number) => `还有，请说：帮助 ${page}`,
  why: '有人问怎么用，群里一小时最多答一次',
  nothing: '有事请说：找书记',
} as const

/** One line each for 帮助. */
export const helpLines = {
  mine: '我的　看自己的记录',
  findSecretary: '找书记　怎么联系书记',
  privacy: '隐私　存了什么，怎么删',
  quiet: '别发了　不要私下提醒',
  bind: '绑定 六位数字　登记身份',
  code: '绑定码 张三　给他绑定的数字',
  bindRoom: '绑定本群　让本群收到通知',
  give: '授权 张三 组织委员　给职务',
  hand: '交接 张三　换书记',
  branches: '支部　有哪些支部，多少人',
} as const
