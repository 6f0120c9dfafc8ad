/**
 * One cell of a sheet somebody sent. `address` is what the sender can look up (`D29`, or `第29行第4列` in a csv),
 * `text` what the sender sees, `number` the exact value when the cell holds a number and not digits typed as text.
 * `source` is `formula` when the value was computed, `merged` when it is shown through a cell joined with the ones above.
 */
export type Cell = {
  readonly address: string
  readonly text: string
  readonly number?: number
  readonly source: 'typed' | 'formula' | 'merged'
}

/** A sheet of a workbook, row by row from the first; short rows end with their last filled cell. */
export type Sheet = {
  readonly name: string
  readonly visibility: 'shown' | 'hidden'
  readonly rows: readonly (readonly Cell[])[]
}

/** What became of a file: its sheets, or one plain sentence that says why not and what to do. */
export type SheetsRead =
  | { readonly kind: 'sheets'; readonly sheets: readonly Sheet[] }
  | { readonly kind: 'refused'; readonly reason: string }
