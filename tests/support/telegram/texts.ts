import { textOf } from './parameters.ts'
import { badRequest } from './refusal.ts'

const KNOWN_TAGS = new Set(['b', 'strong', 'i', 'em', 'u', 'ins', 's', 'del', 'code', 'pre', 'a', 'span', 'blockquote', 'tg-spoiler'])

/** A text parameter without its outer blanks and without its markup, refused when the markup is broken. */
export function readText(parameters: Readonly<Record<string, unknown>>, name: string): string {
  const text = textOf(parameters, name)
  switch (textOf(parameters, 'parse_mode').toLowerCase()) {
    case '':
      return text.trim()
    case 'html':
      return readHtml(text).trim()
    case 'markdown':
    case 'markdownv2':
      return readMarkdown(text).trim()
    default:
      throw badRequest("can't parse entities: unsupported parse_mode")
  }
}

function readHtml(text: string): string {
  const open: string[] = []
  const plain = text.replaceAll(/<(\/?)([a-z-]*)([^>]*)>/gi, (_whole, slash: string, tag: string, _rest: string, offset: number) => {
    if (!KNOWN_TAGS.has(tag.toLowerCase()))
      throw badRequest(`can't parse entities: Unsupported start tag "${tag}" at byte offset ${offset}`)
    if (slash === '') open.push(tag)
    else if (open.pop() !== tag) throw badRequest(`can't parse entities: Unexpected end tag at byte offset ${offset}`)
    return ''
  })
  if (open.length > 0) throw badRequest(`can't parse entities: Can't find end tag corresponding to start tag "${open.at(-1)}"`)
  if (plain.includes('<')) throw badRequest(`can't parse entities: Unclosed start tag at byte offset ${plain.indexOf('<')}`)
  return plain.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}

function readMarkdown(text: string): string {
  const reserved = /(?<!\\)[>#+\-=|{}.!]/.exec(text)
  if (reserved !== null) {
    throw badRequest(`can't parse entities: Character '${reserved[0]}' is reserved and must be escaped with the preceding '\\'`)
  }
  for (const mark of ['*', '_', '~', '`']) {
    const count = text.replaceAll(`\\${mark}`, '').split(mark).length - 1
    if (count % 2 === 1) throw badRequest("can't parse entities: Can't find end of the entity starting at byte offset 0")
  }
  return text.replaceAll(/\\(.)/g, '$1').replaceAll(/[*_~`]/g, '')
}
