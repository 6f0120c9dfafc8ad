import type { Chat } from '../../src/kernel/chat/message.ts'
import type { Cast, Person } from './config.ts'
import { words } from './words.ts'

/** Which of the two phones. */
export type Side = 'left' | 'right'

/** A chat that a person can open: a group, or the private chat with the bot, whose id is the person's. */
type OpenChat = Chat & { readonly title: string }

/** What one phone shows. */
export type Phone = {
  readonly side: Side
  readonly person: Person
  readonly chat: OpenChat
  /** Written but not sent. */
  readonly draft: string
  /** The number of the bot's message that is being answered. */
  readonly replyTo?: number
}

/** The whole page as its address tells it: there is nothing to remember on the server and no cookie. */
export type View = {
  readonly cast: Cast
  readonly left: Phone
  readonly right: Phone
  /** The phone that a narrow screen shows. */
  readonly shown: Side
}

/** A query string as hono reads it. */
type Query = Readonly<Record<string, string>>

/** The people's offices as the page groups them, in this order. */
export const OFFICES = ['书记', '委员', '党员', '监督', '村民', '镇里'] as const

/** The office under which a person is listed. Who is secretary and something else is found under the secretaries. */
export function officeOf(person: Person): (typeof OFFICES)[number] {
  const office = person.what.split('·')[0] ?? ''
  if (/镇|乡/.test(office)) return '镇里'
  if (/书记/.test(office)) return '书记'
  if (/监督/.test(office)) return '监督'
  if (/委员|村委/.test(office)) return '委员'
  return /村民|群众/.test(office) ? '村民' : '党员'
}

/** Reads the address. Whoever or whatever is unknown is replaced by what a newcomer should see first; undefined when nobody plays. */
export function readView(query: Query, cast: Cast): View | undefined {
  const secretary = firstOf(cast, '书记', (person) => person.groups.length > 0) ?? cast.people[0]
  if (!secretary) return undefined
  const member = firstOf(cast, '党员', (person) => person.groups.some((group) => secretary.groups.includes(group))) ?? secretary
  const shared = member.groups.find((group) => secretary.groups.includes(group)) ?? 'private'
  return {
    cast,
    left: readPhone(query, 'left', { left: shared, leftAs: member.id }, cast, member),
    right: readPhone(query, 'right', { right: 'private', rightAs: secretary.id }, cast, secretary),
    shown: query['show'] === 'left' ? 'left' : 'right',
  }
}

/** The chats a person can open: their groups, then the private chat with the bot. */
export function chatsOf(person: Person, cast: Cast): readonly OpenChat[] {
  const groups = cast.groups.filter((group) => person.groups.includes(group.id))
  const own: OpenChat = { id: person.id, kind: 'private', title: words.privateChat }
  return [...groups.map((group): OpenChat => ({ id: group.id, kind: 'group', title: group.title })), own]
}

/** The address of a page that shows the same but for these changes. Drafts and replies are not carried on unless named. */
export function addressOf(view: View, change: Query = {}, path = '/'): string {
  const kept = {
    left: nameInAddress(view.left),
    leftAs: view.left.person.id,
    right: nameInAddress(view.right),
    rightAs: view.right.person.id,
    show: view.shown,
  }
  return `${path}?${new URLSearchParams({ ...kept, ...change }).toString()}`
}

/** How the address names a phone's chat. The private chat is named by the word, so that it stays private when the person changes. */
export function nameInAddress(phone: Phone): string {
  return phone.chat.kind === 'private' ? 'private' : phone.chat.id
}

/** The first person of an office who also fits. */
export function firstOf(cast: Cast, office: (typeof OFFICES)[number], fits: (person: Person) => boolean): Person | undefined {
  return cast.people.find((person) => officeOf(person) === office && fits(person))
}

function readPhone(query: Query, side: Side, first: Query, cast: Cast, fallback: Person): Phone {
  const asked = query[`${side}As`] ?? first[`${side}As`]
  const person = cast.people.find((one) => one.id === asked) ?? fallback
  const chats = chatsOf(person, cast)
  const wanted = query[side] ?? first[side]
  const chat = chats.find((one) => (one.kind === 'private' ? wanted === 'private' : one.id === wanted)) ?? privateChatOf(person)
  const reply = Number(query[`${side}Reply`])
  const phone = { side, person, chat, draft: (query[`${side}Draft`] ?? '').slice(0, 1000) }
  return Number.isSafeInteger(reply) && reply > 0 ? { ...phone, replyTo: reply } : phone
}

function privateChatOf(person: Person): OpenChat {
  return { id: person.id, kind: 'private', title: words.privateChat }
}
