import { type Child, startChild } from './child.ts'

/** Where the double is, and the ids of the groups and people in it. */
export type Opened = {
  readonly url: string
  readonly token: string
  readonly groups: readonly number[]
  readonly people: readonly number[]
}

/** How long it took until all was committed and acknowledged, and until every presser had an answer. */
export type Burst = { readonly safeMs: number; readonly toldMs: number }

/** Each presser's wait in milliseconds, and the longest time in which nobody got an answer. */
export type Trickled = { readonly waits: readonly number[]; readonly longestSilence: number }

/** A Telegram in a process of its own. */
export type TelegramProcess = Opened & {
  hang(number: number, text: string, data: string): Promise<void>
  burst(count: number, number: number): Promise<Burst>
  trickle(count: number, everyMs: number, number: number): Promise<Trickled>
  talk(count: number): Promise<void>
  /** Everybody says one thing in the own group at once. */
  say(count: number, text: string): Promise<Burst>
  stop(): Promise<void>
}

/** Starts it with so many groups and people. */
export async function startTelegramProcess(groups: number, people: number): Promise<TelegramProcess> {
  const child: Child = await startChild('./telegram-child.ts')
  const opened = await child.ask<Opened>('open', groups, people)
  return {
    ...opened,
    hang: (...words) => child.ask('hang', ...words),
    burst: (...words) => child.ask('burst', ...words),
    trickle: (...words) => child.ask('trickle', ...words),
    talk: (...words) => child.ask('talk', ...words),
    say: (...words) => child.ask('say', ...words),
    stop: child.stop,
  }
}
