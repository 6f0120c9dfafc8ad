const TOGETHER_MS = 2_000
const LONGEST_CHAT_WAIT_MS = 60_000
const CHATS_TOGETHER = 3

/** Remembers who was throttled, because Telegram's 429 does not say whether it means one chat or all of them. */
export type Throttle = {
  /** Tells whether a wait imposed on this chat is meant for the whole account. */
  readonly isWholeAccount: (chat: string, afterMs: number) => boolean
}

/** Three chats throttled within two seconds, or a wait longer than any chat's limit asks for, mean the account. */
export function createThrottle(now: () => Date): Throttle {
  let recent: { readonly chat: string; readonly at: number }[] = []
  return {
    isWholeAccount: (chat, afterMs) => {
      const at = now().getTime()
      recent = [...recent.filter((other) => other.chat !== chat && at - other.at < TOGETHER_MS), { chat, at }].slice(-CHATS_TOGETHER)
      return afterMs > LONGEST_CHAT_WAIT_MS || recent.length >= CHATS_TOGETHER
    },
  }
}
