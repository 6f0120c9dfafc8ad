import { dayOf } from '../kernel/day.ts'
import type { Spoken } from '../kernel/chat/capability.ts'
import { wantSheet } from '../kernel/files/wanted-store.ts'
import { sayPeriod } from './calendar.ts'
import type { CatalogueItem } from './catalogue.ts'
import { type Desk, type DraftAt, waitFor } from './desk.ts'
import { findNamed, findOther } from './finding.ts'
import { readPeriod } from './typed-period.ts'
import { owedIn, type OwedNow, rulingOf } from './ruling.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import { offerDraft, takeText } from './taking.ts'
import { draftWords } from './words.ts'

/** The reader that takes the table of a draft. */
export const SHEET_READER = 'disclosure-draft'

const MOST_SHOWN = 6
const NOTHING = /^(?:本期无|本期没有|没有内容|无)[。.]?$/u

/** The list of what is owed now, the most pressing first; everything else can be named. */
export async function askCategory(desk: Desk, state: DraftAt<'category'>): Promise<void> {
  const pressing = await pressingIn(desk, state.branch)
  await waitFor(desk, state)
  await desk.voice.reply(
    pressing.length === 0
      ? draftWords.category
      : draftWords.categories(pressing.map(({ item, period, standing }) => ({ name: item.name, period: sayPeriod(period), standing }))),
  )
}

/** A number takes a line of the list, a name the item itself. */
export async function answerCategory(desk: Desk, state: DraftAt<'category'>, said: string): Promise<void> {
  const number = Number(/^第?(\d{1,2})[项个条]?$/u.exec(said.normalize('NFKC').trim())?.[1] ?? 0)
  const picked = (await pressingIn(desk, state.branch))[number - 1]
  if (picked !== undefined) return askContent(desk, { ...state, step: 'content', category: picked.category, period: picked.period })
  const item = findNamed((await rulingOf(desk.tx, state.branch)).catalogue, said)
  if (item === undefined) return void (await desk.voice.reply(draftWords.categoryExample))
  const period = readPeriod(said, dayOf(desk.now))
  if (period === undefined) return askPeriod(desk, { ...state, step: 'period', category: item.category })
  return askContent(desk, { ...state, step: 'content', category: item.category, period })
}

/** Asks for the period. */
export async function askPeriod(desk: Desk, state: DraftAt<'period'>): Promise<void> {
  const { name } = await itemOf(desk, state)
  await waitFor(desk, state)
  await desk.voice.reply(draftWords.period(name))
}

/** 3季度, 9月, 上个月, 2026年. */
export async function answerPeriod(desk: Desk, state: DraftAt<'period'>, said: string): Promise<void> {
  const period = readPeriod(said, dayOf(desk.now))
  if (period === undefined) return void (await desk.voice.reply(draftWords.periodExample))
  return askContent(desk, { ...state, step: 'content', period })
}

/** Asks for the table, and says what has to stand in it; what is told already, or on its way, is not begun a second time. */
export async function askContent(desk: Desk, state: DraftAt<'content'>): Promise<void> {
  const item = await itemOf(desk, state)
  const other = await findOther(desk.tx, state)
  if (other !== undefined) {
    const asked = { ...state, step: 'period' } as const
    await waitFor(desk, asked)
    return void (await desk.voice.reply(other.state === 'published' ? draftWords.already(other.number) : draftWords.inHand(other.number)))
  }
  await waitFor(desk, state)
  await desk.voice.reply(draftWords.content(item.name, sayPeriod(state.period), item))
}

/** A pasted table, a file, or 本期无. */
export async function answerContent(occasion: Spoken, state: DraftAt<'content' | 'correction'>): Promise<void> {
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
  if (NOTHING.test(said)) return offerDraft(occasion, state, { body: { kind: 'nothing' }, masked: {} })
  return takeText(occasion, state, said)
}

/** The item a draft is about. */
async function itemOf(desk: Pick<Desk, 'tx'>, { branch, category }: { branch: BranchId; category: string }): Promise<CatalogueItem> {
  const item = (await rulingOf(desk.tx, branch)).catalogue.find((one) => one.category === category)
  if (item === undefined) throw new Error(`there is no item ${category}`)
  return item
}

/** What is open or overdue, most pressing first, as many as fit. */
async function pressingIn({ tx, now }: Desk, branch: BranchId): Promise<readonly OwedNow[]> {
  const owed = await owedIn(tx, branch, dayOf(now))
  return owed
    .filter(({ standing }) => standing.kind === 'open' || standing.kind === 'overdue')
    .toSorted((one, other) => (one.dueOn < other.dueOn ? 1 : one.dueOn > other.dueOn ? -1 : 0))
    .slice(0, MOST_SHOWN)
}
