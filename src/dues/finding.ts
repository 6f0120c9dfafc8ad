import type { Occasion } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { branchesHeld, branchTree, findMembersByName, getMember, type Member, phoneOf } from '../roster/directory.ts'
import { collectorWords as words } from './collector-words.ts'

/** What is needed to tell people of one name apart. */
export type House = { readonly cipher: Cipher }

/** A name as it was typed; 汤春梅2 is the second of that name. */
export type TypedName = { readonly name: string; readonly nth: number | undefined }

const MOST_NAMES = 6
const TAIL = 4

/** Reads a name with the number that may stand behind it. */
export function readTypedName(typed: string): TypedName {
  const found = /^(.+?)([1-9])?$/u.exec(typed.normalize('NFKC').trim())
  return { name: found?.[1] ?? typed, nth: found?.[2] === undefined ? undefined : Number(found[2]) }
}

/** The one of several people who is meant, or the line that asks which: those of one name are told apart by their telephones. */
export async function chooseOne(
  house: House,
  { tx }: Occasion,
  { name, nth }: TypedName,
  found: readonly Member[],
): Promise<Member | string> {
  const [one, ...others] = found
  if (one === undefined) return words.nobodyCalled(name)
  if (others.length === 0) return one
  const chosen = nth === undefined ? undefined : found[nth - 1]
  if (chosen !== undefined) return chosen
  const lines: string[] = []
  for (const [at, member] of found.slice(0, MOST_NAMES).entries()) {
    const tail = (await phoneOf(tx, house.cipher, member.id))?.slice(-TAIL)
    lines.push(words.severalLine(at + 1, member.name, tail))
  }
  return words.severalCalled(name, lines)
}

/** The one member whom a secretary means by a name, or the line that says why it cannot be told. */
export async function findOneHeld(house: House, occasion: Occasion, typed: string): Promise<Member | string> {
  const { tx, person } = occasion
  const name = readTypedName(typed)
  const found = await findMembersByName(tx, name.name, branchesHeld(person, SECRETARIAL, await branchTree(tx)))
  return chooseOne(house, occasion, name, found)
}

/** The member, while the speaker is a secretary of theirs. */
export async function findHeldMember({ tx, person }: Occasion, id: MemberId): Promise<Member | undefined> {
  const member = await getMember(tx, id)
  return branchesHeld(person, SECRETARIAL, await branchTree(tx)).includes(member.branch) ? member : undefined
}
