import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCipher } from '../../src/kernel/privacy/cipher.ts'

/** A real cipher with a key of its own. */
export const testCipher = openCipher(mkdtempSync(join(tmpdir(), 'branchlink-key-')))
