/** The names that must be protected: all of them, or a question to the roster for those that occur in a text. */
export type KnownNames = readonly string[] | ((text: string) => readonly string[])

const SHORTEST_NAME = 2

/** The known names that occur in a tight text, longer ones first: 王桂芳 is not also 王桂. Its cost grows with the text, not with the roster. */
export function namesIn(tight: string, known: KnownNames): readonly string[] {
  const names = new Set((typeof known === 'function' ? known(tight) : known).map((name) => name.replace(/\s+/g, '')))
  const lengths = [...new Set([...names].map((name) => name.length))].filter((length) => length >= SHORTEST_NAME).toSorted((a, b) => b - a)
  const found = new Set<string>()
  let at = 0
  while (at < tight.length) {
    const length = lengths.find((each) => names.has(tight.slice(at, at + each)))
    if (length !== undefined) found.add(tight.slice(at, at + length))
    at += length ?? 1
  }
  return [...found].toSorted((one, other) => other.length - one.length)
}
