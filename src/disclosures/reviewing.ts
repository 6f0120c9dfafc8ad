import type { Signer } from '../kernel/archive/checkpoint.ts'
import { recordAudit } from '../kernel/audit.ts'
import type { Spoken } from '../kernel/chat/capability.ts'
import type { Intent } from '../kernel/chat/utterance.ts'
import { branchTree, holds, officersOf, privateMailbox } from '../roster/directory.ts'
import { DRAFTERS } from './drafting.ts'
import { type Disclosure, findDisclosure } from './items-store.ts'
import { publishVersion } from './publishing.ts'
import { answerObjections, recordReview } from './reviews-store.ts'
import { type Actor, judgeStep } from './states.ts'
import { moveVersion, type Version, versionsIn, versionsOf } from './versions-store.ts'
import { reviewWords } from './words.ts'

type Meant = { readonly item: Disclosure; readonly version: Version; readonly actor: Actor }

/** 同意 17: the version is approved and published at once, in the same transaction. */
export async function approve(signer: Signer, occasion: Spoken, intent: Intent): Promise<void> {
  const meant = await findMeant(occasion, intent.ref, 'in_review')
  if (meant === undefined) return
  const { item, version, actor } = meant
  const reviewer = occasion.person.member
  const judged = judgeStep('approve', version.state, actor)
  if (judged.kind === 'refused' || reviewer === undefined) return refuse(occasion, judged.kind === 'refused' ? judged.why : 'not-reviewer')
  const { tx, now, outbox, voice } = occasion
  const facts = { approved_at: now.toISOString(), approved_by: reviewer }
  if (!(await moveVersion(tx, version.id, version.state, judged.to, facts))) return refuse(occasion, 'wrong-state')
  await recordReview(tx, version.id, { reviewer, verdict: 'approved' }, now)
  await recordAudit(
    tx,
    { actor: `member:${reviewer}`, action: 'disclosure-approved', subject: `disclosure:${item.id}`, after: { version: version.version } },
    now,
  )
  await publishVersion({ tx, now, outbox, signer }, version.id)
  await voice.privately(reviewWords.approved(item.id))
  await tellAuthor(occasion, version, reviewWords.published(item.id))
}

/** 不同意 17 第3笔没票据: kept with its reason, told to whoever wrote it; nothing is published until it is answered. */
export async function object(occasion: Spoken, intent: Intent): Promise<void> {
  const meant = await findMeant(occasion, intent.ref, 'in_review')
  if (meant === undefined) return
  const { item, version, actor } = meant
  const reviewer = occasion.person.member
  const judged = judgeStep('object', version.state, actor)
  if (judged.kind === 'refused' || reviewer === undefined) return refuse(occasion, judged.kind === 'refused' ? judged.why : 'not-reviewer')
  const reason = (intent.text ?? '').trim()
  if (reason === '') return void (await occasion.voice.privately(reviewWords.reasonExample(item.id)))
  const { tx, now } = occasion
  if (!(await moveVersion(tx, version.id, version.state, judged.to))) return refuse(occasion, 'wrong-state')
  await recordReview(tx, version.id, { reviewer, verdict: 'objected', reason }, now)
  await recordAudit(
    tx,
    { actor: `member:${reviewer}`, action: 'disclosure-objected', subject: `disclosure:${item.id}`, after: { version: version.version } },
    now,
  )
  await occasion.voice.privately(reviewWords.objected(item.id))
  await tellAuthor(occasion, version, reviewWords.objectedTo(item.id, reason))
}

/** 回应 17 票据已补: goes back to the reviewers with the answer. */
export async function answerObjection(occasion: Spoken): Promise<void> {
  const found = /^第?([\d０-９]{1,8})号?[\s:：,，]*([\s\S]*)$/u.exec(occasion.rest)
  const answer = found?.[2]?.trim() ?? ''
  if (found === null || answer === '') return void (await occasion.voice.privately(reviewWords.answerExample))
  const meant = await findMeant(occasion, Number(found[1]?.normalize('NFKC')), 'objected')
  if (meant === undefined) return
  const { item, version, actor } = meant
  const judged = judgeStep('answer', version.state, actor)
  if (judged.kind === 'refused') return refuse(occasion, judged.why)
  const { tx, now, voice } = occasion
  if (!(await moveVersion(tx, version.id, version.state, judged.to))) return refuse(occasion, 'wrong-state')
  await answerObjections(tx, version.id, answer, now)
  await voice.privately(reviewWords.answered(item.id))
  for (const { member } of await officersOf(tx, item.branch, ['supervisor'])) {
    const mailbox = member === occasion.person.member ? undefined : await privateMailbox(tx, member)
    if (mailbox !== undefined)
      await voice.tell(mailbox.id, reviewWords.answeredTo(item.id, answer), { priority: 'notice', why: reviewWords.why })
  }
}

/** The version a verdict means: by its number, or the only one that waits for this person. */
async function findMeant(occasion: Spoken, ref: number | undefined, waiting: Version['state']): Promise<Meant | undefined> {
  const { tx, person } = occasion
  const tree = await branchTree(tx)
  const candidates: Meant[] = []
  const versions = ref === undefined ? await versionsIn(tx, waiting) : await newestOf(occasion, ref)
  for (const version of versions) {
    const item = await findDisclosure(tx, version.disclosure)
    if (item === undefined) continue
    const actor: Actor = {
      isAuthor: person.member === version.author,
      isSupervisor: holds(person, 'supervisor', item.branch, tree),
      isVillageCommittee: holds(person, DRAFTERS, item.branch, tree) && !holds(person, 'supervisor', item.branch, tree),
      isHouse: false,
    }
    if (ref !== undefined || actor.isSupervisor || actor.isAuthor || actor.isVillageCommittee) candidates.push({ item, version, actor })
  }
  const [one] = candidates
  if (one === undefined) await occasion.voice.privately(ref === undefined ? reviewWords.nothingWaits : reviewWords.noNumber(ref))
  else if (candidates.length === 1) return one
  else await occasion.voice.privately(reviewWords.which(candidates.map(({ item, version }) => ({ number: item.id, title: version.title }))))
  return undefined
}

async function newestOf({ tx }: Spoken, number: number): Promise<readonly Version[]> {
  const item = await findDisclosure(tx, number)
  const newest = item === undefined ? undefined : (await versionsOf(tx, item.id)).findLast(({ state }) => state !== 'cancelled')
  return newest === undefined || newest.state === 'draft' ? [] : [newest]
}

async function tellAuthor({ tx, voice, person }: Spoken, version: Version, text: string): Promise<void> {
  const mailbox = version.author === person.member ? undefined : await privateMailbox(tx, version.author)
  if (mailbox !== undefined) await voice.tell(mailbox.id, text, { priority: 'notice', why: reviewWords.why })
}

async function refuse(occasion: Spoken, why: Parameters<typeof reviewWords.refused>[0]): Promise<void> {
  await occasion.voice.privately(reviewWords.refused(why))
}
