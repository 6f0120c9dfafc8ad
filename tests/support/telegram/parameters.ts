import type { Button } from './chats.ts'
import { badRequest } from './refusal.ts'

type Parameters = Readonly<Record<string, unknown>>

/** A parameter as text; empty when it is missing. */
export function textOf(parameters: Parameters, name: string): string {
  const value = parameters[name]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

/** A parameter as a number, which a multipart body sends as text. */
export function numberOf(parameters: Parameters, name: string): number | undefined {
  const value = textOf(parameters, name)
  return value === '' ? undefined : Number(value)
}

/** A parameter as an object or list, which a multipart body sends as text. */
export function objectOf(parameters: Parameters, name: string): unknown {
  const value = parameters[name]
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    throw badRequest(`can't parse ${name} JSON object`)
  }
}

/** True for what a Bot API client may send as true. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 'true' || value === 'True'
}

/** Narrows a value to an object. */
export function isObject(value: unknown): value is Parameters {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const LONGEST_BUTTON_DATA_BYTES = 64
const MOST_BUTTONS = 100

/** The inline buttons of a request, refused as Telegram refuses them. */
export function buttonsOf(parameters: Parameters): readonly Button[] | undefined {
  const markup = objectOf(parameters, 'reply_markup')
  if (!isObject(markup)) return undefined
  const rows = markup['inline_keyboard']
  if (!Array.isArray(rows)) return undefined
  const buttons = rows.flat().map(buttonOf)
  if (buttons.length > MOST_BUTTONS) throw badRequest('reply markup is too long')
  return buttons
}

function buttonOf(wire: unknown): Button {
  if (!isObject(wire) || textOf(wire, 'text').trim() === '') {
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
  }
  const text = textOf(wire, 'text')
  const url = textOf(wire, 'url')
  if (url !== '') return { text, url }
  const data = textOf(wire, 'callback_data')
  const bytes = Buffer.byteLength(data)
  if (bytes === 0 || bytes > LONGEST_BUTTON_DATA_BYTES) throw badRequest('BUTTON_DATA_INVALID')
  return { text, data }
}
