import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** One file of a typeface and the characters it draws. */
export type Face = { readonly family: string; readonly file: string; readonly ranges: readonly (readonly [number, number])[] }

/**
 * The typefaces in the order in which they are asked: a plain one for everything, then one that knows the rare characters
 * of people's names (䶮, 㛃). Both come in small files by ranges of characters, so that only what is needed is read.
 */
const FAMILIES = [
  { family: 'Noto Sans SC', css: '@fontsource-variable/noto-sans-sc/index.css' },
  { family: 'Source Han Serif', css: '@chinese-fonts/syst/dist/SourceHanSerifCN/result.css' },
] as const

/** The families as a picture names them. */
export const FAMILY_LIST: string = FAMILIES.map(({ family }) => family).join(', ')

const require = createRequire(import.meta.url)
let known: readonly Face[] | undefined

/** The files needed to draw a text, each once; a character that no face has needs none. */
export function facesFor(text: string): readonly Face[] {
  known ??= FAMILIES.flatMap(({ family, css }) => readFaces(family, css))
  const needed = new Set<Face>()
  for (const sign of new Set(text)) {
    const code = sign.codePointAt(0) ?? 0
    const face = known.find(({ ranges }) => ranges.some(([from, to]) => code >= from && code <= to))
    if (face !== undefined) needed.add(face)
  }
  return [...needed]
}

/** Reads which file draws which characters out of the stylesheet that comes with a typeface. */
function readFaces(family: string, css: string): readonly Face[] {
  const path = require.resolve(css)
  const faces: Face[] = []
  for (const [, block] of readFileSync(path, 'utf8').matchAll(/@font-face\s*\{([^}]*)\}/gu)) {
    const file = /url\(\s*["']?([^"')]+\.woff2)["']?\s*\)/u.exec(block ?? '')?.[1]
    const ranges = /unicode-range:\s*([^;}]+)/iu.exec(block ?? '')?.[1]
    if (file !== undefined && ranges !== undefined) faces.push({ family, file: join(dirname(path), file), ranges: readRanges(ranges) })
  }
  return faces
}

function readRanges(text: string): Face['ranges'] {
  return [...text.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/giu)].map(([, from = '', to]) => [
    Number.parseInt(from, 16),
    Number.parseInt(to ?? from, 16),
  ])
}
