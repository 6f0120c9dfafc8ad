import { TRADITIONAL_PAIRS } from './traditional-table.ts'

/** Characters people in Guangdong write for Mandarin words, and a few the table leaves alone. */
const EXTRA_PAIRS = '嚟来喺在冇没唔不咗了喇啦嘅的乜啥嗰那啲些佢他俾给畀给睇看呒没弗不哋们'

const simplified = new Map<number, string>()
for (const pairs of [TRADITIONAL_PAIRS, EXTRA_PAIRS]) {
  for (let at = 0; at + 1 < pairs.length; at += 2) simplified.set(pairs.charCodeAt(at), pairs.charAt(at + 1))
}

/** Folds Traditional characters to Simplified ones. The length stays the same, so that places in one text are places in the other. */
export function foldTraditional(text: string): string {
  let folded = ''
  let kept = 0
  for (let at = 0; at < text.length; at++) {
    const simple = simplified.get(text.charCodeAt(at))
    if (simple === undefined) continue
    folded += text.slice(kept, at) + simple
    kept = at + 1
  }
  return kept === 0 ? text : folded + text.slice(kept)
}
