/**
 * Reads a text from its first to its last character by a grammar of phrases. What the grammar cannot account for makes
 * the text something else: nothing is guessed from a word found in the middle.
 */

/** The phrases of a grammar by what they mean, each a pattern for one place of a text. */
export type Phrases = Readonly<Record<string, readonly string[]>>

/** Which meanings were found, when the grammar accounts for the whole text. */
export type ReadWhole = (text: string) => ReadonlySet<string> | undefined

const sticky = (source: string): RegExp => new RegExp(`(?:${source})`, 'y')

function reach(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

/**
 * Makes a reader of whole texts. At each place the longest phrase counts; of phrases as long as each other the one named
 * first; carriers (greetings, time, manner, endings) mean nothing. Longer texts than `longest` are not read.
 */
export function makeReadWhole(phrases: Phrases, carriers: string, longest: number): ReadWhole {
  const meanings = Object.entries(phrases).map(([meaning, sources]) => ({ meaning, patterns: sources.map(sticky) }))
  const carrier = sticky(carriers)
  return (text) => {
    if (text.length > longest) return undefined
    const found = new Set<string>()
    for (let at = 0; at < text.length;) {
      let end = at
      let meant: string | undefined
      for (const { meaning, patterns } of meanings) {
        for (const pattern of patterns) {
          const reached = reach(pattern, text, at)
          if (reached > end) {
            end = reached
            meant = meaning
          }
        }
      }
      const carried = reach(carrier, text, at)
      if (carried > end) {
        end = carried
        meant = undefined
      }
      if (end === at) return undefined
      if (meant !== undefined) found.add(meant)
      at = end
    }
    return found
  }
}
