import type { FileReference } from '../../src/kernel/chat/message.ts'
import type { Chain } from './chain.ts'
import { WECHAT, type WechatSettings } from './config.ts'
import type { Door } from './door.ts'
import type { Penalty } from './penalty.ts'
import type { Puppet } from './puppet.ts'
import type { Record } from './record.ts'
import type { Standing } from './standing.ts'

/** The picture of the login code, as a letter may carry it to an operator on another platform. */
export const LOGIN_PICTURE: FileReference = {
  ...WECHAT,
  reference: 'login',
  name: '微信登录.png',
  mime: 'image/png',
  bytes: 0,
  kind: 'photo',
}

type Parts = {
  readonly settings: WechatSettings
  readonly record: Record
  readonly standing: Standing
  readonly penalty: Penalty
  readonly door: Door
  readonly chain: Chain
  readonly stopping: AbortController
  readonly print: (text: string) => void
  readonly pause: (ms: number) => Promise<void>
}

/** The account from the start of the program to its end, over however many connections and logins. */
export type Session = Parts & {
  /** The puppet while the account is logged in. */
  puppet?: Puppet | undefined
  /** The id under which it is logged in, or was last. */
  self: string
  /** The last new login that was told to the house, or is being told. */
  login?: { readonly mark: string; readonly number: number }
  /** The login code that waits to be scanned. */
  code?: string | undefined
  isOff: boolean
  /** Resolves when it is known for the first time how the account is. */
  readonly met: Promise<void>
  readonly meet: () => void
  /** Switches on or off; the connection hears it at once. */
  readonly turn: (to: 'on' | 'off') => void
  /** Resolves at the next switching. */
  readonly turned: () => Promise<void>
}

/** A session that has not connected yet. */
export function openSession(parts: Parts): Session {
  let meet = (): void => {}
  const met = new Promise<void>((resolve) => {
    meet = resolve
  })
  const watchers: (() => void)[] = []
  const session: Session = {
    ...parts,
    self: '',
    isOff: false,
    met,
    meet: () => meet(),
    turn: (to) => {
      if (session.isOff === (to === 'off')) return
      session.isOff = to === 'off'
      for (const watcher of watchers.splice(0)) watcher()
    },
    turned: () => new Promise((resolve) => void watchers.push(resolve)),
  }
  return session
}
