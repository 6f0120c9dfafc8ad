import { closePrompt } from '../kernel/chat/prompt.ts'
import type { Sheet, SheetsRead } from '../kernel/tables/sheet.ts'
import type { SheetRound } from '../kernel/files/sheet-reader.ts'
import { findPrompt } from '../kernel/chat/prompt.ts'
import { branchesUnder, membersOf, officersOf } from '../roster/directory.ts'
import type { Body } from './body.ts'
import { dueOnOf, sayPeriod } from './calendar.ts'
import type { CatalogueItem } from './catalogue.ts'
import { type Desk, DRAFT_PROMPT, type DraftState, waitFor } from './desk.ts'
import { createDisclosure, getDisclosure } from './items-store.ts'
import { type People, readDraft } from './reading.ts'
import { rulingOf } from './ruling.ts'
import type { DisclosureId } from './tables.ts'
import { createVersion, type MaskedCounts, type Version } from './versions-store.ts'
import { draftWords, publicWords } from './words.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'

/** Offices that are held in the open: whoever has one is named where money is concerned. */
const NAMED_OFFICES = ['secretary', 'deputy_secretary', 'clerk', 'village_committee', 'supervisor', 'organization_officer'] as const

type Content = { readonly body: Body; readonly masked: MaskedCounts }
type Waiting = DraftState & { readonly step: 'content' | 'correction' }

/** A table that was sent as a file has been read: it answers the question that was open when it came. */
export async function takeSentSheet(round: SheetRound, read: SheetsRead): Promise<void> {
  const prompt = await findPrompt(round.tx, round.mailbox.id, round.senderId, round.now)
  const state = prompt?.kind === DRAFT_PROMPT ? (prompt.state as DraftState) : undefined
  if (state === undefined || (state.step !== 'content' && state.step !== 'correction')) return
  if (read.kind === 'refused') return void (await round.voice.reply(read.reason))
  const sheet = read.sheets.find(({ visibility }) => visibility === 'shown')
  return sheet === undefined ? void (await round.voice.reply(draftWords.empty)) : takeSheet(round, state, sheet)
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
  await waitFor(desk, { step: 'preview', branch: state.branch, author: state.author, version: version.id })
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

/** Leaves a draft: nothing of it stays open. */
export async function leaveDraft(desk: Desk): Promise<void> {
  await closePrompt(desk.tx, desk.mailbox.id, desk.senderId)
}

/** Who may review a version: supervisors of the village who neither wrote it nor sit on the village committee. */
export async function reviewersOf(tx: Tx, branch: BranchId, { author }: Pick<Version, 'author'>) {
  const committee = new Set((await officersOf(tx, branch, ['village_committee'])).map(({ member }) => member))
  return (await officersOf(tx, branch, ['supervisor'])).filter(({ member }) => member !== author && !committee.has(member))
}

async function writeDraft(desk: Desk, state: Waiting, body: Body, masked: MaskedCounts): Promise<Version> {
  const { tx, now } = desk
  const item = await itemFor(tx, state)
  const wording = { title: item.name, summary: summaryOf(body), body, masked, author: state.author }
  if (state.step === 'correction')
    return createVersion(tx, { ...wording, disclosure: state.disclosure as DisclosureId, reason: state.reason }, now)
  const { profile } = await rulingOf(tx, state.branch)
  const { branch, period } = state
  const { domain, category } = item
  const dueOn = item.cadence === 'when-it-happens' ? undefined : dueOnOf(period, profile)
  const made = { branch, domain, category, period, stage: 'after', ...(dueOn === undefined ? {} : { dueOn }) } as const
  const { id } = await createDisclosure(tx, made, now)
  return createVersion(tx, { ...wording, disclosure: id }, now)
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
  if (body.kind === 'table') return publicWords.tableSummary(body.rows.length)
  return body.kind === 'nothing' ? publicWords.nothing : publicWords.textSummary(body.text)
}
