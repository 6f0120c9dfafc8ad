import { LONGER_WORDS, ORDINARY_WORDS } from './ordinary-words-table.ts'

const words = new Set([
  ...ORDINARY_WORDS.split(' ').flatMap((line) => Array.from(line.slice(1), (second) => line.charAt(0) + second)),
  ...LONGER_WORDS.split(' '),
])

/** Tells whether a word of two or three characters that begins like a name is an ordinary word (安全, 高兴, 方便面). */
export function isOrdinaryWord(word: string): boolean {
  return words.has(word)
}
