import type { Puppet } from './puppet.ts'

/** Who came or went, as the platform tells it: ids of people, of the one who did it, and of the group. */
export type Moved = { readonly room: string; readonly people: readonly string[]; readonly by: string; readonly at: number }

/** What a connection tells. */
export type Ear = {
  readonly scan: (code: string) => void
  readonly login: (self: string) => void
  readonly logout: (reason: string) => void
  readonly message: (id: string) => void
  readonly came: (moved: Moved) => void
  readonly went: (moved: Moved) => void
  /** Nothing more will come over this connection. */
  readonly broke: () => void
}

const START_MS = 20_000
const STOP_MS = 2_000
const PING_MS = 20_000
/** So many signs of life may stay unanswered before the gateway counts as gone. */
const MOST_UNANSWERED = 3
/** gRPC's code for a gateway that is not there (https://grpc.github.io/grpc/core/md_doc_statuscodes.html). */
const UNAVAILABLE = 14

/** Listens to a puppet and starts it; the returned function hangs up. Throws when it cannot be started. */
export async function connect(puppet: Puppet, ear: Ear): Promise<() => Promise<void>> {
  let open = true
  // A listener that throws would end the program for all platforms; so it begins anew with another connection instead.
  const safely =
    <Told>(listen: (told: Told) => void) =>
    (told: Told): void => {
      try {
        if (open) listen(told)
      } catch {
        ear.broke()
      }
    }
  puppet.on(
    'error',
    safely((told: unknown) => void (isBroken(told) && ear.broke())),
  )
  puppet.on(
    'scan',
    safely(({ qrcode }) => qrcode !== undefined && qrcode !== '' && ear.scan(qrcode)),
  )
  puppet.on(
    'login',
    safely(({ contactId }) => ear.login(contactId)),
  )
  puppet.on(
    'logout',
    safely(({ data }) => ear.logout(data ?? '')),
  )
  puppet.on(
    'message',
    safely(({ messageId }) => ear.message(messageId)),
  )
  puppet.on(
    'room-join',
    safely((told) => ear.came({ room: told.roomId, people: told.inviteeIdList, by: told.inviterId, at: told.timestamp })),
  )
  puppet.on(
    'room-leave',
    safely((told) => ear.went({ room: told.roomId, people: told.removeeIdList, by: told.removerId, at: told.timestamp })),
  )
  puppet.on(
    'room-topic',
    safely(({ roomId }) => void puppet.emit('dirty', { payloadType: ROOM, payloadId: roomId })),
  )
  const watch = watchOver(puppet, safely(ear.broke))
  const hangUp = async (): Promise<void> => {
    open = false
    watch()
    await within(puppet.stop(), STOP_MS).catch(() => undefined)
  }
  try {
    await within(puppet.start(), START_MS)
  } catch (error) {
    await hangUp()
    throw error
  }
  listenForEnd(puppet, safely(ear.broke))
  return hangUp
}

/** `PUPPET.types.Dirty.Room`: what is cached of a group is old. */
const ROOM = 3

/** Asks for a sign of life now and then; whatever comes counts as one. */
function watchOver(puppet: Puppet, broke: (told: undefined) => void): () => void {
  let unanswered = 0
  puppet.on('heartbeat', () => {
    unanswered = 0
  })
  const timer = setInterval(() => {
    unanswered += 1
    if (unanswered > MOST_UNANSWERED) broke(undefined)
    else ding(puppet)
  }, PING_MS)
  timer.unref()
  return () => clearInterval(timer)
}

/** A puppet between two starts of its own has nobody to ask, and says so by throwing; that counts as unanswered. */
function ding(puppet: Puppet): void {
  try {
    puppet.ding('branchlink')
  } catch {
    // The next sign of life will tell.
  }
}

/** The gateway's client says nothing when the gateway ends the stream of events in an orderly way. */
function listenForEnd(puppet: Puppet, broke: (told: undefined) => void): void {
  const client: unknown = Reflect.get(puppet, '_grpcManager')
  if (typeof client === 'object' && client !== null && 'on' in client && typeof client.on === 'function')
    client.on('end', () => broke(undefined))
}

/** Most errors a puppet tells are noise (“no payload found”); one with gRPC's code means the stream is gone. */
function isBroken(told: unknown): boolean {
  if (typeof told !== 'object' || told === null) return false
  if ('code' in told) return told.code === UNAVAILABLE
  return 'gerror' in told && typeof told.gerror === 'string' && told.gerror.includes(`"code":${UNAVAILABLE}`)
}

/** Waits for an answer, but not longer than this; then it throws a `TimeoutError`. */
export async function within<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException('no answer in time', 'TimeoutError')), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
    work.catch(() => undefined)
  }
}
