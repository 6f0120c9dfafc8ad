import { actorOf, recordAudit } from '../kernel/audit.ts'
import type { Spoken } from '../kernel/chat/capability.ts'
import { addDays, dayOf } from '../kernel/day.ts'
import { sayPeriod } from './calendar.ts'
import { type DraftAt, leaveDraft } from './desk.ts'
import { findOther } from './finding.ts'
import { getDisclosure } from './items-store.ts'
import { tellMember } from './meant.ts'
import { reviewersOf } from './reviewers.ts'
import { rulingOf } from './ruling.ts'
import { judgeStep } from './states.ts'
import { objectionTo } from './taking.ts'
import { getVersion, moveVersion } from './versions-store.ts'
import { reviewWords } from './review-words.ts'
import { draftWords } from './words.ts'

/** 提交: to every reviewer in private; nobody else has seen it. */
export async function submitDraft(occasion: Spoken, { version: id, branch }: DraftAt<'preview'>): Promise<void> {
  const { tx, now, voice } = occasion
  const version = await getVersion(tx, id)
  const item = await getDisclosure(tx, version.disclosure)
  const other = version.reason === undefined ? await findOther(tx, item) : undefined
  if (other !== undefined && other.number !== item.id)
    return void (await voice.reply(other.state === 'published' ? draftWords.already(other.number) : draftWords.inHand(other.number)))
  const objection = await objectionTo(occasion, version)
  if (objection !== undefined) return void (await voice.reply(draftWords.blocked(objection)))
  const reviewers = await reviewersOf(tx, branch, version)
  if (reviewers.length === 0) return void (await voice.reply(draftWords.noReviewers))
  const actor = {
    isAuthor: occasion.person.evidence === 'verified' && occasion.person.member === version.author,
    isSupervisor: false,
    isVillageCommittee: false,
    isDrafter: true,
    isHouse: false,
  }
  const judged = judgeStep('submit', version.state, actor)
  if (judged.kind === 'refused') return void (await voice.reply(reviewWords.refused(judged.why)))
  if (!(await moveVersion(tx, id, version.state, judged.to, { submitted_at: now.toISOString() }))) return
  await leaveDraft(occasion)
  const { profile } = await rulingOf(tx, branch)
  const until = addDays(dayOf(now), profile.reviewerObjectsDays)
  await voice.reply(draftWords.submitted(item.id, until))
  const { title, summary, masked, reason } = version
  const asked = reviewWords.asked({ number: item.id, title, period: sayPeriod(item.period), summary, masked, reason }, until)
  for (const { member } of reviewers) await tellMember(occasion, member, asked)
  await recordAudit(
    tx,
    {
      actor: actorOf(version.author),
      action: 'disclosure-submitted',
      subject: `disclosure:${item.id}`,
      after: { version: version.version },
    },
    now,
  )
}
