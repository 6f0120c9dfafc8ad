/** A cell that belongs to a recognised column: `at` as the sender finds it, `text` as the sender sees it. */
export type FieldCell = { readonly at: string; readonly text: string; readonly number?: number | undefined }

const NOTHING = /^(?:[-—–－―_/\\／]|——|无|没有|暂无|空)?$/u

/** True for `--`, the sign that a value is to be cleared. */
export function isClear(cell: FieldCell): boolean {
  return cell.text.normalize('NFKC').trim() === '--'
}

/** True when the cell says nothing: empty, or one of the marks people fill empty cells with. */
export function isBlank(cell: FieldCell): boolean {
  return NOTHING.test(cell.text.normalize('NFKC').replaceAll(/\s/g, ''))
}
