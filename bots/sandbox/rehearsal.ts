import type { Context } from 'hono'
import type { Chats } from './chats.ts'
import type { House } from './config.ts'
import type { Streams } from './events.ts'
import type { Files } from './files.ts'
import type { Handover } from './handover.ts'
import type { News } from './news.ts'
import type { Assets } from './pages.tsx'
import type { Scene } from './phone.tsx'
import type { Progress } from './steps.ts'
import type { Timeline } from './timeline.ts'
import { readView } from './view.ts'

/** The rooms of the rehearsal that its pages look into. */
export type Rehearsal = {
  readonly house: House
  readonly timeline: Timeline
  readonly news: News
  readonly progress: Progress
  readonly files: Files
  readonly chats: Chats
  readonly streams: Streams
  readonly handover: Handover
  readonly assets: Assets
  readonly isStopped: () => boolean
}

/** Reads from a request what the page shows; undefined when nobody plays. Both open chats count as seen. */
export async function sceneOf({ house, timeline, news, progress }: Rehearsal, context: Context): Promise<Scene | undefined> {
  const view = readView(context.req.query(), await house.cast())
  if (!view) return undefined
  const scene = { view, timeline, news, progress }
  look(scene)
  return scene
}

/** Both people have their open chat before their eyes. */
export function look({ view, news }: Scene): void {
  for (const phone of [view.left, view.right]) news.look(phone.person.id, phone.chat.id)
}
