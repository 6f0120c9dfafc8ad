import type { MessageEntity } from 'grammy/types'
import { findWord } from './commands.ts'

/** The bot as others name it. */
export type Self = { readonly account: string; readonly id: number; readonly username: string }

/** What was said to us, once our own name and Telegram's commands are out of the way. */
export type Heard = { readonly text: string; readonly addressed: boolean; readonly startCode?: string }

const COMMAND = /^\/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?=\s|$)\s*/
/** A word with a slash which Telegram does not know as a command, for instance /收到@our_bot. */
const SLASH_WORD = /^[/／]\S/
const START_CODE = /^[\w-]{1,64}$/

/** Reads a text as Telegram delivers it; undefined when it is a command for another bot. */
export function hear(typed: string, entities: readonly MessageEntity[], self: Self): Heard | undefined {
  if (entities.length === 0 && !typed.includes('@') && !SLASH_WORD.test(typed)) return { text: typed, addressed: false }
  const command = COMMAND.exec(typed)
  if (command !== null) return hearCommand(typed, command, self)
  const text = withoutOurName(withoutMentions(typed, entities, self.id), self.username)
  if (text === typed) return { text, addressed: SLASH_WORD.test(typed) }
  return { text: text.trim(), addressed: true }
}

function hearCommand(typed: string, command: RegExpExecArray, self: Self): Heard | undefined {
  const [whole, name = '', bot] = command
  if (bot !== undefined && bot.toLowerCase() !== self.username.toLowerCase()) return undefined
  const rest = withoutOurName(typed.slice(whole.length), self.username).trim()
  if (name.toLowerCase() === 'start') {
    return START_CODE.test(rest) ? { text: '', addressed: true, startCode: rest } : { text: '帮助', addressed: true }
  }
  const word = findWord(name) ?? `/${name}`
  return { text: rest === '' ? word : `${word} ${rest}`, addressed: true }
}

/** Cuts the names picked from Telegram's list (`text_mention`), which carry our id instead of our @name. */
function withoutMentions(text: string, entities: readonly MessageEntity[], id: number): string {
  let cut = text
  for (const entity of entities.toReversed()) {
    if (entity.type !== 'text_mention' || entity.user.id !== id) continue
    cut = `${cut.slice(0, entity.offset)} ${cut.slice(entity.offset + entity.length)}`
  }
  return cut
}

function withoutOurName(text: string, username: string): string {
  if (!text.includes('@')) return text
  return text.replaceAll(new RegExp(`[ \\t]*@${username}(?![A-Za-z0-9_])[ \\t]*`, 'gi'), ' ')
}
