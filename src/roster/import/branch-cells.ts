import type { FieldCell } from './field-cell.ts'
import type { Notes } from './remarks.ts'
import type { BranchKind } from './types.ts'

const TOWNSHIP = /[\p{Script=Han}]{1,6}?(?:镇|乡|街道)(?=党|各|机关|流动|委员会|基层|所属|所辖|辖区|$|\d|.{1,8}(?:村|社区|支部))/u
const BEFORE_TOWNSHIP = /^.*(?:省|市|县|自治州|自治县)|^.*[^社小园辖校学厂库景郊片]区(?=.{1,7}(?:镇|乡|街道))/u

/** Finds the township's name in a title such as 红岭镇党员花名册. */
export function findTownship(title: string): string | undefined {
  const plain = title
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replace(/^(?:中共|中国共产党)/, '')
  return TOWNSHIP.exec(plain.replace(BEFORE_TOWNSHIP, ''))?.[0]
}

/** Finds a branch's name in a title such as 河西村党支部党员名册, or in the name of a sheet. */
export function findBranch(title: string, township: string | undefined): string | undefined {
  const plain = title.normalize('NFKC').replaceAll(/\s/g, '')
  const named = /^.*?(?:党支部|支部|党总支|总支)/u.exec(plain)?.[0] ?? /^[\p{Script=Han}]{1,12}(?:村|社区)(?=党员|$)/u.exec(plain)?.[0]
  return named === undefined ? undefined : branchName(named, township)
}

/** Gives a branch the one spelling we keep: 河西村, 河西村支部 and 中共红岭镇河西村支部委员会 are all 河西村党支部. */
export function branchName(written: string, township: string | undefined): string {
  const plain = written
    .normalize('NFKC')
    .replaceAll(/[\s\u200b-\u200f\ufeff]/gu, '')
    .replace(/^(?:中共|中国共产党)/, '')
  if (township !== undefined && [`${township}党委`, `${township}委员会`, `${township}党委会`].includes(plain)) return `${township}党委`
  const rest = township !== undefined && plain.startsWith(township) && plain.length > township.length ? plain.slice(township.length) : plain
  const bare = rest.replace(/委员会$/, '')
  if (bare.endsWith('党总支部')) return bare.slice(0, -1)
  if (bare.endsWith('总支部')) return `${bare.slice(0, -3)}党总支`
  if (bare.endsWith('总支')) return bare.endsWith('党总支') ? bare : `${bare.slice(0, -2)}党总支`
  if (bare.endsWith('支部')) return bare.endsWith('党支部') ? bare : `${bare.slice(0, -2)}党支部`
  return /(?:村|社区)$/.test(bare) ? `${bare}党支部` : bare
}

/** The first word of each list is the one we say. */
const KINDS: readonly (readonly [BranchKind, string])[] = [
  ['village', '村 社区 行政村 农村 村居 村社区 居委会 建制村'],
  ['office', '机关 单位 事业单位 机关事业单位 学校 卫生院 站所 党委 乡镇党委 镇党委'],
  ['migrant', '流动'],
  ['online', '网络 网上 线上'],
  ['joint', '联合'],
  ['industry', '行业 产业 产业链 合作社 协会 企业 两新 非公 两新组织 非公企业'],
]

const KIND_OF = new Map(KINDS.flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind] as const)))

/** Says a kind of branch. */
export function sayKind(kind: BranchKind): string {
  return KINDS.find(([code]) => code === kind)?.[1].split(' ')[0] ?? kind
}

/** Reads the kind of a branch; a word we do not know is refused, because rights and duties hang on it. */
export function readKind(cell: FieldCell, notes: Notes): BranchKind | undefined {
  const word = cell.text.normalize('NFKC').replaceAll(/[\s()/、]/g, '')
  if (word === '' || /^[-—]+$/.test(word)) return undefined
  const kind = KIND_OF.get(word) ?? KIND_OF.get(word.replace(/(?:党员)?(?:党?支部)?[型类]?$/, ''))
  if (kind === undefined) notes.refusals.push({ kind: 'unknown-kind', at: [cell.at], before: cell.text })
  return kind
}

/** Guesses the kind of a branch from its name, for files that have no column for it. */
export function guessKind(name: string): BranchKind | undefined {
  if (/流动|^驻/.test(name)) return 'migrant'
  if (/网络|线上|网上/.test(name)) return 'online'
  if (/联合/.test(name)) return 'joint'
  if (/村|社区|居委/.test(name)) return 'village'
  if (/机关|党委|学校|小学|中学|卫生院|站|所|办公室|政府/.test(name)) return 'office'
  return /协会|合作社|产业|行业|公司|企业|厂/.test(name) ? 'industry' : undefined
}
