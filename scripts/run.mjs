// Prepares what is missing and becomes the program: in the same process, so that a signal to stop reaches it directly.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { HOME, prepare } from './prepare.mjs'

prepare('run')
await import(pathToFileURL(join(HOME, 'dist', 'bots', 'main.js')).href)
