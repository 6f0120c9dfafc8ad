import type { AnswerKind, Answers } from './hears.ts'
import { ASK_BACK, NONE, type Scene } from './scene.ts'
import type { Intent, IntentName, OpenThing } from './utterance.ts'

const DONE =
  /^(?:我|俺|额|都|已|已经|全|刚|刚刚|早|早就)*(?:搞|弄|办|整|做|完|处理|操作)?(?:好了|好咯|好啦|好喽|好哒|好嘞|好|完了|完咯|完啦|完成了|完成|完毕|成了|定了|定|妥了|妥|妥当|起了|完喽|归一|归一了|毕了|毕|停当|停当了|咯|了|哒|利索了|好咧|熨帖了|熨帖)$/
const DONE_HEAD = /搞|弄|办|整|做|处理|操作|好了|好咯|好啦|完成/
const ONE = /^(?:\+?1|1{3,}|一|壹|(?:\+1)+|扣1|回1|回复1|打1|1了|(?:扣|回|打)个1|I|1号键|一个1)$/
/** Words that say yes and nothing else. */
export const YES_WORDS =
  '能成 能中 要着 好使 莫问题 中哩 管哩 可管 行呀 能行 好嘅 得噻 能行哩 中嘛 准 hd hde haode mwt 好 好的 行 中 要得 嗯 嗯嗯 恩 OK ok Ok oK 可以 可 好嘞 好咧 好哒 好滴 好呀 好啊 好哈 好叻 好勒 好了 好吧 行的 行啊 行嘞 行吧 中嘞 中咧 得行 成 成的 没问题 冇问题 对 对头 对的 是 是的 妥 妥了 妥妥的 要的 得 得嘞 得了 得咧 好说 嗯呐 嗯呢 嗯哪 嗯好 嗯好的 嗯行 噢 哦好 哦好的 哦哦好的 好好 欧了 欧克 okay okk okok 没毛病 没得问题 可得 可得行 使得 好得 巴适 好撒 好噻 可以的 可以啊 可以噻 行噻 好哇 同意 遵命 照办 就这样 就这么办 就这样办 好嘛 要得要得 管 管中 能行 彳亍 好伐 好个 好额 晓得好 得的 系 系的 好呢 是嘞 是哩 没事 没意见 没得意见 允 好好好 好嘎 ok的 可 恁说了算 好著哩 好着呢 嫑客气 掂 得咗 嗯啦 是滴 要得嘛 要得噻 好叭 好捏 噢了 欧 欧了 ojbk 收好 中中 沃克'
const YES = new Set(YES_WORDS.split(' '))
/** Words that say something was read. */
export const READ_WORDS =
  '确认收到 已确认收到 收到1 1收到 +1收到 阅悉 悉阅 阅了 阅过 哦收到 收到晒 知道晒 明白晒 收到请放心 遵照执行 记牢了 记心里了 听清了 瞄到了 看到唻 知得 已收悉 收到知悉 收到照办 收到执行 知晓了 收到明白 明白收到 收到知道 得令 收到晒 明晒 知 知了 看到 睇到 晓得哉 知道哉 已悉知 敬悉 收讫 收到 收倒 收到了 已收到 受到 收道 收悉 已收 收讫 阅 已阅 已读 阅知 知悉 已知悉 已知 知道 知道了 晓得 晓得了 明白 明白了 了解 了解了 看到 看到了 看见了 看了 已看 已看到 看过了 读了 学习了 懂了 记住了 记下了 记到了 清楚 清楚了 知晓 收 收到收到 sd sdl shoudao 收到啦 看到起了 听到了 晓得喽 知道啦 知道咯 收到咯 收咯 收了 看完了 已看完 读完了 读过了 看见 瞅见了 瞧见了 得知 已悉 悉 悉知 已了解 已明白 已知晓 懂得 懂 通知看了 通知收到 通知看到了 通知已看 通知已阅 消息收到 信息收到 知道喽 知道哩 晓得哒 晓得噶 晓得哉 晓得啦 zd zdl yiyue zhidao 已经看到 已经看到了 已经知道了 看了看了 记得了 领会 get roger'
