import { toBuffer, toString } from 'qrcode'

const WIDTH_PIXELS = 480

/** The login code as it is drawn on a terminal. */
export function drawCode(code: string): Promise<string> {
  return toString(code, { type: 'utf8', errorCorrectionLevel: 'L' })
}

/** The login code as a picture (PNG). It is drawn here: whoever else draws it could log in with it. */
export function pictureOfCode(code: string): Promise<Buffer> {
  return toBuffer(code, { width: WIDTH_PIXELS, errorCorrectionLevel: 'M' })
}
