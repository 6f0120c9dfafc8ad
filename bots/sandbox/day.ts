const OFFSET_MS = 8 * 3_600_000
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六']

/** The clock of a moment in China, which has no daylight saving: 14:05. */
export function clockOf(at: string): string {
  return inChina(at).toISOString().slice(11, 16)
}

/** The calendar day of a moment in China, for comparing: 2026-09-03. */
export function dayOf(at: string): string {
  return inChina(at).toISOString().slice(0, 10)
}

/** The calendar day as people say it: 9月3日 星期四. */
export function dayInWords(at: string): string {
  const day = inChina(at)
  return `${day.getUTCMonth() + 1}月${day.getUTCDate()}日 星期${WEEKDAYS[day.getUTCDay()] ?? ''}`
}

function inChina(at: string): Date {
  return new Date(Date.parse(at) + OFFSET_MS)
}
