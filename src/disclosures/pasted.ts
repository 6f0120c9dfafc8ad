import type { Cell, Sheet } from '../kernel/tables/sheet.ts'

/** Something between the cells of one line: tabs first, else bars, else wide blanks, else commas that do not stand inside a number. */
const SEPARATORS: readonly RegExp[] = [/\t/u, /\s*[|｜]\s*/u, /[\s\u3000]{2,}/u, /\s*(?:，|,(?!\d{3}(?!\d)))\s*/u, /[\s\u3000]+/u]

const LEAST_CELLS = 3

/** A table pasted into a chat, as a sheet. Every line is one row; where it stands is told as 第n行. */
export function sheetOfText(text: string): Sheet {
  const lines = text
    .normalize('NFKC')
    .split(/\r?\n/u)
    .map((line) => (line.includes('\t') ? line : line.replaceAll(/^\s*[|｜]|[|｜]\s*$/gu, '').trim()))
    .flatMap((line, _, all) => (filled(all) === 1 ? unfold(line) : [line]))
  const cutting = (least: number) =>
    SEPARATORS.find((each) => lines.filter((line) => line.split(each).length >= least).length * 2 > filled(lines))
  const separator = cutting(3) ?? cutting(2) ?? SEPARATORS[0]
  const rows = lines.map((line, at): readonly Cell[] =>
    line === '' || separator === undefined
      ? []
      : line.split(separator).map((cell) => ({ address: `第${at + 1}行`, text: cell.trim(), source: 'typed' })),
  )
  return { name: '', visibility: 'shown', rows: rows.filter((row) => !isRule(row)) }
}

/** A field of one line swallows the line breaks of what is pasted: the heading still tells how many cells a row has. */
function unfold(line: string): readonly string[] {
  const cells = line.split(/[\s\u3000]+/u).filter((cell) => cell !== '')
  const width = cells.findIndex((cell) => /\d/u.test(cell))
  if (width < LEAST_CELLS || cells.length <= width || cells.length % width !== 0) return [line]
  return Array.from({ length: cells.length / width }, (_, at) => cells.slice(at * width, (at + 1) * width).join('\t'))
}

function filled(lines: readonly string[]): number {
  return lines.filter((line) => line.trim() !== '').length
}

/** The line of dashes below a heading. */
function isRule(row: readonly Cell[]): boolean {
  return row.length > 0 && row.every(({ text }) => /^[-:—=─\s]*$/u.test(text)) && row.some(({ text }) => text.length > 1)
}
