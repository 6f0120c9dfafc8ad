import type { Part } from './partials.tsx'
import type { Timeline } from './timeline.ts'

/** The open streams by which pages hear what is new. */
export type Streams = {
  /** Opens a stream that tells the parts which changed since entry `after`; its event ids are the journal's numbers. */
  open(parts: () => readonly Part[], after: number): Response
  /** Ends every stream, so that the web server can close. */
  close(): void
}

type Controller = ReadableStreamDefaultController<Uint8Array>
type Source = { start(controller: Controller): void; pull(controller: Controller): void; cancel(): void }

const GATHER_MS = 30
const HEARTBEAT_MS = 25_000

/** Watches the timeline for all streams. */
export function openStreams(timeline: Timeline): Streams {
  const open = new Set<() => void>()
  return {
    open(parts, after) {
      const stream = new ReadableStream<Uint8Array>(source(timeline, parts, after, open))
      return new Response(stream, { headers: { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' } })
    },
    close() {
      for (const end of open) end()
    },
  }
}

/** A stream tells the state, not the steps: a burst becomes one event, and a slow reader skips what is already past. */
function source(timeline: Timeline, parts: () => readonly Part[], after: number, open: Set<() => void>): Source {
  const told = new Map<string, string>()
  const encoder = new TextEncoder()
  let stale = false
  let gathering: NodeJS.Timeout | undefined
  let end: () => void = () => {}

  function tell(controller: Controller): void {
    if ((controller.desiredSize ?? 0) <= 0) {
      stale = true
      return
    }
    stale = false
    const changed = parts().filter((part) => told.get(part.target) !== part.markup)
    for (const part of changed) told.set(part.target, part.markup)
    if (changed.length > 0) controller.enqueue(encoder.encode(eventOf(timeline.lastId(), changed)))
  }

  return {
    start(controller) {
      if (after !== timeline.lastId()) tell(controller)
      const unwatch = timeline.watch(() => {
        gathering ??= setTimeout(() => {
          gathering = undefined
          tell(controller)
        }, GATHER_MS)
      })
      const heartbeat = setInterval(() => controller.enqueue(encoder.encode(': \n\n')), HEARTBEAT_MS).unref()
      const closing = () => {
        end()
        controller.close()
      }
      end = () => {
        unwatch()
        clearInterval(heartbeat)
        clearTimeout(gathering)
        open.delete(closing)
      }
      open.add(closing)
    },
    pull(controller) {
      if (stale) tell(controller)
    },
    cancel: () => end(),
  }
}

function eventOf(id: number, parts: readonly Part[]): string {
  const lines = parts.flatMap((part) => part.markup.split(/\r\n|\r|\n/))
  return `id: ${id}\n${lines.map((line) => `data: ${line}\n`).join('')}\n`
}
