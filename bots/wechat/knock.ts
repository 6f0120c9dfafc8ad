import { connect } from 'node:net'

const KNOCK_MS = 3_000

/** Whether anything listens at the gateway's address; a gateway that is found by its token is taken to be there. */
export function isThere(endpoint: string | undefined): Promise<boolean> {
  const [host = '', port = ''] = (endpoint ?? '').split(':')
  if (endpoint === undefined) return Promise.resolve(true)
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), timeout: KNOCK_MS })
    const settle = (found: boolean) => {
      socket.destroy()
      resolve(found)
    }
    socket.once('connect', () => settle(true))
    socket.once('timeout', () => settle(false))
    socket.once('error', () => settle(false))
  })
}
