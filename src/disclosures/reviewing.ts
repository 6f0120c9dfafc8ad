import type { Signer } from '../kernel/archive/checkpoint.ts'
import { actorOf, recordAudit } from '../kernel/audit.ts'
import type { Spoken } from '../kernel/chat/capability.ts'
import { readNumberedLine } from '../kernel/chat/numbered-line.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import { findMeant, type Meant, tellMember } from './meant.ts'
import { publishVersion } from './publishing.ts'
import { answerObjections, recordReview, reviewsOf } from './reviews-store.ts'
import { reviewersOf } from './reviewers.ts'
import { judgeStep } from './states.ts'
import { readVerdict } from './verdict.ts'
import { moveVersion } from './versions-store.ts'
import { reviewWords } from './review-words.ts'

/** 同意 17: the version is approved and published at once, in the same transaction. */
export async function approve(signer: Signer, occasion: Spoken): Promise<void> {
  const { number } = readVerdict(occasion.event.text)
  const meant = await findMeant(occasion, number, 'in_review')
  const reviewer = meant === undefined ? undefined : await judge(occasion, meant, 'approve')
  if (meant === undefined || reviewer === undefined) return
  const { item, version } = meant
  const { tx, now, outbox } = occasion
  const facts = { approved_at: now.toISOString(), approved_by: reviewer }
  if (!(await moveVersion(tx, version.id, 'in_review', 'approved', facts))) return refuse(occasion, 'wrong-state')
  await recordReview(tx, version.id, { reviewer, verdict: 'approved' }, now)
  await audit(occasion, meant, reviewer, 'disclosure-approved')
  const published = await publishVersion({ tx, now, outbox, signer }, version.id)
  await occasion.voice.privately(reviewWords.approved(item.id))
  await tellMember(occasion, version.author, reviewWords.published(item.id, published?.blocked ?? []))
}

/** 不同意 17 第3笔没票据: kept with its reason, told to whoever wrote it; nothing is published until it is answered. */
export async function object(occasion: Spoken): Promise<void> {
  const { number, reason } = readVerdict(occasion.event.text)
  const meant = await findMeant(occasion, number, 'in_review')
  const reviewer = meant === undefined ? undefined : await judge(occasion, meant, 'object')
  if (meant === undefined || reviewer === undefined) return
  const { item, version } = meant
  if (reason === '') return void (await occasion.voice.privately(reviewWords.reasonExample(item.id)))
  const { tx, now } = occasion
  if (!(await moveVersion(tx, version.id, 'in_review', 'objected'))) return refuse(occasion, 'wrong-state')
  await recordReview(tx, version.id, { reviewer, verdict: 'objected', reason }, now)
  await audit(occasion, meant, reviewer, 'disclosure-objected')
  await occasion.voice.privately(reviewWords.objected(item.id))
  await tellMember(occasion, version.author, reviewWords.objectedTo(item.id, reason))
}

/** 回应 17 票据已补: goes back to the reviewers with the answer; only now it may be approved. */
export async function answerObjection(occasion: Spoken): Promise<void> {
  const said = readNumberedLine(occasion.rest)
  const answer = said?.text ?? occasion.rest.trim()
  const number = said?.number
  if (answer === '') return void (await occasion.voice.privately(reviewWords.answerExample(number ?? 17)))
  const meant = await findMeant(occasion, number, 'objected')
  if (meant === undefined) return
  const { item, version, actor } = meant
  const judged = judgeStep('answer', version.state, actor)
  const { member } = occasion.person
  if (judged.kind === 'refused' || member === undefined) return refuse(occasion, judged.kind === 'refused' ? judged.why : 'not-drafter')
  const { tx, now } = occasion
  if (!(await moveVersion(tx, version.id, 'objected', 'in_review', { submitted_at: now.toISOString() })))
    return refuse(occasion, 'wrong-state')
  const reason = (await reviewsOf(tx, version.id)).findLast(({ verdict }) => verdict === 'objected')?.reason ?? ''
  await answerObjections(tx, version.id, answer, now)
  await audit(occasion, meant, member, 'disclosure-answered')
  await occasion.voice.privately(reviewWords.answered(item.id))
  for (const reviewer of await reviewersOf(tx, item.branch, version))
    await tellMember(occasion, reviewer.member, reviewWords.answeredTo(item.id, reason, answer))
}

async function judge(occasion: Spoken, { version, actor }: Meant, step: 'approve' | 'object'): Promise<MemberId | undefined> {
  const judged = judgeStep(step, version.state, actor)
  if (judged.kind === 'goes') return occasion.person.member
  await refuse(occasion, judged.why)
  return undefined
}

async function audit({ tx, now }: Spoken, { item, version }: Meant, by: MemberId, action: string): Promise<void> {
  await recordAudit(tx, { actor: actorOf(by), action, subject: `disclosure:${item.id}`, after: { version: version.version } }, now)
}

async function refuse(occasion: Spoken, why: Parameters<typeof reviewWords.refused>[0]): Promise<void> {
  await occasion.voice.privately(reviewWords.refused(why))
}