const RECEIPT = new Set(READ_WORDS.split(' '))
const NO = new Set(
  '不 算了 取消 返回 不弄了 不发了 不发 不用了 不要了 不要 不用 不行 不了 不是 不对 退出 停 停止 放弃 先不发 先不发了 不发送 不搞了 不整了 不做了 不写了 不可以 不好 不中 不得行 要不得 莫发 别发 别发了 不干 no NO No 否 不需要 不成 退回 作废 撤了 算喽 算咯 算哒 算啦 拉倒 拉倒吧 莫搞了 莫发了 不来 莫 甭发了 甭发 不想弄了 不登记 不记 不用记 不用记了 别记 先算了 暂不 暂时不发 先不弄了 不填了 结束 关闭 唔要 不系 莫得 取消吧 取消了 还是算了 还是不发了 罢了 不可 不去 去不了 去不成 没空 没时间 不方便 换不了 不能 不愿意 不换 不换了 来不了 走不开 有事 没得空 不得空 不得闲 不行啊 不同意 我不行 我不去 我去不了 我没空 我没时间 我有事 顶不了 值不了 不想去 不想换'.split(
    ' ',
  ),
)
const PRESENT = new Set(
  '到 到了 来了 到场 到会 已到 我到 我到了 我来了 到咯 到啦 来啦 来咯 来哒 来喽 到喽 到哒 到勒 已到场 到位 到位了 到着 到起 到起了 在场 到哉 来哉 来噶 到噶 到哩 来哩 来嘞 到嘞 来咧 到咧 到齐 都到了 来唠 到唠 来耶 到耶'.split(
    ' ',
  ),
)
const HERE = new Set(
  '在 在的 在呢 在哩 在嘞 在咧 我在 在在 在在在 在啊 在呀 在哦 在哟 在的在的 我在呢 我在的 在哈 在滴 在勒 在诶 在呐 人在 在哒 在线 额在 俺在 一直在'.split(
    ' ',
  ),
)

/** Which kind of short answer a core is, if it is one. A later kind never hides an earlier. */
export function answerKind(core: string): AnswerKind | undefined {
  if (core.length > 10) return undefined
  if (ONE.test(core.replace(/嘛$/, ''))) return 'one'
  return wordKind(core) ?? wordKind(core.replace(ENDING, '')) ?? wordKind(core.replace(ENDING, '了'))
}

const ENDING = /[啦咯喽哒嘞咧勒哩噶哉嘎啰叻呗罢吔唻咾呐了]+$/

function wordKind(core: string): AnswerKind | undefined {
  if (RECEIPT.has(core)) return 'receipt'
  if (YES.has(core)) return 'yes'
  if (NO.has(core)) return 'no'
  if (HERE.has(core)) return 'here'
  if (PRESENT.has(core)) return 'present'
  return DONE.test(core) && DONE_HEAD.test(core) ? 'done' : undefined
}

/** All tables of the capabilities as one; a second meaning for the same answer to the same thing is a bug. */
export function joinAnswers(tables: readonly Answers[]): Answers {
  const joined: Answers = {}
  for (const table of tables) {
    for (const [thing, meanings] of Object.entries(table) as [OpenThing, Partial<Record<AnswerKind, IntentName>>][]) {
      const known = joined[thing] ?? {}
      for (const kind of Object.keys(meanings) as AnswerKind[]) if (known[kind]) throw new Error(`two hears answer "${kind}" to ${thing}`)
      joined[thing] = { ...known, ...meanings }
    }
  }
  return joined
}

/** A short answer counts only when exactly one open thing can be answered by it; more → ask, none → silence. */
export function readAnswer(kind: AnswerKind, scene: Scene, answers: Answers): Intent {
  const meanings = scene.utterance.open.flatMap((thing) => {
    const meaning = answers[thing]?.[kind]
    return meaning ? [meaning] : []
  })
  const [only] = meanings
  if (!only) return NONE
  if (meanings.length > 1 && new Set(meanings).size > 0) return ASK_BACK
  return { intent: only }
}
