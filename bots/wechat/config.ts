/** What the bot needs to know to start. */
export type WechatSettings = {
  /** The npm name of the puppet that carries the messages; there is no default, because the default one gets accounts blocked. */
  readonly puppet: string
  readonly token?: string
  /** Host and port of the gateway. */
  readonly endpoint?: string
  /** `off`: the gateway speaks without TLS, on a loopback or a closed network. */
  readonly tls: 'on' | 'off'
  /** Where the login lies, readable by the program's user only. */
  readonly folder: string
  readonly pace: WechatPace
}

/** How gently the account speaks: Tencent forbids bots on personal accounts, so it must not look like one in a hurry. */
export type WechatPace = {
  /** Between two messages pass at least so many seconds, at most so many; which is left to chance. */
  readonly pauseSeconds: { readonly least: number; readonly most: number }
  /** Own messages in one group within an hour; answers to people may be twice as many. */
  readonly groupHourlyCap: number
  /** How long it keeps silent after a send that failed: at first, and at most when it fails again and again. */
  readonly penaltyMinutes: { readonly least: number; readonly most: number }
}

/** The one account of this program on WeChat. Its name never changes, whatever ids a new login brings. */
export const WECHAT = { platform: 'wechat', account: 'wechat' } as const
