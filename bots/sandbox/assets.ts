import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Assets } from './pages.tsx'

/** A file that the page loads, with its type. */
export type Asset = { readonly body: string; readonly type: string }

// In this order: the narrow screen has the last word.
const OWN_STYLES = ['style.css', 'phone.css', 'messages.css', 'narrow.css']

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#1d4a39"/><path d="M8 10a3 3 0 0 1 3-3h10a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3h-6l-5 5v-5a2 2 0 0 1-2-2z" fill="#f4f7f3"/></svg>`

/** What the page loads, straight from the packages' own files; its address carries its hash, so that it may be kept for ever. */
export function loadAssets(): { readonly files: ReadonlyMap<string, Asset>; readonly addresses: Assets } {
  const packaged = createRequire(import.meta.url)
  const read = (path: string) => readFileSync(path, 'utf8')
  const script = (name: string): Asset => ({
    body: read(packaged.resolve(`htmx.org/dist/${name}`)),
    type: 'text/javascript; charset=utf-8',
  })
  const style = (path: string): Asset => ({ body: read(path), type: 'text/css; charset=utf-8' })
  const files = new Map<string, Asset>([
    ['htmx.min.js', script('htmx.min.js')],
    ['hx-sse.min.js', script('ext/hx-sse.min.js')],
    ['hx-upsert.min.js', script('ext/hx-upsert.min.js')],
    ['pico.min.css', style(packaged.resolve('@picocss/pico/css/pico.min.css'))],
    ...OWN_STYLES.map((name): [string, Asset] => [name, style(fileURLToPath(new URL(name, import.meta.url)))]),
    ['icon.svg', { body: ICON, type: 'image/svg+xml' }],
  ])
  const address = (name: string) => `/sandbox/assets/${name}?v=${hashOf(files.get(name)?.body ?? '')}`
  const addresses: Assets = {
    styles: ['pico.min.css', ...OWN_STYLES].map(address),
    scripts: ['htmx.min.js', 'hx-sse.min.js', 'hx-upsert.min.js'].map(address),
    icon: address('icon.svg'),
  }
  return { files, addresses }
}

function hashOf(body: string): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 12)
}
