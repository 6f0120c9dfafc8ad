import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { Capability, Occasion, Spoken } from '../kernel/chat/capability.ts'
import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import { branchesHeld, branchTree, findMembersByName, getMember, privateMailbox } from '../roster/directory.ts'
import type { Debt, DutyKind } from './duty.ts'
import { remindingJob } from './reminding.ts'
import { groupBySubject } from './rules.ts'
import { dutyWords } from './words.ts'

export type { Debt, DutyKind, Scope, Stage } from './duty.ts'

const MONTH_LINES = 6

/** The engine of everything that is owed, over the kinds that the capabilities contribute. */
export function dutiesCapability(kinds: readonly DutyKind[]): Capability {
  const find = (name: string | number | undefined) => kinds.find(({ kind }) => kind === name)
  return {
    name: 'duties',
    jobs: [remindingJob(kinds)],
    commands: [
      {
        words: ['谁还没'],
        may: SECRETARIAL,
        where: 'anywhere',
        rest: 'anywhere',
        help: dutyWords.helpMissing,
        run: (occasion) => tellMissing(kinds, occasion),
      },
      {
        words: ['记'],
        may: SECRETARIAL,
        where: 'private',
        rest: 'private',
        help: dutyWords.helpRecord,
        run: (occasion) => recordFor(kinds, occasion),
      },
      { words: ['本月'], may: SECRETARIAL, where: 'private', help: dutyWords.helpMonth, run: (occasion) => tellMonth(kinds, occasion) },
    ],
    answers: { others_data_query: (occasion) => tellMissing(kinds, occasion) },
    checks: {
      'duty-open-in-branch': async (tx, { kind, subject, branch }, now) =>
        ((await find(kind)?.outstanding(tx, { branches: [Number(branch) as BranchId] }, now)) ?? []).some(
          (debt) => debt.subject === subject,
        ),
      'any-duty-open': async (tx, { member, duties }) => {
        for (const one of String(duties).split(';')) {
          const [kind, subject] = one.split('|')
          if (subject !== undefined && (await find(kind)?.isOpen(tx, subject, Number(member) as MemberId)) === true) return true
        }
        return false
      },
    },
    mine: async (occasion) => {
      const { member } = occasion.person
      if (member === undefined) return []
      const lines: string[] = []
      for (const kind of kinds)
        for (const debt of await kind.outstanding(occasion.tx, { member }, occasion.now)) lines.push(kind.say.member(debt.title))
      return lines
    },
  }
}

/** Totals where others read; names in private, for the branches the asker holds an office for. */
async function tellMissing(kinds: readonly DutyKind[], occasion: Spoken): Promise<void> {
  const inGroup = occasion.mailbox.kind === 'group'
  const branches =
    occasion.room === undefined ? branchesHeld(occasion.person, SECRETARIAL, await branchTree(occasion.tx)) : [occasion.room.branch]
  if (branches.length === 0) return
  const asked = kinds.filter(({ words }) => words.some((word) => occasion.rest.includes(word)))
  const lines: string[] = []
  const unreachable = new Set<string>()
  for (const [title, debts] of await openSubjects(asked.length > 0 ? asked : kinds, occasion, branches)) {
    if (inGroup) {
      lines.push(dutyWords.missingLine(title, debts.length))
      continue
    }
    const names: string[] = []
    for (const { member } of debts) {
      const { name } = await getMember(occasion.tx, member)
      names.push(name)
      if ((await privateMailbox(occasion.tx, member)) === undefined) unreachable.add(name)
    }
    lines.push(dutyWords.missingNames(title, names))
  }
  if (lines.length === 0) await occasion.voice.reply(dutyWords.nobodyMissing)
  else if (inGroup) await occasion.voice.reply(dutyWords.missingTotals(lines))
  else await occasion.voice.reply([...lines, ...(unreachable.size > 0 ? [dutyWords.unreachable([...unreachable])] : [])].join('\n'))
}

/** 记 王大爷 收到: noted by an officer for somebody who said it some other way. Asks when two people fit. */
async function recordFor(kinds: readonly DutyKind[], occasion: Spoken): Promise<void> {
  const [name = '', ...what] = occasion.rest.split(/\s+/u)
  const kind = kinds.find(({ words }) => words.some((word) => what.join('').includes(word)))
  if (name === '' || kind === undefined) {
    await occasion.voice.reply(dutyWords.recordExample)
    return
  }
  const branches = branchesHeld(occasion.person, SECRETARIAL, await branchTree(occasion.tx))
  const found = await findMembersByName(occasion.tx, name, branches)
  const [one] = found
  if (one === undefined) await occasion.voice.reply(dutyWords.nobodyCalled(name))
  else if (found.length > 1)
    await occasion.voice.reply(
      dutyWords.severalCalled(
        name,
        found.map((member) => member.name),
      ),
    )
  else await kind.record(occasion, one.id)
}

async function tellMonth(kinds: readonly DutyKind[], occasion: Occasion): Promise<void> {
  const branches = branchesHeld(occasion.person, SECRETARIAL, await branchTree(occasion.tx))
  const lines = (await openSubjects(kinds, occasion, branches)).map(([title, debts]) => dutyWords.missingLine(title, debts.length))
  const shown = lines.length > MONTH_LINES ? [...lines.slice(0, MONTH_LINES - 1), dutyWords.more(lines.length - MONTH_LINES + 1)] : lines
  await occasion.voice.privately(shown.length === 0 ? dutyWords.monthNothing : dutyWords.month(shown))
}

async function openSubjects(
  kinds: readonly DutyKind[],
  occasion: Occasion,
  branches: readonly BranchId[],
): Promise<readonly [string, readonly Debt[]][]> {
  const found: [string, readonly Debt[]][] = []
  for (const kind of kinds)
    for (const debts of groupBySubject(await kind.outstanding(occasion.tx, { branches }, occasion.now)).values())
      found.push([debts[0]?.title ?? '', debts])
  return found
}
