import { takeAside } from '../kernel/chat/aside.ts'
import type { Occasion, PromptAnswer, Spoken } from '../kernel/chat/capability.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { actorOf, recordAudit } from '../kernel/audit.ts'
import { moneyAt } from '../kernel/language/money.ts'
import { monthsAt } from '../kernel/language/months.ts'
import { branchTree, getMember, shortBranchName } from '../roster/directory.ts'
import { type Answer, ask, type Question } from './asking.ts'
import { assessmentWords as words } from './assessment-words.ts'
import { waiveMonths, WHOLE_DUE } from './deciding.ts'
import type { Month } from './entry.ts'
import { findHeldMember, findOneHeld, type House } from './finding.ts'
import { sayYuan } from '../kernel/language/say-money.ts'
import { sayMonths } from './saying.ts'
import { monthOf } from './settings.ts'

const TAKEN: PromptAnswer = { kind: 'taken' }
/** 镇党委 is said for 青石镇党委. */
const SHORTEST_CALL = 3
/** Taking a reduction back needs nobody's approval. */
const RESTORED = /恢复|照交|取消减免|不再减免/u

/**
 * 减免党费 张三 免交 1至6月 镇党委批准: reduced or exempt only after the next-higher committee approved, which is recorded
 * (art. 7). Nobody's reason is asked for or kept.
 */
export async function waiveDues(house: House, said: Spoken): Promise<void> {
  const occasion = await takeAside(said)
  if (occasion === undefined) return
  const { tx, today, rest, voice } = occasion
  const [name = '', ...others] = rest.normalize('NFKC').split(/[\s,，:：]+/u)
  if (name === '') {
    await voice.reply(words.waiveExample('镇党委'))
    return
  }
  const member = await findOneHeld(house, occasion, name)
  if (typeof member === 'string') {
    await voice.reply(member)
    return
  }
  const higher = await higherBody(tx, member.branch)
  const text = others.join(' ')
  const { months, fen } = readWaiver(text, monthOf(today))
  const dueFen = RESTORED.test(text) ? WHOLE_DUE : /免交|全免|免缴/u.test(text) ? 0 : fen
  if (higher === undefined) await voice.reply(words.waiveNoHigher)
  else if (months.length === 0 || dueFen === undefined) await voice.reply(words.waiveExample(higher.name))
  else if (dueFen !== WHOLE_DUE && !isApprovedBy(text, higher.name)) await voice.reply(words.waiveApproval(higher.name))
  else {
    const question: Question = { kind: 'waive', member: member.id, dueFen, months, approvedBy: higher.id }
    const named = sayMonths(months, today)
    const how = dueFen === 0 ? words.waiveExempt : words.waiveReduced(sayYuan(dueFen))
    const asked = dueFen === WHOLE_DUE ? words.restoreAsk(member.name, named) : words.waiveAsk(member.name, named, how, higher.name)
    await ask(occasion, question, asked, [words.confirmWord, words.cancelWord])
  }
}

async function higherBody(tx: Tx, branch: BranchId): Promise<{ readonly id: BranchId; readonly name: string } | undefined> {
  const tree = await branchTree(tx)
  const parent = tree.get(branch)?.parent
  return parent === undefined ? undefined : tree.get(parent)
}

/** The approval names the committee, whole or as people shorten it. */
function isApprovedBy(text: string, committee: string): boolean {
  const named = /(\S+?)(?:已经?|会议|同意)?批准/u.exec(text.replaceAll(' ', ''))?.[1]
  if (named === undefined) return false
  if (named.includes(committee) || named.includes(shortBranchName(committee))) return true
  return [...committee].some((_, at) => committee.length - at >= SHORTEST_CALL && named.endsWith(committee.slice(at)))
}

function readWaiver(text: string, period: Month): { readonly months: readonly Month[]; readonly fen: number | undefined } {
  let months: readonly Month[] = []
  let fen: number | undefined
  for (let at = 0; at < text.length;) {
    const spoken = monthsAt(text, at, { period })
    const money = spoken === undefined ? moneyAt(text, at) : undefined
    if (months.length === 0 && spoken?.named !== undefined) months = spoken.named
    fen ??= money?.fen
    at = spoken?.end ?? money?.end ?? at + 1
  }
  return { months, fen }
}

/** The answer to the read-back. */
export async function settleWaiver(
  occasion: Occasion,
  question: Extract<Question, { kind: 'waive' }>,
  answer: Answer,
): Promise<PromptAnswer> {
  const { tx, now, today, person, voice } = occasion
  const { member, dueFen, months, approvedBy } = question
  const { name } = await getMember(tx, member)
  const held = await findHeldMember(occasion, member)
  if (answer.kind !== 'yes' || person.member === undefined || held === undefined) {
    await voice.reply(words.cancelled)
    return TAKEN
  }
  const changed = await waiveMonths(tx, { member, dueFen, approvedBy, by: person.member }, months, now)
  const deed = { actor: actorOf(person.member), action: 'dues-waived', subject: `member:${member}` } as const
  if (changed.length > 0) await recordAudit(tx, { ...deed, after: { approved_by: approvedBy, months: changed.length } }, now)
  const named = sayMonths(changed, today)
  if (changed.length === 0) await voice.reply(words.waiveNothing(name))
  else await voice.reply(dueFen === WHOLE_DUE ? words.restoreDone(name, named) : words.waiveDone(name, named))
  return TAKEN
}
