import { create } from 'qrcode'
import { column, type Part, row } from './draw.ts'

/** The white edge that a camera needs around a code, in its own squares. */
const QUIET = 2

/** A code that a telephone's camera reads, as a square of this size at most. */
export async function drawCode(text: string, size: number): Promise<Part> {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const square = Math.max(1, Math.floor(size / (modules.size + QUIET * 2)))
  const lines = Array.from({ length: modules.size }, (_, y) =>
    runsOf(Array.from({ length: modules.size }, (__, x) => modules.get(y, x) === 1)),
  )
  return column(
    lines.map((runs) =>
      row(
        runs.map(({ dark, length }) =>
          column([], { width: length * square, height: square, backgroundColor: dark ? '#000000' : '#ffffff' }),
        ),
      ),
    ),
    { backgroundColor: '#ffffff', padding: QUIET * square },
  )
}

/** Neighbouring squares of one colour as one box: a tenth of the boxes. */
function runsOf(line: readonly boolean[]): readonly { readonly dark: boolean; readonly length: number }[] {
  const runs: { dark: boolean; length: number }[] = []
  for (const dark of line) {
    const last = runs.at(-1)
    if (last?.dark === dark) last.length += 1
    else runs.push({ dark, length: 1 })
  }
  return runs
}
