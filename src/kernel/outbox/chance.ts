/** A number from 0 up to 1 out of an unguessable text of 12 characters. */
export function chanceOf(token: string): number {
  return Buffer.from(token, 'base64url').readUInt32BE(0) / 2 ** 32
}
