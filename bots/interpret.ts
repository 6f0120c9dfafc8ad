import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { explainLine, interpretLine } from '../src/interpret.ts'

/** How `interpret` is run: `why` adds the steps; `complaints` is where a bad line is named in a plain sentence. */
export type InterpretOptions = { readonly why?: boolean; readonly complaints?: Writable }

function readRow(line: string, options: InterpretOptions): string | undefined {
  try {
    const json: unknown = JSON.parse(line)
    return JSON.stringify(options.why ? explainLine(json) : interpretLine(json))
  } catch {
    return undefined
  }
}

/**
 * Reads JSON lines and writes the intents of each as a JSON line. Needs no database. A line that is no message is named in a
 * plain sentence and left out; the result is then 1, else 0.
 */
export async function runInterpret(input: Readable, output: Writable, options: InterpretOptions): Promise<0 | 1> {
  const complaints = options.complaints ?? process.stderr
  let number = 0
  let status: 0 | 1 = 0
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    number++
    if (line.trim() === '') continue
    const answer = readRow(line, options)
    if (answer === undefined) {
      complaints.write(`第 ${number} 行不是一条完整的消息，请对照说明检查这一行\n`)
      status = 1
    } else if (!output.write(`${answer}\n`)) await new Promise((resolve) => output.once('drain', resolve))
  }
  return status
}
