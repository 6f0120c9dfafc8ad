import { expect } from 'vitest'
import type { Chat, FileReference, Incoming, IncomingMessage, Sender } from '../../src/kernel/chat/message.ts'
import type { SaidLetter } from './letters.ts'
import type { Office } from './office.ts'

export type SayMore = {
  readonly content?: IncomingMessage['content']
  readonly file?: FileReference
  readonly repliesTo?: string
  readonly addressed?: boolean
  readonly startCode?: string
  readonly nobody?: Sender['nobody']
  /** The name under which the group sees them, and our own remark on them, where the platform tells such names. */
  readonly alias?: string
  readonly remark?: string
  /** The platform's number of the event; the same one twice is the same event told twice. */
  readonly key?: string
}

/** What came of something a person did: what was said in that chat, everywhere, and to the presser alone. */
export type Answer = {
  /** The texts said in the chat where it happened. */
  readonly texts: readonly string[]
  /** Every letter it caused, wherever it goes. */
  readonly letters: readonly SaidLetter[]
  readonly toast?: string
  /** The texts said in another chat. */
  to(chat: { readonly chat: string }): readonly string[]
}

/** Somebody in one chat. */
export type Voice = {
  says(text: string, more?: SayMore): Promise<Answer>
  /** Says something and must hear exactly these texts in that chat; none means silence there. */
  hears(text: string, ...expected: readonly (string | RegExp)[]): Promise<Answer>
  /** Presses the newest choice with this label in that chat. */
  presses(label: string): Promise<Answer>
}

/** A person with a login: speaks in private, or in a group. */
export type Talker = Voice & {
  readonly name: string
  /** The address of the private chat, which is also the sender's id. */
  readonly chat: string
  in(group: Group): Voice
  /** Everything said so far in the private chat. */
  inbox(): Promise<readonly string[]>
  blocks(): Promise<Answer>
}

/** A group chat on the platform. */
export type Group = {
  readonly title: string
  readonly chat: string
  /** Everything said so far in it. */
  inbox(): Promise<readonly string[]>
  addsBot(by: Talker): Promise<Answer>
  removesBot(by: Talker): Promise<Answer>
  movesTo(chat: string): Promise<Answer>
}

let keys = 0

/** Lets a person talk. */
export function makeTalker(office: Office, who: { readonly id: string; readonly name: string }): Talker {
  const own = makeVoice(office, who, { id: who.id, kind: 'private' })
  return {
    ...own,
    name: who.name,
    chat: who.id,
    in: (group) => makeVoice(office, who, { id: group.chat, kind: 'group', title: group.title }),
    inbox: () => inboxOf(office, who.id),
    blocks: () =>
      answer(office, { kind: 'reachability', ...envelope(office, { id: who.id, kind: 'private' }), from: who, reachable: false }),
  }
}

/** Makes a group chat. */
export function makeGroup(office: Office, it: { readonly id: string; readonly title: string }): Group {
  const group = { title: it.title, chat: it.id }
  const where = (): Chat => ({ id: group.chat, kind: 'group', title: it.title })
  const byWhom = (person: Talker) => ({ ...envelope(office, where()), from: { id: person.chat, name: person.name } })
  return Object.assign(group, {
    inbox: () => inboxOf(office, group.chat),
    addsBot: (by: Talker) => answer(office, { kind: 'bot-added', ...byWhom(by) }),
    removesBot: (by: Talker) => answer(office, { kind: 'bot-removed', ...byWhom(by) }),
    movesTo: async (chat: string) => {
      const moved = await answer(office, { kind: 'room-moved', ...envelope(office, where()), to: chat })
      group.chat = chat
      return moved
    },
  })
}

function makeVoice(office: Office, who: { readonly id: string; readonly name: string }, chat: Chat): Voice {
  const says: Voice['says'] = (text, more = {}) => {
    const { nobody, alias, remark, key, content = 'text', addressed = chat.kind === 'private', ...rest } = more
    const from: Sender = {
      ...who,
      ...(nobody === undefined ? {} : { nobody }),
      ...(alias === undefined ? {} : { alias }),
      ...(remark === undefined ? {} : { remark }),
    }
    return answer(office, { kind: 'message', ...envelope(office, chat, key), from, text, content, addressed, ...rest })
  }
  return {
    says,
    hears: async (text, ...expected) => {
      const heard = await says(text)
      expect(heard.texts).toEqual(expected.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))))
      return heard
    },
    presses: async (label) => {
      const letters = (await office.letters()).filter((letter) => letter.chat === chat.id)
      const choice = letters
        .toReversed()
        .flatMap(({ choices }) => choices)
        .find((one) => one.label === label)
      if (choice === undefined) throw new Error(`nobody was offered "${label}" in ${chat.id}`)
      return pressIn(office, who, chat, choice.token)
    },
  }
}

/** Somebody presses a choice by its token, whether it was offered to them or not. */
export function pressIn(office: Office, from: { readonly id: string; readonly name: string }, chat: Chat, token: string): Promise<Answer> {
  return answer(office, { kind: 'press', ...envelope(office, chat), from, token })
}

function envelope(office: Office, chat: Chat, key?: string) {
  keys += 1
  return { key: key ?? `e${keys}`, at: office.clock.now(), chat }
}

async function answer(office: Office, event: Incoming): Promise<Answer> {
  const { receipts, letters } = await office.receive(event)
  const [receipt] = receipts
  const textsIn = (chat: string) => letters.filter((letter) => letter.chat === chat).map(({ text }) => text)
  return {
    texts: textsIn(event.kind === 'room-moved' ? event.to : event.chat.id),
    letters,
    to: ({ chat }) => textsIn(chat),
    ...(receipt?.kind === 'done' && receipt.toast !== undefined ? { toast: receipt.toast } : {}),
  }
}

async function inboxOf(office: Office, chat: string): Promise<readonly string[]> {
  return (await office.letters()).filter((letter) => letter.chat === chat).map(({ text }) => text)
}
