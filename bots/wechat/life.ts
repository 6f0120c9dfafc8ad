import { connect } from './connection.ts'
import { isThere } from './knock.ts'
import { listenTo } from './listening.ts'
import { loadPuppet } from './puppet.ts'
import type { Session } from './session.ts'
import { lines } from './words.ts'

/** Pauses after one, two, three … connections that did not last; the last one stays. */
const PAUSES_MS = [1_000, 2_000, 5_000, 10_000, 30_000]
/** gRPC's code for a token that is not accepted. */
const UNAUTHENTICATED = 16
const NOT_FOUND = 'ERR_MODULE_NOT_FOUND'

type Ended = 'was-in' | 'never-in' | 'hopeless'

/** Keeps the account connected until the program stops, however often the gateway goes away. */
export async function live(session: Session): Promise<void> {
  const { signal } = session.stopping
  const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  for (let failures = 0; !signal.aborted;) {
    if (session.isOff) {
      session.standing.become('stopped', lines.off)
      session.meet()
      await Promise.race([aborted, session.turned()])
      continue
    }
    const ended = await liveOnce(session, aborted)
    if (signal.aborted) break
    if (ended === 'hopeless') return session.meet()
    if (session.isOff) continue
    failures = ended === 'was-in' ? 1 : failures + 1
    session.standing.become('unreachable', lines.unreachable)
    session.meet()
    await session.pause(PAUSES_MS[Math.min(failures, PAUSES_MS.length) - 1] ?? 0)
  }
}

/** One connection from its first word to its last. */
async function liveOnce(session: Session, aborted: Promise<void>): Promise<Ended> {
  const { settings, standing } = session
  // Its client would wait five seconds for a gateway that is not there, and learn nothing.
  if (!(await isThere(settings.endpoint))) return 'never-in'
  const puppet = await loadPuppet(settings).catch((error: unknown) => {
    standing.become('stopped', codeOf(error) === NOT_FOUND ? lines.notInstalled(settings.puppet) : lines.unusable, { kind: 'look' })
  })
  if (puppet === undefined) return 'hopeless'
  let broke = (): void => {}
  const broken = new Promise<void>((resolve) => {
    broke = resolve
  })
  let hangUp: () => Promise<void>
  try {
    hangUp = await connect(puppet, listenTo(session, puppet, broke))
  } catch (error) {
    session.puppet = undefined
    session.code = undefined
    if (codeOf(error) !== UNAUTHENTICATED) return 'never-in'
    standing.become('stopped', lines.wrongToken, { kind: 'look' })
    return 'hopeless'
  }
  if (session.puppet === undefined && session.code === undefined) standing.become('unreachable', lines.waiting)
  session.meet()
  const wasIn = session.puppet !== undefined
  await Promise.race([broken, aborted, session.turned()])
  session.puppet = undefined
  session.code = undefined
  // What has arrived already is made safe before the gateway is let go, which may have to be asked about it.
  if (session.stopping.signal.aborted) await Promise.race([session.chain.emptied(), patience()])
  await hangUp()
  return wasIn ? 'was-in' : 'never-in'
}

const EMPTYING_MS = 1_500

function patience(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, EMPTYING_MS).unref())
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}
