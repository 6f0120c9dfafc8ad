import { createHash } from 'node:crypto'
import type { BotAccount, IncomingMessage } from './message.ts'

/** What the guard makes of a message: to be heard, said a moment ago already, one too many, or the one at which to say so. */
export type Verdict = 'heard' | 'said-just-now' | 'too-many' | 'say-too-many'

/**
 * Keeps one sender from keeping the house busy. It remembers in the program only: after a restart somebody may say a
 * little more, and no record depends on it. The same message asked about twice gets the same verdict.
 */
export type Flood = {
  judge(from: BotAccount, message: IncomingMessage): Verdict
}

/** People type a line every other second at most; more is a stuck key, a child or another program. */
export const MOST_PER_MINUTE = 30
const MINUTE_MILLISECONDS = 60_000
/** A phone that sends a line twice does so within this time (LESSONS L6). */
const TWICE_WITHIN_MILLISECONDS = 3000
const MOST_REMEMBERED = 5000

type Heard = { readonly key: string; readonly at: number }

/** A guard that has heard nothing yet; bounded however many people talk. */
export function makeFlood(): Flood {
  const lines = new Map<string, Heard>()
  const senders = new Map<string, readonly Heard[]>()
  const told = new Map<string, Heard>()
  return {
    judge(from, message) {
      const heard: Heard = { key: message.key, at: message.at.getTime() }
      const sender = `${from.platform}:${from.account}:${message.from.id}`
      if (isSaidJustNow(lines, `${sender}\n${fingerprint(message)}`, heard, message)) return 'said-just-now'
      const recent = (senders.get(sender) ?? []).filter((one) => distance(one, heard) < MINUTE_MILLISECONDS)
      if (recent.some(({ key }) => key === heard.key)) return 'heard'
      if (recent.length < MOST_PER_MINUTE) {
        keep(senders, sender, [...recent, heard])
        return 'heard'
      }
      const last = told.get(sender)
      if (last !== undefined && last.key !== heard.key && distance(last, heard) < MINUTE_MILLISECONDS) return 'too-many'
      keep(told, sender, heard)
      return 'say-too-many'
    },
  }
}

function isSaidJustNow(lines: Map<string, Heard>, line: string, heard: Heard, message: IncomingMessage): boolean {
  if (message.content !== 'text' || message.text === '') return false
  const before = lines.get(line)
  const isTwice = before !== undefined && before.key !== heard.key && distance(before, heard) < TWICE_WITHIN_MILLISECONDS
  if (!isTwice) keep(lines, line, heard)
  return isTwice
}

/** Either way, because platforms tell things out of order and clocks are set back. */
function distance(one: Heard, other: Heard): number {
  return Math.abs(one.at - other.at)
}

/** The words themselves are not kept, not even here. */
function fingerprint({ chat, text, repliesTo, startCode }: IncomingMessage): string {
  const said = [chat.id, chat.thread ?? '', repliesTo ?? '', startCode ?? '', text].join('\n')
  return createHash('sha1').update(said).digest('base64url')
}

function keep<Kept>(map: Map<string, Kept>, key: string, value: Kept): void {
  map.delete(key)
  map.set(key, value)
  const oldest = map.keys().next().value
  if (map.size > MOST_REMEMBERED && oldest !== undefined) map.delete(oldest)
}
