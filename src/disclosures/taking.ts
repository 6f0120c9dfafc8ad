import type { Sheet, SheetsRead } from '../kernel/tables/sheet.ts'
import type { SheetRound } from '../kernel/files/sheet-round.ts'
import { findPrompt } from '../kernel/chat/prompt.ts'
import { branchesUnder, membersOf, officersOf } from '../roster/directory.ts'
import { readAmount } from './amount.ts'
import type { Body } from './body.ts'
import { dueOnOf, sayPeriod } from './calendar.ts'
import type { CatalogueItem } from './catalogue.ts'
import { type Desk, DRAFT_PROMPT, type DraftAt, type DraftState, waitFor } from './desk.ts'
import { createDisclosure, disclosuresFor, getDisclosure } from './items-store.ts'
import { sheetOfText } from './pasted.ts'
import { type People, readDraft, readWords } from './reading.ts'
import { NAMED_OFFICES } from './offices.ts'
import { copyFor, publicText, roomsFor } from './publishing.ts'
import { reviewersOf } from './reviewers.ts'
import { rulingOf } from './ruling.ts'
import type { Profile } from './profiles.ts'
import type { DisclosureId, DisclosureStage } from './tables.ts'
import type { Day } from '../kernel/day.ts'
import { createVersion, type MaskedCounts, moveVersion, type Version, versionsOf } from './versions-store.ts'
import { draftWords, publicWords } from './words.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'

const YUAN_FEN = 100
const WAN_FEN = 1_000_000

type Content = { readonly body: Body; readonly masked: MaskedCounts }
type Waiting = DraftAt<'content' | 'correction'>

/** A table that was sent as a file has been read: it answers the question that was open when it came. */
export async function takeSentSheet(round: SheetRound, read: SheetsRead): Promise<void> {
  const prompt = await findPrompt(round.tx, round.mailbox.id, round.senderId, round.now)
  const state = prompt?.kind === DRAFT_PROMPT ? (prompt.state as DraftState) : undefined
  if (state === undefined || (state.step !== 'content' && state.step !== 'correction')) return
  if (read.kind === 'refused') return void (await round.voice.reply(read.reason))
  const sheet = read.sheets.find(({ visibility }) => visibility === 'shown')
  return sheet === undefined ? void (await round.voice.reply(draftWords.empty)) : takeSheet(round, state, sheet)
}

/** Reads what was typed: a table where the item wants one or it looks like one, else plain words. */
export async function takeText(desk: Desk, state: Waiting, text: string): Promise<void> {
  const item = await itemFor(desk.tx, state)
  if (item.form !== 'text' || /[\t|｜]/u.test(text)) return takeSheet(desk, state, sheetOfText(text))
  const read = readWords(text, await peopleOf(desk.tx, state.branch))
  if (read.kind === 'refused') return void (await desk.voice.reply(draftWords.refused(read.lines)))
  return offerDraft(desk, state, read)
}

/** Reads a table; what is wrong is told with its place, and the question stays open. */
export async function takeSheet(desk: Desk, state: Waiting, sheet: Sheet): Promise<void> {
  const item = await itemFor(desk.tx, state)
  const read = readDraft(item, sheet, await peopleOf(desk.tx, state.branch))
  if (read.kind === 'refused') return void (await desk.voice.reply(draftWords.refused(read.lines)))
  return offerDraft(desk, state, read)
}

/** Writes the draft down and shows it as everybody will read it, with what was taken out. */
export async function offerDraft(desk: Desk, state: Waiting, { body, masked }: Content): Promise<void> {
  const version = await writeDraft(desk, state, body, masked)
  const { branch, author, stage } = state
  await waitFor(desk, { step: 'preview', branch, author, stage, version: version.id })
  await showDraft(desk, version)
}

/** The preview: the first line, what the table holds, what was taken out, and what to say next. */
export async function showDraft(desk: Desk, version: Version): Promise<void> {
  const item = await getDisclosure(desk.tx, version.disclosure)
  const reviewers = await reviewersOf(desk.tx, item.branch, version)
  const said = await desk.voice.reply(
    draftWords.preview({
      number: item.id,
      title: version.title,
      period: sayPeriod(item.period),
      summary: version.summary,
      body: version.body,
      masked: version.masked,
      reviewers: reviewers.length,
    }),
  )
  if (said === undefined) await desk.voice.reply(draftWords.previewShort(item.id, version.summary))
}

