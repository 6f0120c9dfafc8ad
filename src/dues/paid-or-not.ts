import type { Clause } from '../kernel/chat/clauses.ts'
import { hasKind, isOpen, type Scene } from '../kernel/chat/scene.ts'

const NOT_FINISHED =
  /(?:现在|如今|而今|现今)(?:都|全|人人|家家|大家)|时代|这年头|(?:交|缴)不(?:交|缴)|无所谓|随便|(?:交|缴|转|付)(?:多|错|重|少|漏)(?:了|啦|人)|(?:交|缴)(?:党费)?去(?!了给|给)|下个?月.{0,4}(?:交|缴|补)|正在|在交|去交(?!了|过|的|完|给)|来交(?!了|过|的)|要交|再交|(?<!开|党)会交|得交|该交|想交|准备|打算|马上|等|明天|后天|下午交(?!了)|晚上交(?!了)|回头|记得|别忘|如果|要是|的话|争取|尽快|赶紧|快点|请|还差|差点|差我|没(?:转|交|付|扫)?(?:成|上|成功)|失败|退回来/

const COMPLETE = /(?:了|啦|喽|咯|哒|过|完|清|齐|咧|嘞|喇|噶|哉|罢)/
/** The payment is over: 已, 了, 过, 清, a closing 的, or with dues open an amount or months without a mark of the future. */
export function isCompleted(clause: Clause, core: number, scene: Scene): boolean {
  const { tokens } = clause
  if (tokens[core]?.kind === 'paid') return true
  const after = tokens.slice(core + 1)
  if (after.some((token) => token.kind === 'aspect' || /^(?:好|妥|清|齐|完|成)了$/.test(token.text))) return true
  if (
    tokens
      .slice(0, core)
      .some(
        (token) =>
          token.text.includes('已') ||
          token.text === '刚' ||
          token.text === '刚刚' ||
          token.text === '刚才' ||
          token.text === '才' ||
          token.text === '早就',
      )
  )
    return true
  if (COMPLETE.test(tokens[core]?.text ?? '')) return true
  if (clause.text.endsWith('的') || (after[0]?.text === '的' && after.length > 1)) return true
  return (
    isOpen(scene, 'dues') &&
    (hasKind(clause, 'money', 'months') || (hasKind(clause, 'channel', 'give') && after.length > 1 && hasKind(clause, 'aspect')))
  )
}

const ANOTHER_REMINDER =
  /(?:咋|怎么|为啥|为什么|干嘛|凭啥|啷个|还|又|老)(?:还|又|老|老是|总|在|来)?(?:催|喊|叫|要我|说我|显示|让我|通知|提醒|(?:让|要|喊|叫)(?:交|缴|补))/

/** Years of paying, or what paying is good for: a life told, not a claim. */
/** What was paid then is a story of then, wherever in the line it is told. */
const LONG_AGO =
  /(?:入党|参军|当兵|结婚|入团|转正)(?:的)?那(?:年|时|会|阵|几年)|(?:我们|咱们?)?那(?:一)?辈|旧社会|解放前|公社(?:化)?(?:时|那)|生产队(?:时|那)/
const LIFE_STORY =
  /[\d一二三四五六七八九十几]+(?:多|来)?年(?![底的份])|一辈子|大半辈子|年年|每年|月月|每(?:个)?月|从来|向来|第一次|头一次|当年|那时|那会儿|那辈|入党(?:那|时|以|第)|老一辈|哪年|几十|啥用|什么用|白交|光荣|义务|得起|的意义|不是钱/

/** Denied, asked, planned, told of others or of a whole life: no claim. */
export function isVetoed(clause: Clause, scene: Scene): boolean {
  if (clause.tokens[0]?.kind === 'group' && !hasKind(clause, 'self', 'name')) return true
  const { mood, text } = clause
  if (mood.denied || mood.asked || mood.supposed || mood.perhaps || mood.hearsay || mood.intended) return true
  if (scene.tokens.some((token) => token.kind === 'crowd' || token.kind === 'advert')) return true
  if (
    scene.clauses.some((other) => ANOTHER_REMINDER.test(other.text) || /没(?:转|交|付|扫)?(?:成|上|成功)$|失败|退回来/.test(other.text)) &&
    !/(?:又|再|重新)(?:转|交|扫)|(?:这回|这次|后来|现在|今天|刚才|刚刚|今早|上午|下午)(?:才|又|总算|终于|再)?(?:成|好|可以|交|转|扫|付|补)|成了$|成功了/.test(
      scene.text,
    )
  )
    return true
  if (hasKind(clause, 'due') && LIFE_STORY.test(text) && !/一年(?:的|$)|今年/.test(text)) return true
  return LONG_AGO.test(scene.text) || NOT_FINISHED.test(text)
}

/** 这个月等发工资: the wages are waited for, not paid. */
function tellsOfWages(clause: Clause): boolean {
  return /(?:等|没|还没|未|刚|才)(?:有)?(?:发|领|拿|结|到).{0,2}(?:工资|工钱)|工资(?:还没|没|未)/.test(clause.text)
}

/** Money words about anything but dues: the whole message is about that thing unless dues are named. */
export function isOtherMoney(clause: Clause, scene: Scene): boolean {
  if (hasKind(clause, 'due')) return false
  return (
    hasKind(clause, 'goods') || (!hasKind(scene, 'due') && scene.clauses.some((other) => hasKind(other, 'goods') && !tellsOfWages(other)))
  )
}
