import { lunarOf, sayLunar } from '../kernel/calendar/lunar.ts'
import { sayFullDay } from '../kernel/calendar/meant-day.ts'
import { type Day, dayOf, timeOf } from '../kernel/day.ts'
import type { Session } from './tables.ts'

/** When a session begins, in full and by the calendar in which it was said: 农历冬月初一，即12月9日（星期三）09:00. */
export function sayStart({ startsAt, calendar }: Pick<Session, 'startsAt' | 'calendar'>, today: Day): string {
  const day = dayOf(startsAt)
  const lunar = calendar === 'lunar' ? lunarOf(day) : undefined
  return `${lunar === undefined ? '' : `${sayLunar(lunar)}，即`}${sayFullDay(day, today)}${timeOf(startsAt)}`
}

/** A session as people call it: 12月5日的主题党日. */
export function titleOf({ startsAt, title }: Pick<Session, 'startsAt' | 'title'>): string {
  const day = dayOf(startsAt)
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日的${title}`
}
