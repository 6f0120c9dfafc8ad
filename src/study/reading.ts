import { readClockTime } from '../kernel/calendar/clock-time.ts'
import { readMoment } from '../kernel/calendar/moments.ts'
import { type Day, dayOf, momentAt, timeOf } from '../kernel/day.ts'
import { readKinds, titleOfKinds } from './kinds.ts'
import { OPEN_HOURS } from './rules.ts'
import type { SessionContent } from './sessions-store.ts'

/** When something is to be, as it was typed: sure, one of several, or not understood. */
export type TypedStart =
  | { readonly kind: 'at'; readonly at: Date; readonly calendar: 'solar' | 'lunar' }
  | { readonly kind: 'unclear'; readonly examples: readonly string[] }
  | { readonly kind: 'none' }

type Field = 'place' | 'speaker' | 'agenda' | 'material'

const LABELS: readonly (readonly [RegExp, Field])[] = [
  [/地点|地方|会址/u, 'place'],
  [/主讲人?|讲课人?|授课人?/u, 'speaker'],
  [/议题|议程|内容/u, 'agenda'],
  [/材料|资料/u, 'material'],
]
const LABEL = new RegExp(`(?:^|[\\s,，;；。])(${LABELS.map(([label]) => label.source).join('|')})(?:[:：]|\\s|是|改到|改成|改为)\\s*`, 'gu')
const CODE = /(不要|不用|去掉|取消)?(?:签到)?(?:口令|暗号|四位数)/u
const HOUR_BEFORE = /(不要|不用|取消)?(?:提前|会前)(?:一|1)个?(?:小时|钟头)(?:再?提醒)?/u

/** Reads when a meeting begins. A time alone is a time of the day it stands on, a day alone keeps the time. */
export function readStart(typed: string, now: Date, known?: Date): TypedStart {
  const text = typed.trim()
  const day = known === undefined ? undefined : dayOf(known)
  if (day !== undefined) {
    const clock = readClockTime(text)
    if (clock.kind === 'time') return { kind: 'at', at: momentAt(day, clock.time), calendar: 'solar' }
    if (clock.kind === 'ambiguous') return unclear(clock.alternatives.map(({ time }) => momentAt(day, time)))
  }
  const reading = readMoment(text, dayOf(now), now)
  if (reading.kind === 'moment') return { kind: 'at', at: reading.at, calendar: reading.lunar ? 'lunar' : 'solar' }
  if (reading.kind === 'day' && reading.bound === 'on' && known !== undefined)
    return { kind: 'at', at: momentAt(reading.day, timeOf(known)), calendar: reading.lunar ? 'lunar' : 'solar' }
  if (reading.kind === 'ambiguous')
    return unclear(
      reading.alternatives.flatMap((one) => (one.kind === 'moment' ? [one.at] : known ? [momentAt(one.day, timeOf(known))] : [])),
    )
  return { kind: 'none' }
}

/** The fields that stand in a text under their names: 议题：修路 主讲：周国栋. */
export function readFields(text: string): Partial<Record<Field, string>> {
  const found = [...text.matchAll(LABEL)]
  const fields: Partial<Record<Field, string>> = {}
  found.forEach((match, index) => {
    const field = LABELS.find(([label]) => label.test(match[1] ?? ''))?.[1]
    const end = found[index + 1]?.index ?? text.length
    const value = text
      .slice(match.index + match[0].length, end)
      .replace(/[\s,，;；。]+$/u, '')
      .trim()
    if (field !== undefined && value !== '') fields[field] = value
  })
  return fields
}

/** The text before the first field that stands under its name. */
export function withoutFields(text: string): string {
  const first = text.matchAll(LABEL).next().value
  return (first === undefined ? text : text.slice(0, first.index)).trim()
}

/** What a change makes of a meeting; `undefined` when it names nothing of it. */
export type Edited = { readonly kind: 'edited'; readonly content: SessionContent } | Exclude<TypedStart, { kind: 'at' }>

/** Reads 改 10点, 改 地点 镇礼堂, 要口令, 主题党日和党课: everything the text names, and nothing else, changes. */
export function readEdit(typed: string, content: SessionContent, now: Date): Edited {
  const fields = readFields(typed)
  const bare = withoutFields(typed)
  const wish = { ...codeWish(bare), ...hourWish(bare) }
  const rest = bare
    .replace(CODE, '')
    .replace(HOUR_BEFORE, '')
    .replace(/^[\s,，]*(?:时间)?(?:改到|改成|改为|定在|到|为|成|要)?[\s:：]*/u, '')
    .trim()
  const kinds = readKinds(rest)
  const when = rest === '' || kinds.length > 0 ? undefined : readStart(rest, now, content.startsAt)
  if (when !== undefined && when.kind !== 'at') return when
  const changes = {
    ...fields,
    ...wish,
    ...(kinds.length === 0 ? {} : { kinds, title: titleOfKinds(kinds) }),
    ...(when === undefined ? {} : { startsAt: when.at, closesAt: closingAfter(when.at), calendar: when.calendar }),
  }
  return Object.keys(changes).length === 0 ? { kind: 'none' } : { kind: 'edited', content: { ...content, ...changes } }
}

/** When a meeting that begins then closes by itself. */
export function closingAfter(startsAt: Date): Date {
  return new Date(startsAt.getTime() + OPEN_HOURS * 3_600_000)
}

/** A moment as it can be typed back: 12月5日19:00. */
export function typeable(at: Date): string {
  const day: Day = dayOf(at)
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日${timeOf(at)}`
}

function codeWish(text: string): { wantsCode?: boolean } {
  const found = CODE.exec(text)
  return found === null ? {} : { wantsCode: found[1] === undefined }
}

function hourWish(text: string): { hourBefore?: boolean } {
  const found = HOUR_BEFORE.exec(text)
  return found === null ? {} : { hourBefore: found[1] === undefined }
}

function unclear(moments: readonly Date[]): TypedStart {
  return moments.length === 0 ? { kind: 'none' } : { kind: 'unclear', examples: moments.slice(0, 2).map(typeable) }
}
