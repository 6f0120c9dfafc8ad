/**
 * The public holidays and the working days that make up for them. A new year is added by writing down the notice of the
 * State Council's General Office, which comes out in November of the year before.
 * Sources: 国务院办公厅关于2025年部分节假日安排的通知 (国办发明电〔2024〕12号, 12 November 2024);
 * 国务院办公厅关于2026年部分节假日安排的通知 (国办发明电〔2025〕7号, 4 November 2025).
 */
import { type Day, parseDay } from '../day.ts'

/** One period of days off, first and last included, with the weekend days on which people work instead. */
export type Holiday = { readonly name: string; readonly first: Day; readonly last: Day; readonly madeUpOn: readonly Day[] }

/** All holidays as published so far, in order. A year is known when it has one here. */
export const HOLIDAYS: readonly Holiday[] = [
  holiday('元旦', '2025-01-01', '2025-01-01'),
  holiday('春节', '2025-01-28', '2025-02-04', '2025-01-26', '2025-02-08'),
  holiday('清明', '2025-04-04', '2025-04-06'),
  holiday('劳动节', '2025-05-01', '2025-05-05', '2025-04-27'),
  holiday('端午', '2025-05-31', '2025-06-02'),
  holiday('国庆中秋', '2025-10-01', '2025-10-08', '2025-09-28', '2025-10-11'),
  holiday('元旦', '2026-01-01', '2026-01-03', '2026-01-04'),
  holiday('春节', '2026-02-15', '2026-02-23', '2026-02-14', '2026-02-28'),
  holiday('清明', '2026-04-04', '2026-04-06'),
  holiday('劳动节', '2026-05-01', '2026-05-05', '2026-05-09'),
  holiday('端午', '2026-06-19', '2026-06-21'),
  holiday('中秋', '2026-09-25', '2026-09-27'),
  holiday('国庆', '2026-10-01', '2026-10-07', '2026-09-20', '2026-10-10'),
]

/** Writes one period down. The days are written by hand from the notice, which is where they become days. */
export function holiday(name: string, first: string, last: string, ...madeUpOn: readonly string[]): Holiday {
  return { name, first: written(first), last: written(last), madeUpOn: madeUpOn.map(written) }
}

/** The holiday that a day belongs to. */
export function findHoliday(day: Day, table: readonly Holiday[] = HOLIDAYS): Holiday | undefined {
  return table.find(({ first, last }) => first <= day && day <= last)
}

function written(text: string): Day {
  const day = parseDay(text)
  if (day === undefined) throw new Error(`"${text}" in the table of holidays is no day`)
  return day
}
