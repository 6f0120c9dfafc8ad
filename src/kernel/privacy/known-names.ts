/** The names that must be protected: all of them, or a question to the roster for those that occur in a text. */
export type KnownNames = readonly string[] | ((text: string) => readonly string[])

type Index = { readonly names: ReadonlySet<string>; readonly lengths: readonly number[] }

const SHORTEST_NAME = 2
/** The same list is asked for every letter until the roster changes. */
const indexes = new WeakMap<readonly string[], Index>()

/** The known names that occur in a tight text, longer ones first: 王桂芳 is not also 王桂. Its cost grows with the text, not with the roster. */
export function namesIn(tight: string, known: KnownNames): readonly string[] {
  const { names, lengths } = indexOf(typeof known === 'function' ? known(tight) : known)
  const found = new Set<string>()
  let at = 0
  while (at < tight.length) {
    const length = lengths.find((each) => names.has(tight.slice(at, at + each)))
    if (length !== undefined) found.add(tight.slice(at, at + length))
    at += length ?? 1
  }
  return [...found].toSorted((one, other) => other.length - one.length)
}

function indexOf(list: readonly string[]): Index {
  const kept = indexes.get(list)
  if (kept !== undefined) return kept
  const names = new Set(list.map((name) => name.replace(/\s+/g, '')).filter((name) => name.length >= SHORTEST_NAME))
  const made = { names, lengths: [...new Set([...names].map((name) => name.length))].toSorted((one, other) => other - one) }
  indexes.set(list, made)
  return made
}
