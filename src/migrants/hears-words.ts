import type { WordLists } from '../kernel/chat/lexicon.ts'
import { PLACE_NAMES } from '../kernel/language/places.ts'

const VAGUE = new Set('外省 省外 外地 外头 外面 国外 海外'.split(' '))

/** Places that are a direction rather than a place: no slot is made of them. */
export function isVague(place: string): boolean {
  return VAGUE.has(place)
}

/** Place names and the words of being away. */
export const PLACE_WORDS: WordLists = { place: PLACE_NAMES }
