import type { Occasion } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { branchesHeld, branchTree } from '../roster/directory.ts'
import { findSessions } from './find-sessions.ts'
import type { Session } from './tables.ts'

/** Which meeting an officer means: the one with the number typed first, else the last that has begun. */
export type Meant =
  | { readonly kind: 'session'; readonly session: Session; readonly rest: string }
  | { readonly kind: 'several'; readonly branches: readonly string[] }
  | { readonly kind: 'none'; readonly number: number | undefined }

/** Of so many meetings, the latest first, one that has begun is surely among them. */
const LATEST = 1000

/** True once people are together: its hour has come, or the secretary has opened the check-in before. */
export function hasBegun({ state, startsAt }: Pick<Session, 'state' | 'startsAt'>, now: Date): boolean {
  return state === 'open' || state === 'closed' || startsAt <= now
}

/** Finds the meeting that a line means which begins with its number, or with nothing; `rest` is what stands behind it. */
export async function meantSession({ tx, person, now }: Occasion, typed: string): Promise<Meant> {
  const text = typed.trim()
  const found = /^第?([\d０-９]{1,4})(?:次会?|(?=[\s:：,，]|$))[\s:：,，]*/u.exec(text)
  const number = found === null ? undefined : Number(found[1]?.normalize('NFKC'))
  const rest = found === null ? text : text.slice(found[0].length).trim()
  const tree = await branchTree(tx)
  const branches = branchesHeld(person, SECRETARIAL, tree)
  const states = ['called', 'open', 'closed'] as const
  const all = await findSessions(tx, { branches, states, ...(number === undefined ? {} : { number }) }, LATEST)
  const sessions = number === undefined ? all.filter((session) => hasBegun(session, now)) : all
  const direct = sessions.filter(({ branch }) => person.offices.some((office) => office.branch === branch))
  const meant = direct.length > 0 ? direct : sessions
  const [session] = meant
  if (session === undefined) return { kind: 'none', number }
  const others = new Set(meant.map(({ branch }) => branch))
  if (number !== undefined && others.size > 1)
    return { kind: 'several', branches: [...others].map((branch) => tree.get(branch)?.name ?? '') }
  return { kind: 'session', session, rest }
}
