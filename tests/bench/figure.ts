/** What a figure must reach, and by which number: the ratio to the peer, or our own. */
export type Wanted = { readonly of: 'ratio' | 'ours' } & ({ readonly least: number } | { readonly most: number })

/** One measured thing, with a peer beside it where there is one. */
export type Figure = {
  /** What was measured, short enough for a line of the table. */
  readonly name: string
  readonly unit: string
  readonly ours: number
  readonly peer?: { readonly name: string; readonly value: number }
  /** Larger is better with `least`, smaller with `most`; in what follows always ours : peer, or as the name says. */
  readonly ratio?: number
  readonly wanted?: Wanted
  /** How it was measured, and what to keep in mind. */
  readonly how: string
}

/** A measurement that could not be made here, with the reason. */
export type Skipped = { readonly name: string; readonly skipped: string }

export type Result = Figure | Skipped

/** How thoroughly to measure, and a folder on a real disk to do it in. */
export type Plan = { readonly pace: 'quick' | 'full'; readonly folder: string }

/** Tells whether a figure reaches what is wanted; undefined when nothing is. */
export function isReached(figure: Figure): boolean | undefined {
  const { wanted } = figure
  if (wanted === undefined) return undefined
  const value = wanted.of === 'ratio' ? figure.ratio : figure.ours
  if (value === undefined) return false
  return 'least' in wanted ? value >= wanted.least : value <= wanted.most
}

/** The middle one of some numbers. */
export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5)
}

/** The number below which this part of them lies. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

/** All results as one table of plain text. */
export function tableOf(results: readonly Result[]): string {
  const rows = results.map((one) =>
    'skipped' in one
      ? [one.name, 'skipped', one.skipped, '', '', '']
      : [
          one.name,
          `${short(one.ours)} ${one.unit}`,
          one.peer === undefined ? '–' : `${short(one.peer.value)} ${one.unit}, ${one.peer.name}`,
          one.ratio === undefined ? '–' : short(one.ratio),
          sayWanted(one.wanted),
          sayReached(isReached(one)),
        ],
  )
  const all = [['figure', 'ours', 'peer', 'ratio', 'wanted', 'ok'], ...rows]
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...all.map((row) => (row[column] ?? '').length)))
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const [head = '', ...rest] = lines
  return [head, '-'.repeat(Math.max(...lines.map(({ length }) => length))), ...rest].join('\n')
}

/** All results as a table for a document. */
export function markdownOf(results: readonly Result[]): string {
  const rows = results.map((one) =>
    'skipped' in one
      ? `| ${one.name} | skipped: ${one.skipped} | | | | |`
      : `| ${[
          one.name,
          `${short(one.ours)} ${one.unit}`,
          one.peer === undefined ? '–' : `${short(one.peer.value)} ${one.unit} (${one.peer.name})`,
          one.ratio === undefined ? '–' : short(one.ratio),
          sayWanted(one.wanted),
          sayReached(isReached(one)),
        ].join(' | ')} |`,
  )
  return ['| figure | ours | peer | ratio | wanted | ok |', '|---|---|---|---|---|---|', ...rows].join('\n')
}

function sayWanted(wanted: Wanted | undefined): string {
  if (wanted === undefined) return '–'
  const of = wanted.of === 'ratio' ? 'ratio ' : ''
  return 'least' in wanted ? `${of}≥ ${short(wanted.least)}` : `${of}≤ ${short(wanted.most)}`
}

function sayReached(reached: boolean | undefined): string {
  if (reached === undefined) return '–'
  return reached ? 'yes' : 'NO'
}

/** Three digits that mean something. */
function short(value: number): string {
  if (!Number.isFinite(value)) return '?'
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en')
  return String(Number(value.toPrecision(3)))
}
