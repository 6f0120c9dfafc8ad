import { takeAside } from '../kernel/chat/aside.ts'
import type { Spoken } from '../kernel/chat/capability.ts'
import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import { dayOf } from '../kernel/day.ts'
import { wantSheet } from '../kernel/files/wanted-store.ts'
import { branchesHeld, branchTree } from '../roster/directory.ts'
import { sayPeriod } from './calendar.ts'
import type { CatalogueItem } from './catalogue.ts'
import { type Desk, type DraftState, waitFor } from './desk.ts'
import { categoryIn, periodIn } from './hears-slots.ts'
import { sheetOfText } from './pasted.ts'
import { owedIn, type OwedNow, rulingOf } from './ruling.ts'
import { offerDraft, takeSheet } from './taking.ts'
import { draftWords } from './words.ts'

/** Who drafts what the village makes public: the village committee, and whoever writes for the secretary. */
export const DRAFTERS = ['village_committee', 'clerk', 'secretary', 'deputy_secretary'] as const
/** The reader that takes the table of a draft. */
export const SHEET_READER = 'disclosure-draft'

const MOST_SHOWN = 6

/** 发公开 [财务] [3季度]: takes up what was said already and asks for the rest, in private. */
export async function startDraft(said: Spoken): Promise<void> {
  const occasion = await takeAside(said)
  const { member } = said.person
  if (occasion === undefined || member === undefined) return
  const [branch] = branchesHeld(said.person, DRAFTERS, await branchTree(said.tx))
  if (branch === undefined) return
  const { catalogue } = await rulingOf(occasion.tx, branch)
  const item = findNamed(catalogue, said.rest)
  if (item === undefined) return askCategory(occasion, branch, member)
  const period = periodIn(said.rest, occasion.today.slice(0, 7))
  if (period === undefined) return askPeriod(occasion, branch, member, item)
  return askContent(occasion, { step: 'content', branch, author: member, category: item.category, period })
}

/** The list of what is owed now, the most pressing first; everything else can be named. */
export async function askCategory(desk: Desk, branch: BranchId, author: MemberId): Promise<void> {
  const pressing = await pressingIn(desk, branch)
  await waitFor(desk, { step: 'category', branch, author })
  await desk.voice.reply(
    pressing.length === 0
      ? draftWords.category
      : draftWords.categories(pressing.map(({ item, period, standing }) => ({ name: item.name, period: sayPeriod(period), standing }))),
  )
}

/** A number takes a line of the list, a name the item itself. */
export async function answerCategory(desk: Desk, state: DraftState & { step: 'category' }, said: string): Promise<void> {
  const { branch, author } = state
  const number = Number(/^第?(\d{1,2})[项个条]?$/u.exec(said.normalize('NFKC').trim())?.[1] ?? 0)
  const picked = (await pressingIn(desk, branch))[number - 1]
  if (picked !== undefined) return askContent(desk, { step: 'content', branch, author, category: picked.category, period: picked.period })
  const item = findNamed((await rulingOf(desk.tx, branch)).catalogue, said)
  if (item === undefined) return void (await desk.voice.reply(draftWords.categoryExample))
  const period = periodIn(said, dayOf(desk.now).slice(0, 7))
  if (period === undefined) return askPeriod(desk, branch, author, item)
  return askContent(desk, { step: 'content', branch, author, category: item.category, period })
}

/** Asks for the period; the example is the one that has just ended. */
export async function askPeriod(desk: Desk, branch: BranchId, author: MemberId, { category, name }: CatalogueItem): Promise<void> {
  await waitFor(desk, { step: 'period', branch, author, category })
  await desk.voice.reply(draftWords.period(name))
}

/** 3季度, 9月, 上个月, 2026年. */
export async function answerPeriod(desk: Desk, state: DraftState & { step: 'period' }, said: string): Promise<void> {
  const period = periodIn(said, dayOf(desk.now).slice(0, 7))
  if (period === undefined) return void (await desk.voice.reply(draftWords.periodExample))
  const { branch, author, category } = state
  return askContent(desk, { step: 'content', branch, author, category, period })
}

/** Asks for the table, and says what has to stand in it. */
export async function askContent(desk: Desk, state: DraftState & { step: 'content' }): Promise<void> {
  const item = await itemOf(desk, state)
  await waitFor(desk, state)
  await desk.voice.reply(draftWords.content(item.name, sayPeriod(state.period), item))
}

/** A pasted table, a file, or 本期无. */
export async function answerContent(occasion: Spoken, state: DraftState & { step: 'content' | 'correction' }): Promise<void> {
  const { file } = occasion.event
  if (file !== undefined) {
    await wantSheet(
      occasion.tx,
      { once: occasion.key, reader: SHEET_READER, args: {}, file, mailbox: occasion.mailbox.id, sender: occasion.senderId },
      occasion.now,
    )
    return
  }
  const said = occasion.rest.trim()
  if (/^(?:本期无|本期没有|没有内容|无)[。.]?$/u.test(said) && state.step === 'content')
    return offerDraft(occasion, state, { body: { kind: 'nothing' }, masked: {} })
  return takeSheet(occasion, state, sheetOfText(said))
}

/** The item a draft is about. */
export async function itemOf(desk: Pick<Desk, 'tx'>, { branch, category }: { branch: BranchId; category: string }): Promise<CatalogueItem> {
  const item = (await rulingOf(desk.tx, branch)).catalogue.find((one) => one.category === category)
  if (item === undefined) throw new Error(`there is no item ${category}`)
  return item
}

/** What is open or overdue, most pressing first, as many as fit. */
async function pressingIn({ tx, now }: Desk, branch: BranchId): Promise<readonly OwedNow[]> {
  const owed = await owedIn(tx, branch, dayOf(now))
  return owed
    .filter(({ standing }) => standing.kind === 'open' || standing.kind === 'overdue')
    .toReversed()
    .slice(0, MOST_SHOWN)
}

/** An item by its own name, or by a word that people use for it. */
export function findNamed(catalogue: readonly CatalogueItem[], said: string): CatalogueItem | undefined {
  if (said.trim() === '') return undefined
  const named = catalogue.find(({ name }) => said.includes(name))
  const meant = categoryIn(said)
  return named ?? catalogue.find(({ category }) => category === meant)
}
