import { KEPT_MESSAGES } from './config.ts'
import type { Draft, Entry, Journal, Noted, Numbered, Pressed, Said, Sent } from './journal.ts'

/** What can be drawn in a chat. */
export type Shown = Said | Sent | Noted

/** What the house has to hear of. */
export type Event = Said | Pressed

/** Everything that was said, by chat, as it stands now: edits are applied, what the house has taken is ticked off. */
export type Timeline = {
  readonly series: string
  /** The number of the newest entry. */
  lastId(): number
  /** The newest messages of a chat that this person may see, oldest first. */
  newest(chat: string, person: string, count: number): readonly Shown[]
  find(chat: string, id: number): Shown | undefined
  /** The number of the bot's newest message in a chat; 0 where it never spoke. */
  newestLetter(chat: string): number
  /** What the house has not taken yet, in the order it was said. */
  waiting(): readonly Event[]
  write<D extends Draft>(draft: D): Numbered<D>
  /** Calls back after every entry until the returned function is called. */
  watch(listener: (entry: Entry) => void): () => void
}

type Memory = {
  readonly chats: Map<string, Shown[]>
  readonly waiting: Map<number, Event>
  readonly letters: Map<string, number>
  lastId: number
}

const REWRITE_AFTER_LINES = 20_000

/** Reads the journal into memory and keeps both in step. Old messages are dropped from both when the journal grows long. */
export function openTimeline(journal: Journal, now: () => Date): Timeline {
  const memory: Memory = { chats: new Map(), waiting: new Map(), letters: new Map(), lastId: 0 }
  const listeners = new Set<(entry: Entry) => void>()
  for (const entry of journal.replayed) remember(memory, entry)
  let longest = REWRITE_AFTER_LINES

  function shorten(): void {
    if (journal.lines() <= longest) return
    const kept = snapshot(memory)
    journal.rewrite(kept)
    longest = Math.max(REWRITE_AFTER_LINES, kept.length * 2)
  }

  shorten()
  return {
    series: journal.series,
    lastId: () => memory.lastId,
    newest: (chat, person, count) => newest(memory.chats.get(chat) ?? [], person, count),
    find: (chat, id) => memory.chats.get(chat)?.find((shown) => shown.id === id),
    newestLetter: (chat) => memory.letters.get(chat) ?? 0,
    waiting: () => [...memory.waiting.values()],
    write(draft) {
      const entry = journal.append(draft, now())
      remember(memory, entry)
      shorten()
      for (const listener of listeners) listener(entry)
      return entry
    },
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function newest(shown: readonly Shown[], person: string, count: number): readonly Shown[] {
  const seen: Shown[] = []
  for (let at = shown.length - 1; at >= 0 && seen.length < count; at -= 1) {
    const one = shown[at]
    if (one && (one.kind !== 'noted' || one.onlyFor === person)) seen.push(one)
  }
  return seen.toReversed()
}

function remember(memory: Memory, entry: Entry): void {
  memory.lastId = Math.max(memory.lastId, entry.id)
  switch (entry.kind) {
    case 'said':
      if (!entry.taken) memory.waiting.set(entry.id, entry)
      return show(memory, entry)
    case 'sent':
      memory.letters.set(entry.chat, entry.id)
      return show(memory, entry)
    case 'noted':
      return show(memory, entry)
    case 'pressed':
      memory.waiting.set(entry.id, entry)
      return
    case 'taken':
      memory.waiting.delete(entry.event)
      return replace(memory, entry.chat, entry.event, (shown) => (shown.kind === 'said' ? { ...shown, taken: true } : shown))
    case 'edited':
      return replace(memory, entry.chat, entry.message, (shown) => (shown.kind === 'sent' ? edit(shown, entry) : shown))
  }
}

function edit(sent: Sent, by: Extract<Entry, { kind: 'edited' }>): Sent {
  const edited: Sent = { ...sent, text: by.text, choices: by.choices, edited: true }
  return by.file ? { ...edited, file: by.file } : edited
}

function show(memory: Memory, shown: Shown): void {
  const chat = memory.chats.get(shown.chat) ?? []
  chat.push(shown)
  // In lumps, so that a busy group does not move five hundred messages for every new one.
  if (chat.length > KEPT_MESSAGES * 2) chat.splice(0, chat.length - KEPT_MESSAGES)
  memory.chats.set(shown.chat, chat)
}

function replace(memory: Memory, chat: string, id: number, change: (shown: Shown) => Shown): void {
  const all = memory.chats.get(chat) ?? []
  const at = all.findLastIndex((shown) => shown.id === id)
  const shown = all[at]
  if (shown) all[at] = change(shown)
}

function snapshot(memory: Memory): readonly Entry[] {
  const kept = new Map<number, Entry>()
  for (const chat of memory.chats.values()) for (const shown of chat.slice(-KEPT_MESSAGES)) kept.set(shown.id, shown)
  for (const event of memory.waiting.values()) kept.set(event.id, event)
  return [...kept.values()].toSorted((one, other) => one.id - other.id)
}
