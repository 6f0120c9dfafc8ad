import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Call } from './call.ts'
import { parseMultipart } from './multipart.ts'
import { isObject } from './parameters.ts'
import { badRequest } from './refusal.ts'

/** Reads a request as a call, however its parameters were packed. */
export function readCall(method: string, request: IncomingMessage, response: ServerResponse, body: Buffer): Call {
  const type = request.headers['content-type'] ?? ''
  const query = Object.fromEntries(new URL(request.url ?? '/', 'http://double').searchParams)
  const { fields, uploads } = readParameters(type, body)
  return {
    method,
    parameters: { ...query, ...fields },
    uploads,
    onHangUp: (listener) => response.on('close', () => response.writableEnded || listener()),
  }
}

function readParameters(type: string, body: Buffer): { fields: Readonly<Record<string, unknown>>; uploads: Call['uploads'] } {
  if (type.startsWith('multipart/form-data')) return parseMultipart(body, type)
  const uploads = new Map()
  if (body.length === 0) return { fields: {}, uploads }
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return { fields: Object.fromEntries(new URLSearchParams(body.toString('utf8'))), uploads }
  }
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'))
    return { fields: isObject(parsed) ? parsed : {}, uploads }
  } catch {
    throw badRequest("can't parse JSON object")
  }
}

/** The whole body; rejects when the asker hung up in between. */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)))
    request.on('error', reject)
    request.on('close', () => reject(new Error('the asker hung up')))
  })
}
