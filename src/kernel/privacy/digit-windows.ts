/**
 * Numbers as people hide or beautify them: 138 1234 5678, 1-3-8…, 一三八…. A window is one or more runs of digits
 * beside each other, read as one number.
 */
export type DigitWindow = {
  readonly digits: string
  readonly start: number
  readonly end: number
  /** How many digits each run has: `3-4-4`. */
  readonly shape: string
  /** What stands between the runs: nothing, always the same sign, or something that also separates the items of a list. */
  readonly between: 'nothing' | 'one-sign' | 'list'
  /** Every run ends in 0, as amounts beside each other do and the parts of a number seldom. */
  readonly round: boolean
}

type Run = { readonly digits: string; readonly start: number; readonly end: number; readonly gap: string | undefined }

const SHORTEST_NUMBER = 7
const LONGEST_NUMBER = 19
const RUN = /[0-9]+[Xx×](?![0-9A-Za-z])|[0-9]+|(?<![0-9A-Za-z])[Xx×](?![0-9A-Za-z])/g
const SPOKEN_RUN = /[0-9零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]+[Xx×]?/g
const SPOKEN_DIGIT = /[零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]/
const GAP = /^[\s.·•_~/\\*、,，()+\-–—…|]{1,3}$/
const LIST_GAP = /^(?:\s|[、,，\n])+$/
const SPOKEN: Readonly<Record<string, string>> = {
  零: '0', '〇': '0', '○': '0', 一: '1', 幺: '1', 壹: '1', 二: '2', 贰: '2', 三: '3', 叁: '3', 四: '4', 肆: '4',
  五: '5', 伍: '5', 六: '6', 陆: '6', 七: '7', 柒: '7', 八: '8', 捌: '8', 九: '9', 玖: '9',
} // prettier-ignore

/** All numbers of 7 to 19 digits that can be read in a text; `spoken` also reads 一三八 and 幺. */
export function digitWindows(text: string, alphabet: 'digits' | 'spoken'): readonly DigitWindow[] {
  if (alphabet === 'spoken' && !SPOKEN_DIGIT.test(text)) return []
  const runs = runsOf(text, alphabet)
  return runs.flatMap((_, first) => windowsFrom(runs, first))
}

function runsOf(text: string, alphabet: 'digits' | 'spoken'): readonly Run[] {
  const runs: Run[] = []
  for (const found of text.matchAll(alphabet === 'digits' ? RUN : SPOKEN_RUN)) {
    const last = runs.at(-1)
    const gap = last === undefined ? undefined : text.slice(last.end, found.index)
    const digits = found[0].replace(/[x×]/g, 'X').replace(/[^0-9X]/g, (word) => SPOKEN[word] ?? '')
    runs.push({ digits, start: found.index, end: found.index + found[0].length, gap: gap !== undefined && GAP.test(gap) ? gap : undefined })
  }
  return runs
}

function windowsFrom(runs: readonly Run[], first: number): readonly DigitWindow[] {
  const windows: DigitWindow[] = []
  const taken: Run[] = []
  let length = 0
  for (let at = first; at < runs.length; at++) {
    const run = runs[at]
    if (run === undefined || (at > first && run.gap === undefined)) break
    length += run.digits.length
    if (length > LONGEST_NUMBER && at > first) break
    taken.push(run)
    if (length >= SHORTEST_NUMBER) windows.push(windowOf(taken))
  }
  return windows
}

function windowOf(runs: readonly Run[]): DigitWindow {
  return {
    digits: runs.map((run) => run.digits).join(''),
    start: runs[0]?.start ?? 0,
    end: runs.at(-1)?.end ?? 0,
    shape: runs.map((run) => run.digits.length).join('-'),
    between: betweenOf(runs.slice(1).map((run) => run.gap ?? '')),
    round: runs.every((run) => run.digits.endsWith('0')),
  }
}

function betweenOf(gaps: readonly string[]): DigitWindow['between'] {
  if (gaps.length === 0) return 'nothing'
  return new Set(gaps.map((gap) => gap.trim())).size > 1 || gaps.some((gap) => LIST_GAP.test(gap)) ? 'list' : 'one-sign'
}
