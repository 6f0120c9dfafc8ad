import type { Tx } from '../database/connection.ts'
import { findChoice } from '../outbox/choice.ts'
import { lastLetterId, lettersWithChoices } from '../outbox/letters-said.ts'
import type { Capability, Occasion, Open } from './capability.ts'
import { normalise } from './normalise.ts'
import type { Prompt } from './prompt.ts'
import { stripForeign } from './strip.ts'
import type { KernelWords } from './words.ts'

type House = { readonly capabilities: readonly Capability[]; readonly words: KernelWords }

/** No list is longer (CHAT.md §4). */
const MOST_CHOICES = 4
const CHOICE_DAYS = 7
const QUOTE_HEAD = /^\s*[「“"『]/u
const DIGIT = /^(?:我?选|选择|回复?|第)?([1-4])(?:号|项|个|条)?$/u
/** A bare 二 is a word of many meanings; 第二项 and 选二 are not. */
const NUMERAL = /^(?:(?:我?选|选择)第?|第)([一二两三四])(?:号|项|个|条)?$/u
const NUMERALS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4 }

/** The line of a list that a text names: 2, ２, ②, 选2, 第二项. Anything more is no choice by number. */
export function readOrdinal(text: string): number | undefined {
  if (text.length > 16) return undefined
  const said = normalise(text)
    .text.replace(/[\s。.、，,)）!！~]+$/u, '')
    .replaceAll(/\s/gu, '')
  const digit = DIGIT.exec(said)?.[1]
  if (digit !== undefined) return Number(digit)
  return NUMERALS[NUMERAL.exec(said)?.[1] ?? '']
}

/** What a person says below a quote of somebody else. Only a command or a number is looked for there; the rest is read with its quote. */
export function belowQuote(text: string): string {
  if (!QUOTE_HEAD.test(text)) return text
  const own = stripForeign(normalise(text))
  return own.quote === undefined ? text : own.typed
}

/**
 * A number typed where a list of choices stands is a press of that line, but only when exactly one list waits for this
 * person here: with two, nobody knows which was meant. True when the number was taken for a choice, or asked about.
 */
export async function chooseByNumber(
  house: House,
  occasion: Occasion,
  number: number,
  waiting: { readonly prompt: Prompt | undefined; readonly open: readonly Open[] },
): Promise<boolean> {
  const { prompt } = waiting
  // A preview is the prompt itself, seen as something open.
  const open = waiting.open.filter(({ thing }) => prompt === undefined || thing !== 'preview')
  const token = await tokenOf(occasion, number, { prompt, open })
  if (token === undefined) return false
  if (open.length + (prompt === undefined ? 0 : 1) > 1) {
    if (occasion.mailbox.kind === 'private') await occasion.voice.reply(house.words.whichOne(waiting.open))
    return true
  }
  return press(house, occasion, token)
}

/** The choice with this number of the newest list that belongs to what waits: put with the prompt, or answered by its word. */
async function tokenOf(
  { tx, mailbox, now }: Occasion,
  number: number,
  { prompt, open }: { readonly prompt: Prompt | undefined; readonly open: readonly Open[] },
): Promise<string | undefined> {
  const since = prompt?.openedAt ?? new Date(now.getTime() - CHOICE_DAYS * 86_400_000).toISOString()
  const words = new Set(open.map(({ word }) => word))
  for (const { choices } of await lettersWithChoices(tx, mailbox.id, since)) {
    if (choices.length < 2 || choices.length > MOST_CHOICES) continue
    if (prompt === undefined && !choices.some(({ word }) => words.has(word))) continue
    return choices[number - 1]?.token
  }
  return undefined
}

async function press({ capabilities }: House, occasion: Occasion, token: string): Promise<boolean> {
  const { tx, mailbox, now } = occasion
  const meaning = await findChoice(tx, token, now)
  if (meaning === undefined || (meaning.mailbox !== undefined && meaning.mailbox !== mailbox.id)) return false
  const act = capabilities.find((capability) => capability.presses?.[meaning.action] !== undefined)?.presses?.[meaning.action]
  if (act === undefined) return false
  const before = await lastLetterId(tx, mailbox.id)
  const { toast } = await act(occasion, meaning.args)
  // What a button tells the presser alone is said here only where nothing else was.
  if (mailbox.kind === 'private' && (await hasSaidNothing(tx, mailbox.id, before))) await occasion.voice.reply(toast)
  return true
}

async function hasSaidNothing(tx: Tx, mailbox: Occasion['mailbox']['id'], before: number): Promise<boolean> {
  return (await lastLetterId(tx, mailbox)) === before
}
