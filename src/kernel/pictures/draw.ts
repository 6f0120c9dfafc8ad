import { readFile } from 'node:fs/promises'
import type { Renderer } from '@takumi-rs/core'
import { type Face, facesFor, FAMILY_LIST } from './faces.ts'

/** How a part of a picture looks; lengths are pixels. */
export type Look = Readonly<Record<string, string | number>>

/** A part of a picture: words, a box of parts, or a picture given as the text of an SVG. */
export type Part =
  | { readonly type: 'text'; readonly text: string; readonly style: Look }
  | { readonly type: 'container'; readonly children: readonly Part[]; readonly style: Look }
  | { readonly type: 'image'; readonly src: string; readonly width: number; readonly height: number; readonly style: Look }

/** Glyphs that were drawn are kept up to this size, so that a year of posters needs no more memory than a day of them. */
const GLYPH_CACHE_BYTES = 16 * 1024 * 1024

let opening: Promise<Renderer> | undefined
const registered = new Map<Face, Promise<unknown>>()

/** Words in a picture. */
export function words(text: string, style: Look = {}): Part {
  return { type: 'text', text, style }
}

/** A box of parts, one below the other. */
export function column(children: readonly Part[], style: Look = {}): Part {
  return { type: 'container', children, style: { display: 'flex', flexDirection: 'column', ...style } }
}

/** A box of parts, one beside the other. */
export function row(children: readonly Part[], style: Look = {}): Part {
  return { type: 'container', children, style: { display: 'flex', flexDirection: 'row', ...style } }
}

/** Draws a picture of this width, as high as its parts need, as a PNG. The drawing program is loaded with the first picture. */
export async function drawPicture(part: Part, width: number): Promise<Uint8Array> {
  const renderer = await (opening ??= openRenderer())
  await Promise.all(facesFor(textIn(part)).map((face) => registerOnce(renderer, face)))
  const whole = column([part], { width, fontFamily: FAMILY_LIST, backgroundColor: '#ffffff' })
  return renderer.render(whole as never, { width, format: 'png' })
}

async function openRenderer(): Promise<Renderer> {
  const { Renderer: Drawing, setGlyphCacheMaxBytes } = await import('@takumi-rs/core')
  setGlyphCacheMaxBytes(GLYPH_CACHE_BYTES)
  return new Drawing()
}

function registerOnce(renderer: Renderer, face: Face): Promise<unknown> {
  const before = registered.get(face)
  if (before !== undefined) return before
  const unicodeRange = face.ranges.map(([from, to]): [number, number] => [from, to])
  const now = readFile(face.file).then((data) => renderer.registerFont({ name: face.family, data, unicodeRange }))
  registered.set(face, now)
  return now
}

function textIn(part: Part): string {
  if (part.type === 'text') return part.text
  return part.type === 'container' ? part.children.map(textIn).join('') : ''
}
