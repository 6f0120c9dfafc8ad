import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Fault } from './faults.ts'
import { isObject, textOf } from './parameters.ts'
import { Refusal } from './refusal.ts'
import { readBody, readCall } from './requests.ts'
import type { Call } from './call.ts'
import type { Method, World } from './world.ts'

/** The door of the double: real HTTP on loopback. */
export type Door = {
  readonly port: () => number
  /** From now on connections are refused. */
  readonly close: () => Promise<void>
  /** Listens again on the same port. */
  readonly open: () => Promise<void>
}

/** Serves `/bot<token>/<method>` and `/file/bot<token>/<path>`; `answered` is told after every request. */
export async function openDoor(world: World, methods: ReadonlyMap<string, Method>, port: number, answered: () => void): Promise<Door> {
  const sockets = new Set<Socket>()
  let listeningOn = port
  const server = createServer((request, response) => {
    void handle(world, methods, request, response).finally(answered)
  })
  server.keepAliveTimeout = 60_000
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const open = async () => {
    if (!server.listening) await listen(server, listeningOn)
    const address = server.address()
    if (isObject(address)) listeningOn = Number(address['port'])
  }
  await open()
  return {
    port: () => listeningOn,
    open,
    close: () =>
      new Promise((resolve) => {
        if (!server.listening) return resolve()
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

async function handle(
  world: World,
  methods: ReadonlyMap<string, Method>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?')[0] ?? '/'
  const file = /^\/file\/bot([^/]+)\/(.+)$/.exec(path)
  if (file !== null) return sendBytes(world, file[1], file[2], response)
  const [, token, name] = /^\/bot([^/]+)\/(\w+)$/.exec(path) ?? []
  const body = await readBody(request).catch(() => undefined)
  if (body === undefined) return
  let call: Call | undefined
  try {
    if (token === undefined || name === undefined) throw new Refusal(404, 'Not Found')
    if (token !== world.token) throw new Refusal(401, 'Unauthorized')
    call = readCall(name, request, response, body)
    world.calls.set(name, (world.calls.get(name) ?? 0) + 1)
    await answer(world, methods, call, response)
  } catch (error) {
    refuse(world, call, error, response)
  }
}

async function answer(world: World, methods: ReadonlyMap<string, Method>, call: Call, response: ServerResponse): Promise<void> {
  const fault = world.faults.judge(call)
  if (fault !== undefined && !(await happens(fault, response))) return
  const method = methods.get(call.method.toLowerCase())
  if (method === undefined) throw new Refusal(404, 'Not Found')
  const pending = method(world, call)
  const result = pending instanceof Promise ? await pending : pending
  if (fault?.kind === 'lost-after') response.socket?.destroy()
  else if (fault?.kind !== 'silence') json(response, 200, { ok: true, result })
}

/** Lets a fault happen; tells whether the method is still carried out. */
async function happens(fault: Fault, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case 'lost-before':
      response.socket?.destroy()
      return false
    case 'refuse':
      throw new Refusal(fault.code, fault.description, fault.parameters)
    case 'bad-gateway':
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html><h1>502 Bad Gateway</h1></html>')
      return false
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, fault.ms))
      return true
    case 'silence':
    case 'lost-after':
      return true
  }
}

function refuse(world: World, call: Call | undefined, error: unknown, response: ServerResponse): void {
  const refusal = error instanceof Refusal ? error : new Refusal(500, `Internal Server Error: ${String(error)}`)
  if (call !== undefined) {
    const chat = textOf(call.parameters, 'chat_id')
    world.refusals.push({ method: call.method, code: refusal.code, description: refusal.message, chat, at: world.clock.now() })
  }
  const parameters = Object.keys(refusal.parameters).length === 0 ? {} : { parameters: refusal.parameters }
  json(response, refusal.code, { ok: false, error_code: refusal.code, description: refusal.message, ...parameters })
}

function json(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed) return
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text)
}

function sendBytes(world: World, token: string | undefined, path: string | undefined, response: ServerResponse): void {
  const file = token === world.token ? world.files.get((path ?? '').replace(/^files\//, '')) : undefined
  if (file === undefined) return json(response, 404, { ok: false, error_code: 404, description: 'Not Found' })
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': file.bytes.length }).end(file.bytes)
}
