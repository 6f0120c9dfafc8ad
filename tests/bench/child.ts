import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** Another process that answers questions, so that what is measured does not share a loop with who measures. */
export type Child = {
  readonly pid: number
  ask<Answer>(verb: string, ...words: readonly unknown[]): Promise<Answer>
  stop(): Promise<void>
}

type Question = { readonly id: number; readonly verb: string; readonly words: readonly unknown[] }
type Reply = { readonly id: number; readonly answer?: unknown; readonly error?: string }

/** Starts a file of this folder in a process of its own. */
export async function startChild(file: string): Promise<Child> {
  const process_ = fork(fileURLToPath(new URL(file, import.meta.url)), [], { execArgv: ['--import', 'tsx'], serialization: 'advanced' })
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>()
  let last = 0
  process_.on('message', ({ id, answer, error }: Reply) => {
    const asker = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) asker?.resolve(answer)
    else asker?.reject(new Error(error))
  })
  process_.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended with ${code}`))
  })
  await once(process_, 'spawn')
  return {
    pid: process_.pid ?? 0,
    ask: <Answer>(verb: string, ...words: readonly unknown[]) =>
      new Promise<Answer>((resolve, reject) => {
        last += 1
        waiting.set(last, { resolve: (answer) => resolve(answer as Answer), reject })
        process_.send({ id: last, verb, words } satisfies Question)
      }),
    stop: () => end(process_),
  }
}

/** Answers the questions of the process that started this one. */
export function answerParent(verbs: Readonly<Record<string, (...words: never[]) => unknown>>): void {
  process.on('message', ({ id, verb, words }: Question) => {
    void (async () => {
      const answering = verbs[verb]
      if (answering === undefined) throw new Error(`nobody answers "${verb}"`)
      return answering(...(words as never[]))
    })().then(
      (answer) => process.send?.({ id, answer } satisfies Reply),
      (error: unknown) => process.send?.({ id, error: String(error instanceof Error ? error.stack : error) } satisfies Reply),
    )
  })
  process.on('disconnect', () => process.exit())
}

/** Tells a process to end, and makes it when it does not. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const patience = setTimeout(() => child.kill('SIGKILL'), 6000)
  await ended
  clearTimeout(patience)
}
