import { plainDigits } from './digits.ts'

/** The steps of 四议两公开 in their order: four discussions, then the resolution and the result are made public (DOMAIN §2.7). */
export const MATTER_STEPS = [1, 2, 3, 4, 5, 6] as const
export type MatterStep = (typeof MATTER_STEPS)[number]

const ASSEMBLY: MatterStep = 3
const RESOLUTION: MatterStep = 4
const FIRST_DISCLOSED: MatterStep = 5

/** What was counted at a meeting: who was entitled, who came, who was in favour. */
export type Count = { readonly entitled: number; readonly present: number; readonly inFavour: number }

/** A step as somebody reports it. */
export type Reported = {
  readonly step: MatterStep
  readonly count: Count | undefined
  readonly resolution: string
  /** The disclosure that carries it to the people; known to be public. */
  readonly disclosure: number | undefined
}

/** Whether a step can be written down, or why not. */
export type MatterJudged =
  | { readonly kind: 'goes' }
  | { readonly kind: 'done' }
  | { readonly kind: 'skips'; readonly next: MatterStep }
  | { readonly kind: 'no-count' | 'wrong-count' | 'too-few-present' | 'not-carried' | 'no-resolution' | 'no-disclosure' }

/** No step is skipped, and a vote counts only when enough came and enough agreed. */
export function judgeMatterStep(taken: readonly MatterStep[], reported: Reported): MatterJudged {
  const { step, count, resolution, disclosure } = reported
  const next = nextStep(taken)
  if (taken.includes(step)) return { kind: 'done' }
  if (next !== undefined && step !== next) return { kind: 'skips', next }
  if (step >= FIRST_DISCLOSED) return disclosure === undefined ? { kind: 'no-disclosure' } : { kind: 'goes' }
  if (count !== undefined && (count.present > count.entitled || count.inFavour > count.present)) return { kind: 'wrong-count' }
  if (step !== ASSEMBLY && step !== RESOLUTION) return { kind: 'goes' }
  if (count === undefined) return { kind: 'no-count' }
  if (count.present * 3 < count.entitled * 2) return { kind: 'too-few-present' }
  // The members' assembly needs more than half of all who are due, the representatives more than half of those present.
  const base = step === ASSEMBLY ? count.entitled : count.present
  if (count.inFavour * 2 <= base) return { kind: 'not-carried' }
  return step === RESOLUTION && resolution === '' ? { kind: 'no-resolution' } : { kind: 'goes' }
}

/** The step that comes next; none when the matter is at its end. */
export function nextStep(taken: readonly MatterStep[]): MatterStep | undefined {
  return MATTER_STEPS.find((step) => !taken.includes(step))
}

const STEP_WORDS: readonly (readonly [MatterStep, RegExp])[] = [
  [6, /(?:实施)?结果公开/u],
  [5, /决议公开/u],
  [4, /(?:村民)?代表(?:会议?|大会)|村民(?:会议|大会)|决议(?=[\s：:，,]|$)/u],
  [3, /党员大会|审议/u],
  [2, /(?:村)?两委(?:会)?(?:商议)?|商议/u],
  [1, /(?:党)?支部(?:会)?提议|支委会|提议/u],
]
const FIGURES = {
  entitled: /应到\s*(\d{1,5})\s*[人名]?/u,
  present: /实到\s*(\d{1,5})\s*[人名]?/u,
  inFavour: /(?:同意|赞成)\s*(\d{1,5})\s*[人名票]?/u,
} as const

/** What stands behind the number of a matter: the step, the count, and the words that are left. */
export type StepSaid = {
  readonly step: MatterStep | undefined
  readonly count: Count | undefined
  readonly number: number | undefined
  readonly rest: string
}

/** Reads 党员大会 应到30 实到24 同意20 修到三组: every part may be missing. */
export function readStep(said: string): StepSaid {
  let rest = plainDigits(said)
  const take = (pattern: RegExp): string | undefined => {
    const found = pattern.exec(rest)
    if (found === null) return undefined
    rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`
    return found[1] ?? found[0]
  }
  const [entitled, present, inFavour] = [take(FIGURES.entitled), take(FIGURES.present), take(FIGURES.inFavour)]
  const step = STEP_WORDS.find(([, words]) => take(words) !== undefined)?.[0]
  const number = step !== undefined && step >= FIRST_DISCLOSED ? take(/第?(\d{1,8})号?(?:公开)?/u) : undefined
  const count =
    entitled === undefined || present === undefined || inFavour === undefined
      ? undefined
      : { entitled: Number(entitled), present: Number(present), inFavour: Number(inFavour) }
  const words = rest
    .replaceAll(/^[\s,，。；;:：]+|[\s,，;；:：]+$/gu, '')
    .replaceAll(/\s*[,，]\s*(?=[,，])/gu, '')
    .replaceAll(/\s+/gu, ' ')
  return { step, count, number: number === undefined ? undefined : Number(number), rest: words }
}
