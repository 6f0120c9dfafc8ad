import { type ChildProcess, fork } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Faults, Line, Order, Said, World } from './orders.ts'

/** A message the bot sent, as it arrived on WeChat. */
export type Sent = Extract<Said, { kind: 'sent' }>

/** A pretend WeChat behind a real gateway process, with people who talk in it. */
export type Gateway = {
  readonly endpoint: string
  readonly token: string
  /** The account that is logged in. */
  readonly self: string
  isLoggedIn(): boolean
  /** Everything the bot has said, oldest first. */
  readonly sent: readonly Sent[]
  textsIn(chat: string): readonly string[]
  contact(id: string, name: string, more?: { readonly remark?: string; readonly official?: true }): Person
  room(id: string, title: string, members: readonly Person[]): string
  names(person: Person, room: string, alias: string): void
  login(id?: string): void
  logout(reason: string): void
  scan(code: string): void
  /** Sends many lines as one burst. */
  says(lines: readonly Omit<Line, 'id'>[], order?: 'forwards' | 'backwards'): readonly string[]
  repeats(message: string): void
  moves(kind: 'join' | 'leave', room: string, people: readonly string[], by: Person): void
  has(faults: Faults): void
  /** Ends it without a word; messages it has not told are gone, as on WeChat. */
  kill(): Promise<void>
  /** Starts it again with the same people, logged in under the same id or another. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export type Person = {
  readonly id: string
  readonly name: string
  tells(text: string): string
  says(room: string, text: string, more?: Partial<Line>): string
}

const PROCESS = fileURLToPath(new URL('./gateway-process.ts', import.meta.url))
const OPEN_WITHIN_MS = 30_000
const TOKEN = 'insecure_branchlink'
/** No two messages ever have the same number, whichever gateway tells them. */
let said = 0

/** Starts a gateway with nobody but the bot in it. */
export async function startGateway(self = 'wxid_bot'): Promise<Gateway> {
  const port = await freePort()
  const world: { contacts: World['contacts'][number][]; rooms: World['rooms'][number][]; aliases: World['aliases'][number][] } = {
    contacts: [{ id: self, name: '支部小通' }],
    rooms: [],
    aliases: [],
  }
  const sent: Sent[] = []
  let child = await open(port, sent)
  let loggedIn: string | undefined
  const order = (one: Order): void => void child.send(one)
  const enter = (part: Partial<World>): void => order({ kind: 'enter', world: { contacts: [], rooms: [], aliases: [], ...part } })
  const say = (lines: readonly Omit<Line, 'id'>[], how: 'forwards' | 'backwards' = 'forwards'): readonly string[] => {
    const messages = lines.map((line): Line => ({ id: `msg-${process.pid}-${(said += 1)}`, ...line }))
    order({ kind: 'say', messages, order: how })
    return messages.map(({ id }) => id)
  }
  order({ kind: 'enter', world })
  return {
    endpoint: `127.0.0.1:${port}`,
    token: TOKEN,
    self,
    isLoggedIn: () => loggedIn !== undefined,
    sent,
    textsIn: (chat) => sent.filter((one) => one.chat === chat && one.text !== '').map(({ text }) => text),
    contact(id, name, more = {}) {
      world.contacts.push({ id, name, ...more })
      enter({ contacts: [{ id, name, ...more }] })
      return {
        id,
        name,
        tells: (text) => say([{ from: id, text }])[0] ?? '',
        says: (room, text, rest = {}) => say([{ from: id, room, text, ...rest }])[0] ?? '',
      }
    },
    room(id, title, members) {
      const room = { id, title, members: [self, ...members.map((person) => person.id)] }
      world.rooms.push(room)
      enter({ rooms: [room] })
      return id
    },
    names(person, room, alias) {
      world.aliases.push({ room, contact: person.id, alias })
      enter({ aliases: [{ room, contact: person.id, alias }] })
    },
    login(id = self) {
      loggedIn = id
      order({ kind: 'login', contact: id })
    },
    logout(reason) {
      loggedIn = undefined
      order({ kind: 'logout', reason })
    },
    scan: (code) => order({ kind: 'scan', code }),
    says: say,
    repeats: (message) => order({ kind: 'repeat', message }),
    moves: (kind, room, contacts, by) => order({ kind, room, contacts, by: by.id }),
    has: (faults) => order({ kind: 'faults', faults }),
    kill: () => end(child),
    async restart() {
      child = await open(port, sent)
      order({ kind: 'enter', world })
      if (loggedIn !== undefined) order({ kind: 'login', contact: loggedIn })
    },
    stop: () => end(child),
  }
}

function open(port: number, sent: Sent[]): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const child = fork(PROCESS, [String(port), TOKEN], { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    const limit = setTimeout(() => reject(new Error('the gateway did not open')), OPEN_WITHIN_MS)
    child.on('message', (told: Said) => {
      if (told.kind === 'sent') return void sent.push(told)
      clearTimeout(limit)
      resolve(child)
    })
  })
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
