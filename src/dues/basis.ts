import { takeAside } from '../kernel/chat/aside.ts'
import type { Occasion, PromptAnswer, Spoken } from '../kernel/chat/capability.ts'
import { actorOf, recordAudit } from '../kernel/audit.ts'
import { moneyAt } from '../kernel/language/money.ts'
import { monthsAt } from '../kernel/language/months.ts'
import { type DuesBasis, duesBasesOf, getMember, setDuesBasis } from '../roster/directory.ts'
import { type Answer, ask, type Question } from './asking.ts'
import { planAssessment } from './assessment-plan.ts'
import { assessmentWords as words } from './assessment-words.ts'
import { toAssessed } from './assessment-preview.ts'
import { applyPlan } from './assessing.ts'
import type { DuesCategory, Month } from './entry.ts'
import { findHeldMember, findOneHeld, type House } from './finding.ts'
import { findMonths } from './months-store.ts'
import { assess, isDuesCategory } from './rules.ts'
import { sayYuan } from '../kernel/language/say-money.ts'
import { sayMonths } from './saying.ts'
import { monthOf, readSettings } from './settings.ts'
import { CATEGORY_WORDS } from './words.ts'

const TAKEN: PromptAnswer = { kind: 'taken' }

/**
 * 党费基数 张三 退休 4200元 9月起: the base follows the wage from the month in which it is received (art. 10). Months that
 * nobody has paid or claimed are worked out anew, the others stay.
 */
export async function changeBasis(house: House, said: Spoken): Promise<void> {
  const occasion = await takeAside(said)
  if (occasion === undefined) return
  const { tx, today, rest, voice } = occasion
  const [name = '', ...others] = rest.normalize('NFKC').split(/[\s,，、:：]+/u)
  const typed = readBasis(others.join(' '), monthOf(today))
  if (name === '' || (typed.category === undefined && typed.fen === undefined)) {
    await voice.reply(words.basisExample)
    return
  }
  const member = await findOneHeld(house, occasion, name)
  if (typeof member === 'string') {
    await voice.reply(member)
    return
  }
  const before = (await duesBasesOf(tx, [member.branch])).find((one) => one.member === member.id)
  if (before === undefined) return
  const change = toChange(before, typed)
  const figure = await readSettings(tx, 'farmer_fen')
  const after = { ...before, ...change }
  const { category, baseFen, monthlyFen } = after
  const due = assess(
    { category: isDuesCategory(category) ? category : undefined, baseFen, monthlyFen },
    figure(member.branch, typed.from),
    typed.from,
  )
  if (due.kind === 'unknown') {
    await voice.reply(words.basisUnknown[due.missing])
    return
  }
  const question: Question = { kind: 'basis', member: member.id, from: typed.from, ...change }
  const text = words.basisAsk(member.name, sayYuan(due.fen), sayMonths([typed.from], today))
  await ask(occasion, question, text, [words.confirmWord, words.cancelWord])
}

type TypedBasis = { readonly category: DuesCategory | undefined; readonly fen: number | undefined; readonly from: Month }

function readBasis(text: string, period: Month): TypedBasis {
  let fen: number | undefined
  let from: Month | undefined
  for (let at = 0; at < text.length;) {
    const months = monthsAt(text, at, { period })
    const money = months === undefined ? moneyAt(text, at) : undefined
    from ??= months?.named?.[0]
    fen ??= money?.fen
    at = months?.end ?? money?.end ?? at + 1
  }
  fen ??= bareYuan(text)
  const category = (Object.keys(CATEGORY_WORDS) as DuesCategory[]).find((one) => CATEGORY_WORDS[one].some((word) => text.includes(word)))
  return { category, fen, from: from ?? period }
}

function bareYuan(text: string): number | undefined {
  const found = /(?:^|\s)(\d{1,6}(?:\.\d{1,2})?)(?=\s|$)/u.exec(text)?.[1]
  return found === undefined ? undefined : Math.round(Number(found) * 100)
}

/** For a farmer the figure typed is what is paid a month; for everybody else it is the base. */
function toChange(before: DuesBasis, { category, fen }: TypedBasis): { category?: string; baseFen?: number; monthlyFen?: number } {
  const now = category ?? before.category
  return {
    ...(category === undefined ? {} : { category }),
    ...(fen === undefined ? {} : now === 'farmer' ? { monthlyFen: fen } : { baseFen: fen }),
  }
}

/** The answer: the roster is changed, and what is still open is assessed anew. */
export async function settleBasis(
  occasion: Occasion,
  question: Extract<Question, { kind: 'basis' }>,
  answer: Answer,
): Promise<PromptAnswer> {
  const { tx, now, person, voice } = occasion
  const { kind: _kind, member, from, ...change } = question
  const { name, branch } = await getMember(tx, member)
  const held = await findHeldMember(occasion, member)
  if (answer.kind !== 'yes' || person.member === undefined || held === undefined) {
    await voice.reply(words.cancelled)
    return TAKEN
  }
  await setDuesBasis(tx, member, change)
  const basis = (await duesBasesOf(tx, [branch])).find((one) => one.member === member)
  if (basis === undefined) return TAKEN
  const months = await findMonths(tx, { member, from, until: `${from.slice(0, 4)}-12` })
  const plan = planAssessment([toAssessed(basis, months, await readSettings(tx, 'farmer_fen'), from)], from)
  await applyPlan(occasion, plan, Number(from.slice(0, 4)))
  await recordAudit(tx, { actor: actorOf(person.member), action: 'dues-basis-changed', subject: `member:${member}`, after: { from } }, now)
  const count = plan.changes.reduce((sum, one) => sum + one.months.length, 0)
  await voice.reply(words.basisDone(name, count))
  return TAKEN
}
