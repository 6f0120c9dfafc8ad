import type { Capability, Command } from './capability.ts'

/** A command that was said, with what stands behind its word exactly as typed. */
export type Said = { readonly command: Command; readonly word: string; readonly rest: string }

/** Finds the command a text begins with. A word counts as the whole line, or before a blank, a mark or a number. */
export type FindCommand = (text: string, chat: 'group' | 'private') => Said | undefined

const AFTER_WORD = /^[\s:：,，、#《「“（(]|^[\d０-９]/u
const LONGEST_WORD = 12

/** Joins the words of all capabilities; two that answer to the same word are a bug found at start. */
export function makeFindCommand(capabilities: readonly Capability[]): FindCommand {
  const byWord = new Map<string, Command>()
  for (const capability of capabilities)
    for (const command of capability.commands ?? [])
      for (const word of command.words) {
        if (byWord.has(word)) throw new Error(`two commands answer to "${word}"`)
        byWord.set(word, command)
      }
  return (raw, chat) => {
    const text = raw.trim().replace(/^[/／]/u, '')
    for (let length = Math.min(text.length, LONGEST_WORD); length > 0; length--) {
      const word = text.slice(0, length).normalize('NFKC')
      const command = byWord.get(word)
      if (command === undefined) continue
      const rest = text.slice(length)
      if (rest !== '' && (command.rest === undefined || !AFTER_WORD.test(rest))) continue
      // In a group a command is a line of its own, or one whose words nobody says in talk.
      if (rest !== '' && chat === 'group' && command.rest !== 'anywhere') continue
      return { command, word, rest: rest.replace(/^[\s:：,，、]+/u, '').trim() }
    }
    return undefined
  }
}
