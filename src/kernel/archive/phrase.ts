import { pbkdf2Sync } from 'node:crypto'
import type { Hash } from './merkle.ts'
import { signedText } from './checkpoint.ts'

/** Thirty-two first and sixty-four second syllables that sound unlike one another, over the telephone and in any dialect of ours. */
export const FIRST = [...'青红白黄高大小新老明金银玉木石水火春秋东西南北远长甜香早双平厚花']
/** Second syllables. */
export const SECOND = [
  ...'山河湖海江桥路村田井塘坡沟泉林树竹松柳桃梨枣瓜豆稻麦棉茶菜笋藕兰菊梅牛马羊鹰鸭鹅鱼虾猫燕蜂蝶云雪霜月星灯船车伞门窗瓦砖锅碗鼓笛琴',
]
const WORDS = 4
const BYTES = 6
/**
 * How often the hash is hashed again. Each guess costs a twentieth of a second: whoever wanted another log with the same phrase
 * would search for centuries.
 */
export const ROUNDS = 200_000
/** Keeps phrases of other programs from meaning the same. */
export const SALT = 'branchlink phrase 1'

/**
 * The checkpoint as four words that people can read out to one another: 44 bits of it, slowed down. Two groups that hold
 * different phrases for the same size hold the proof that somebody changed the log.
 */
export function phraseOf(origin: string, size: number, root: Hash): string {
  let bits = pbkdf2Sync(signedText(origin, size, root), SALT, ROUNDS, BYTES, 'sha256').readUIntBE(0, BYTES)
  const words: string[] = []
  for (let word = 0; word < WORDS; word += 1) {
    words.push(`${FIRST[bits % FIRST.length] ?? ''}${SECOND[Math.floor(bits / FIRST.length) % SECOND.length] ?? ''}`)
    bits = Math.floor(bits / (FIRST.length * SECOND.length))
  }
  return words.join(' ')
}
