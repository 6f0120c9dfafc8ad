import { DOUBLE_SURNAMES, OFFICES, SURNAMES, TITLES } from '../kernel/chat/relations.ts'
import type { Role } from '../kernel/chat/person.ts'
import { foldTraditional } from '../kernel/language/traditional.ts'

/** What a typed name says about the person meant. */
export type Calling =
  /** `untitled` is the name without the title behind it (张福生书记), tried when nobody bears the whole. */
  | { readonly kind: 'name'; readonly name: string; readonly untitled?: string }
  /** 王大爷, 老张, 张书记: a surname and perhaps an office. */
  | { readonly kind: 'surname'; readonly surname: string; readonly role?: Role }

const OFFICE_ROLES: Readonly<Record<string, Role>> = {
  书记: 'secretary',
  支书: 'secretary',
  副书记: 'deputy_secretary',
  文书: 'clerk',
  组长: 'group_leader',
}
const BEFORE_SURNAME = /^[老小阿大]/u
const titles = [...OFFICES, ...TITLES].toSorted((a, b) => b.length - a.length)

/** A name as it is compared: without blanks, dots of minority names and script differences. */
export function plainName(name: string): string {
  return foldTraditional(name.normalize('NFKC').replaceAll(/[\s·•‧・.]/gu, ''))
}

/** Reads how somebody is called. */
export function readCalling(typed: string): Calling {
  const name = plainName(typed).replace(/同志$/u, '')
  if (name.length === 1 && isSurname(name)) return { kind: 'surname', surname: name }
  const title = titles.find((one) => name.endsWith(one) && isSurname(name.slice(0, -one.length).replace(/^老/u, '')))
  if (title !== undefined) {
    const role = OFFICE_ROLES[title]
    return { kind: 'surname', surname: name.slice(0, -title.length).replace(/^老/u, ''), ...(role === undefined ? {} : { role }) }
  }
  const bare = name.replace(BEFORE_SURNAME, '')
  if (bare !== name && isSurname(bare)) return { kind: 'surname', surname: bare }
  const behind = titles.find((one) => one.length > 1 && name.endsWith(one) && name.length >= one.length + 2)
  return { kind: 'name', name, ...(behind === undefined ? {} : { untitled: name.slice(0, -behind.length) }) }
}

/** True when a stored name fits: the whole name, or (from two characters on) the given name alone. */
export function fitsName(stored: string, wanted: string): 'whole' | 'given' | undefined {
  const plain = plainName(stored)
  if (plain === wanted) return 'whole'
  return wanted.length >= 2 && plain.length === wanted.length + surnameOf(plain).length && plain.endsWith(wanted) ? 'given' : undefined
}

/** The surname of a stored name. */
export function surnameOf(name: string): string {
  return DOUBLE_SURNAMES.has(name.slice(0, 2)) ? name.slice(0, 2) : name.slice(0, 1)
}

function isSurname(text: string): boolean {
  return text.length === 1 ? SURNAMES.has(text) : DOUBLE_SURNAMES.has(text)
}
