import { moneyAt } from '../language/money.ts'
import { monthsAt, type Months } from '../language/months.ts'
import { beginsNumeral, numeralAt } from '../language/numerals.ts'
import { charactersLike, soundKey, soundsLike } from '../language/syllables.ts'
import type { Kind, WordLists } from './lexicon.ts'
import { mayBeginName, nameAt } from './names.ts'

/** One word of a message with its kind; `start` and `end` are places in the normalised text. */
export type Token = {
  readonly kind: Kind
  readonly text: string
  readonly start: number
  readonly end: number
  /** Money in fen, or the value of a bare number. */
  readonly value?: number
  readonly months?: Months
}

/** What the tokeniser must know of the sender to read names and months. */
export type TokenContext = { readonly sender?: string; readonly period: string }

/** Cuts a normalised text into words, the longest word first. */
export type Tokenise = (text: string, context: TokenContext) => readonly Token[]

/** A word that is also heard in its homophones wherever it stands; `not` lists ordinary words that sound the same. */
export type SoundWord = { readonly word: string; readonly kind: Kind; readonly not: string }

/** A tree of characters: at a node where a word ends stands its kind. */
type Node = { kind: Kind | undefined; readonly next: Map<number, Node> }

const PHONE = /(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d){8}(?!\d)/y
const CLOCK =
  /(?:(?:[01]?\d|2[0-4])(?:[:点时](?:半|一刻|三刻|整|钟|[0-5]?\d分?)?)|[一二三四五六七八九十两]{1,3}(?:点钟|点半|点一刻|点三刻|点整|点[一二三四五六七八九十]{1,3}分?|点(?![儿头子都也没]))|(?:1[0-2]|0?[1-9]|[一二三四五六七八九十]{1,2})月(?:[0-3]?\d|[一二三四五六七八九十廿卅]{1,3})(?!月|\d|、|个|季)[号日]?|(?:[0-3]?\d|[一二三四五六七八九十廿]{1,3})[号日](?![码线])|(?:初|腊月)[一二三四五六七八九十廿]{1,3}|(?:\d{1,2}|[一二三四五六七八九十两几半]{1,3})(?:分钟|个?小时|个钟头|个钟|刻钟|天))/y
const SEAT = /第?(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:排|桌)/y
const FLOOR = /(?:\d|[一二三四五])(?:楼|号楼|层)/y
const BREAKS = new Set(',，。.;；!！?？:：、\n…~～()（）[]【】《》"“”\'‘’|/\\=*#>-—_+·')

/** 一交 is a homophone of 已交 and no number; such words are looked up before numbers only when they are as long. */
function compile(lists: readonly WordLists[]): Node {
  const root: Node = { kind: undefined, next: new Map() }
  for (const list of lists) {
    for (const [kind, words] of Object.entries(list)) {
      for (const word of words.split(' ')) {
        let node = root
        for (let at = 0; at < word.length; at++) {
          const code = word.charCodeAt(at)
          const next = node.next.get(code) ?? { kind: undefined, next: new Map() }
          node.next.set(code, next)
          node = next
        }
        if (word !== '') node.kind ??= kind as Kind
      }
    }
  }
  return root
}

type WordFound = { readonly kind: Kind; readonly end: number }

/** The longest word that begins at a place and ends no later than `limit`. */
function wordAt(lexicon: Node, text: string, start: number, limit = text.length): WordFound | undefined {
  let node = lexicon.next.get(text.charCodeAt(start))
  let kind: Kind | undefined
  let end = start
  for (let at = start + 1; node !== undefined && at <= limit; at++) {
    if (node.kind !== undefined) {
      kind = node.kind
      end = at
    }
    node = at < limit ? node.next.get(text.charCodeAt(at)) : undefined
  }
  return kind === undefined ? undefined : { kind, end }
}

/** 到会场 is 到 and 会场, not 到会 and 场: a shorter first word counts when the two words together reach further. */
function betterSplit(lexicon: Node, text: string, start: number, end: number): WordFound | undefined {
  if (wordAt(lexicon, text, end) !== undefined) return undefined
  for (let at = end - 1; at > start; at--) {
    const shorter = wordAt(lexicon, text, start, at)
    if (shorter?.end !== at) continue
    const next = wordAt(lexicon, text, at)?.end ?? at
    if (next > end && next - at > 1) return shorter
  }
  return undefined
}

function spanEnd(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start
  return pattern.test(text) ? pattern.lastIndex : start
}

const MEASURE_STARTS = new Set(
  '0123456789零〇一二三四五六七八九十百千万亿两俩仨幺壹贰叁肆伍陆柒捌玖拾佰仟弍廿卅+¥￥第初腊上这本当今头下全整去明半大到从',
)

function span(text: string, start: number, kind: Kind, end: number): Token {
  return { kind, text: text.slice(start, end), start, end }
}

