import type { Api } from 'grammy'

const AT_ONCE = 8
const LONGEST_TOAST = 200

/** Answers presses, so that the button stops turning on the presser's phone. */
export type Answers = {
  /** Queues an answer; `toast` is a line only the presser sees. Never waits, never fails. */
  readonly put: (query: string, toast?: string) => void
  /** Resolves when nothing is left to answer. */
  readonly emptied: () => Promise<void>
}

/** A few answers at a time. A lost one is nobody's loss: the press itself is safe on disk by then. */
export function createAnswers(api: Api): Answers {
  const waiting: { readonly query: string; readonly toast: string | undefined }[] = []
  let next = 0
  let running = 0
  let onEmpty: (() => void)[] = []

  const work = async (): Promise<void> => {
    for (let answer = waiting[next]; answer !== undefined; answer = waiting[next]) {
      next += 1
      const text = answer.toast?.slice(0, LONGEST_TOAST)
      await api.answerCallbackQuery(answer.query, text === undefined || text === '' ? {} : { text }).catch(() => undefined)
    }
    running -= 1
    if (running > 0) return
    waiting.length = 0
    next = 0
    for (const listener of onEmpty) listener()
    onEmpty = []
  }

  return {
    put: (query, toast) => {
      waiting.push({ query, toast })
      if (running >= AT_ONCE) return
      running += 1
      void work()
    },
    emptied: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => onEmpty.push(resolve))),
  }
}
