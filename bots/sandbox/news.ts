import type { Cast, Person } from './config.ts'
import type { Timeline } from './timeline.ts'

/** Who has been spoken to and has not looked yet. It lives as long as the program: a start begins with everything seen. */
export type News = {
  /** This person has this chat before their eyes. */
  look(person: string, chat: string): void
  has(person: string, chat: string): boolean
  /** Everybody whose private chat has something new. */
  waiting(cast: Cast): readonly Person[]
}

/** Starts with everything seen. */
export function openNews(timeline: Timeline): News {
  const begun = timeline.lastId()
  const seen = new Map<string, number>()
  const key = (person: string, chat: string) => JSON.stringify([person, chat])
  const has = (person: string, chat: string) => timeline.newestLetter(chat) > (seen.get(key(person, chat)) ?? begun)
  return {
    look: (person, chat) => seen.set(key(person, chat), timeline.lastId()),
    has,
    waiting: (cast) => cast.people.filter((person) => has(person.id, person.id)),
  }
}
