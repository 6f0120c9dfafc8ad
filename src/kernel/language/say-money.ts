/** Fen as people read them on a board: 58320.45, 15000.00; a reversed entry with its sign. */
export function sayAmount(fen: number): string {
  const sign = fen < 0 ? '-' : ''
  const all = Math.abs(fen)
  return `${sign}${Math.floor(all / 100)}.${String(all % 100).padStart(2, '0')}`
}

/** An amount as people say it: 3元, 0.20元, 58320.45元. */
export function sayYuan(fen: number): string {
  return `${sayAmount(fen).replace(/\.00$/u, '')}元`
}
