import type { Spoken } from '../kernel/chat/capability.ts'
import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import { kernelWords } from '../kernel/chat/words.ts'
import { hasLetter } from '../kernel/outbox/letter.ts'
import { branchesHeld, branchTree } from '../roster/directory.ts'
import { COLLECTING } from './collecting.ts'
import { collectorWords as words } from './collector-words.ts'
import { currentSubject, isLedgerStale } from './duty.ts'
import type { Month } from './entry.ts'
import { findDueMonths } from './months-store.ts'
import { pendingClaims } from './claims-store.ts'
import { sayDuesOf } from './saying.ts'
import { tellMember } from './telling.ts'
import { duesWords } from './words.ts'

/** 催党费: one round in private for each month, never in the group; while claims wait too long, none. */
export async function urge(occasion: Spoken): Promise<void> {
  const { tx, person, room, voice, now } = occasion
  const held = branchesHeld(person, COLLECTING, await branchTree(tx)).filter((branch) => room === undefined || branch === room.branch)
  if (held.length === 0) {
    await voice.privately(kernelWords.notForYou)
    return
  }
  const lines: string[] = []
  const count = { told: 0, unreachable: 0 }
  for (const branch of held) {
    const month = await currentSubject(tx, branch, now)
    const owing = [...new Set((await findDueMonths(tx, { branches: [branch], until: month })).map(({ member }) => member))]
    if (owing.length === 0) continue
    const line = await urgeBranch(occasion, branch, month, owing, count)
    if (line !== undefined) lines.push(line)
  }
  if (count.told + count.unreachable > 0) lines.push(words.urged(count.told, count.unreachable))
  await voice.privately(lines.length === 0 ? words.nobodyToUrge : [...new Set(lines)].join('\n'))
}

async function urgeBranch(
  { tx, now, outbox }: Spoken,
  branch: BranchId,
  month: Month,
  owing: readonly MemberId[],
  count: { told: number; unreachable: number },
): Promise<string | undefined> {
  if (await isLedgerStale(tx, branch, now)) return words.urgeHeld((await pendingClaims(tx, { branches: [branch] })).length)
  const title = sayDuesOf(month)
  const onces = owing.map((member) => ({ member, once: `dues:urge:${month}:${member}` }))
  for (const { once } of onces) if (await hasLetter(tx, once)) return words.urgedBefore(title)
  for (const { member, once } of onces) {
    const text = duesWords.remindMemberAlone(title)
    const told = await tellMember({ tx, now, outbox }, member, { once, text, why: words.whyUrged, priority: 'reminder' })
    if (told) count.told += 1
    else count.unreachable += 1
  }
  return undefined
}
