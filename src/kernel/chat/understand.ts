import { answerKind, joinAnswers, readAnswer } from './answers.ts'
import { cutClauses, type Clause } from './clauses.ts'
import { coreOf } from './core.ts'
import { dropEmoji } from './emoji.ts'
import { sentInstead } from './events.ts'
import type { Answers, Hears } from './hears.ts'
import { GRAMMAR_WORDS } from './lexicon.ts'
import { normalise, type Normal } from './normalise.ts'
import { dropOrnaments } from './ornaments.ts'
import { quoteVetoes } from './quotes.ts'
import { PEOPLE_WORDS } from './relations.ts'
import { NONE, type Found, type Scene } from './scene.ts'
import { settle } from './settle.ts'
import { replaceSlash } from './slash.ts'
import { stripForeign, type Own } from './strip.ts'
import { makeTokenise, type Tokenise } from './tokens.ts'
import type { Intent, Understanding, Utterance } from './utterance.ts'

/** Takes down a step of the reading, in Chinese, when somebody asked why. */
type Note = (step: () => string) => void

type Parts = { readonly hears: readonly Hears[]; readonly answers: Answers; readonly tokenise: Tokenise }

const SILENT: readonly Intent[] = [NONE]

/** Texts longer than this are read by their first clauses only; nobody signs in at the end of an essay. */
const LONGEST_READ = 300

/** Nobody says more things in one message. */
const MOST_CLAUSES = 20

function listOf(found: Found): readonly Intent[] {
  if (found === undefined) return []
  return Array.isArray(found) ? found : [found as Intent]
}

function makeScene(utterance: Utterance, own: Own, typed: string, text: string, parts: Parts): Scene {
  const period = utterance.period ?? utterance.today.slice(0, 7)
  const read = text.length > LONGEST_READ ? text.slice(0, LONGEST_READ) : text
  const tokens = parts.tokenise(read, utterance.sender ? { sender: utterance.sender, period } : { period })
  return {
    utterance,
    text: read,
    typed,
    whole: text,
    core: coreOf(read),
    tokens,
    clauses: cutClauses(tokens, read, typed).slice(0, MOST_CLAUSES),
    kinds: new Set(tokens.map((token) => token.kind)),
    ...(own.quote && { quote: own.quote }),
    addressed: utterance.chat === 'private' || own.addressed || utterance.addressed === true,
    toOther: own.mentions.length > 0,
    period,
    today: utterance.today,
  }
}

/** What was sent instead of words: each capability may know what it means, else it means nothing. */
function readSent(scene: Scene, parts: Parts, note: Note): readonly Intent[] {
  note(() => `不是文字（${scene.sent ?? ''}）`)
  for (const { name, line } of parts.hears) {
    const found = listOf(line?.(scene))
    if (found.length > 0) {
      note(() => `${name}：${found.map((intent) => intent.intent).join('、')}`)
      return found
    }
  }
  return SILENT
}

function readLine(scene: Scene, parts: Parts, note: Note): readonly Intent[] | undefined {
  for (const { name, line } of parts.hears) {
    const found = listOf(line?.(scene))
    if (found.length > 0) {
      note(() => `整句：${name} 听作 ${found.map((intent) => intent.intent).join('、')}`)
      return found
    }
  }
  const kind = scene.toOther ? undefined : answerKind(scene.core)
  if (!kind) return undefined
  const answer = readAnswer(kind, scene, parts.answers)
  note(() => `短答（${kind}），待办：${scene.utterance.open.join('、') || '无'} → ${answer.intent}`)
  return answer.intent === 'none' && kind === 'no' ? undefined : [answer]
}

const SHORT_CLAUSES = new Set(['here', 'receipt', 'done', 'yes', 'present'])

/** Beside words nobody here knows, a yes may answer somebody else. */
function isTalk(clause: Clause): boolean {
  return (
    clause.mood.asked ||
    clause.tokens.some((token) => token.kind === 'goods' || token.kind === 'paid' || (token.kind === 'unknown' && token.text.length > 1))
  )
}

/** 在，党费也交了: a clause that is a short answer, beside others. Receipts among talk are judged by their own room. */
function readShortClause(clause: Clause, scene: Scene, parts: Parts, note: Note): readonly Intent[] {
  if (scene.clauses.length < 2 || clause.mood.asked) return []
  const kind = answerKind(coreOf(clause.text))
  if (!kind || !SHORT_CLAUSES.has(kind)) return []
  const answer = readAnswer(kind, scene, parts.answers)
  if (answer.intent === 'acknowledge' || answer.intent === 'ask_back' || answer.intent === 'none') return []
  if (kind === 'yes' && /但|不过|就是|只是|先|除了/.test(scene.text) && answer.intent === 'confirm') return []
  if ((kind === 'yes' || kind === 'receipt') && scene.clauses.some((other) => other !== clause && isTalk(other))) return []
  if (kind === 'done' && scene.clauses.some((other) => other !== clause && other.tokens.some((token) => token.kind === 'unknown')))
    return []
  note(() => `短答（${kind}） → ${answer.intent}`)
  return [answer]
}

