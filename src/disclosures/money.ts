/** Fen as people read them on a board: 58320.45, 15000.00; a reversed entry with its sign. */
export function sayAmount(fen: number): string {
  const sign = fen < 0 ? '-' : ''
  const all = Math.abs(fen)
  return `${sign}${Math.floor(all / 100)}.${String(all % 100).padStart(2, '0')}`
}

/** The same in a sentence: 58320.45元, 15000元. */
export function sayYuanOf(fen: number): string {
  return `${sayAmount(fen).replace(/\.00$/u, '')}元`
}
