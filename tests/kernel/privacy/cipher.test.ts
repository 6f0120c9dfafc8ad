import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSameHash, openCipher } from '../../../src/kernel/privacy/cipher.ts'

const directory = (): string => mkdtempSync(join(tmpdir(), 'branchlink-'))
const keyOf = (dataDir: string): string => join(dataDir, 'keys', 'secret.key')

describe('a phone number at rest', () => {
  test('is unreadable and different each time, and comes back whole after a restart', () => {
    const dataDir = directory()
    const cipher = openCipher(dataDir)
    const [once, again] = [cipher.seal('13812345678'), cipher.seal('13812345678')]
    expect(once).not.toBe(again)
    expect(Buffer.from(once.slice(3), 'base64url').toString('latin1')).not.toContain('138')
    expect(openCipher(dataDir).open(again)).toBe('13812345678')
  })

  test('any text comes back', () => {
    const cipher = openCipher(directory())
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => cipher.open(cipher.seal(text)) === text))
  })

  test('a changed one is noticed, wherever it was changed', () => {
    const cipher = openCipher(directory())
    const sealed = cipher.seal('13812345678')
    for (let at = 0; at < sealed.length - 1; at++) {
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
      expect(() => cipher.open(changed)).toThrow()
    }
    expect(() => cipher.open('v1.')).toThrow('not a sealed text')
  })

  test('is not opened by another key, which has another name', () => {
    const [one, other] = [openCipher(directory()), openCipher(directory())]
    expect(() => other.open(one.seal('13812345678'))).toThrow()
    expect(one.keyName).not.toBe(other.keyName)
  })

  test('is found by an equal number, within one key only', () => {
    const dataDir = directory()
    const cipher = openCipher(dataDir)
    expect(cipher.fingerprint('13812345678')).toBe(openCipher(dataDir).fingerprint('13812345678'))
    expect(cipher.fingerprint('13812345678')).not.toBe(cipher.fingerprint('13812345679'))
    expect(cipher.fingerprint('13812345678')).not.toBe(openCipher(directory()).fingerprint('13812345678'))
  })
})

describe('a one-time code', () => {
  test('is known again by its hash and salt only', () => {
    const cipher = openCipher(directory())
    expect(isSameHash(cipher.hashCode('482913', 'a'), cipher.hashCode('482913', 'a'))).toBe(true)
    expect(isSameHash(cipher.hashCode('482913', 'a'), cipher.hashCode('482913', 'b'))).toBe(false)
    expect(isSameHash(cipher.hashCode('482914', 'a'), cipher.hashCode('482913', 'a'))).toBe(false)
    expect(isSameHash('', cipher.hashCode('482913', 'a'))).toBe(false)
    expect(cipher.hashCode('482913', 'a')).not.toBe(cipher.fingerprint('a\n482913'))
  })
})

describe('the key file', () => {
  test('is readable by its owner only, even after somebody opened it up', () => {
    const dataDir = directory()
    openCipher(dataDir)
    expect(statSync(keyOf(dataDir)).mode & 0o777).toBe(0o600)
    expect(statSync(join(dataDir, 'keys')).mode & 0o777).toBe(0o700)
    chmodSync(keyOf(dataDir), 0o644)
    openCipher(dataDir)
    expect(statSync(keyOf(dataDir)).mode & 0o777).toBe(0o600)
  })

  test('is kept, and nothing else is left beside it', () => {
    const dataDir = directory()
    openCipher(dataDir)
    const key = readFileSync(keyOf(dataDir), 'utf8')
    openCipher(dataDir)
    expect(readFileSync(keyOf(dataDir), 'utf8')).toBe(key)
    expect(readdirSync(join(dataDir, 'keys'))).toEqual(['secret.key'])
  })

  test('when damaged, stops the start instead of being replaced', () => {
    const dataDir = directory()
    openCipher(dataDir)
    writeFileSync(keyOf(dataDir), 'oops')
    expect(() => openCipher(dataDir)).toThrow('damaged')
    expect(readFileSync(keyOf(dataDir), 'utf8')).toBe('oops')
  })
})
