import type { FieldCell } from './field-cell.ts'
import { isBlank, isClear } from './field-cell.ts'
import type { Notes } from './remarks.ts'
import type { Membership } from './types.ts'

const INVISIBLE = /[\s\u200b-\u200f\u2060\ufeff\u00ad]/gu
const DOTS = /[·•・‧∙．.。･]/gu
const LONGEST_NAME = 30

/** Two spellings of one name give the same key: width, blanks and the kind of dot do not matter. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').replaceAll(INVISIBLE, '').replaceAll(DOTS, '·')
}

/** Reads a name, closes blanks inside it and points out what a person should look at. */
export function readName(cell: FieldCell, notes: Notes): string | undefined {
  const closed = cell.text.replaceAll(INVISIBLE, '')
  const name = nameKey(cell.text)
  if (name === '' || /^[-—/]+$/.test(name)) {
    notes.refusals.push({ kind: 'missing-name', at: [cell.at] })
    return undefined
  }
  if (/[、,，;；/]/.test(name) || Array.from(name).length > LONGEST_NAME) {
    notes.refusals.push({ kind: 'several-names', at: [cell.at] })
    return undefined
  }
  if (closed !== cell.text) notes.corrections.push({ kind: 'name-blanks', at: [cell.at], before: cell.text, after: name })
  else if (name !== closed) notes.corrections.push({ kind: 'name-characters', at: [cell.at], before: cell.text, after: name })
  remarkOnName(name, cell, notes)
  return name
}

function remarkOnName(name: string, cell: FieldCell, notes: Notes): void {
  if (Array.from(name).some(isRare)) notes.questions.push({ kind: 'rare-character', at: [cell.at], name })
  else if (/[^\p{L}·]/u.test(name) || Array.from(name).length < 2) notes.questions.push({ kind: 'odd-name', at: [cell.at], name })
}

/** Beyond the 20,902 characters every phone of the last twenty years shows, or no character at all. */
function isRare(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  const isCommon = code >= 0x4e00 && code <= 0x9fa5
  return !isCommon && (/[\p{Script=Han}\p{Co}□■�?〓]/u.test(character) || code >= 0x20000)
}

const FULL = /^(中共)?正式(党员)?$/
const PROBATIONARY = /^(中共)?预备(党员)?$/
const OUTSIDER = /积极分子|发展对象|申请人|群众|团员/

/** Reads 正式党员 / 预备党员. People who are not members yet are `outsider`. */
export function readMembership(cell: FieldCell, notes: Notes): Membership | 'outsider' | undefined {
  if (isBlank(cell)) return undefined
  const word = cell.text
    .normalize('NFKC')
    .replaceAll(INVISIBLE, '')
    .replaceAll(/\([^)]*\)/g, '')
  if (OUTSIDER.test(word)) return 'outsider'
  const membership = FULL.test(word) ? 'full' : PROBATIONARY.test(word) ? 'probationary' : undefined
  if (membership === undefined) {
    notes.questions.push({ kind: isClear(cell) ? 'cannot-clear' : 'unknown-membership', at: [cell.at], before: cell.text })
    return undefined
  }
  const whole = membership === 'full' ? '正式党员' : '预备党员'
  if (word !== whole) notes.corrections.push({ kind: 'membership-word', at: [cell.at], before: word, after: whole })
  return membership
}

const YES = new Set('是 有 流动 流动党员 外出 在外 流出 √ ✓ ✔ 1 Y YES TRUE'.split(' '))
const NO = new Set('否 无 不是 没有 在村 在家 不流动 非流动 × X ✗ 0 N NO FALSE'.split(' '))

/** Reads whether a member lives away. */
export function readMigrant(cell: FieldCell, notes: Notes): boolean | undefined {
  const word = cell.text.normalize('NFKC').replaceAll(INVISIBLE, '').toUpperCase()
  if (YES.has(word)) return true
  if (NO.has(word)) return false
  if (isBlank(cell)) return undefined
  notes.questions.push({ kind: isClear(cell) ? 'cannot-clear' : 'unclear-migrant', at: [cell.at], before: cell.text })
  return undefined
}

const DOORSTEP = /\d|[号栋室楼]|单元|小区|路$|巷|弄/u
const LAST_DISTRICT = /^.*(?:省|市|(?<![小园社辖])区|县|镇|乡|街道)/u

/** Reads where a member lives away, no closer than a township: home addresses are not ours to keep. */
export function readPlace(cell: FieldCell, notes: Notes): string | null | undefined {
  if (isClear(cell)) return null
  if (isBlank(cell)) return undefined
  const place = cell.text.normalize('NFKC').replaceAll(INVISIBLE, '')
  if (!DOORSTEP.test(place)) return place.slice(0, 30)
  notes.questions.push({ kind: 'place-too-exact', at: [cell.at] })
  return LAST_DISTRICT.exec(place)?.[0]
}
