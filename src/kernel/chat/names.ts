import { isOrdinaryWord } from '../language/ordinary-words.ts'
import { DOUBLE_SURNAMES, NEVER_IN_NAMES, NOT_NAMES, OFFICES, SURNAMES, TITLES } from './relations.ts'

/** A person's name found in a text; officers are spoken to, others may be acted for. */
export type NameFound = { readonly kind: 'name' | 'officer'; readonly end: number }

/** Where the longest ordinary word that begins at a place ends; the place itself when there is none. */
export type WordEnd = (at: number) => number

const NICKNAME_HEADS = new Set('老小阿大')
const NICKNAMES_THAT_ARE_WORDS = new Set(
  '小康 小白 小路 小麦 小车 小金 小高 大路 大雷 大石 大江 大马 大庄 大白 大钱 大包 大牛 大金 大方 大范 大卫 大关 大凌 大任 大管 老白 老路 小时 小石 大于 小于 小温 大庞 小钱 大田 小苗 大段 小段 大安 阿里 小米 小雷 小雨 小龙虾 大龙 大葛'.split(
    ' ',
  ),
)

const FIRST_CHARACTERS = new Set([
  ...'大二三四五六七八九幺小老铁狗石栓锁拴春秀桂翠腊冬水根福旺喜来',
  ...NICKNAME_HEADS,
  ...SURNAMES,
  ...[...DOUBLE_SURNAMES].map((surname) => surname.charAt(0)),
])

/** A quick look whether a name could begin with this character. */
export function mayBeginName(character: string): boolean {
  return FIRST_CHARACTERS.has(character)
}

function isHan(character: string): boolean {
  const code = character.charCodeAt(0)
  return code >= 0x4e00 && code <= 0x9fff
}

function titleAfter(text: string, at: number): NameFound | undefined {
  for (const office of OFFICES) if (text.startsWith(office, at)) return { kind: 'officer', end: at + office.length }
  for (const title of TITLES) {
    if (!text.startsWith(title, at)) continue
    return { kind: 'name', end: at + title.length }
  }
  return undefined
}

/** 老李头, 小赵: a head and a surname, not followed by more of a name. */
function nicknameAt(text: string, start: number): NameFound | undefined {
  if (!NICKNAME_HEADS.has(text.charAt(start))) return undefined
  const surname = text.charAt(start + 1)
  if (!SURNAMES.has(surname) || NICKNAMES_THAT_ARE_WORDS.has(text.slice(start, start + 2))) return undefined
  if (text.charAt(start) === '大' && !titleAfter(text, start + 2)) return undefined
  const title = titleAfter(text, start + 2)
  return title ?? { kind: 'name', end: start + 2 }
}

function canBeGiven(character: string): boolean {
  return isHan(character) && !NEVER_IN_NAMES.has(character)
}

/** 二狗, 三娃, 铁蛋: by-names of the village. */
const BY_NAME =
  /(?:[大二三四五六七八九幺小老](?:狗|娃|妹|毛|牛|宝|妞|丫|蛋|柱|虎|猫|胖|黑|满)(?:子|儿)?|(?:铁|狗|石|栓|锁|拴|春|秀|桂|翠|腊|冬|水|根|福|旺|喜|来)(?:蛋|柱|娃|妹|花|英|兰|香|梅|生|财|宝|根|旺|贵|福|发)(?:子|儿)?)/y

/** What may follow a name of three characters whose first two are a word: 王国强签到. */
const AFTER_NAME = /^(?:$|[\s,，、。.:：;；!！?？]|签|请|已|交|到|来|在|的|和|跟|与|也|都|说|缴|转|付|没|未|今|要|给|帮|替|代|同|她|他|我)/

/** 安全, 高兴, 关闭 begin like a name and are none; 王国强 is one though 王国 is a word. */
function isWordAt(text: string, start: number): boolean {
  if (isOrdinaryWord(text.slice(start, start + 3))) return true
  if (!isOrdinaryWord(text.slice(start, start + 2))) return false
  return !canBeGiven(text.charAt(start + 2)) || !AFTER_NAME.test(text.slice(start + 3, start + 4))
}

/** 张三李四 written together are two names of two characters, not one of three. */
function areTwoShortNames(text: string, at: number, wordEnd: WordEnd): boolean {
  if (!SURNAMES.has(text.charAt(at)) || !canBeGiven(text.charAt(at + 1))) return false
  const end = at + 2
  return end >= text.length || !canBeGiven(text.charAt(end)) || wordEnd(end) > end + 1
}

/**
 * Finds a name at a place: a nickname (老张), surname and title (赵大娘), or surname and one or two characters
 * that are no words themselves. Ordinary words that look like names are none.
 */
export function nameAt(text: string, start: number, wordEnd: WordEnd): NameFound | undefined {
  const nickname = nicknameAt(text, start)
  if (nickname) return nickname
  BY_NAME.lastIndex = start
  if (BY_NAME.test(text)) {
    const title = titleAfter(text, BY_NAME.lastIndex)
    return title?.kind === 'name' ? title : { kind: 'name', end: BY_NAME.lastIndex }
  }
  const double = DOUBLE_SURNAMES.has(text.slice(start, start + 2))
  const length = double ? 2 : 1
  if (!double && !SURNAMES.has(text.charAt(start))) return undefined
  if (NOT_NAMES.has(text.slice(start, start + 2))) return undefined
  const title = titleAfter(text, start + length) ?? titleAfter(text, start + length + 1)
  if (
    title &&
    (title.end - start > 2 || title.kind === 'name') &&
    (titleAfter(text, start + length) || /[二三四五六七八]/.test(text.charAt(start + length)) || canBeGiven(text.charAt(start + length)))
  )
    return title
  const first = text.charAt(start + length)
  const second = text.charAt(start + length + 1)
  if (/[二三四五六七八九]/.test(first) && /[个块元毛角十百千点月号年天斤组排楼人次户分]/.test(second)) return undefined
  if (!double && isWordAt(text, start)) return undefined
  if (!canBeGiven(first) || (first === '家' && !canBeGiven(second))) return undefined
  const afterFirst = start + length + 1
  if (areTwoShortNames(text, afterFirst, wordEnd)) return { kind: 'name', end: afterFirst }
  if (!canBeGiven(second) || wordEnd(afterFirst) > afterFirst + 1) return { kind: 'name', end: afterFirst }
  return { kind: 'name', end: afterFirst + 1 }
}
