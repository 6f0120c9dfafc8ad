const LOOK_AGAIN_MS = 20

/** Resolves once this is true, looking again whenever a watcher is called; rejects when it takes too long. */
export function waitUntil(watchers: Set<() => void>, isTrue: () => boolean, withinMs: number): Promise<void> {
  if (isTrue()) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      watchers.delete(look)
      clearInterval(timer)
      clearTimeout(limit)
      settle()
    }
    const look = () => isTrue() && end(resolve)
    const timer = setInterval(look, LOOK_AGAIN_MS)
    const limit = setTimeout(() => end(() => reject(new Error(`waited ${withinMs} ms in vain for: ${isTrue.toString()}`))), withinMs)
    watchers.add(look)
  })
}
