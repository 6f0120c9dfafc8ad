import { timingSafeEqual } from 'node:crypto'
import type { Update } from 'grammy/types'
import { handInOnce, translateAll } from './hand-in.ts'
import type { Counter } from './hand-in.ts'

/** The status the web server answers Telegram with: anything but 200 makes Telegram bring the update again. */
export type WebhookStatus = 200 | 400 | 401 | 503

/** Takes one update Telegram brought; answers 200 only once it is committed. `secret` is the header `X-Telegram-Bot-Api-Secret-Token`. */
export async function takeUpdate(counter: Counter, expected: string, body: string, secret: string | undefined): Promise<WebhookStatus> {
  if (!isSame(expected, secret ?? '')) return 401
  const update = parse(body)
  if (update === undefined) return 400
  const rest = await handInOnce(counter, translateAll(counter, [update]))
  return rest.slips.length === 0 ? 200 : 503
}

function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function parse(body: string): Update | undefined {
  try {
    const found: unknown = JSON.parse(body)
    return isUpdate(found) ? found : undefined
  } catch {
    return undefined
  }
}

function isUpdate(value: unknown): value is Update {
  return typeof value === 'object' && value !== null && 'update_id' in value && typeof value.update_id === 'number'
}
