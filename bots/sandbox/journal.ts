import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Choice, FileReference, IncomingMessage } from '../../src/kernel/chat/message.ts'

type Anything = {
  /** Counts up for ever and orders everything; it is also the id of a server-sent event. */
  readonly id: number
  /** UTC, ISO 8601. */
  readonly at: string
  readonly chat: string
}

/** A person said something. Only groups have a `title`. `taken` once the house has it. */
export type Said = Anything & {
  readonly kind: 'said'
  readonly title?: string
  readonly from: { readonly id: string; readonly name: string }
  readonly content: IncomingMessage['content']
  readonly text: string
  readonly file?: FileReference
  readonly repliesTo?: number
  readonly taken?: true
}

/** A person pressed a choice below the bot's message. */
export type Pressed = Anything & {
  readonly kind: 'pressed'
  readonly title?: string
  readonly from: { readonly id: string; readonly name: string }
  readonly message: number
  readonly token: string
  /** What the choice says in words. */
  readonly word: string
}

/** The bot said something. */
export type Sent = Anything & {
  readonly kind: 'sent'
  readonly text: string
  readonly choices: readonly Choice[]
  readonly file?: FileReference
  readonly repliesTo?: number
  readonly edited?: true
}

/** The bot changed what it had said. */
export type Edited = Anything & {
  readonly kind: 'edited'
  readonly message: number
  readonly text: string
  readonly choices: readonly Choice[]
  readonly file?: FileReference
}

/** A small line that only one person sees. */
export type Noted = Anything & { readonly kind: 'noted'; readonly onlyFor: string; readonly text: string }

/** The house has taken what a person said or pressed. */
type Taken = Anything & { readonly kind: 'taken'; readonly event: number }

/** One line of the journal. */
export type Entry = Said | Pressed | Sent | Edited | Noted | Taken

/** An entry that has not got its number yet. */
export type Draft<E extends Entry = Entry> = E extends Entry ? Omit<E, 'id' | 'at'> : never

/** A draft that has got its number. */
export type Numbered<D extends Draft> = D & { readonly id: number; readonly at: string }

/** The first line: the series makes keys unique even when a journal is thrown away and begun anew. */
type Head = { readonly kind: 'opened'; readonly series: string; readonly next: number }

/** What is on disk: entries in their order, and the way to add one. */
export type Journal = {
  readonly series: string
  /** What was found at the start. */
  readonly replayed: readonly Entry[]
  /** How many lines the file has. */
  lines(): number
  append<D extends Draft>(draft: D, at: Date): Numbered<D>
  /** Replaces the whole file by these entries. Numbers go on counting. */
  rewrite(entries: readonly Entry[]): void
  close(): void
}

/** Opens the journal of a folder, or begins one. A line torn by a power cut is left out. */
export function openJournal(folder: string, now: Date): Journal {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'journal.jsonl')
  const found = readJournal(path)
  const series = found.head?.series ?? now.getTime().toString(36)
  let next = Math.max(found.head?.next ?? 1, (found.entries.at(-1)?.id ?? 0) + 1)
  let lines = 0
  let file = -1

  function rewrite(entries: readonly Entry[]): void {
    const head: Head = { kind: 'opened', series, next }
    const beside = openSync(`${path}.new`, 'w', 0o600)
    writeSync(beside, [head, ...entries].map((line) => `${JSON.stringify(line)}\n`).join(''))
    fsyncSync(beside)
    renameSync(`${path}.new`, path)
    if (file >= 0) closeSync(file)
    file = beside
    lines = entries.length + 1
  }

  function append<D extends Draft>(draft: D, at: Date): Numbered<D> {
    const entry = { id: next, at: at.toISOString(), ...draft }
    writeSync(file, `${JSON.stringify(entry)}\n`)
    next += 1
    lines += 1
    return entry
  }

  rewrite(found.entries)
  return { series, replayed: found.entries, lines: () => lines, append, rewrite, close: () => closeSync(file) }
}

function readJournal(path: string): { head?: Head; entries: Entry[] } {
  if (!existsSync(path)) return { entries: [] }
  const read = readFileSync(path, 'utf8').split('\n').flatMap(readLine)
  const head = read.find((line) => line.kind === 'opened')
  const entries = read.filter((line) => line.kind !== 'opened')
  return head ? { head, entries } : { entries }
}

function readLine(line: string): (Head | Entry)[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as Head | Entry]
  } catch {
    return []
  }
}
