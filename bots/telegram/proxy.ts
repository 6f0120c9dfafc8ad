import { Agent as HttpAgent, request } from 'node:http'
import type { ClientRequestArgs } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { RequestOptions } from 'node:https'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { openThroughSocks } from './socks.ts'

const CONNECT_SECONDS = 15

/** An idle connection is given up before the server does, because a letter sent just then is in doubt. */
const KEPT = { keepAlive: true, timeout: 45_000 }

type Connected = (error: Error | null, stream: Duplex) => void

/** Connections kept open for the next request, straight or through a proxy (`http:` with CONNECT, or `socks5:`). */
export function createAgent(apiRoot: string, proxy: string | undefined): HttpAgent {
  const isSecure = apiRoot.startsWith('https:')
  if (proxy === undefined) return isSecure ? new HttpsAgent(KEPT) : new HttpAgent(KEPT)
  return isSecure ? new SecureTunnelAgent(new URL(proxy)) : new TunnelAgent(new URL(proxy))
}

/** Plain connections through a proxy. */
class TunnelAgent extends HttpAgent {
  readonly #proxy: URL

  constructor(proxy: URL) {
    super(KEPT)
    this.#proxy = proxy
  }

  override createConnection(options: ClientRequestArgs, connected?: Connected): undefined {
    openTunnel(this.#proxy, String(options.host), Number(options.port ?? 80)).then(
      (socket) => connected?.(null, socket),
      (error: Error) => connected?.(error, new Socket()),
    )
  }
}

/** TLS inside a tunnel: the proxy sees only the name of the server. */
class SecureTunnelAgent extends HttpsAgent {
  readonly #proxy: URL

  constructor(proxy: URL) {
    super(KEPT)
    this.#proxy = proxy
  }

  override createConnection(options: RequestOptions, connected?: Connected): undefined {
    const host = String(options.host)
    openTunnel(this.#proxy, host, Number(options.port ?? 443))
      .then((socket) => secure(socket, host))
      .then(
        (socket) => connected?.(null, socket),
        (error: Error) => connected?.(error, new Socket()),
      )
  }
}

function secure(socket: Socket, host: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const secured = connectTls({ socket, servername: host, ALPNProtocols: ['http/1.1'] })
    secured.once('secureConnect', () => resolve(secured))
    // Whatever goes wrong before the handshake is done, no request has left yet.
    secured.once('error', () => reject(proxyFailure()))
  })
}

/** The proxy itself answered, but with a refusal; nothing has left for the other side. */
function proxyFailure(): Error {
  return Object.assign(new Error('the proxy did not connect'), { code: 'EPROXY' })
}

function openTunnel(proxy: URL, host: string, port: number): Promise<Socket> {
  return proxy.protocol.startsWith('socks') ? openThroughSocks(proxy, host, port) : openThroughHttp(proxy, host, port)
}

function openThroughHttp(proxy: URL, host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const login = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
    const headers = {
      host: `${host}:${port}`,
      ...(proxy.username === '' ? {} : { 'proxy-authorization': `Basic ${Buffer.from(login).toString('base64')}` }),
    }
    const options = { host: proxy.hostname, port: proxy.port === '' ? 80 : proxy.port, method: 'CONNECT', path: `${host}:${port}`, headers }
    const asking = request({ ...options, agent: false, timeout: CONNECT_SECONDS * 1_000 })
    asking.once('connect', (response, socket: Socket) => {
      if (response.statusCode === 200) return resolve(socket)
      socket.destroy()
      reject(proxyFailure())
    })
    asking.once('response', () => reject(proxyFailure()))
    asking.once('timeout', () => asking.destroy(proxyFailure()))
    asking.once('error', () => reject(proxyFailure()))
    asking.end()
  })
}
