import { Worker } from 'node:worker_threads'
import { LARGEST_FILE_BYTES, LONGEST_READ_SECONDS, WORKER_MEMORY_MEGABYTES } from './limits.ts'
import type { ParseTask } from './parse-worker.ts'
import { refuse } from './refusal.ts'
import type { SheetsRead } from './sheet.ts'

const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const ZIP = [0x50, 0x4b]
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le')
const WEB_PAGE = /^\s*<(?:!doctype|html|head|meta|table|\?xml|body|div|style)/i

let lastInLine: Promise<unknown> = Promise.resolve()

/**
 * Opens a file somebody sent and gives its sheets, or one sentence that says what to do. Nothing in the file can hang or exhaust the
 * program: it is read in a thread of its own with little memory and little time, one file after the other.
 */
export async function readSheets(bytes: Uint8Array, name: string): Promise<SheetsRead> {
  const form = formOf(bytes)
  if (typeof form !== 'string') return form
  const turn = lastInLine.then(() => readInThread({ file: new Uint8Array(bytes), name, form }))
  // A thread that could not even start is told to its own sender, not to everybody after.
  lastInLine = turn.catch(() => undefined)
  return await turn
}

function formOf(bytes: Uint8Array): ParseTask['form'] | SheetsRead {
  if (bytes.length === 0) return refuse('empty')
  if (bytes.length > LARGEST_FILE_BYTES) return refuse('too-big')
  if (OLD_OFFICE.every((byte, index) => bytes[index] === byte)) {
    return refuse(Buffer.from(bytes).includes(ENCRYPTED_PACKAGE) ? 'locked' : 'old-xls')
  }
  if (ZIP.every((byte, index) => bytes[index] === byte)) return 'workbook'
  const beginning = new TextDecoder().decode(bytes.subarray(0, 512))
  return WEB_PAGE.test(beginning) ? refuse('web-page') : 'csv'
}

/** Never rejects: whatever ends the thread without an answer is an answer. */
function readInThread(task: ParseTask): Promise<SheetsRead> {
  return new Promise((resolve) => {
    const worker = startWorker(task)
    const tooSlow = setTimeout(() => finish(refuse('too-slow')), LONGEST_READ_SECONDS * 1000)
    function finish(read: SheetsRead): void {
      clearTimeout(tooSlow)
      resolve(read)
      void worker.terminate()
    }
    worker.once('message', (read: SheetsRead) => finish(read))
    worker.once('error', (error: NodeJS.ErrnoException) => {
      finish(refuse(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'unpacks-too-big' : 'broken'))
    })
    worker.once('exit', () => finish(refuse('broken')))
  })
}

function startWorker(task: ParseTask): Worker {
  const options = {
    workerData: task,
    execArgv: [],
    stderr: true,
    stdout: true,
    resourceLimits: { maxOldGenerationSizeMb: WORKER_MEMORY_MEGABYTES, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  }
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('parse-worker.js', import.meta.url), options)
  // Run from source: a thread does not inherit the loader that understands TypeScript, so it loads it first.
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'))
  const entry = JSON.stringify(new URL('parse-worker.ts', import.meta.url).href)
  return new Worker(`import(${loader}).then(({ register }) => { register(); return import(${entry}) })`, { ...options, eval: true })
}
