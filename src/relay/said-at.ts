import { addDays, type Day, dayOf, momentAt, parseDay } from '../kernel/day.ts'

/** Copied chat is seldom older; what seems so was misread. */
const OLDEST_DAYS = 30
const AFTERNOON = /下午|晚上/u

/** When a copied line was said, as far as its head tells; undefined when it does not, or cannot be true. */
export function readSaidAt(head: string | undefined, now: Date): Date | undefined {
  const clock = /(\d{1,2}):(\d{2})/u.exec(head ?? '')
  if (head === undefined || clock === null) return undefined
  const day = dayIn(head.slice(0, clock.index), dayOf(now))
  const hour = Number(clock[1]) + (AFTERNOON.test(head) && Number(clock[1]) < 12 ? 12 : 0)
  if (day === undefined || hour > 23 || Number(clock[2]) > 59) return undefined
  const at = momentAt(day, `${String(hour).padStart(2, '0')}:${clock[2] ?? ''}`)
  const age = now.getTime() - at.getTime()
  return age < 0 || age > OLDEST_DAYS * 86_400_000 ? undefined : at
}

/** The day in a head: written out, without its year, said as today or yesterday, or not at all, which is today. */
function dayIn(head: string, today: Day): Day | undefined {
  if (head.includes('昨天')) return addDays(today, -1)
  if (head.includes('前天')) return addDays(today, -2)
  if (/星期|周/u.test(head)) return undefined
  const [, first = '', second = '', third] = /(\d{1,4})[-/.年月](\d{1,2})(?:[-/.月日](\d{1,4}))?/u.exec(head) ?? []
  if (first === '') return today
  if (third === undefined) return pad(today.slice(0, 4), first, second)
  return first.length === 4 ? pad(first, second, third) : pad(third, second, first)
}

function pad(year: string, month: string, day: string): Day | undefined {
  return parseDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}
