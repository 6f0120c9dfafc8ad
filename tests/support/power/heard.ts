import type { Deed } from '../program/crowd.ts'

/** What the platform was told by a program, as far as it binds the program. */
export type Heard = {
  /** Everything up to this update was acknowledged. */
  acknowledgedUpTo: number
  /** The lines that pressers were shown, by the press. */
  readonly answers: Map<string, string>
  /** Every message it was asked to show. */
  readonly said: { readonly chat: string; readonly text: string }[]
}

/** Nothing heard yet. */
export function nothingHeard(): Heard {
  return { acknowledgedUpTo: 0, answers: new Map(), said: [] }
}

/** Adds what one piece of the network's traffic tells: a body of a request is never in two pieces, it is too short for that. */
export function hear(heard: Heard, data: Buffer): void {
  for (const match of data.toString('utf8').matchAll(/\{"[^\r\n]*\}/gu)) {
    const body = readBody(match[0])
    if (typeof body['offset'] === 'number') heard.acknowledgedUpTo = Math.max(heard.acknowledgedUpTo, body['offset'] - 1)
    if (typeof body['callback_query_id'] === 'string')
      heard.answers.set(body['callback_query_id'], typeof body['text'] === 'string' ? body['text'] : '')
    if (typeof body['text'] === 'string' && typeof body['chat_id'] === 'string' && body['message_id'] === undefined)
      heard.said.push({ chat: body['chat_id'], text: body['text'] })
  }
}

function readBody(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}

/** What people did, with the answers as they stood at that moment. */
export function deedsAsHeard(deeds: readonly Deed[], heard: Heard): readonly Deed[] {
  return deeds.map((deed) => {
    if (deed.kind !== 'press') return deed
    const text = heard.answers.get(deed.press.id)
    return { ...deed, press: { ...deed.press, answer: text === undefined ? undefined : { text, at: 0 } } }
  })
}
