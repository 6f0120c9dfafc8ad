import type { Understanding, Utterance } from './utterance.ts'

/** A line that was heard and what was made of it. */
export type HeardLine = { readonly utterance: Utterance; readonly understanding: Understanding }

/**
 * What is remembered of a conversation for a few minutes, in the program only. Losing it costs a politeness, never a
 * record; that is why it may live outside the database.
 */
export type Memory = {
  understood(mailbox: number, sender: string, heard: HeardLine, now: Date): void
  /** The last line that anybody said in a chat and that was no command, for 理解错了. */
  lastHeard(mailbox: number, now: Date): HeardLine | undefined
  /** How the last line of a person was understood, for 为什么. */
  lastUnderstanding(mailbox: number, sender: string, now: Date): Understanding | undefined
  /** Counts lines in a row that fitted nothing, within ten minutes. */
  notUnderstood(mailbox: number, sender: string, now: Date): number
  understoodAtLast(mailbox: number, sender: string): void
  /** At most one question back per person and ten minutes in a group. */
  mayAskBack(mailbox: number, sender: string, now: Date): boolean
  maySpeakOfVoice(mailbox: number, day: string): boolean
}

const REMEMBERS_MINUTES = 10
const MOST_REMEMBERED = 5000

/** An empty memory, bounded however many people talk. */
export function makeMemory(): Memory {
  const lines = new Map<string, { at: number; heard: HeardLine }>()
  const newest = new Map<string, { at: number; heard: HeardLine }>()
  const failures = new Map<string, { at: number; count: number }>()
  const asked = new Map<string, { at: number }>()
  const voices = new Map<string, { at: number; day: string }>()
  const fresh = <Kept extends { at: number }>(kept: Kept | undefined, now: Date): Kept | undefined =>
    kept !== undefined && now.getTime() - kept.at < REMEMBERS_MINUTES * 60_000 ? kept : undefined
  const keep = <Kept>(map: Map<string, Kept>, key: string, value: Kept) => {
    map.delete(key)
    map.set(key, value)
    if (map.size > MOST_REMEMBERED) map.delete(map.keys().next().value ?? key)
  }
  const name = (mailbox: number, sender: string) => `${mailbox}:${sender}`
  return {
    understood: (mailbox, sender, heard, now) => {
      keep(lines, name(mailbox, sender), { at: now.getTime(), heard })
      keep(newest, String(mailbox), { at: now.getTime(), heard })
    },
    lastHeard: (mailbox, now) => fresh(newest.get(String(mailbox)), now)?.heard,
    lastUnderstanding: (mailbox, sender, now) => fresh(lines.get(name(mailbox, sender)), now)?.heard.understanding,
    notUnderstood: (mailbox, sender, now) => {
      const count = (fresh(failures.get(name(mailbox, sender)), now)?.count ?? 0) + 1
      keep(failures, name(mailbox, sender), { at: now.getTime(), count })
      return count
    },
    understoodAtLast: (mailbox, sender) => void failures.delete(name(mailbox, sender)),
    mayAskBack: (mailbox, sender, now) => {
      const may = fresh(asked.get(name(mailbox, sender)), now) === undefined
      if (may) keep(asked, name(mailbox, sender), { at: now.getTime() })
      return may
    },
    maySpeakOfVoice: (mailbox, day) => {
      if (voices.get(String(mailbox))?.day === day) return false
      keep(voices, String(mailbox), { at: 0, day })
      return true
    },
  }
}
