import type { Api } from 'grammy'
import { menu } from './commands.ts'
import type { TelegramSettings } from './config.ts'
import { wantedUpdates } from './incoming.ts'
import { explainPoll } from './poll.ts'
import type { Loop } from './poll.ts'
import { lines } from './standing.ts'

/** What Telegram says about our own account. */
export type Known = {
  readonly username: string
  /** False in privacy mode: in groups we then hear only commands, mentions and answers to us. */
  readonly readsAllMessages: boolean
}

/** Asks who we are, settles how updates come, and hangs out the menu; undefined when it did not work this time. */
export async function greet(
  api: Api,
  loop: Pick<Loop, 'standing' | 'unreachableLine'>,
  settings: TelegramSettings,
): Promise<Known | undefined> {
  try {
    const me = await api.getMe()
    await settleWebhook(api, settings)
    // The menu is a convenience: nobody needs it, so its failure stops nothing.
    await api.setMyCommands(menu.map(({ command, description }) => ({ command, description }))).catch(() => undefined)
    loop.standing.become('running', lines.running)
    return { username: me.username, readsAllMessages: me.can_read_all_group_messages }
  } catch (error) {
    if (explainPoll(error).kind === 'locked-out') loop.standing.become('stopped', lines.wrongToken)
    else loop.standing.become('unreachable', loop.unreachableLine)
    return undefined
  }
}

/** A webhook left from elsewhere would make every poll a conflict. Nothing that waits is dropped. */
async function settleWebhook(api: Api, { webhook }: TelegramSettings): Promise<void> {
  if (webhook === undefined) await api.deleteWebhook()
  else await api.setWebhook(webhook.url, { secret_token: webhook.secret, allowed_updates: [...wantedUpdates] })
}
