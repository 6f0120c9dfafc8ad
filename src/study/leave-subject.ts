import type { Clause } from '../kernel/chat/clauses.ts'
import type { Scene } from '../kernel/chat/scene.ts'
import { BUSY, CAUSES } from './absence.ts'

/** Perhaps he comes, perhaps not: the bot asks. */
export const PERHAPS =
  /(?:不清楚|说不清|不晓得|不知道|不敢说|看|没定).{0,3}(?:去不去|来不来|走不走|能不能|有没有空)|十有八九|多半|八成|够呛|悬(?:得很|乎)?|没谱|保不齐|看样子|弄不好|搞不好|指不定|不敢(?:保证|说|打包票)|不保险|两说|不(?:晓得|知道)(?:能不能|来不来|去不去|走不走|请不请|得不得)|走得(?:开|脱)就|没把握|拿不准|怕(?:是|要)?(?=来不|去不|走不|赶不|不能|不得)|可能|也许|大概|说不定|不一定|未必|估计|怕是|恐怕|看情况|或许|没准|备不住|兴许|争取|尽量|不确定|说不准|说不好|难说|再看|要看|不敢保证/

/** Whether a cause was given; the cause itself is never kept. */
export function causeOf(scene: Scene): { reason?: true } {
  const { text } = scene
  return BUSY.test(text) || CAUSES.some((cause) => cause.test(text)) || /[,，\s]/.test(text.trim()) || text.length > 8
    ? { reason: true }
    : {}
}

/** Somebody other than the sender is the subject before the word of absence. */
export function isOfOthers(clause: Clause, at: number): boolean {
  const before = clause.tokens.filter((token) => token.start - clause.start < at)
  if (before.some((token) => token.kind === 'self' || token.kind === 'we'))
    return before.some((token, index) => (token.kind === 'relation' || token.kind === 'name') && before[index - 1]?.kind === 'self')
  return before.some((token) => ['other', 'name', 'relation', 'you', 'officer', 'crowd'].includes(token.kind))
}
