import { kernelWords } from '../kernel/chat/words.ts'
import type { Intent } from '../kernel/chat/utterance.ts'

/** What a copied line was understood as, in a few words; amounts only where one was said. */
function sayIntent({ intent, amount_fen: fen }: Intent): string {
  const heard = kernelWords.heardAs[intent]
  return fen === undefined ? heard : `${heard} ${fen / 100}元`
}

/** Everything a line was understood as. */
export function sayIntents(intents: readonly Intent[]): string {
  return intents.map(sayIntent).join('、')
}

/** From so many unknown nicknames on it is said how to pass over all of them. */
const MANY_UNKNOWN = 3

/** What is said about groups that are reached by hand. */
export const relayWords = {
  helpBind: '绑定人工群 群名　不登录微信也能用',
  helpTranscribe: '转录 群名　把群里的回复抄进来',
  bindHow: '请照这个样子发：\n绑定人工群 河西村群',
  bindWhich: (title: string, branch: string) => `请说清是哪个支部的群：\n绑定人工群 ${title} ${branch}`,
  bound: (title: string, branch: string) =>
    `“${title}”绑定好了，属于${branch}。\n给它的消息发到您这里，请您转发。\n群里的回复请说：转录 ${title}`,
  boundBefore: (title: string) => `“${title}”早就绑定好了`,
  takenOver: (title: string, waiting: number) =>
    waiting === 0 ? `“${title}”改成人工转发了。\n消息发到您这里，请您转发` : `“${title}”改成人工转发了。\n等着的 ${waiting} 条这就发给您`,
  notBound: (title: string) => `没有叫“${title}”的人工群。\n看有哪些，请说：人工群`,
  freed: (title: string) => `“${title}”不再人工转发了。\n要再用请说：绑定人工群 ${title}`,
  none: '还没有人工群。\n请照这个样子发：绑定人工群 河西村群',
  line: (title: string, keeper: string, open: number) =>
    open === 0 ? `${title}，${keeper}转发` : `${title}，${keeper}转发，${open} 条还没转`,
  keeperHow: (title: string) => `换给谁？请照这个样子发：\n换保管人 张三 ${title}`,
  keeperNotOfficer: (name: string) => `${name}不是书记、副书记或文书。\n请先授权，再说：换保管人`,
  keeperNotReached: (name: string) => `${name}还没绑定，收不到消息。\n请先发：绑定码 ${name}`,
  keeperWhich: (name: string) => `没找到“${name}”，或有几位。\n请发名册上的姓名`,
  keeperSet: (title: string, name: string) => `“${title}”以后由${name}转发`,
  keeperYou: (title: string) => `“${title}”以后由您转发。\n消息会发到这里`,
  roomWhich: (word: string, titles: readonly string[]) =>
    `是哪个群？请照这个样子发：\n${titles.map((title) => `${word} ${title}`).join('\n')}`,
  // ---- letters on their way by hand
  whyCopy: (title: string) => `您负责转发到“${title}”`,
  passOn: (title: string) => `请转发到“${title}”。\n转好了请回复：已转发`,
  copyWithHead: (title: string, text: string) => `请转发到“${title}”：\n${text}`,
  passedChoice: '已转发',
  passed: (title: string, left: number) =>
    left === 0 ? `好的，已转到“${title}”` : `好的，已转到“${title}”。\n还有 ${left} 条，请再回复：已转发`,
  passedAll: (count: number) => `好的，${count} 条都转好了`,
  passedBefore: '这条早就转好了，谢谢您',
  nothingToPass: '没有等您转发的消息',
  passedWhich: (lines: readonly string[]) => `转好的是哪一条？\n${lines.join('\n')}\n请回复：已转发 1 或 已转发 全部`,
  passLine: (number: number, title: string, beginning: string) => `${number} ${title}：${beginning}`,
  remind: (lines: readonly string[]) => `这几条还等您转发：\n${lines.join('\n')}\n转好了请回复：已转发`,
  recalled: (title: string, beginning: string) => `不用转发到“${title}”了：\n${beginning}\n已经转了的不用管`,
  whyRemind: '消息给您一天了，还没说转好',
  reasonKeeperAway: '转发的人一时联系不上',
  carrierRuns: '人工群由保管人转发',
  reasonFreed: '这个人工群已经解绑',
  // ---- copying from the group
  pasteHow: (title: string) => `请把“${title}”里的回复粘贴过来。\n接龙、聊天记录都行`,
  pasteNothing: '没认出是谁说的。请照这个样子粘贴：\n姜福生:\n收到',
  pasteNothingNew: (notes: readonly string[]) => ['里面没有新的要记', ...notes].join('\n'),
  pasteTooLong: (most: number) => `一次最多 ${most} 条，请分几次粘贴`,
  pasteCancelled: '好的，没有记',
  whoIs: (nickname: string, candidates: readonly string[], more: number) =>
    [
      `“${nickname}”是谁？`,
      ...candidates.map((name, index) => `${index + 1} ${name}`),
      candidates.length === 0 ? '请回复姓名' : '请回复数字或姓名',
      '不是党员请回复：不是党员',
      more === 0 ? '不知道请回复：跳过' : `不知道请回复：跳过（还要问 ${more} 位）`,
      ...(more < MANY_UNKNOWN ? [] : ['都不知道请回复：都跳过']),
    ].join('\n'),
  whoNone: (name: string) => `名册上没有“${name}”。\n请再发一次姓名，或回复：跳过`,
  whoSeveral: (name: string, candidates: readonly string[]) =>
    `“${name}”有 ${candidates.length} 位，是哪一位？\n${candidates.map((one, index) => `${index + 1} ${one}`).join('\n')}\n请回复数字`,
  candidate: (name: string, tail: string | undefined) => (tail === undefined ? name : `${name}，电话尾号${tail}`),
  preview: (title: string, lines: readonly string[], notes: readonly string[]) =>
    [
      `“${title}”里看懂了 ${lines.length} 条：`,
      ...lines,
      ...notes,
      '都对请回复：确认',
      '有不对的请回复：改 3 不记',
      '不记了请回复：取消',
    ].join('\n'),
  previewLine: (number: number, name: string, intents: string) => `${number} ${name}：${intents}`,
  previewLineAs: (number: number, nickname: string, name: string, intents: string) => `${number} ${nickname}（${name}）：${intents}`,
  previewSkipped: (number: number, name: string) => `${number} ${name}：不记`,
  talkLeftOut: (count: number) => `有 ${count} 句不用记`,
  strangersLeftOut: (count: number) => `有 ${count} 句不知道是谁说的`,
  repeatedLeftOut: (count: number) => `有 ${count} 句上次记过了`,
  changeHow: '请照这个样子改：\n改 3 不记，或 改 3 张三，或 改 3 请假',
  changeNone: (count: number) => `请写 1 到 ${count} 的数字，\n比如回复：改 3 不记`,
  changeUnclear: (typed: string) => `“${typed}”没看懂。\n请照这个样子改：改 3 不记`,
  written: (done: readonly string[]) => (done.length === 0 ? '没有新的要记' : `记下了：${done.join('，')}`),
  writtenKind: (what: string, count: number) => `${what} ${count} 条`,
  unchanged: (count: number) => `${count} 条早就有了，或不用记`,
  undoTitle: (title: string, count: number) => `“${title}”转录的 ${count} 条`,
  toldTitle: '要转告本人的：',
  told: (number: number, name: string, line: string) => `${number} ${name}：${line}`,
  draftLost: '钥匙换过了，请重新粘贴一次',
} as const
