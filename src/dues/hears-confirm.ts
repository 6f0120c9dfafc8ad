import { ASK_BACK, NONE, type Found, type Scene } from '../kernel/chat/scene.ts'
import type { Token } from '../kernel/chat/tokens.ts'

const HEAD = /^(?:请|麻烦|帮我|给我)?(?:确认|收讫|确认收讫|确认收到|核实确认)(?!一下|书|函|过|码|键|了没|的话)[\s:：,，]*/
const TAIL = /(?:的)?(?:党费|交费|缴费|钱)?(?:都|全部|全|已)?确认(?:了|吧|收到|收讫|哈|一下)?[。.!！]*$/
const ALL =
  /^(?:全部|所有|全|全体|都|一并|大家|一起|全员|所有人|全都|全部人|完|全部的|所有的|所有人的|以上|以上全部|上面全部|上面的|全部党费|所有党费|本月全部|这个月全部|待确认的?|全部都|都收到了|全收到了|全部收到|全部收讫|全部人员)+(?:了|的|吧|哈|收到|党费|都|确认|交费|已交|收讫)*$/
const EXCEPT = /除了?|除开|以外|之外|除外|不包括|别的都|其他(?:人)?都|其余|剩下/
const HELD =
  /^[\s,，、;；。]*(?:那个?|这个)?(?:的)?(?:钱|款|党费|那笔|那份)?(?:先)?(?:不|等(?:她|他|会计|我|到|补|明天|一下)|别|暂不|暂时不|还没|没|未|等等|先放|缓|留着|压着|慢|等会儿?|再看|没见|没看|没给|晚点|再等|待定|另说|先莫|莫|不算|没收到|没到账|金额不对|不对|有出入|核一下|再核)/
const RECEIPT_TALK =
  /^.{1,8}(?:的)?(?:党费|钱|款|那?(?:[\d一二两三四五六七八九十]+)(?:块|元|毛))(?:钱)?(?:我|这边)?(?:都|已经?|刚)?(?:拿到|收着|收到|收下|拿着|收了|到手|到账|给我|交我|送来)(?:了|啦|手)*$|^收到(?:了)?.{2,8}的?(?:钱|党费|\d)|^(?:.{0,20})(?:收到(?:了|啦)?|收着了|我?收到了|收齐了?|到账了?|都交(?:了|齐)|交上来了?|给我了)[。.!！]?$/

/** A name no surname tells (米兰花) is known by standing between spaces. */
function isSpacedName(token: Token, text: string): boolean {
  if (
    token.kind !== 'unknown' ||
    token.text.length < 2 ||
    token.text.length > 4 ||
    /确认|到账|收到|无误|发送|发出|通知|时间|地点|内容|没错|核对|党费|名单/.test(token.text)
  )
    return false
  return /^[\s、,，和跟:：]?$/.test(text.charAt(token.start - 1)) && /^[\s、,，和跟的。]?$/.test(text.charAt(token.end))
}

function namesOf(tokens: readonly Token[], text: string): readonly string[] | undefined {
  const names: string[] = []
  const held: string[] = []
  const people = tokens.filter(
    (token) =>
      token.kind === 'name' ||
      (token.kind === 'relation' && token.text.length > 1) ||
      isSpacedName(token, text) ||
      (token.kind === 'officer' && token.text.length > 2),
  )
  for (const [index, token] of people.entries()) {
    const next = people[index + 1]
    const between = text.slice(token.end, next?.start ?? text.length)
    if (HELD.test(between)) {
      held.push(token.text)
      let back = index - 1
      while (
        back >= 0 &&
        /^[\s、和跟与]+$/.test(text.slice(people[back]?.end, people[back + 1]?.start)) &&
        /[、和跟与]/.test(text.slice(people[back]?.end, people[back + 1]?.start))
      ) {
        const name = people[back]?.text ?? ''
        names.splice(names.indexOf(name), 1)
        back--
      }
    } else names.push(token.text)
  }
  return names.length > 0 || held.length > 0 ? names : undefined
}

