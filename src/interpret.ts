import { z } from 'zod'
import { hears } from './hears.ts'
import { makeInterpreter } from './kernel/chat/understand.ts'
import type { Intent, Understanding, Utterance } from './kernel/chat/utterance.ts'

/** A row of a labelled file without a day of its own is read on this day, or on the fifth of its open month. */
const USUAL_TODAY = '2026-11-20'

const THINGS = ['attendance', 'dues', 'notice', 'disclosure', 'contact_check', 'feedback_reply', 'review', 'preview', 'rota'] as const

const rowSchema = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  chat: z.enum(['group', 'private']),
  role: z.enum(['member', 'secretary', 'supervisor', 'villager', 'unknown']),
  sender: z.string().optional(),
  migrant: z.boolean().optional(),
  last: z.string().nullish(),
  open: z.array(z.enum(THINGS)),
  period: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional(),
  assessed_fen: z.number().optional(),
  today: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  addressed: z.boolean().optional(),
})

/** What the command line writes for one line: the intents, and with `--why` the steps that led to them. */
export type Interpreted = { readonly id: string | number; readonly intents: readonly Intent[]; readonly steps?: readonly string[] }

let interpreter: ((utterance: Utterance) => Understanding) | undefined

/** The interpreter of all capabilities, made once when it is first wanted. */
export function interpret(utterance: Utterance): Understanding {
  interpreter ??= makeInterpreter(hears)
  return interpreter(utterance)
}

function todayOf(row: z.infer<typeof rowSchema>): string {
  if (row.today) return row.today
  return row.period && row.period !== USUAL_TODAY.slice(0, 7) ? `${row.period}-05` : USUAL_TODAY
}

function toUtterance(row: z.infer<typeof rowSchema>): Utterance {
  return {
    text: row.text,
    chat: row.chat,
    role: row.role,
    open: row.open,
    today: todayOf(row),
    ...(row.sender !== undefined && { sender: row.sender }),
    ...(row.migrant !== undefined && { migrant: row.migrant }),
    ...(row.last && { last: row.last }),
    ...(row.period !== undefined && { period: row.period }),
    ...(row.assessed_fen !== undefined && { assessedFen: row.assessed_fen }),
    ...(row.addressed !== undefined && { addressed: row.addressed }),
  }
}

/** Reads one row of a labelled file and tells its intents. Throws when the row lacks what a message must have. */
export function interpretLine(json: unknown): Interpreted {
  const row = rowSchema.parse(json)
  return { id: row.id, intents: interpret(toUtterance(row)).intents }
}

/** The same with the steps of the reading, for a person who asks why. */
export function explainLine(json: unknown): Interpreted {
  const row = rowSchema.parse(json)
  const understanding = interpret(toUtterance(row))
  return { id: row.id, intents: understanding.intents, steps: understanding.steps() }
}
