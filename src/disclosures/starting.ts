import { takeAside } from '../kernel/chat/aside.ts'
import type { Spoken } from '../kernel/chat/capability.ts'
import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import { findPrompt } from '../kernel/chat/prompt.ts'
import { branchTree, shortBranchName } from '../roster/directory.ts'
import { type Desk, DRAFT_PROMPT, type DraftState, waitFor } from './desk.ts'
import { askCategory, askContent, askPeriod } from './drafting.ts'
import { findNamed } from './finding.ts'
import { readPeriod } from './typed-period.ts'
import { getDisclosure } from './items-store.ts'
import { DRAFTERS } from './offices.ts'
import { rulingOf } from './ruling.ts'
import type { DisclosureStage, VersionId } from './tables.ts'
import { showDraft } from './taking.ts'
import { findDraftOf, getVersion } from './versions-store.ts'
import { draftWords } from './words.ts'

/**
 * 发公开 [财务] [3季度]: takes up what was said already and asks for the rest, in private. Said alone it goes on where the
 * last draft was left, however long ago. 预公开 begins one that asks for comments before the matter is decided (M30).
 */
export async function startDraft(said: Spoken, stage: DisclosureStage): Promise<void> {
  const occasion = await takeAside(said)
  const { member } = said.person
  const branch = await villageOf(said)
  if (occasion === undefined || member === undefined || branch === undefined) return
  if (said.rest === '' && stage === 'after' && (await resume(occasion, branch, member))) return
  const { catalogue } = await rulingOf(occasion.tx, branch)
  const item = findNamed(catalogue, said.rest)
  const drafting = { branch, author: member, stage }
  if (item === undefined) return askCategory(occasion, { ...drafting, step: 'category' })
  const period = readPeriod(said.rest, occasion.today)
  if (period === undefined) return askPeriod(occasion, { ...drafting, step: 'period', category: item.category })
  return askContent(occasion, { ...drafting, step: 'content', category: item.category, period })
}

/** Says again what a draft is waiting for. */
export async function askAgain(desk: Desk, state: DraftState): Promise<void> {
  switch (state.step) {
    case 'category':
      return askCategory(desk, state)
    case 'period':
      return askPeriod(desk, state)
    case 'content':
      return askContent(desk, state)
    case 'correction':
      await waitFor(desk, state)
      return void (await desk.voice.reply(draftWords.correctContent(state.disclosure)))
    case 'preview':
      await waitFor(desk, state)
      return showDraft(desk, await getVersion(desk.tx, state.version))
  }
}

/** The village for which somebody drafts: the one they name, else the first in which they hold the office themselves. */
export async function villageOf({ tx, person, rest }: Spoken): Promise<BranchId | undefined> {
  const tree = await branchTree(tx)
  const roles: readonly string[] = DRAFTERS
  const own = person.evidence === 'verified' ? person.offices.filter(({ role }) => roles.includes(role)).map(({ branch }) => branch) : []
  return own.find((branch) => rest.includes(shortBranchName(tree.get(branch)?.name ?? ' '))) ?? own[0]
}

/** The question that is still open, or a draft that nobody has handed in yet. */
async function resume(desk: Desk, branch: BranchId, author: MemberId): Promise<boolean> {
  const prompt = await findPrompt(desk.tx, desk.mailbox.id, desk.senderId, desk.now)
  const state = prompt?.kind === DRAFT_PROMPT ? (prompt.state as DraftState) : await draftLeft(desk, branch, author)
  if (state === undefined || state.step === 'category') return false
  await askAgain(desk, state)
  return true
}

async function draftLeft({ tx }: Desk, branch: BranchId, author: MemberId): Promise<DraftState | undefined> {
  const version: VersionId | undefined = await findDraftOf(tx, author)
  if (version === undefined) return undefined
  const item = await getDisclosure(tx, (await getVersion(tx, version)).disclosure)
  return item.branch === branch ? { step: 'preview', branch, author, stage: item.stage, version } : undefined
}
