/** Everybody and every group of a pretend WeChat. */
export type World = {
  readonly contacts: readonly { readonly id: string; readonly name: string; readonly remark?: string; readonly official?: true }[]
  readonly rooms: readonly { readonly id: string; readonly title: string; readonly members: readonly string[] }[]
  readonly aliases: readonly { readonly room: string; readonly contact: string; readonly alias: string }[]
}

/** A message somebody sends; without a room it goes to the bot alone. */
export type Line = {
  readonly id: string
  readonly from: string
  readonly room?: string
  readonly type?: 'Text' | 'Image' | 'Audio' | 'Emoticon' | 'Recalled' | 'Video' | 'GroupNote' | 'Location' | 'Attachment'
  readonly text: string
  readonly mentions?: readonly string[]
  readonly file?: { readonly base64: string; readonly name: string }
}

/** What a bad gateway does: refuses texts that hold these words, throttles the next sends, answers late. */
export type Faults = { readonly refuses?: string; readonly throttles?: number; readonly slowMs?: number }

/** What the parent process tells the gateway to do. */
export type Order =
  | { readonly kind: 'enter'; readonly world: World }
  | { readonly kind: 'login'; readonly contact: string }
  | { readonly kind: 'logout'; readonly reason: string }
  | { readonly kind: 'scan'; readonly code: string }
  | { readonly kind: 'say'; readonly messages: readonly Line[]; readonly order: 'forwards' | 'backwards' }
  | { readonly kind: 'repeat'; readonly message: string }
  | { readonly kind: 'join' | 'leave'; readonly room: string; readonly contacts: readonly string[]; readonly by: string }
  | { readonly kind: 'faults'; readonly faults: Faults }

/** What the gateway tells: that it is open, and everything the bot says. */
export type Said =
  | { readonly kind: 'open' }
  | {
      readonly kind: 'sent'
      readonly chat: string
      readonly text: string
      readonly file?: { readonly name: string; readonly bytes: number }
    }
