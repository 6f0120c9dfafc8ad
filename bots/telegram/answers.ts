import type { Api } from 'grammy'

const AT_ONCE = 8
/** A rush is over when Telegram has had no more than it can tell at once for so long. */
const RUSH_MS = 100
/** Answers are kept back for so long at most; in a longer rush they go out singly beside it. */
const LONGEST_HOLD_MS = 2_000
const LONGEST_TOAST = 200
const BE_PATIENT = '正忙，稍等会自动办好，不用再按'

/** Answers presses, so that the button stops turning on the presser's phone. */
export type Answers = {
  /** Queues an answer; `toast` is a line only the presser sees. Never waits, never fails. */
  readonly put: (query: string, toast?: string) => void
  /** Tells a presser who has waited long that it is being seen to; the answer proper is then not shown any more. */
  readonly askPatience: (query: string) => void
  /** More is waiting at Telegram: what was pressed is brought to safety first, the buttons turn a moment longer. */
  readonly holdBack: () => void
  /** Resolves when nothing is left to answer. */
  readonly emptied: () => Promise<void>
}

/** A few answers at a time. A lost one is nobody's loss: the press itself is safe on disk by then. */
export function createAnswers(api: Api): Answers {
  const patient = new Set<string>()
  let waiting: { readonly query: string; readonly toast: string | undefined }[] = []
  let next = 0
  let running = 0
  let atOnce = AT_ONCE
  let rush: NodeJS.Timeout | undefined
  let patience: NodeJS.Timeout | undefined
  let onEmpty: (() => void)[] = []

  const work = async (): Promise<void> => {
    while (running <= atOnce) {
      const answer = waiting[next]
      if (answer === undefined) break
      next += 1
      const text = answer.toast?.slice(0, LONGEST_TOAST) ?? ''
      await api.answerCallbackQuery(answer.query, text === '' ? {} : { text }).catch(() => undefined)
    }
    running -= 1
    if (running > 0 || next < waiting.length) return
    waiting = []
    next = 0
    for (const listener of onEmpty) listener()
    onEmpty = []
  }
  const start = () => {
    while (running < atOnce && next < waiting.length) {
      running += 1
      void work()
    }
  }
  const allow = (count: number) => {
    atOnce = count
    start()
  }
  const letGo = () => {
    clearTimeout(rush)
    clearTimeout(patience)
    rush = undefined
    allow(AT_ONCE)
  }

  return {
    put: (query, toast) => {
      // Telegram shows one answer for a press and refuses the second.
      if (patient.delete(query)) return
      waiting.push({ query, toast })
      start()
    },
    askPatience: (query) => {
      waiting.push({ query, toast: BE_PATIENT })
      patient.add(query)
      start()
    },
    holdBack: () => {
      if (rush === undefined) {
        allow(0)
        patience = setTimeout(() => allow(1), LONGEST_HOLD_MS)
      }
      clearTimeout(rush)
      rush = setTimeout(letGo, RUSH_MS)
    },
    emptied: () => {
      letGo()
      return running === 0 ? Promise.resolve() : new Promise((resolve) => onEmpty.push(resolve))
    },
  }
}