const CORRECTION =
  /^(?:哎呀?|啊|哦|呃|噢|喔|唉|诶|等等|不)?(?:不对|错了|说错了?|打错了?|讲错了?|写错了?|弄错了?|搞错了?|不是不是|不对不对|更正(?:一下)?|改口)(?:了|啊|哈|哦)?$/

/** Who corrects himself means what he said last: 请假…哎不对，我在，签到. Nothing after the correction takes back nothing. */
function lastVersion(clauses: readonly Clause[]): readonly Clause[] {
  const at = clauses.findLastIndex((clause, place) => place > 0 && place < clauses.length - 1 && CORRECTION.test(clause.text))
  return at === -1 ? clauses : clauses.slice(at + 1)
}

function readClauses(scene: Scene, parts: Parts, note: Note): readonly Intent[] {
  const heard: Intent[] = []
  for (const clause of lastVersion(scene.clauses)) {
    note(() => `分句「${clause.text}」：${clause.tokens.map((token) => `${token.text}/${token.kind}`).join(' ')}`)
    let answered = false
    for (const { name, clause: hear } of parts.hears) {
      const found = listOf(hear?.(clause, scene))
      if (found.length === 0) continue
      note(() => `${name}：${found.map((intent) => intent.intent).join('、')}`)
      heard.push(...found)
      answered = true
      break
    }
    if (!answered) heard.push(...readShortClause(clause, scene, parts, note))
  }
  return settle(heard)
}

/** A photo with words below it is heard as its words. */
function withoutCaption(normal: Normal): Normal {
  const found = /^(?:\[(?:图片|照片)\]\s*)+(?=[^\s[])/.exec(normal.text)
  return found ? { typed: normal.typed.slice(found[0].length), text: normal.text.slice(found[0].length) } : normal
}

function interpret(utterance: Utterance, parts: Parts, note: Note): readonly Intent[] {
  const normal = withoutCaption(normalise(utterance.text))
  const sent = sentInstead(normal.text)
  if (sent) return readSent({ ...makeScene(utterance, { ...normal, addressed: false, mentions: [] }, '', '', parts), sent }, parts, note)
  const own = stripForeign({ typed: replaceSlash(normal.typed), text: replaceSlash(normal.text) })
  if (own.foreign) {
    note(() => `不是本人的话：${own.foreign}`)
    return SILENT
  }
  const { only, ...words } = dropEmoji(own.typed, own.text)
  const { typed, text } = utterance.open.includes('feedback_reply') ? words : dropOrnaments(words)
  const scene = makeScene(utterance, own, typed, text, parts)
  note(() => `规范后：「${text}」`)
  if (own.quote && quoteVetoes(own.quote, scene)) {
    note(() => '引用的是别的事')
    return SILENT
  }
  if (only) {
    note(() => '只有表情')
    return only === 'positive' ? [readAnswer('cheer', scene, parts.answers)] : SILENT
  }
  return readLine(scene, parts, note) ?? readAfterYes(scene, own, utterance, parts, note) ?? readClauses(scene, parts, note)
}

/** A yes or a sound of listening before the matter itself: 嗯，算了; 好的，查下我的记录. */
const YES_HEAD = /^(?:嗯+|恩|哦+|噢|喔|啊|好|好的|好吧|好嘞|行|行吧|中|要得|可以|OK|ok|是|是的|对)[,，。.!！~\s]+(?=[^\s])/

/** What stands after such a head is read as a line of its own; when it says something that counts before the yes. */
function readAfterYes(scene: Scene, own: Own, utterance: Utterance, parts: Parts, note: Note): readonly Intent[] | undefined {
  const head = YES_HEAD.exec(scene.text)?.[0].length ?? 0
  if (head === 0) return undefined
  const rest = makeScene(utterance, own, scene.typed.slice(head), scene.text.slice(head), parts)
  const found = readLine(rest, parts, () => undefined)
  if (!found || found.every(({ intent }) => intent === 'none' || intent === 'acknowledge' || intent === 'confirm')) return undefined
  note(() => `应声之后：${found.map(({ intent }) => intent).join('、')}`)
  const read =
    utterance.open.includes('notice') && found.every(({ intent }) => intent !== 'ask_back' && intent !== 'cancel' && intent !== 'undo')
  return read ? [{ intent: 'acknowledge' }, ...found] : found
}

/**
 * Makes the one interpreter from what the capabilities hear. It is pure: the same message means the same for ever.
 * It never throws for any text; an unknown one means nothing.
 */
export function makeInterpreter(hears: readonly Hears[]): (utterance: Utterance) => Understanding {
  const lists = [...hears.map(({ words }) => words ?? {}), GRAMMAR_WORDS, PEOPLE_WORDS]
  const parts: Parts = {
    hears,
    answers: joinAnswers(hears.map(({ answers }) => answers ?? {})),
    tokenise: makeTokenise(
      lists,
      hears.flatMap(({ sounds }) => sounds ?? []),
    ),
  }
  return (utterance) => ({
    intents: interpret(utterance, parts, () => undefined),
    steps: () => {
      const steps: string[] = []
      interpret(utterance, parts, (step) => steps.push(step()))
      return steps
    },
  })
}
