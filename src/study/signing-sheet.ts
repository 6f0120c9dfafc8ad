import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { dayOf, isWithin, sayDay, timeOf } from '../kernel/day.ts'
import type { SheetToWrite, SheetValue } from '../kernel/tables/write-sheet.ts'
import { branchTree, getMember } from '../roster/directory.ts'
import { bookWords } from './book-words.ts'
import { findSessions } from './find-sessions.ts'
import { nameOfKind } from './kinds.ts'
import { registerOf } from './register-store.ts'
import type { Session } from './tables.ts'

/** A list to sign before a meeting: who it is for and what stands above the names. */
export type SigningList = { readonly title: string; readonly lines: readonly string[]; readonly names: readonly string[] }

/** From so many names on they stand in two columns, so that a branch signs on one sheet. */
const ONE_COLUMN_NAMES = 18
/** Room for a name written by hand. */
const SIGNATURE_LETTERS = 22
const ALL = 1_000_000

/**
 * What is printed before a meeting for people to sign. Nobody's leave stands on it, for everybody in the room reads it;
 * whoever is exempt stands on it too, for they may come.
 */
export async function signingList(tx: Tx, session: Session): Promise<SigningList> {
  const { signing } = bookWords
  const lines = await registerOf(tx, [session.id])
  const expected = lines.filter(({ standing }) => standing === 'expected').length
  const branch = (await branchTree(tx)).get(session.branch)?.name ?? ''
  const names: string[] = []
  for (const { member } of lines) names.push((await getMember(tx, member)).name)
  return {
    title: signing.title(branch, session.kinds.map(nameOfKind)),
    lines: [
      signing.when(`${sayDay(dayOf(session.startsAt))}${timeOf(session.startsAt)}`, session.place),
      signing.who(expected, session.speaker),
    ],
    names,
  }
}

/** A place on a list: its number and the name. */
export type Place = { readonly at: number; readonly name: string }

/** The names line by line as they stand on paper, in one column or, of a large branch, in two; the last may be shorter. */
export function signingLines(names: readonly string[]): readonly (readonly (Place | undefined)[])[] {
  const blocks = names.length > ONE_COLUMN_NAMES ? 2 : 1
  const height = Math.ceil(names.length / blocks)
  return Array.from({ length: height }, (_, line) =>
    Array.from({ length: blocks }, (__, block) => {
      const at = block * height + line
      const name = names[at]
      return name === undefined ? undefined : { at: at + 1, name }
    }),
  )
}

/** The same as a sheet that prints. */
export function signingSheet(list: SigningList): SheetToWrite {
  const lines = signingLines(list.names)
  const columns = (lines[0] ?? [undefined]).map((_, block) => [
    { key: `at-${block}`, title: bookWords.columns.at, holds: 'number' as const },
    { key: `name-${block}`, title: bookWords.columns.name },
    { key: `signature-${block}`, title: bookWords.signing.signature, width: SIGNATURE_LETTERS },
  ])
  const rows = lines.map((places) => {
    const row: Record<string, SheetValue> = {}
    for (const [block, place] of places.entries()) {
      row[`at-${block}`] = place?.at ?? null
      row[`name-${block}`] = place?.name ?? ''
    }
    return row
  })
  return {
    name: list.title,
    columns: columns.flat(),
    rows,
    above: [list.title, ...list.lines],
    below: [bookWords.signing.present],
    form: { paper: 'portrait', lines: 'tall' },
  }
}

/** The lists to sign for the meetings that are called and not over, in a period of days; for programs the names alone. */
export async function signingTable(
  tx: Tx,
  branches: readonly BranchId[] | undefined,
  period: string | undefined,
): Promise<{ readonly records: readonly SigningList[]; readonly sheet: SheetToWrite }> {
  const coming = (await findSessions(tx, { ...(branches === undefined ? {} : { branches }), states: ['called', 'open'] }, ALL)).toReversed()
  const records: SigningList[] = []
  for (const session of coming)
    if (period === undefined || isWithin(dayOf(session.startsAt), period)) records.push(await signingList(tx, session))
  const [first, ...further] = records.map(signingSheet)
  return { records, sheet: first === undefined ? signingSheet({ title: bookWords.name, lines: [], names: [] }) : { ...first, further } }
}
