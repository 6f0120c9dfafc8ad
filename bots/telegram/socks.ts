import { connect } from 'node:net'
import type { Socket } from 'node:net'

const CONNECT_SECONDS = 15
const VERSION = 5
const BY_NAME = 3

/** Opens a connection through a SOCKS5 proxy (RFC 1928), which looks the name up itself; with name and password (RFC 1929) if the address has them. */
export async function openThroughSocks(proxy: URL, host: string, port: number): Promise<Socket> {
  const socket = connect({ host: proxy.hostname, port: Number(proxy.port === '' ? 1_080 : proxy.port) })
  socket.setTimeout(CONNECT_SECONDS * 1_000, () => socket.destroy())
  try {
    const read = reader(socket)
    const hasLogin = proxy.username !== ''
    socket.write(Uint8Array.from(hasLogin ? [VERSION, 1, 2] : [VERSION, 1, 0]))
    await expect(read, 2, hasLogin ? 2 : 0)
    if (hasLogin) {
      socket.write(Buffer.concat([Uint8Array.of(1), field(decodeURIComponent(proxy.username)), field(decodeURIComponent(proxy.password))]))
      await expect(read, 2, 0)
    }
    socket.write(Buffer.concat([Uint8Array.of(VERSION, 1, 0, BY_NAME), field(host), Uint8Array.of(port >> 8, port & 255)]))
    const [, , , kind = 0, first = 0] = await expect(read, 5, 0)
    // The rest of the bound address, of which one byte is read already, and its port.
    await read((kind === BY_NAME ? first : kind === 4 ? 15 : 3) + 2)
    socket.setTimeout(0)
    return socket
  } catch {
    socket.destroy()
    throw Object.assign(new Error('the proxy did not connect'), { code: 'EPROXY' })
  }
}

function field(value: string): Buffer {
  const bytes = Buffer.from(value)
  return Buffer.concat([Uint8Array.of(bytes.length), bytes])
}

type Read = (count: number) => Promise<Buffer>

/** Reads exactly so many bytes, leaving what follows for whoever uses the socket afterwards. */
function reader(socket: Socket): Read {
  return (count) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const bytes: unknown = socket.read(count)
        if (!Buffer.isBuffer(bytes)) return
        settle()
        resolve(bytes)
      }
      const fail = () => {
        settle()
        reject(new Error('the proxy hung up'))
      }
      const settle = () => {
        socket.off('readable', look)
        socket.off('error', fail)
        socket.off('close', fail)
      }
      socket.on('readable', look)
      socket.once('error', fail)
      socket.once('close', fail)
      look()
    })
}

async function expect(read: Read, count: number, second: number): Promise<Buffer> {
  const answer = await read(count)
  if (answer[1] !== second) throw new Error('the proxy refused')
  return answer
}
