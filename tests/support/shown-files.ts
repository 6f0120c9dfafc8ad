import type { FileReference } from '../../src/kernel/chat/message.ts'
import type { Village } from './village.ts'

const MOST_LOOKS = 250
const PAUSE_MILLISECONDS = 20

/** The files that hang in a chat, once there are so many: pictures are really drawn, which takes a moment. */
export async function shownFiles(village: Village, chat: { readonly chat: string }, count: number): Promise<readonly FileReference[]> {
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    const files = village.screen(chat).flatMap(({ file }) => (file === undefined ? [] : [file]))
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS))
    await village.pass({ seconds: 1 })
    if (files.length >= count) return files
  }
  throw new Error(`waited in vain for ${count} files`)
}
