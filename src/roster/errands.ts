import type { Occasion } from '../kernel/chat/capability.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { ask, type Errand } from './asking.ts'
import { branchTree } from './branches-store.ts'
import type { Member } from './members-store.ts'
import { findMembersByName, phoneOf } from './people.ts'
import { officeWords as words } from './words.ts'

/** Does an errand for the member it is about. */
export type RunErrand = (occasion: Occasion, member: Member, errand: Errand) => Promise<void>

const MOST_LINES = 4
const TAIL_DIGITS = 4

/**
 * Finds the member a name means among these branches and does the errand; when several fit it asks which one. Those of
 * the branch named beside them go first.
 */
export async function sendErrand(
  occasion: Occasion,
  name: string,
  within: readonly BranchId[],
  errand: Errand,
  house: { readonly cipher: Cipher; readonly run: RunErrand },
): Promise<void> {
  const found = await findMembersByName(occasion.tx, name, within)
  const branch = errand.kind === 'code' ? undefined : errand.branch
  const there = found.filter((member) => member.branch === branch)
  const candidates = there.length > 0 ? there : found
  const [only] = candidates
  if (only === undefined) await occasion.voice.reply(words.notFound(name))
  else if (candidates.length === 1) await house.run(occasion, only, errand)
  else if (candidates.length > MOST_LINES) await occasion.voice.reply(words.tooMany(name, candidates.length))
  else await pick(occasion, name, candidates, errand, house.cipher)
}

async function pick(occasion: Occasion, name: string, candidates: readonly Member[], errand: Errand, cipher: Cipher): Promise<void> {
  const tree = await branchTree(occasion.tx)
  const lines: string[] = []
  for (const [index, member] of candidates.entries()) {
    // A phone's tail is told only where the branch does not tell two people apart.
    const alike = candidates.filter((other) => other.branch === member.branch && other.name === member.name).length > 1
    const phone = alike ? await phoneOf(occasion.tx, cipher, member.id) : undefined
    lines.push(words.pickLine(index + 1, member.name, tree.get(member.branch)?.name ?? '', phone?.slice(-TAIL_DIGITS)))
  }
  const question = { kind: 'pick', members: candidates.map(({ id }) => id), errand } as const
  await ask(
    occasion,
    question,
    words.pick(name, lines),
    lines.map((_, index) => String(index + 1)),
  )
}
