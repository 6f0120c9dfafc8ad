import type { Sheet } from '../kernel/tables/sheet.ts'
import { balanceAccount } from './account.ts'
import { readAccountSheet } from './account-sheet.ts'
import { type Body, bodyOfAccount } from './body.ts'
import type { CatalogueItem } from './catalogue.ts'
import { type IsPublic, type Masked, redactNames, redactPayee, redactText, type Redacted } from './redact.ts'
import type { MaskedCounts } from './versions-store.ts'
import { draftWords } from './words.ts'

/** What was read for a draft, without what nobody may publish; or what is wrong with it, with its cells. */
export type DraftRead =
  | { readonly kind: 'read'; readonly body: Body; readonly masked: MaskedCounts }
  | { readonly kind: 'refused'; readonly lines: readonly string[] }

/** Whom a text may name: everybody in office; and who is known but private. */
export type People = { readonly isPublic: IsPublic; readonly privateNames: readonly string[] }

/** Signs that nobody sees and that turn a line around or hide a part of it. */
const UNSEEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu
const MOST_LINES = 6
const MOST_ROWS = 300
const SHORTEST_TABLE = 2

/** Reads what was pasted or sent for an item of the catalogue. Nothing personal leaves this function. */
export function readDraft(item: CatalogueItem, sheet: Sheet, people: People): DraftRead {
  const rows = sheet.rows.filter((row) => row.some(({ text }) => text.trim() !== ''))
  if (rows.length === 0) return { kind: 'refused', lines: [draftWords.empty] }
  if (rows.length > MOST_ROWS) return { kind: 'refused', lines: [draftWords.tooLong(rows.length, MOST_ROWS)] }
  return item.form === 'account' ? readAccounts(sheet, people) : readTable(item, rows, people)
}

/** Reads plain words as they were typed, every mark in its place. */
export function readWords(text: string, people: People): DraftRead {
  const counts = new Map<Masked, number>()
  const clean = makeClean(people, counts)
  const lines = text
    .trim()
    .split(/\r?\n/u)
    .map((line) => (line.trim() === '' ? '' : clean(line.trim())))
  const kept = lines
    .join('\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim()
  if (kept === '') return { kind: 'refused', lines: [draftWords.empty] }
  if (lines.length > MOST_ROWS) return { kind: 'refused', lines: [draftWords.tooLong(lines.length, MOST_ROWS)] }
  return { kind: 'read', body: { kind: 'text', text: kept }, masked: Object.fromEntries(counts) }
}

function readAccounts(sheet: Sheet, people: People): DraftRead {
  const read = readAccountSheet(sheet)
  if (read.kind === 'no-heading') return { kind: 'refused', lines: [draftWords.noHeading] }
  if (read.kind === 'unreadable') return refuse(read.cells.map(({ address, text }) => draftWords.unreadable(address, text)))
  const balanced = balanceAccount(read.account, draftWords)
  if (balanced.kind === 'refused') return refuse(balanced.lines)
  const counts = new Map<Masked, number>()
  const clean = makeClean(people, counts)
  const rows = balanced.account.rows.map((row) => ({
    ...row,
    date: clean(row.date),
    summary: clean(row.summary),
    handler: clean(row.handler),
    payee: note(counts, redactPayee(row.payee.replaceAll(UNSEEN, ''), people.isPublic)),
    voucher: clean(row.voucher),
  }))
  return { kind: 'read', body: bodyOfAccount({ ...balanced.account, rows }), masked: Object.fromEntries(counts) }
}

/** A table keeps its columns; what the catalogue wants and no heading names is asked for (R3). */
function readTable(item: CatalogueItem, rows: Sheet['rows'], people: People): DraftRead {
  const counts = new Map<Masked, number>()
  const clean = makeClean(people, counts)
  const heading = rows.findIndex((row) => row.filter(({ text }) => text.trim() !== '').length >= SHORTEST_TABLE)
  if (heading === -1 && item.form === 'table') return { kind: 'refused', lines: [draftWords.missingFields(item.fields)] }
  if (heading === -1) {
    const text = rows.map((row) => row.map((cell) => cell.text).join(' ')).join('\n')
    return { kind: 'read', body: { kind: 'text', text: clean(text) }, masked: Object.fromEntries(counts) }
  }
  const columns = (rows[heading] ?? []).map(({ text }) => text.replaceAll(UNSEEN, '').trim())
  const missing = item.fields.filter((field) => !columns.some((column) => isSameField(column, field)))
  if (missing.length > 0) return { kind: 'refused', lines: [draftWords.missingFields(missing)] }
  if (rows.length === heading + 1) return { kind: 'refused', lines: [draftWords.noRows] }
  if (item.tells === 'counts-only' && !tellsCountsOnly(rows.slice(heading + 1), people))
    return { kind: 'refused', lines: [draftWords.countsOnly] }
  const who = columns.findIndex((column) => /^(?:对象|领取人|领款人|户主|承包或使用人)$/u.test(column))
  const cells = rows.slice(heading + 1).map((row) =>
    columns.map((_, at) => {
      const text = row[at]?.text.trim() ?? ''
      return at === who ? note(counts, redactPayee(text.replaceAll(UNSEEN, ''), people.isPublic)) : clean(text)
    }),
  )
  return { kind: 'read', body: { kind: 'table', columns, rows: cells }, masked: Object.fromEntries(counts) }
}

/** Births and the like are told in numbers of people, never person by person (DOMAIN §6.3). */
function tellsCountsOnly(rows: Sheet['rows'], { privateNames, isPublic }: People): boolean {
  return rows.every((row) => {
    const [first = '', ...counts] = row.map(({ text }) => text.trim())
    const names = privateNames.some((name) => first.includes(name)) || isPublic(first)
    return !names && counts.every((count) => /^\d*(?:人|名|户|例|个)?$/u.test(count))
  })
}

/** 金额 is told by 金额（元） too. */
function isSameField(column: string, field: string): boolean {
  return column.includes(field) || (column.length > 1 && field.includes(column))
}

function makeClean({ privateNames }: People, counts: Map<Masked, number>): (text: string) => string {
  return (text) => note(counts, redactNames(note(counts, redactText(text.replaceAll(UNSEEN, ''))), privateNames))
}

function note(counts: Map<Masked, number>, { text, masked }: Redacted): string {
  for (const what of masked) counts.set(what, (counts.get(what) ?? 0) + 1)
  return text
}

function refuse(lines: readonly string[]): DraftRead {
  const shown = lines.slice(0, MOST_LINES)
  return { kind: 'refused', lines: lines.length > MOST_LINES ? [...shown, draftWords.moreWrong(lines.length - MOST_LINES)] : shown }
}
