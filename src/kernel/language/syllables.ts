import { SYLLABLE_LINES } from './syllable-table.ts'

const syllableOf = new Map<string, string>()
for (const line of SYLLABLE_LINES.split(' ')) {
  const [syllable = '', characters = ''] = line.split(':')
  for (const character of characters) syllableOf.set(character, syllable)
}

/** How near two texts sound: the same but for tone, or the same to an ear from a dialect (n/l, h/f, s/sh, in/ing, an/ang …). */
export type Nearness = 'same' | 'near'

const INITIALS: readonly (readonly [string, string])[] = [
  ['sh', 's'],
  ['zh', 'z'],
  ['ch', 'c'],
  ['n', 'l'],
  ['hu', 'f'],
]

/** One spelling for all syllables that dialects do not tell apart. */
function blur(syllable: string): string {
  let spelling = syllable
  const initial = INITIALS.find(([from]) => spelling.startsWith(from))
  if (initial) spelling = initial[1] + spelling.slice(initial[0].length)
  return spelling.replace(/ng$/, 'n').replace(/^fei$/, 'fi')
}

const blurred = new Map<string, string>()

function blurredOf(spelling: string): string {
  let known = blurred.get(spelling)
  if (known === undefined) {
    known = blur(spelling)
    blurred.set(spelling, known)
  }
  return known
}

/** The toneless syllable of a character, or the character itself when it has none. */
export function syllable(character: string): string {
  return syllableOf.get(character) ?? character
}

/** The sound of one character as a dialect may blur it; characters with the same key may be taken for one another. */
export function soundKey(character: string): string {
  const known = syllableOf.get(character)
  return known === undefined ? character : blurredOf(known)
}

/** All characters that may be taken for one with this key. */
export function charactersLike(key: string): readonly string[] {
  return [...syllableOf.keys()].filter((character) => soundKey(character) === key)
}

/** The toneless pinyin of a text, with nothing between the syllables: qiandao. */
export function toPinyin(text: string): string {
  return [...text].map(syllable).join('')
}

/** Compares two texts of equal length by sound. A dialect's difference is allowed only where another character is the same. */
export function soundsLike(heard: string, meant: string): Nearness | undefined {
  if (heard.length !== meant.length) return undefined
  let near = false
  let shared = false
  for (let at = 0; at < meant.length; at++) {
    const left = heard.charAt(at)
    const right = meant.charAt(at)
    if (left === right) {
      shared = true
      continue
    }
    const first = syllable(left)
    const second = syllable(right)
    if (first === second) continue
    if (first === left || blurredOf(first) !== blurredOf(second)) return undefined
    near = true
  }
  if (!near) return 'same'
  return shared ? 'near' : undefined
}
