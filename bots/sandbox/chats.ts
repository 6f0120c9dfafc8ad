import type { Cast } from './config.ts'

/** Which chats there are. */
export type Chats = {
  /** Whether there is a group or a person of this id. Asks for the cast again only when the id is new. */
  exist(chat: string): Promise<boolean>
}

/** Remembers the chats it has seen, so that a letter does not cost a look into the roster. */
export function openChats(cast: () => Promise<Cast>): Chats {
  const known = new Set<string>()
  return {
    async exist(chat) {
      if (!known.has(chat)) {
        const { groups, people } = await cast()
        for (const one of [...groups, ...people]) known.add(one.id)
      }
      return known.has(chat)
    },
  }
}
