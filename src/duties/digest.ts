import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Check } from '../kernel/chat/capability.ts'
import type { Debt, DutyKind } from './duty.ts'
import { dutyWords } from './words.ts'

/** Something to call to a member's mind. */
export type Note = { readonly kind: DutyKind; readonly debt: Debt }

/** The one letter a day for everything a member owes; a single thing is told in full, for whoever missed it in the group. */
export function digestText(notes: readonly Note[]): string {
  const [only, ...others] = notes
  if (only !== undefined && others.length === 0 && only.debt.alone !== undefined) return dutyWords.digest([only.debt.alone])
  return dutyWords.digest(notes.map(({ kind, debt }) => kind.say.member(debt.title)))
}

/** Asked when the letter goes: what was answered meanwhile is not in it any more, and when nothing is left there is none. */
export function makeDigestCheck(kinds: readonly DutyKind[]): Check {
  return async (tx, { member, duties }, now) => {
    const open: Note[] = []
    const asked = String(duties).split(';')
    for (const kind of kinds) {
      if (!asked.some((one) => one.startsWith(`${kind.kind}|`))) continue
      for (const debt of await kind.outstanding(tx, { member: Number(member) as MemberId }, now))
        if (asked.includes(`${kind.kind}|${debt.subject}`)) open.push({ kind, debt })
    }
    return open.length === 0 ? false : { text: digestText(open) }
  }
}

/** Asked when the line for a group goes: it tells how many are missing then. */
export function makeGroupCheck(kinds: readonly DutyKind[]): Check {
  return async (tx, args, now) => {
    const kind = kinds.find((one) => one.kind === args['kind'])
    const owed = (await kind?.outstanding(tx, { branches: [Number(args['branch']) as BranchId] }, now)) ?? []
    const debts = owed.filter(({ subject }) => subject === args['subject'])
    const [first] = debts
    return kind === undefined || first === undefined ? false : { text: kind.say.group(first.title, debts.length) }
  }
}