async function writeDraft(desk: Desk, state: Waiting, body: Body, masked: MaskedCounts): Promise<Version> {
  const { tx, now } = desk
  const item = await itemFor(tx, state)
  const wording = { title: item.name, summary: summaryOf(body), body, masked, author: state.author }
  if (state.step === 'correction')
    return createVersion(tx, { ...wording, disclosure: state.disclosure as DisclosureId, reason: state.reason }, now)
  const { profile } = await rulingOf(tx, state.branch)
  const { branch, period, stage } = state
  const { domain, category } = item
  const dueOn = dueOf(item, stage, period, profile)
  const made = { branch, domain, category, period, stage, ...(dueOn === undefined ? {} : { dueOn }) } as const
  const id = (await takeUp(tx, state, category)) ?? (await createDisclosure(tx, made, now)).id
  return createVersion(tx, { ...wording, disclosure: id }, now)
}

/** A number that its author began and gave up keeps its number when it is taken up again. */
async function takeUp(tx: Tx, state: DraftAt<'content'>, category: string): Promise<DisclosureId | undefined> {
  for (const item of await disclosuresFor(tx, state.branch, category, state.period)) {
    const versions = await versionsOf(tx, item.id)
    const isOwn = versions.every((one) => one.author === state.author && (one.state === 'cancelled' || one.state === 'draft'))
    if (item.stage !== state.stage || !isOwn) continue
    for (const one of versions) if (one.state === 'draft') await moveVersion(tx, one.id, 'draft', 'cancelled')
    return item.id
  }
  return undefined
}

/** Something that happens once has no last day of its own, and neither has what is told before it is decided. */
function dueOf({ cadence }: CatalogueItem, stage: DisclosureStage, period: string, profile: Profile): Day | undefined {
  return cadence === 'when-it-happens' || stage === 'before' ? undefined : dueOnOf(period, profile)
}

/** What keeps the first line out of a group, in the words of the gate. */
export async function objectionTo(desk: Desk, version: Version): Promise<string | undefined> {
  const item = await getDisclosure(desk.tx, version.disclosure)
  const [room] = await roomsFor(desk.tx, item)
  const text = await publicText(desk.tx, item, version)
  return room === undefined ? undefined : desk.outbox.inspect(desk.tx, copyFor(item, version, room, text, desk.now))
}

async function itemFor(tx: Tx, state: Waiting): Promise<CatalogueItem> {
  const category = state.step === 'content' ? state.category : (await getDisclosure(tx, state.disclosure as DisclosureId)).category
  const item = (await rulingOf(tx, state.branch)).catalogue.find((one) => one.category === category)
  if (item === undefined) throw new Error(`there is no item ${category}`)
  return item
}

async function peopleOf(tx: Tx, branch: BranchId): Promise<People> {
  const members = await membersOf(tx, await branchesUnder(tx, branch))
  const officers = new Set((await officersOf(tx, branch, NAMED_OFFICES)).map(({ member }) => member))
  const isOfficer = new Set(members.filter(({ id }) => officers.has(id)).map(({ name }) => name))
  return {
    isPublic: (name) => isOfficer.has(name),
    privateNames: members.map(({ name }) => name).filter((name) => !isOfficer.has(name)),
  }
}

function summaryOf(body: Body): string {
  if (body.kind === 'account') return publicWords.accountSummary(body.incomeFen, body.expenseFen, body.closingFen)
  if (body.kind === 'table') return publicWords.tableSummary(body.rows.length, totalOf(body))
  return body.kind === 'nothing' ? publicWords.nothing : publicWords.textSummary(body.text)
}

/** What the money of a table adds up to, when every line of that column can be read. */
function totalOf({ columns, rows }: Extract<Body, { kind: 'table' }>): { readonly column: string; readonly fen: number } | undefined {
  const at = columns.findLastIndex((column) => /金额|已收|合计|实发/u.test(column))
  const column = columns[at]
  if (column === undefined) return undefined
  const unitFen = column.includes('万') ? WAN_FEN : YUAN_FEN
  let fen = 0
  for (const row of rows) {
    const amount = readAmount({ text: row[at] ?? '' }, unitFen)
    if (amount.kind === 'unreadable' || /合计|总计/u.test(row[0] ?? '')) return undefined
    fen += amount.kind === 'fen' ? amount.fen : 0
  }
  return { column: column.replace(/[（(].*$/u, ''), fen }
}
