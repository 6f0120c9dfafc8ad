import { looksLike } from '../language/shapes.ts'
import { soundsLike, toPinyin } from '../language/syllables.ts'

const PUNCTUATION = /[\s,，。、;；~!！…]+/g
const ENDS = /^[.:：·"'“”()（）\-—_*#]+|[.:：·"'“”()（）\-—_*#]+$/g
const TAIL = /(?:[哈哦噢喔啊呀哟喽呐滴噻撒嘎耶嗷哇额诶叻吖捏喃唻]|哈哈)+$/
const LONGEST_CORE = 24

function collapse(text: string): string {
  for (let unit = 1; unit <= 4 && unit * 2 <= text.length; unit++) {
    if (text.length % unit !== 0) continue
    const first = text.slice(0, unit)
    if (/^[\d一壹]+$/.test(first)) continue
    if (first.repeat(text.length / unit) === text) return first
  }
  return text
}

/** A short message without marks, closing particles and repetition. A question mark stays. Longer ones have no core. */
export function coreOf(text: string): string {
  if (text.length > LONGEST_CORE) return ''
  const bare = text.replace(PUNCTUATION, '').replace(ENDS, '')
  const collapsed = collapse(bare)
  const untailed = /^[一二三四五六七八九十\d]+滴$/.test(collapsed) ? collapsed : collapsed.replace(TAIL, '')
  return collapse(untailed === '' ? collapsed : untailed)
}

/** A word that may be typed alone, the ways it is slipped, and ordinary words that sound like it. */
export type Slip = {
  readonly word: string
  /** Latin forms of the whole message: pinyin and its initials. */
  readonly latin: readonly string[]
  /** Ordinary words with this sound: the bot asks. */
  readonly ordinary: string
  /** Ordinary words with this sound that are certainly something else: silence. */
  readonly never?: string
}

/** How a short text stands to a word: it is the word, a slip of it, just as well an ordinary word, or no kin. */
export type Slipped = 'slip' | 'ordinary' | undefined

/** No command word with its pronoun and ending, and no pinyin of one, is longer. */
const LONGEST_SLIP = 12

const OWN_HEAD = /^(?:我|俺|咱|额|本人)/
const FINISHED_TAIL = /[了啦咯喽]$/

/** Judges a core against one word by sound and by confusable characters. Only whole messages are judged. */
export function judgeSlip(core: string, slip: Slip): Slipped {
  if (core === '' || core.length > LONGEST_SLIP) return undefined
  if (/^[a-z'-]+$/i.test(core)) return slip.latin.includes(core.toLowerCase().replace(/['-]/g, '')) ? 'slip' : undefined
  if (core.length > slip.word.length + 2 && !/[a-z]/i.test(core)) return undefined
  const bare = core.replace(OWN_HEAD, '')
  const heard = bare.length > slip.word.length ? bare.replace(FINISHED_TAIL, '') : bare
  if (heard === slip.word) return 'slip'
  if (/[a-z]/i.test(heard)) return mixed(heard, slip)
  if (heard.length !== slip.word.length) return undefined
  if (slip.never?.split(' ').includes(heard)) return undefined
  if (slip.ordinary.split(' ').includes(heard)) return 'ordinary'
  if (soundsLike(heard, slip.word)) return 'slip'
  return oneLooksAlike(heard, slip.word) ? 'slip' : undefined
}

/** One character looks like the right one, all others sound like it. */
function oneLooksAlike(heard: string, word: string): boolean {
  for (let at = 0; at < word.length; at++) {
    if (heard.charAt(at) === word.charAt(at) || !looksLike(heard.charAt(at), word.charAt(at))) continue
    const mended = heard.slice(0, at) + word.charAt(at) + heard.slice(at + 1)
    if (soundsLike(mended, word)) return true
  }
  return false
}

/** 签dao, qian到: half typed. */
function mixed(heard: string, slip: Slip): Slipped {
  return heard.length <= 8 && toPinyin(heard.toLowerCase()) === toPinyin(slip.word) ? 'slip' : undefined
}
