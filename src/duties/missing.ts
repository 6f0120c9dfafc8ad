import type { Occasion, Spoken } from '../kernel/chat/capability.ts'
import { mayCommand, SECRETARIAL } from '../kernel/chat/converse.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import { kernelWords } from '../kernel/chat/words.ts'
import { branchesHeld, branchTree, isReachable } from '../roster/directory.ts'
import type { Debt, DutyKind, MonthLines } from './duty.ts'
import { listNames, namedDebtors } from './names.ts'
import { groupBySubject } from './rules.ts'
import { dutyWords } from './words.ts'

const MONTH_LINES = 6
/** Of so many subjects the names are told; of more only the totals, because nobody reads on. */
const MOST_SUBJECTS = 4

/** A kind of duty with the branches for which the asker may know of it. */
type HeldKind = { readonly kind: DutyKind; readonly branches: readonly BranchId[] }

type Open = { readonly kind: DutyKind; readonly first: Debt; readonly debts: readonly Debt[] }

/** 谁还没: totals where others read; names in private, for the branches the asker holds an office for. */
export async function tellMissing(kinds: readonly DutyKind[], occasion: Spoken): Promise<void> {
  const tree = await branchTree(occasion.tx)
  const held: HeldKind[] = []
  for (const kind of kinds) {
    const branches = branchesHeld(occasion.person, [...SECRETARIAL, ...(kind.officers ?? [])], tree)
    const here = occasion.room === undefined ? branches : branches.filter((branch) => branch === occasion.room?.branch)
    if (here.length > 0) held.push({ kind, branches: here })
  }
  if (held.length === 0) {
    await occasion.voice.privately(kernelWords.notForYou)
    return
  }
  const asked = held.filter(({ kind }) => kind.words.some((word) => occasion.rest.includes(word)))
  const number = /\d+/u.exec(occasion.rest.normalize('NFKC'))?.[0]
  const all = await openSubjects(asked.length > 0 ? asked : held, occasion)
  const open = number === undefined ? all : all.filter(({ first }) => first.short.includes(number))
  const totals = open.map(({ first, debts }) => dutyWords.missingLine(first.title, debts.length))
  if (open.length === 0) await occasion.voice.reply(dutyWords.nobodyMissing)
  else if (occasion.mailbox.kind === 'group') await occasion.voice.reply(dutyWords.missingTotals(totals))
  else await tellNames(occasion, open, totals)
}

/** Others' affairs were asked for. Officers hear what their office needs, everybody else whom to ask; a group nothing. */
export async function tellOthers(kinds: readonly DutyKind[], occasion: Spoken): Promise<void> {
  if (mayCommand(occasion.person, SECRETARIAL)) await tellMissing(kinds, occasion)
  else if (occasion.mailbox.kind === 'private') await occasion.voice.reply(dutyWords.others)
}

/** 本月: what the branches held still have to do, and what is open in them, at most six numbered lines. */
export async function tellMonth(kinds: readonly DutyKind[], months: readonly MonthLines[], occasion: Occasion): Promise<void> {
  const branches = branchesHeld(occasion.person, SECRETARIAL, await branchTree(occasion.tx))
  const lines: string[] = []
  for (const month of months) lines.push(...(await month(occasion.tx, branches, occasion.now)))
  for (const { first, debts } of await openSubjects(
    kinds.map((kind) => ({ kind, branches })),
    occasion,
  ))
    lines.push(dutyWords.missingLine(first.title, debts.length))
  const shown = lines.length > MONTH_LINES ? [...lines.slice(0, MONTH_LINES - 1), dutyWords.more(lines.length - MONTH_LINES + 1)] : lines
  await occasion.voice.privately(shown.length === 0 ? dutyWords.monthNothing : dutyWords.month(shown))
}

/** Where names may not be said the totals still are. */
async function tellNames(occasion: Spoken, open: readonly Open[], totals: readonly string[]): Promise<void> {
  const parts: string[] = []
  let isMarked = false
  for (const { kind, first, debts } of open.slice(0, MOST_SUBJECTS)) {
    const people = await namedDebtors(occasion.tx, debts)
    const reachable = await isReachable(
      occasion.tx,
      debts.map(({ member }) => member),
    )
    const marked = people.map((one, at) => {
      const member = debts[at]?.member
      return member === undefined || reachable.has(member) ? one : { ...one, name: dutyWords.toCall(one.name) }
    })
    isMarked ||= marked.some((one, at) => one !== people[at])
    parts.push(kind.say.missing(first.short, debts.length, listNames(marked)))
  }
  if (isMarked) parts.push(dutyWords.whatMarked)
  const said = await occasion.voice.reply([...parts, ...totals.slice(MOST_SUBJECTS)].join('\n'))
  if (said === undefined) await occasion.voice.reply([...totals, dutyWords.namesElsewhere].join('\n'))
}

async function openSubjects(held: readonly HeldKind[], occasion: Occasion): Promise<readonly Open[]> {
  const found: Open[] = []
  for (const { kind, branches } of held)
    for (const debts of groupBySubject(await kind.outstanding(occasion.tx, { branches }, occasion.now)).values()) {
      const [first] = debts
      if (first !== undefined) found.push({ kind, first, debts })
    }
  return found.toReversed()
}
