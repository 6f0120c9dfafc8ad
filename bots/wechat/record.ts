import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const shape = z.object({
  /** A fingerprint of the id under which the account was logged in last. */
  self: z.string().optional(),
  /** How many logins brought another id. */
  logins: z.number().int().nonnegative().default(0),
  /** How often sends have failed in a row, and until when nothing is sent. */
  failures: z.number().int().nonnegative().default(0),
  restUntil: z.string().optional(),
  /** How many messages arrived that the gateway could not tell. */
  lost: z.number().int().nonnegative().default(0),
  /** How often wechaty or its puppet failed where nobody waited for it. */
  forgotten: z.number().int().nonnegative().default(0),
  /** How the bot is doing, for a doctor who looks while it runs. */
  state: z.object({ kind: z.string(), line: z.string(), since: z.string() }).optional(),
})

/** What is remembered of the login from one run to the next, beside the login itself. */
export type Remembered = z.infer<typeof shape>

/** The memory of the bot on disk; it holds no name and no id in clear. */
export type Record = {
  read(): Remembered
  change(change: Partial<Remembered>): void
}

/** Opens it, or begins one; a torn file counts as none. */
export function openRecord(folder: string): Record {
  let known = readRemembered(folder)
  return {
    read: () => known,
    change: (change) => {
      known = { ...known, ...change }
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        writeFileSync(`${fileOf(folder)}.new`, JSON.stringify(known), { mode: 0o600 })
        renameSync(`${fileOf(folder)}.new`, fileOf(folder))
      } catch {
        // A full disk is told by the database, which stops taking; here it is remembered until the next change.
      }
    },
  }
}

/** What a program that runs, or ran last, has noted. */
export function readRemembered(folder: string): Remembered {
  try {
    if (existsSync(fileOf(folder))) return shape.parse(JSON.parse(readFileSync(fileOf(folder), 'utf8')))
  } catch {
    // Written by a hand or torn by a power cut: the bot learns it anew.
  }
  return shape.parse({})
}

function fileOf(folder: string): string {
  return join(folder, 'standing.json')
}
