import { createHash } from 'node:crypto'
import type { Incoming } from '../../src/kernel/chat/message.ts'
import type { Ear, Moved } from './connection.ts'
import { translate, translateLogin, translateMoved } from './incoming.ts'
import { createLookUp, type LookUp } from './look-up.ts'
import { pathOfLink } from './pages.tsx'
import type { Puppet } from './puppet.ts'
import { drawCode } from './qr.ts'
import { LOGIN_PICTURE, type Session } from './session.ts'
import { lines } from './words.ts'

/** A gateway that could not tell a message a moment ago may do so now. */
const ASK_AGAIN_MS = [300, 2_000]

/** What a connection does with everything it is told; `broke` is called when nothing more will come. */
export function listenTo(session: Session, puppet: Puppet, broke: () => void): Ear {
  const { chain } = session
  const lookUp = createLookUp(puppet, () => session.self)
  return {
    broke,
    scan: (code) => beScanned(session, code),
    login: (self) => beIn(session, puppet, self),
    logout: (reason) => beOut(session, reason),
    message: (id) => chain.add({ load: () => loadMessage(session, lookUp, id) }),
    came: (moved) => chain.add({ load: () => loadMoved(session, lookUp, 'came', moved) }),
    went: (moved) => chain.add({ load: () => loadMoved(session, lookUp, 'went', moved) }),
  }
}

function beScanned(session: Session, code: string): void {
  if (session.code === code) return
  const { call } = session.standing.state()
  session.puppet = undefined
  session.code = code
  // One link for one login, however often the code changes until it is scanned.
  const page = call?.kind === 'scan' ? call.page : pathOfLink(session.door.issue())
  session.standing.become('unreachable', lines.scan, { kind: 'scan', picture: LOGIN_PICTURE, page })
  session.meet()
  void drawCode(code).then(session.print, () => undefined)
}

function beIn(session: Session, puppet: Puppet, self: string): void {
  session.self = self
  session.puppet = puppet
  session.code = undefined
  tellNewLogin(session, self)
  session.standing.become('running', lines.running)
  session.meet()
}

/** Another id than last time means that all ids have changed; it is told before anything that is said under them. */
function tellNewLogin(session: Session, self: string): void {
  const { chain, record } = session
  const mark = createHash('sha256').update(`wechat login ${self}`).digest('base64url').slice(0, 16)
  const last = session.login ?? { mark: record.read().self, number: record.read().logins }
  if (last.mark === mark) return
  const number = last.number + 1
  session.login = { mark, number }
  chain.add({
    load: () => Promise.resolve(translateLogin(number)),
    safe: () => record.change({ self: mark, logins: number }),
  })
}

/** Words by which the puppets tell why an account was put out; each has its own. */
const ELSEWHERE = /kick|elsewhere|another|other (?:device|place)|别处|其他设备|另一台/iu
const BANNED = /ban|block|forbid|restrict|limit|120[0-9]|封|限制|异常|违规/iu

const STOPPED = 'puppet stop()'

function beOut(session: Session, reason: string): void {
  session.puppet = undefined
  // A puppet that is stopped tells so too, and is not put out by WeChat.
  if (reason === STOPPED) return session.standing.become('unreachable', lines.waiting)
  const line = BANNED.test(reason) ? lines.banned : ELSEWHERE.test(reason) ? lines.elsewhere : lines.loggedOut
  session.standing.become('unreachable', line, { kind: 'look' })
}

async function loadMessage(session: Session, lookUp: LookUp, id: string): Promise<Incoming | undefined> {
  const told = await askPatiently(session, () => lookUp.message(id))
  if (told.talkerId === session.self) return undefined
  return translate(told, await lookUp.around(told))
}

async function askPatiently<Answer>(session: Session, ask: () => Promise<Answer>): Promise<Answer> {
  for (const ms of ASK_AGAIN_MS) {
    try {
      return await ask()
    } catch {
      await session.pause(ms)
    }
  }
  return ask()
}

async function loadMoved(session: Session, lookUp: LookUp, kind: 'came' | 'went', moved: Moved): Promise<Incoming | undefined> {
  const people = moved.people.filter((id) => id !== session.self)
  const [title, by, ...known] = await Promise.all([
    lookUp.title(moved.room),
    lookUp.sender(moved.by, moved.room),
    ...people.map((id) => lookUp.sender(id, moved.room)),
  ])
  return translateMoved(kind, moved, { self: session.self, by, people: known, ...(title === undefined ? {} : { title }) })
}
