import type { Tx } from '../kernel/database/connection.ts'
import { listNames } from '../duties/index.ts'
import { branchTree } from '../roster/directory.ts'
import { officeWords as words } from './attendance-words.ts'
import { countUnknownGuests } from './guests-store.ts'
import { pendingProxies } from './proxies-store.ts'
import { titleOf } from './saying.ts'
import { sharedLogins, type SheetLine, sheetOf, totalsOf } from './sheet-store.ts'
import type { Session } from './tables.ts'

/** The secretary's list of a meeting, and the same without names for where they may not stand. */
export type List = { readonly text: string; readonly otherwise: string }

/** Who came, who is on leave, who is missing, and what is worth a look; for the secretary alone. */
export async function closingList(tx: Tx, session: Session, ending: 'word' | 'clock' | 'missed'): Promise<List> {
  const head = [...(ending === 'missed' ? [words.missedClosing] : []), words.stateTotals(titleOf(session), await totalsOf(tx, session.id))]
  const rest = [...(await remarks(tx, session)), words.correctHow]
  const lines = await sheetOf(tx, session.id)
  const names = await namesOf(tx, lines, ['absent', 'leave', 'late'])
  const looks = await worthALook(tx, session, lines)
  return {
    text: [...head, ...names, ...looks, ...rest].join('\n'),
    otherwise: [...head, words.namesElsewhere, ...rest].join('\n'),
  }
}

/** The names of a session's sheet for the secretary alone, under the states they stand in. */
export async function stateList(tx: Tx, session: Session): Promise<List> {
  const head = words.stateTotals(titleOf(session), await totalsOf(tx, session.id))
  const lines = await sheetOf(tx, session.id)
  const rest = await remarks(tx, session)
  const names = await namesOf(tx, lines, ['open', 'absent', 'leave', 'late', 'afar', 'came', 'exempt'])
  return {
    text: [head, ...names, ...(await worthALook(tx, session, lines)), ...rest].join('\n'),
    otherwise: [head, words.namesElsewhere, ...rest].join('\n'),
  }
}

type Heading = 'came' | 'late' | 'afar' | 'leave' | 'absent' | 'open' | 'exempt'

const LABELS: Readonly<Record<Heading, string>> = {
  came: words.cameLabel,
  late: words.lateLabel,
  afar: words.afarLabel,
  leave: words.leaveLabel,
  absent: words.absentLabel,
  open: words.openLabel,
  exempt: words.exemptLabel,
}

function headingOf({ state, recorded }: SheetLine): Heading {
  if (state === 'expected') return 'open'
  if (state === 'late') return 'late'
  if (state === 'checked_in') return recorded?.way === 'from_afar' ? 'afar' : 'came'
  return state
}

async function namesOf(tx: Tx, lines: readonly SheetLine[], shown: readonly Heading[]): Promise<readonly string[]> {
  const tree = await branchTree(tx)
  return shown.flatMap((heading) => {
    const people = lines
      .filter((line) => headingOf(line) === heading)
      .map(({ name, branch }) => ({ name, branch: tree.get(branch)?.name ?? '' }))
    return people.length === 0 ? [] : [words.names(LABELS[heading], listNames(people))]
  })
}

/** Two people of one login, and who was known by a nickname only: flagged, not refused. */
async function worthALook(tx: Tx, session: Session, lines: readonly SheetLine[]): Promise<readonly string[]> {
  const nameOf = new Map(lines.map(({ member, name }) => [member, name]))
  const shared = (await sharedLogins(tx, session.id)).map((members) => members.map((member) => nameOf.get(member) ?? '').join('、'))
  const unsure = lines.filter(({ recorded }) => recorded?.identity === 'probable' && recorded.evidence === 'self').map(({ name }) => name)
  return [...shared.map(words.shared), ...(unsure.length === 0 ? [] : [words.unsure(unsure.join('、'))])]
}

async function remarks(tx: Tx, session: Session): Promise<readonly string[]> {
  const unknown = await countUnknownGuests(tx, session.id)
  const waiting = (await pendingProxies(tx, [session.id])).length
  return [...(unknown === 0 ? [] : [words.unbound(unknown)]), ...(waiting === 0 ? [] : [words.proxiesOpen(waiting)])]
}