/** Nothing but names and what belongs to a list may follow 确认; otherwise it is talk (确认一下几点开会). */
function isList(tokens: readonly Token[]): boolean {
  return tokens.every(
    (token) =>
      [
        'name',
        'relation',
        'unknown',
        'officer',
        'break',
        'space',
        'and',
        'particle',
        'aspect',
        'due',
        'paid',
        'pay',
        'receipt',
        'not',
        'first',
        'already',
        'also',
        'money',
        'money-word',
        'months',
        'maybe',
        'yes',
        'future',
        'filler',
        'we',
        'present',
        'now',
        'number',
      ].includes(token.kind) &&
      (token.kind !== 'unknown' || token.text.length <= 6),
  )
}

/** 曹二妮等她补齐再说: what is said of one held back is no part of the list. */
function withoutHeld(tokens: readonly Token[], text: string): readonly Token[] {
  const held = tokens.find((token) => token.kind === 'name' && HELD.test(text.slice(token.end)))
  return held ? tokens.filter((token) => token.start <= held.start) : tokens
}

/** The collector's or secretary's word that claims are received. All but some, or a receipt told in talk, is asked about. */
export function hearConfirmClaims(scene: Scene): Found {
  if (scene.sent || (!scene.text.includes('确认') && !/收讫/.test(scene.text))) return hearReceiptTalk(scene)
  const { text } = scene
  const secretary = scene.utterance.role === 'secretary'
  const head = HEAD.exec(text)
  const tail = head ? undefined : TAIL.exec(text)
  if (secretary && /^(?:都|全部?)(?:给)?确认(?:了|吧|哈)*$/.test(text)) return { intent: 'confirm_claims', names: ['*'] }
  if (secretary && /^(?:都|全部|全都?)确认(?:了|吧|哈)*[\s,，]*(?:全部|所有人?|都)?$/.test(text))
    return { intent: 'confirm_claims', names: ['*'] }
  if (!head && !tail) return secretary && EXCEPT.test(text) && /确认/.test(text) ? ASK_BACK : undefined
  const middle = head ? text.slice(head[0].length) : text.slice(0, tail?.index ?? 0)
  const from = head ? head[0].length : 0
  const to = head ? text.length : (tail?.index ?? 0)
  const tokens = scene.tokens.filter((token) => token.start >= from && token.end <= to)
  const bare = middle.replace(/[\s。.!！,，]+/g, '')
  if (!secretary) return bare !== '' && (ALL.test(bare) || tokens.some((token) => token.kind === 'name')) ? NONE : undefined
  if (scene.utterance.chat === 'group' && tail && !scene.addressed) return NONE
  if (bare === '' && tail && (/都|全部|全/.test(tail[0]) || /^(?:都|全部|全)确认/.test(text)))
    return secretary ? { intent: 'confirm_claims', names: ['*'] } : NONE
  if (bare === '') return scene.utterance.open.includes('preview') || scene.utterance.open.includes('rota') ? undefined : ASK_BACK
  if (/[吗没?？]$/.test(text)) return NONE
  if (EXCEPT.test(text)) return ASK_BACK
  if (ALL.test(bare)) return { intent: 'confirm_claims', names: ['*'] }
  if (
    !tokens.some(
      (token) =>
        token.kind === 'name' ||
        token.kind === 'relation' ||
        (token.kind === 'officer' && token.text.length > 2) ||
        isSpacedName(token, text),
    )
  )
    return /^(?:一下|收货|眼神|没问题)|^(?:明天|没|还没|未|再)/.test(bare) || tokens.length > 3 ? NONE : ASK_BACK
  if (!isList(withoutHeld(tokens, text))) return tokens.some((token) => token.kind === 'name') && tokens.length < 8 ? ASK_BACK : NONE
  if (/^(?:全部|所有|都).*(?:不|没|先)/.test(bare)) return ASK_BACK
  const names = namesOf(tokens, text)
  if (!names) return ASK_BACK
  return names.length > 0 ? { intent: 'confirm_claims', names } : ASK_BACK
}

function hearReceiptTalk(scene: Scene): Found {
  if (scene.sent || scene.utterance.role !== 'secretary' || scene.utterance.chat === 'group' || !RECEIPT_TALK.test(scene.text))
    return undefined
  const named = scene.tokens.some((token) => token.kind === 'name')
  if (/^[\u4e00-\u9fff]{2,4}的(?:党费|钱|款)/.test(scene.text) && !/^(?:我|你|他|她|村|支部|这|那)/.test(scene.text)) return ASK_BACK
  return named && (/党费|钱|交|块|元|毛|角/.test(scene.text) || scene.text.includes('收到')) ? ASK_BACK : undefined
}
