import { FIRST, ROUNDS, SALT, SECOND } from './phrase.ts'

/**
 * The check as a reader's own browser does it, step by step, from the figures alone. It is written out plainly so that
 * anybody may read it; it knows no server but the one that gave it the figures, and believes nothing of them.
 */
export const CHECK_SCRIPT = `
const FIRST = ${JSON.stringify(FIRST)}, SECOND = ${JSON.stringify(SECOND)}
const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16))
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('')
const join = (...parts) => { const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0)); let at = 0; for (const part of parts) { all.set(part, at); at += part.length } return all }
const text = (words) => new TextEncoder().encode(words)
const sha256 = async (data) => hex(await crypto.subtle.digest('SHA-256', data))
const children = (left, right) => sha256(join(Uint8Array.of(1), bytes(left), bytes(right)))

async function rootOf(figures) {
  const { entry, size, path } = figures
  let root = await sha256(join(Uint8Array.of(0), text([entry.kind, entry.subject, entry.at, entry.commitment, ''].join('\\n'))))
  let fn = entry.position, sn = size - 1
  if (fn < 0 || fn > sn) return ''
  for (const step of path) {
    if (sn === 0) return ''
    if (fn % 2 === 1 || fn === sn) {
      root = await children(step, root)
      while (fn % 2 === 0 && fn !== 0) { fn = Math.floor(fn / 2); sn = Math.floor(sn / 2) }
    } else root = await children(root, step)
    fn = Math.floor(fn / 2); sn = Math.floor(sn / 2)
  }
  return sn === 0 ? root : ''
}

async function phraseOf(figures) {
  const key = await crypto.subtle.importKey('raw', text(signedText(figures)), 'PBKDF2', false, ['deriveBits'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: text(${JSON.stringify(SALT)}), iterations: ${ROUNDS} }
  let bits = parseInt(hex(await crypto.subtle.deriveBits(how, key, 48)), 16)
  const words = []
  for (let word = 0; word < 4; word += 1) {
    words.push(FIRST[bits % FIRST.length] + SECOND[Math.floor(bits / FIRST.length) % SECOND.length])
    bits = Math.floor(bits / (FIRST.length * SECOND.length))
  }
  return words.join(' ')
}

const signedText = ({ origin, size, root }) => origin + '\\n' + size + '\\n' + root + '\\n'

async function isSigned(figures) {
  try {
    const key = await crypto.subtle.importKey('raw', bytes(figures.publicKey), { name: 'Ed25519' }, false, ['verify'])
    return await crypto.subtle.verify({ name: 'Ed25519' }, key, bytes(figures.signature), text(signedText(figures)))
  } catch { return undefined }
}

function tell(name, result, good, bad, open) {
  const item = document.querySelector('[data-check="' + name + '"]')
  item.className = result === undefined ? 'open' : result ? 'good' : 'bad'
  item.textContent = result === undefined ? open : result ? good : bad
  return result
}

async function check() {
  const words = JSON.parse(document.querySelector('[data-words]').dataset.words)
  if (!globalThis.crypto || !crypto.subtle) { document.querySelector('[data-verdict]').textContent = words.cannot; return }
  const figures = await (await fetch(document.querySelector('[data-figures]').dataset.figures, { cache: 'no-store' })).json()
  document.querySelector('[data-content]').textContent = figures.content
  const results = [
    tell('content', (await sha256(join(bytes(figures.salt), text(figures.content)))) === figures.entry.commitment, ...words.content),
    tell('log', (await rootOf(figures)) === figures.root, ...words.log),
    tell('signature', await isSigned(figures), ...words.signature),
  ]
  document.querySelector('[data-phrase]').textContent = await phraseOf(figures)
  document.querySelector('[data-verdict]').textContent = results.includes(false) ? words.bad : words.good
}
check().catch(() => { document.querySelector('[data-verdict]').textContent = JSON.parse(document.querySelector('[data-words]').dataset.words).failed })
`
