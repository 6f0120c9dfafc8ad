import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join } from 'node:path/posix'

/** A file of ours; `code` is its text without comments and without the contents of texts. */
export type Source = { readonly path: string; readonly text: string; readonly code: string }

/** One file needing another, or a package. `loading` tells whether it costs time at the start. */
export type Import = {
  readonly from: string
  readonly to: string
  readonly kind: 'file' | 'package'
  readonly loading: 'at-start' | 'later' | 'types-only'
}

const HOME = new URL('../../', import.meta.url)
const IMPORT = /^[ \t]*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'/gm
const BUILT_IN = new Set(builtinModules)

/** Reads all code files below some folders of the project. */
export function readSources(folders: readonly string[]): readonly Source[] {
  return folders.flatMap(filesIn).map((path) => {
    const text = readFileSync(new URL(path, HOME), 'utf8')
    return { path, text, code: withoutTexts(text) }
  })
}

/** What a file imports, in whatever way; relative paths are given from the project's folder. */
export function importsOf({ path, text }: Source): readonly Import[] {
  return [...withoutComments(text).matchAll(IMPORT)].flatMap(([, type, fixed, dynamic]) => {
    const to = fixed ?? dynamic ?? ''
    if (to.startsWith('node:') || BUILT_IN.has(to)) return []
    const loading = dynamic !== undefined ? 'later' : type !== undefined ? 'types-only' : 'at-start'
    return [
      to.startsWith('.')
        ? { from: path, to: join(dirname(path), to), kind: 'file', loading }
        : { from: path, to, kind: 'package', loading },
    ]
  })
}

/** The package of an import: `@hono/node-server/serve-static` is of `@hono/node-server`. */
export function packageOf(to: string): string {
  return to
    .split('/')
    .slice(0, to.startsWith('@') ? 2 : 1)
    .join('/')
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(new URL(`${folder}/`, HOME), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? filesIn(path) : /\.(?:ts|tsx|mjs)$/.test(entry.name) ? [path] : []
  })
}

function withoutComments(text: string): string {
  return text.replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, '').replace(/^\s*\/\/.*$/gm, '')
}

function withoutTexts(text: string): string {
  return withoutComments(text).replace(/'(?:[^'\\\n]|\\.)*'/g, "''")
}
