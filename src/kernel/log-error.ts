/** What is told of an error: which kind, its code, and where in our own code. Never its message, which quotes people and tokens. */
export type ErrorFacts = {
  readonly type: string
  readonly code?: string | number
  readonly method?: string
  readonly where?: readonly string[]
  readonly cause?: ErrorFacts
}

const MOST_FRAMES = 4
const MOST_CAUSES = 3
const LONGEST_NAME = 40
const OWN_FRAME = /^ {4}at .{0,200}?\/((?:src|bots|migrations|tests|scripts)\/[A-Za-z0-9_./-]{1,100}:\d{1,5}):\d{1,5}\)?$/

/**
 * Tells of an error what is safe to write down. A whitelist, because errors carry what they choked on: grammY's
 * HttpError has the address with the token, its GrammyError the whole payload, SQLite's the values of the row.
 */
export function describeError(error: unknown, depth = 0): ErrorFacts {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = codeOf(error)
  const method = textField(error, 'method')
  const where = ownFrames(error)
  const cause = 'error' in error && error.error instanceof Error ? error.error : error.cause
  return {
    type: isName(error.constructor.name) ? error.constructor.name : 'Error',
    ...(code === undefined ? {} : { code }),
    ...(method === undefined || !isName(method) ? {} : { method }),
    ...(where.length === 0 ? {} : { where }),
    ...(cause instanceof Error && depth < MOST_CAUSES ? { cause: describeError(cause, depth + 1) } : {}),
  }
}

function codeOf(error: Error): string | number | undefined {
  if ('error_code' in error && typeof error.error_code === 'number') return error.error_code
  const code = textField(error, 'code')
  return code !== undefined && /^[A-Z][A-Z0-9_]{1,49}$/.test(code) && !/\d{5}/.test(code) ? code : undefined
}

function textField(error: Error, key: string): string | undefined {
  const value: unknown = Reflect.get(error, key)
  return typeof value === 'string' ? value : undefined
}

function isName(text: string): boolean {
  return text.length <= LONGEST_NAME && /^[A-Za-z]+$/.test(text)
}

/** A message may itself hold lines that look like frames, so it is cut off before the frames are read. */
function ownFrames(error: Error): readonly string[] {
  const stack = error.stack ?? ''
  const at = error.message === '' ? -1 : stack.indexOf(error.message)
  const frames = at === -1 ? stack : stack.slice(at + error.message.length)
  return frames
    .split('\n')
    .filter((line) => !line.includes('node_modules'))
    .flatMap((line) => OWN_FRAME.exec(line)?.[1] ?? [])
    .filter((frame) => !/\d{6}/.test(frame))
    .slice(0, MOST_FRAMES)
}
