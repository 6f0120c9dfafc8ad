import { fold } from './fold.ts'

/**
 * Words that mark a paper as not meant for a chat group (DOMAIN §6.4): WeChat carries public information only. They stop
 * a notice until somebody answers for it, so a word too many costs one question and a word too few a breach.
 */
const SECRECY_WORDS = [
  '绝密',
  '机密',
  '秘密',
  '涉密',
  '保密',
  '密级',
  '内部',
  '内参',
  '不公开',
  '未公开',
  '不得公开',
  '不宜公开',
  '暂不公布',
  '不得外传',
  '请勿外传',
  '勿外传',
  '不要外传',
  '严禁外传',
  '禁止转发',
  '阅后即焚',
  '阅后即删',
  '红头扫描',
  '红头文件扫描',
  '领导行程',
  '传阅件',
] as const

/** The words of secrecy in a text, each once, in the order of the list; none for a text that may go out without a question. */
export function findSecrecyWords(text: string): readonly string[] {
  const { tight } = fold(text)
  const found = SECRECY_WORDS.filter((word) => tight.includes(word))
  return found.filter((word) => !found.some((longer) => longer !== word && longer.includes(word)))
}
