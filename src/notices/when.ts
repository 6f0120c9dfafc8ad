/** The times that secretaries type for a notice: 定时 明天18点, and 发通知 18点 停水…. */
import { readMoment, splitLeadingMoment } from '../kernel/calendar/moments.ts'
import { dayOf } from '../kernel/day.ts'

const LONGEST_ANSWER = 200
/** 明天18点发, 明天18点发送吧 */
const SENDING = /(?:再|准时)?(?:发|发送|发出|发出去|推送)[吧。\s]{0,3}$/u

/** Reads a moment typed by itself; `undefined` when there is no clock time in it or it may be two: 7点, 明天. */
export function readWhen(typed: string, now: Date): Date | undefined {
  const reading = readMoment(typed.length > LONGEST_ANSWER ? '' : typed.replace(SENDING, ''), dayOf(now), now)
  return reading.kind === 'moment' ? reading.at : undefined
}

/** Splits a leading moment that stands by itself (明天 18点 停水) from a text; 明天9点开会 and 7点 停水 stay whole. */
export function splitWhen(text: string, now: Date): { when: Date | undefined; text: string } {
  const leading = splitLeadingMoment(text, dayOf(now), now)
  if (leading === undefined || leading.moment.kind !== 'moment') return { when: undefined, text }
  return { when: leading.moment.at, text: leading.rest }
}
