/** A number and the words behind it, as people give them to a command: 17 票据已补, 第17号：票据已补. */
export type NumberedLine = { readonly number: number; readonly text: string }

const NUMBERED = /^第?([\d０-９]{1,8})号?[\s:：,，]*([\s\S]*)$/u

/** Reads a line that begins with a number; undefined when it does not. The words may be missing. */
export function readNumberedLine(line: string): NumberedLine | undefined {
  const found = NUMBERED.exec(line)
  return found === null ? undefined : { number: Number(found[1]?.normalize('NFKC')), text: (found[2] ?? '').trim() }
}
