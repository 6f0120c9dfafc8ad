import { ASK_BACK, NONE } from './scene.ts'
import type { Intent, IntentName } from './utterance.ts'

/** What one clause says twice, for the sender and for another, is one record for both. */
function merge(first: Intent, second: Intent): Intent {
  const both = [first.on_behalf_of, second.on_behalf_of].flat().filter((name) => name !== undefined)
  const who = [...new Set(both)]
  const months = [first.months, second.months].every((list) => Array.isArray(list))
    ? { months: [...new Set([first.months, second.months].flat() as string[])].toSorted() }
    : {}
  const [only] = who
  if (only === undefined) return { ...second, ...first, ...months, ...((first.self ?? second.self) && { self: true }) }
  const withSelf = first.self === true || second.self === true || first.on_behalf_of === undefined
  return { ...first, ...second, ...months, on_behalf_of: who.length === 1 ? only : who, self: withSelf }
}

function joinSame(heard: readonly Intent[]): readonly Intent[] {
  const joined = new Map<string, Intent>()
  for (const intent of heard) {
    const key = intent.intent === 'record_for_member' ? `${intent.intent} ${intent.name ?? ''}` : intent.intent
    const known = joined.get(key)
    joined.set(key, known ? merge(known, intent) : intent)
  }
  return [...joined.values()]
}

/** Words that say the sender is not there yet; with them a sign-in of the same message is one made before arriving. */
function dropEarlySignIn(intents: readonly Intent[]): readonly Intent[] {
  const late = intents.some(({ intent }) => intent === 'late_arrival_note')
  return late ? intents.filter(({ intent }) => intent !== 'check_in') : intents
}

/** A sign-in and a leave by the same person cannot both be meant: the bot asks. */
function contradicts(intents: readonly Intent[]): boolean {
  if (intents.length < 2) return false
  const checkIn = intents.find(({ intent }) => intent === 'check_in')
  const leave = intents.find(({ intent }) => intent === 'leave_request')
  return checkIn !== undefined && leave !== undefined && !checkIn.on_behalf_of && !leave.on_behalf_of
}

/** A number, a place or a wish to transfer tells more than that one is well; a matter in dispute is no claim. */
const OUTDONE: readonly (readonly [IntentName, readonly IntentName[]])[] = [
  ['contact_phone', ['contact_ok']],
  ['contact_place', ['contact_ok']],
  ['migrant_leaving', ['contact_ok', 'contact_place']],
  ['migrant_returned', ['contact_ok', 'contact_place']],
  ['transfer_wish', ['contact_ok', 'contact_place', 'migrant_leaving', 'how_to']],
  ['dues_status_query', ['dues_claim']],
  ['dues_hardship', ['dues_claim', 'dues_amount_query', 'how_to']],
]

function dropOutdone(intents: readonly Intent[]): readonly Intent[] {
  const dropped = new Set(OUTDONE.flatMap(([stronger, weaker]) => (intents.some(({ intent }) => intent === stronger) ? weaker : [])))
  return dropped.size === 0 ? intents : intents.filter(({ intent }) => !dropped.has(intent))
}

/** `self` accompanies `on_behalf_of` and nothing else. */
function withoutBareSelf(intent: Intent): Intent {
  if (intent.self === undefined || intent.on_behalf_of !== undefined) return intent
  const { self: _said, ...rest } = intent
  return rest
}

/** Joins what the clauses said: nothing beats silence, an action beats a question, and one message says a thing once. */
export function settle(heard: readonly Intent[]): readonly Intent[] {
  const said = dropOutdone(dropEarlySignIn(joinSame(heard.filter(({ intent }) => intent !== 'none'))))
  const actions = said.filter(({ intent }) => intent !== 'ask_back')
  if (contradicts(actions)) return [ASK_BACK]
  if (actions.length > 0) return actions.map(withoutBareSelf)
  return said.length > 0 ? [ASK_BACK] : [NONE]
}
