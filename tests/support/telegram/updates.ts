import type { Clock } from './clock.ts'

/** A JSON object as it goes over the wire. */
export type Wire = Readonly<Record<string, unknown>>

type Queued = { readonly id: number; readonly at: number; readonly update: Wire }

/** How long Telegram keeps updates nobody fetched (https://core.telegram.org/bots/api#getting-updates). */
const KEPT_MS = 24 * 3_600_000
const REPEATABLE = 200

/** The queue of what the bot has not acknowledged yet. */
export type Updates = {
  /** Queues an update and returns its number, or undefined when the bot does not want this kind. */
  readonly push: (kind: string, content: Wire) => number | undefined
  /** Drops everything below `offset`; a negative one keeps only the newest. */
  readonly acknowledge: (offset: number) => void
  readonly take: (limit: number) => readonly Wire[]
  readonly waiting: () => number
  readonly acknowledgedUpTo: () => number
  /** How many updates were thrown away because nobody fetched them for 24 hours. */
  readonly expired: () => number
  readonly allow: (kinds: readonly string[]) => void
  readonly onPush: (listener: () => void) => void
  readonly drop: () => void
  /** The next answer begins with the last `count` acknowledged updates once more. */
  readonly repeat: (count: number) => void
  /** The next `answers` come in reverse order. */
  readonly reverse: (answers: number) => void
  /** Ids jump, as after a quiet week. */
  readonly jumpTo: (id: number) => void
}

/** What a bot gets when it never said what it wants: all but these. */
const NOT_BY_DEFAULT = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])

/** A queue with Telegram's rules: in order, kept for 24 hours, dropped only when acknowledged by an offset. */
export function createUpdates(clock: Clock): Updates {
  let queue: Queued[] = []
  let head = 0
  let lastId = 700_000_000
  let acknowledgedUpTo = 0
  let expired = 0
  let allowed = new Set<string>()
  const listeners: (() => void)[] = []
  const fault = { repeat: 0, reverse: 0 }
  let recent: Wire[] = []

  const compact = () => {
    if (head < 10_000 || head < queue.length / 2) return
    queue = queue.slice(head)
    head = 0
  }
  const expire = () => {
    const oldest = clock.now() - KEPT_MS
    for (let first = queue[head]; first !== undefined && first.at < oldest; first = queue[head]) {
      head += 1
      expired += 1
    }
  }
  const wants = (kind: string) => (allowed.size === 0 ? !NOT_BY_DEFAULT.has(kind) : allowed.has(kind))

  const acknowledge = (offset: number) => {
    const below = offset < 0 ? lastId + 1 + offset : offset
    for (let first = queue[head]; first !== undefined && first.id < below; first = queue[head]) {
      head += 1
      acknowledgedUpTo = first.id
      recent.push(first.update)
    }
    if (recent.length > 2 * REPEATABLE) recent = recent.slice(-REPEATABLE)
    compact()
  }

  const take = (limit: number): readonly Wire[] => {
    expire()
    const fresh = queue.slice(head, head + limit).map((queued) => queued.update)
    const repeated = fault.repeat > 0 ? recent.slice(-fault.repeat) : []
    fault.repeat = 0
    const answer = [...repeated, ...fresh].slice(0, 100)
    if (fault.reverse === 0) return answer
    fault.reverse -= 1
    return answer.toReversed()
  }

  return {
    push: (kind, content) => {
      if (!wants(kind)) return undefined
      lastId += 1
      queue.push({ id: lastId, at: clock.now(), update: { update_id: lastId, [kind]: content } })
      for (const listener of listeners) listener()
      return lastId
    },
    acknowledge,
    take,
    waiting: () => queue.length - head + fault.repeat,
    acknowledgedUpTo: () => acknowledgedUpTo,
    expired: () => expired,
    allow: (kinds) => (allowed = new Set(kinds)),
    onPush: (listener) => listeners.push(listener),
    drop: () => acknowledge(lastId + 1),
    repeat: (count) => {
      fault.repeat = Math.min(count, recent.length)
      for (const listener of listeners) listener()
    },
    reverse: (answers) => (fault.reverse = answers),
    jumpTo: (id) => (lastId = id),
  }
}
