import { openClient } from './client.ts'
import type { TelegramSettings } from './config.ts'
import { explainPoll } from './poll.ts'

/** Asks Telegram once how our account is, for the doctor; plain words, and never the token. */
export async function lookAtTelegram(settings: TelegramSettings): Promise<readonly { ok: boolean; line: string }[]> {
  const client = openClient(settings)
  try {
    const me = await client.api.getMe()
    return [
      { ok: true, line: `Telegram：连得上，账号是 @${me.username}` },
      me.can_read_all_group_messages
        ? { ok: true, line: 'Telegram：群里每句话都听得到' }
        : { ok: true, line: 'Telegram：隐私模式开着，群里只听得到按钮、命令、回复和提到它的话' },
    ]
  } catch (error) {
    return [
      explainPoll(error).kind === 'locked-out'
        ? { ok: false, line: 'Telegram：令牌不对，请核对 TELEGRAM_BOT_TOKEN' }
        : { ok: false, line: 'Telegram：连不上，请检查网络、TELEGRAM_API_ROOT 和 TELEGRAM_PROXY' },
    ]
  } finally {
    client.hangUp()
  }
}
