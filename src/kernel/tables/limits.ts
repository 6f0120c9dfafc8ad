/** Largest file we open. A township's roster of 900 people is 60 KB; pictures make files bigger. */
export const LARGEST_FILE_BYTES = 2 * 1024 * 1024

/** Most that all parts of a workbook may unpack to, whatever its directory claims. */
export const LARGEST_UNPACKED_BYTES = 20 * 1024 * 1024

/** Most parts a workbook may consist of; a plain one has a dozen. */
export const MOST_PARTS = 500

/** Most rows of one sheet. */
export const MOST_ROWS = 10_000

/** Most columns of one sheet. */
export const MOST_COLUMNS = 100

/** Most cells of one file, empty ones between filled ones included: all of them travel from thread to thread. */
export const MOST_CELLS = 300_000

/** Most sheets of one workbook. */
export const MOST_SHEETS = 20

/** Longest text of one cell, as Excel has it. */
export const LONGEST_CELL_CHARACTERS = 32_767

/** Most text of one file: one long string may be shown by ten thousand cells. */
export const MOST_TEXT_CHARACTERS = 4_000_000

/** Memory of the thread that opens a file. */
export const WORKER_MEMORY_MEGABYTES = 192

/** Time a file may take to open. */
export const LONGEST_READ_SECONDS = 10