/** Amounts, months, times, telephone numbers and bare numbers. */
function measureAt(text: string, start: number, context: TokenContext): Token | undefined {
  const first = text.charAt(start)
  if (!MEASURE_STARTS.has(first)) return undefined
  const numeric = beginsNumeral(first)
  if (numeric || first === '+') {
    const phone = spanEnd(PHONE, text, start)
    if (phone > start) return span(text, start, 'phone', phone)
  }
  if (numeric || first === '¥' || first === '￥') {
    const money = moneyAt(text, start)
    if (money) return { ...span(text, start, 'money', money.end), value: money.fen }
  }
  if (numeric || first === '第') {
    const seat = spanEnd(SEAT, text, start)
    if (seat > start) return span(text, start, 'seat', seat)
    const floor = spanEnd(FLOOR, text, start)
    if (floor > start) return span(text, start, 'venue', floor)
  }
  if (numeric || first === '初' || first === '腊') {
    const clock = spanEnd(CLOCK, text, start)
    if (clock > start) return span(text, start, 'clock', clock)
  }
  const months = monthsAt(text, start, context)
  if (months) return { ...span(text, start, 'months', months.end), months }
  if (!numeric) return undefined
  const number = numeralAt(text, start)
  return number ? { ...span(text, start, 'number', number.end), value: number.value } : undefined
}

/** For each character that may begin a homophone, the words it may mean. */
function indexSounds(words: readonly SoundWord[]): ReadonlyMap<string, readonly SoundWord[]> {
  const index = new Map<string, SoundWord[]>()
  for (const sound of words) {
    for (const character of charactersLike(soundKey(sound.word.charAt(0)))) index.set(character, [...(index.get(character) ?? []), sound])
  }
  return index
}

function soundAt(sounds: ReadonlyMap<string, readonly SoundWord[]>, text: string, start: number): Kind | undefined {
  const candidates = sounds.get(text.charAt(start))
  if (candidates === undefined) return undefined
  for (const { word, kind, not } of candidates) {
    const heard = text.slice(start, start + word.length)
    if (heard !== word && soundsLike(heard, word) && !not.includes(heard)) return kind
  }
  return undefined
}

/** How much of the text from a place on is the sender's name, or his given name of two characters. */
function ownNameLength(text: string, start: number, sender: string): number {
  if (sender.length > 1 && text.startsWith(sender, start)) return sender.length
  return sender.length === 3 && text.startsWith(sender.slice(1), start) ? 2 : 0
}

function isBreak(character: string): Kind | undefined {
  if (character === ' ' || character === '\t') return 'space'
  return BREAKS.has(character) ? 'break' : undefined
}

const NICKNAME_HEADS = new Set('老小阿大')
const BEFORE_NAMES = new Set('认记登录让叫喊托找请问跟和是姓给把对向等接送催与同见到碰遇看陪替帮代要')

/** 叶走 in 摘茶叶走不开: two characters after an unknown one are no name unless that one leads to a person. */
function isInsideWord(name: { readonly kind: Kind; readonly end: number }, start: number, before: Token | undefined): boolean {
  if (before?.kind !== 'unknown' || name.kind !== 'name' || name.end - start !== 2) return false
  return !BEFORE_NAMES.has(before.text.slice(-1))
}

/** Makes a tokeniser from all lists of words; where two lists name a word the first one counts. */
export function makeTokenise(lists: readonly WordLists[], soundWords: readonly SoundWord[]): Tokenise {
  const lexicon = compile(lists)
  const sounds = indexSounds(soundWords)

  function tokenAt(text: string, start: number, context: TokenContext, before: Token | undefined): Token {
    const { sender } = context
    const own = sender === undefined ? 0 : ownNameLength(text, start, sender)
    if (own > 0) return span(text, start, 'name', start + own)
    const word = wordAt(lexicon, text, start)
    const measure = measureAt(text, start, context)
    const byName = measure?.kind === 'number' ? nameAt(text, start, (at) => wordAt(lexicon, text, at)?.end ?? at) : undefined
    if (byName && measure && byName.end > measure.end) return span(text, start, byName.kind, byName.end)
    if (measure && measure.end >= (word?.end ?? 0)) return measure
    const broken = isBreak(text.charAt(start))
    if (broken && !word) return span(text, start, broken, start + 1)
    const name = mayBeginName(text.charAt(start)) ? nameAt(text, start, (at) => wordAt(lexicon, text, at)?.end ?? at) : undefined
    if (
      name &&
      name.end > (word?.end ?? start) &&
      (word?.end ?? start) - start < 2 &&
      !(isInsideWord(name, start, before) && !NICKNAME_HEADS.has(text.charAt(start)))
    )
      return span(text, start, name.kind, name.end)
    if (word && word.end - start > 1) {
      const shorter = betterSplit(lexicon, text, start, word.end)
      return shorter ? span(text, start, shorter.kind, shorter.end) : span(text, start, word.kind, word.end)
    }
    const sound = soundAt(sounds, text, start)
    if (sound) return span(text, start, sound, start + 2)
    return word ? span(text, start, word.kind, word.end) : span(text, start, 'unknown', start + 1)
  }

  return (text, context) => {
    const tokens: Token[] = []
    for (let at = 0; at < text.length;) {
      const before = tokens.at(-1)
      const token = tokenAt(text, at, context, before)
      if (token.kind === 'unknown' && before?.kind === 'unknown')
        tokens[tokens.length - 1] = { ...before, text: before.text + token.text, end: token.end }
      else tokens.push(token)
      at = token.end
    }
    return tokens
  }
}
