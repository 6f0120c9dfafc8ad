/** A file as it arrived in a multipart request. */
export type Upload = { readonly name: string; readonly bytes: Buffer }

/** The fields and files of one multipart/form-data body. */
export type Multipart = { readonly fields: Record<string, string>; readonly uploads: Map<string, Upload> }

const HEADER_END = Buffer.from('\r\n\r\n')

/**
 * Reads a multipart/form-data body. By hand, because grammY leaves out the blanks and quotes which the parser
 * of undici insists on (`content-disposition:form-data;name="photo";filename=card.png`).
 */
export function parseMultipart(body: Buffer, contentType: string): Multipart {
  const fields: Record<string, string> = {}
  const uploads = new Map<string, Upload>()
  for (const part of parts(body, boundaryOf(contentType))) {
    const headerEnd = part.indexOf(HEADER_END)
    if (headerEnd === -1) continue
    const header = part.subarray(0, headerEnd).toString('utf8')
    const content = part.subarray(headerEnd + HEADER_END.length)
    const name = parameterOf(header, 'name')
    if (name === undefined) continue
    const filename = parameterOf(header, 'filename')
    if (filename === undefined) fields[name] = content.toString('utf8')
    else uploads.set(name, { name: filename, bytes: Buffer.from(content) })
  }
  return { fields, uploads }
}

function boundaryOf(contentType: string): Buffer {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1] ?? ''
  return Buffer.from(`--${boundary}`)
}

function* parts(body: Buffer, boundary: Buffer): Generator<Buffer> {
  let start = body.indexOf(boundary)
  while (start !== -1) {
    const next = body.indexOf(boundary, start + boundary.length)
    if (next === -1) return
    yield body.subarray(start + boundary.length + 2, next - 2)
    start = next
  }
}

function parameterOf(header: string, name: string): string | undefined {
  const found = new RegExp(`[;\\s]${name}=(?:"([^"]*)"|([^;\\r\\n]*))`, 'i').exec(header)
  return found?.[1] ?? found?.[2]
}
