import { readFileSync } from 'node:fs'
import { interpretLine } from '../../src/interpret.ts'

type Label = { intent: string; [slot: string]: unknown }

/** One labelled message of the corpus. */
export type LabelledRow = { id: string; text: string; chat: 'group' | 'private'; open: readonly string[]; intents: readonly Label[] }

/** The figures of the guide's tenth chapter. Rates are parts of one. */
export type Figures = {
  falseEffects: number
  wrongPerson: number
  recall: number
  slots: number
  costPer100: number
  rows: number
  negatives: number
}

const SILENT = new Set(['none', 'ask_back', 'late_arrival_note'])
const READ_ONLY = new Set([
  'acknowledge',
  'dues_amount_query',
  'dues_status_query',
  'how_to',
  'help',
  'identity_query',
  'my_record',
  'view_disclosure',
  'others_data_query',
])

/** Reads a labelled file of tests/corpus. */
export function readCorpus(name: string): readonly LabelledRow[] {
  return readFileSync(new URL(`../corpus/${name}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as LabelledRow)
}

const listOf = (value: unknown): readonly string[] => [value].flat().map((one) => String(one).normalize('NFKC').trim())

function sameSlot(key: string, wanted: unknown, got: unknown): boolean {
  const left = listOf(wanted)
  const right = listOf(got)
  if (key === 'on_behalf_of' || key === 'place')
    return left.some((one) => right.some((other) => one.includes(other) || other.includes(one)))
  return JSON.stringify(left.toSorted()) === JSON.stringify(right.toSorted())
}

function fits(wanted: Label, got: Label): boolean {
  return Object.entries(wanted).every(([key, value]) => {
    if (key === 'intent' || (key === 'reason' && wanted.intent !== 'object')) return true
    if (key === 'self' && value === true && got[key] === undefined) return true
    return got[key] !== undefined && sameSlot(key, value, got[key])
  })
}

function isWrongPerson(wanted: Label, got: Label | undefined): boolean {
  if (!got || Boolean(wanted.on_behalf_of) === Boolean(got.on_behalf_of)) {
    return Boolean(got && wanted.on_behalf_of && !sameSlot('on_behalf_of', wanted.on_behalf_of, got.on_behalf_of))
  }
  return true
}

type Tally = {
  falseEffects: number
  wrongPerson: number
  cost: number
  positives: number
  right: number
  slotsRight: number
  negatives: number
}

function countExtra(tally: Tally, row: LabelledRow, extra: readonly string[]): void {
  for (const name of extra) {
    if (READ_ONLY.has(name)) tally.cost += row.chat === 'group' ? 3 : 1
    else {
      tally.falseEffects++
      tally.cost += 10
    }
  }
}

function countNegative(tally: Tally, row: LabelledRow, wanted: readonly string[], got: readonly string[]): void {
  tally.negatives++
  if (wanted.includes('none') && got.includes('ask_back')) tally.cost += row.chat === 'group' ? 2 : 0.5
  if (wanted.includes('ask_back') && got.every((name) => name === 'none')) tally.cost += 0.5
}

function countSlots(tally: Tally, row: LabelledRow, answers: readonly Label[], normal: (name: string) => string): void {
  let good = true
  for (const wanted of row.intents) {
    const candidates = answers.filter((answer) => normal(answer.intent) === wanted.intent)
    if (candidates.some((candidate) => fits(wanted, candidate))) continue
    good = false
    const wrong = isWrongPerson(wanted, candidates[0])
    if (wrong) tally.wrongPerson++
    tally.cost += wrong ? 10 : 5
  }
  if (good) tally.slotsRight++
}

function countRow(tally: Tally, row: LabelledRow): void {
  const answers = interpretLine(row).intents as unknown as readonly Label[]
  const normal = (name: string): string => (name === 'acknowledge' && !row.open.includes('notice') ? 'none' : name)
  const wanted = row.intents.map(({ intent }) => intent)
  const got = answers.map(({ intent }) => normal(intent))
  const extra = got.filter((name) => !wanted.includes(name) && !SILENT.has(name))
  countExtra(tally, row, extra)
  if (wanted.every((name) => SILENT.has(name))) {
    countNegative(tally, row, wanted, got)
    return
  }
  tally.positives++
  if (extra.length === 0 && wanted.every((name) => got.includes(name) || SILENT.has(name))) {
    tally.right++
    countSlots(tally, row, answers, normal)
  } else if (extra.length === 0) {
    for (const name of wanted) if (!got.includes(name)) tally.cost += got.includes('ask_back') ? 1 : 2
  }
}

/** Scores the interpreter on labelled rows by the guide's rules. */
export function score(rows: readonly LabelledRow[]): Figures {
  const tally: Tally = { falseEffects: 0, wrongPerson: 0, cost: 0, positives: 0, right: 0, slotsRight: 0, negatives: 0 }
  for (const row of rows) countRow(tally, row)
  return {
    falseEffects: tally.falseEffects,
    wrongPerson: tally.wrongPerson,
    recall: tally.right / Math.max(1, tally.positives),
    slots: tally.slotsRight / Math.max(1, tally.right),
    costPer100: (100 * tally.cost) / Math.max(1, rows.length),
    rows: rows.length,
    negatives: tally.negatives,
  }
}
