import { GrammyError, HttpError } from 'grammy'
import type { Delivery } from '../../src/kernel/chat/message.ts'

/** What became of one call: a delivery, or one of two answers that only the sender of the call can judge. */
export type Outcome =
  | Delivery
  /** The message already reads exactly so. */
  | { readonly kind: 'unchanged' }
  /** It cannot be done this way, perhaps another: a picture has a caption instead of a text, a topic was closed. */
  | { readonly kind: 'unfit'; readonly reason: string }

const UNREACHED_MS = 5_000
const BROKEN_MS = 5_000
const THROTTLED_MS = 5_000
const LOCKED_OUT_MS = 600_000

/** Errors of a connection that never came about: nothing can have been delivered. */
const NEVER_REACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'EPROXY',
])

/** Tells whether a request cannot have left this machine. */
export function isNeverReached(error: unknown): boolean {
  return error instanceof HttpError && NEVER_REACHED.has(codeOf(error.error))
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}

/** Translates whatever a call threw. Says nothing of the request itself, whose address carries the token. */
export function explain(error: unknown, chat: string): Outcome {
  if (error instanceof GrammyError) return explainRefusal(error, chat)
  const maybeDelivered = !isNeverReached(error)
  const afterMs = maybeDelivered ? BROKEN_MS : UNREACHED_MS
  return { kind: 'try-later', afterMs, maybeDelivered, reason: maybeDelivered ? '网络断了' : '连不上', wholeAccount: true }
}

function explainRefusal({ error_code: code, description, parameters }: GrammyError, chat: string): Outcome {
  if (code === 429) {
    const afterMs = parameters.retry_after === undefined ? THROTTLED_MS : parameters.retry_after * 1_000
    return { kind: 'try-later', afterMs, maybeDelivered: false, reason: '发得太快', wholeAccount: false }
  }
  if (code === 401 || code === 404) {
    return { kind: 'try-later', afterMs: LOCKED_OUT_MS, maybeDelivered: false, reason: '令牌失效', wholeAccount: true }
  }
  if (code === 409) return { kind: 'try-later', afterMs: BROKEN_MS, maybeDelivered: false, reason: '令牌在别处使用', wholeAccount: true }
  if (code >= 500) return { kind: 'try-later', afterMs: BROKEN_MS, maybeDelivered: true, reason: '平台出了故障', wholeAccount: false }
  if (parameters.migrate_to_chat_id !== undefined) return { kind: 'moved', to: String(parameters.migrate_to_chat_id) }
  const scope = chat.startsWith('-') ? 'room' : 'person'
  if (code === 403) return { kind: 'gone', scope, reason: goneReason(description, scope) }
  if (code === 413) return { kind: 'refused', reason: '文件太大' }
  return explainBadRequest(description.toLowerCase(), scope)
}

function goneReason(description: string, scope: 'person' | 'room'): string {
  if (scope === 'room') return '机器人不在这个群里了'
  if (description.includes('deactivated')) return '账号已注销'
  return description.includes('blocked') ? '对方停用了机器人' : '对方还没找过机器人'
}

type Reading = readonly [sign: string, outcome: (scope: 'person' | 'room') => Outcome]

const refused = (reason: string) => (): Outcome => ({ kind: 'refused', reason })
const unfit = (reason: string) => (): Outcome => ({ kind: 'unfit', reason })
const gone =
  (person: string, room: string) =>
  (scope: 'person' | 'room'): Outcome => ({
    kind: 'gone',
    scope,
    reason: scope === 'person' ? person : room,
  })

/** Descriptions are the only way to tell one 400 from another; the first sign found decides. */
const BAD_REQUESTS: readonly Reading[] = [
  ['message is not modified', () => ({ kind: 'unchanged' })],
  ['there is no text in the message to edit', unfit('那条消息没有文字')],
  ['there is no caption in the message to edit', unfit('那条消息没有说明')],
  ['message thread not found', unfit('话题已经不在')],
  ['topic_deleted', unfit('话题已经不在')],
  ['topic_closed', unfit('话题已经关闭')],
  ['chat not found', gone('对方还没找过机器人', '找不到这个群')],
  ['peer_id_invalid', gone('对方还没找过机器人', '找不到这个群')],
  ['user is deactivated', gone('账号已注销', '找不到这个群')],
  ['group chat was deactivated', gone('找不到这个人', '这个群已经解散')],
  ['chat_write_forbidden', refused('群里不许机器人发言')],
  ['not enough rights', refused('群里不许机器人发言')],
  ['have no rights', refused('群里不许机器人发言')],
  ['chat_restricted', refused('群里不许机器人发言')],
  ['message to edit not found', refused('要改的那条消息已经不在')],
  ["message can't be edited", refused('要改的那条消息改不了')],
  ['message_id_invalid', refused('要改的那条消息已经不在')],
  ['message is too long', refused('文字太长')],
  ['caption is too long', refused('说明文字太长')],
  ['message text is empty', refused('没有文字')],
  ['button_data_invalid', refused('按钮的内容太长')],
  ['reply markup is too long', refused('按钮太多')],
  ['file is too big', refused('文件太大')],
  ['file must be non-empty', refused('文件是空的')],
  ['file identifier', refused('文件找不到了')],
  ['photo_invalid_dimensions', refused('图片尺寸不合适')],
  ['image_process_failed', refused('图片打不开')],
]

function explainBadRequest(description: string, scope: 'person' | 'room'): Outcome {
  const reading = BAD_REQUESTS.find(([sign]) => description.includes(sign))
  return reading === undefined ? { kind: 'refused', reason: '平台不收这条消息' } : reading[1](scope)
}
