/** Packages below wechaty; a promise one of them forgets is no reason to end the whole house. */
const THEIRS =
  /[\\/]node_modules[\\/](?:wechaty[\w-]*|@juzibot|@chatie|file-box|gerror|state-switch|memory-card|watchdog|@grpc|wechat4u)[\\/]/u

/** True for an error that arose inside wechaty or a puppet. */
export function isTheirs(reason: unknown): boolean {
  if (!(reason instanceof Error)) return false
  const frame = (reason.stack ?? '').split('\n').find((line) => /^\s+at /u.test(line)) ?? ''
  return THEIRS.test(frame)
}

/**
 * Keeps the house alive when a puppet forgets a promise that fails: without this, one such promise ends the program for
 * all platforms. Anything else ends it as before. The returned function takes the guard away.
 */
export function guardAgainstForgotten(noted: () => void): () => void {
  const listen = (reason: unknown): void => {
    if (!isTheirs(reason)) throw reason
    noted()
  }
  process.on('unhandledRejection', listen)
  return () => void process.off('unhandledRejection', listen)
}
