import { get as getPlain } from 'node:http'
import type { Agent } from 'node:http'
import { get as getSecure } from 'node:https'
import type { Api } from 'grammy'
import type { FileReference } from '../../src/kernel/chat/message.ts'

/** The most Telegram lets a bot download (https://core.telegram.org/bots/api#getfile). */
const LARGEST_DOWNLOAD_BYTES = 20_000_000
const DOWNLOAD_SECONDS = 60

/** Where files of this bot lie. The address carries the token and must not get into an error. */
export type Shelf = { readonly api: Api; readonly agent: Agent; readonly apiRoot: string; readonly token: string }

/** Brings the bytes of a file; throws a sentence without any address when it cannot. */
export async function fetchFile(shelf: Shelf, file: FileReference): Promise<Uint8Array> {
  if (file.bytes > LARGEST_DOWNLOAD_BYTES) throw new Error('文件超过 20 MB，取不下来')
  const path = await findPath(shelf.api, file.reference)
  if (path === undefined) throw new Error('Telegram 没有给出这个文件')
  return download(`${shelf.apiRoot}/file/bot${shelf.token}/${path}`, shelf.agent)
}

async function findPath(api: Api, reference: string): Promise<string | undefined> {
  try {
    return (await api.getFile(reference)).file_path
  } catch {
    throw new Error('Telegram 没有给出这个文件')
  }
}

function download(address: string, agent: Agent): Promise<Uint8Array> {
  const get = address.startsWith('https:') ? getSecure : getPlain
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error('文件没有取下来'))
    const asking = get(address, { agent, timeout: DOWNLOAD_SECONDS * 1_000 }, (response) => {
      if (response.statusCode !== 200) {
        response.resume()
        return fail()
      }
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        size += chunk.length
        if (size > LARGEST_DOWNLOAD_BYTES) asking.destroy()
      })
      response.on('end', () => resolve(Buffer.concat(chunks)))
      response.on('error', fail)
      response.on('close', fail)
    })
    asking.on('timeout', () => asking.destroy())
    asking.on('error', fail)
  })
}
