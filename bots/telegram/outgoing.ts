import { InputFile } from 'grammy'
import type { Api } from 'grammy'
import type { InlineKeyboardButton } from 'grammy/types'
import type { Delivery, OutgoingLetter } from '../../src/kernel/chat/message.ts'
import { explain } from './refusals.ts'
import type { Throttle } from './throttle.ts'

/** The longest text and caption in UTF-16 units (https://core.telegram.org/bots/api#sendmessage). */
export const LONGEST_TEXT = 4_096
export const LONGEST_CAPTION = 1_024

/** One way of saying a letter; resolves to the number Telegram gave the message. */
type Way = (api: Api) => Promise<number>

/** A file as Telegram takes it: the reference of one that lies there, or the bytes themselves. */
export type Attachment = { readonly kind: 'photo' | 'document'; readonly content: string | InputFile }

/** A file whose bytes we bring. */
export function attach(bytes: Uint8Array, name: string, kind: 'photo' | 'document'): Attachment {
  return { kind, content: new InputFile(bytes, name.replaceAll(/[\r\n";]/g, ' ')) }
}

/** Says a letter and tells what became of it. The second way is only tried when Telegram said the first does not fit. */
export async function deliver(api: Api, throttle: Throttle, letter: OutgoingLetter, file: Attachment | undefined): Promise<Delivery> {
  const tooLong = findTooLong(letter, file)
  if (tooLong !== undefined) return { kind: 'refused', reason: tooLong }
  let reason = '平台不收这条消息'
  for (const way of waysToSay(letter, file)) {
    try {
      return { kind: 'sent', messageId: String(await way(api)) }
    } catch (error) {
      const outcome = explain(error, letter.chat)
      if (outcome.kind === 'unfit') reason = outcome.reason
      else return settle(outcome, letter, throttle)
    }
  }
  return { kind: 'refused', reason }
}

function settle(outcome: Delivery | { readonly kind: 'unchanged' }, letter: OutgoingLetter, throttle: Throttle): Delivery {
  if (outcome.kind === 'unchanged') return { kind: 'sent', messageId: letter.edits ?? '' }
  if (outcome.kind !== 'try-later' || outcome.reason !== '发得太快') return outcome
  return { ...outcome, wholeAccount: throttle.isWholeAccount(letter.chat, outcome.afterMs) }
}

function findTooLong(letter: OutgoingLetter, file: Attachment | undefined): string | undefined {
  const longest = file === undefined ? LONGEST_TEXT : LONGEST_CAPTION
  return letter.text.length > longest ? `文字太长，最多 ${longest} 字` : undefined
}

function waysToSay(letter: OutgoingLetter, file: Attachment | undefined): readonly Way[] {
  if (letter.edits !== undefined) return waysToEdit(letter, letter.edits)
  const inTopic = waysToSend(letter, file, letter.thread)
  // A topic that was closed or deleted must not silence the branch: say it in the group itself.
  return letter.thread === undefined ? [inTopic] : [inTopic, waysToSend(letter, file, undefined)]
}

function waysToSend(letter: OutgoingLetter, file: Attachment | undefined, thread: string | undefined): Way {
  const { chat, text } = letter
  const options = { ...optionsOf(letter), ...(thread === undefined ? {} : { message_thread_id: Number(thread) }) }
  if (file === undefined) return async (api) => (await api.sendMessage(chat, text, options)).message_id
  const captioned = { ...options, caption: text }
  if (file.kind === 'photo') return async (api) => (await api.sendPhoto(chat, file.content, captioned)).message_id
  return async (api) => (await api.sendDocument(chat, file.content, captioned)).message_id
}

/** Whether the old message was a text or a picture with a caption only Telegram knows. */
function waysToEdit(letter: OutgoingLetter, edits: string): readonly Way[] {
  const message = Number(edits)
  const keyboard = { reply_markup: { inline_keyboard: keyboardOf(letter) } }
  const said = async (call: Promise<unknown>) => {
    await call
    return message
  }
  if (letter.text === '') return [(api) => said(api.editMessageReplyMarkup(letter.chat, message, keyboard))]
  const asText: Way = (api) => said(api.editMessageText(letter.chat, message, letter.text, keyboard))
  const asCaption: Way = (api) => said(api.editMessageCaption(letter.chat, message, { ...keyboard, caption: letter.text }))
  return letter.file === undefined ? [asText, asCaption] : [asCaption, asText]
}

function optionsOf(letter: OutgoingLetter) {
  const reply = letter.repliesTo === undefined ? undefined : { message_id: Number(letter.repliesTo), allow_sending_without_reply: true }
  return {
    ...(reply === undefined ? {} : { reply_parameters: reply }),
    ...(letter.choices.length === 0 ? {} : { reply_markup: { inline_keyboard: keyboardOf(letter) } }),
  }
}

/** How many short labels share a line on a narrow phone. */
const LABELS_A_LINE = 2
const SHORT_LABEL = 8

function keyboardOf(letter: OutgoingLetter): InlineKeyboardButton[][] {
  const lines: InlineKeyboardButton[][] = []
  const isShort = letter.choices.every(({ label }) => label.length <= SHORT_LABEL)
  for (const { label, token } of letter.choices) {
    const button = { text: label, callback_data: token }
    const last = lines.at(-1)
    if (isShort && last !== undefined && last.length < LABELS_A_LINE) last.push(button)
    else lines.push([button])
  }
  return lines
}
