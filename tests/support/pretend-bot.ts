import type { Bot, BotAccount, Capabilities, Choice, Delivery, FileReference, OutgoingLetter } from '../../src/kernel/chat/message.ts'

/** A message of ours as it hangs in a chat now. */
export type Shown = {
  readonly id: string
  readonly text: string
  readonly choices: readonly Choice[]
  readonly file?: FileReference
  /** How often it was changed since it came. */
  readonly edits: number
}

/** A platform on which everything arrives at once, unless a test says otherwise. */
export type PretendBot = Bot & {
  /** What stands in a chat now, oldest first. */
  screen(chat: string): readonly Shown[]
  /** What every letter to a chat meets from now on; `undefined` lets them arrive again. */
  meets(chat: string, delivery: Delivery | undefined): void
  /** Lays a file at the platform, where a message may point at it. */
  lays(reference: string, bytes: Uint8Array): void
  /** How many letters are being delivered. */
  busy(): number
}

/** Starts it. */
export function startPretendBot(account: BotAccount, capabilities: Capabilities, now: () => Date): PretendBot {
  const chats = new Map<string, Map<string, Shown>>()
  const files = new Map<string, Uint8Array>()
  const fates = new Map<string, Delivery>()
  let count = 0
  let busy = 0
  const show = (letter: OutgoingLetter): Delivery => {
    const fate = fates.get(letter.chat)
    if (fate !== undefined) return fate
    const chat = chats.get(letter.chat) ?? new Map<string, Shown>()
    chats.set(letter.chat, chat)
    const { text, choices, file } = letter
    if (letter.edits !== undefined) {
      const old = chat.get(letter.edits)
      if (old === undefined || !capabilities.edits) return { kind: 'refused', reason: '要改的那条消息已经不在' }
      // An edit without choices takes the choices away, as on Telegram.
      chat.set(old.id, { ...old, text, choices, edits: old.edits + 1 })
      return { kind: 'sent', messageId: old.id }
    }
    const longest = file === undefined ? capabilities.longestText : capabilities.longestCaption
    if (text.length > longest) return { kind: 'refused', reason: '文字太长' }
    const id = `m${(count += 1)}`
    chat.set(id, { id, text, choices, edits: 0, ...(file === undefined ? {} : { file }) })
    return { kind: 'sent', messageId: id }
  }
  return {
    ...account,
    capabilities,
    deliver: async (letter) => {
      busy += 1
      await Promise.resolve()
      busy -= 1
      return show(letter)
    },
    deliverWithBytes: async (letter) => show(letter),
    fetchFile: async (file) => files.get(file.reference) ?? new Uint8Array(),
    state: () => ({ kind: 'running', line: '在运行', since: now() }),
    stop: async () => {},
    screen: (chat) => [...(chats.get(chat)?.values() ?? [])],
    meets: (chat, delivery) => void (delivery === undefined ? fates.delete(chat) : fates.set(chat, delivery)),
    lays: (reference, bytes) => void files.set(reference, bytes),
    busy: () => busy,
  }
}
