import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Where the Chromium of this machine lies; `CHROMIUM_PATH` names it where it lies elsewhere. Undefined when there is none. */
export function findBrowser(): string | undefined {
  const named = ['chromium', 'chromium-browser', 'google-chrome']
  const places = (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => named.map((name) => join(folder, name)))
  return process.env['CHROMIUM_PATH'] ?? [...PLACES, ...places].find((place) => existsSync(place))
}

/** Starts the Chromium of this machine. It talks to nobody but the page. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  if (executablePath === undefined) throw new Error('there is no Chromium: install it or name it in CHROMIUM_PATH')
  return chromium.launch({ executablePath, args: FLAGS })
}
