import { archive } from '../kernel/archive/archive.ts'
import type { Signer } from '../kernel/archive/checkpoint.ts'
import { actorOf, recordAudit } from '../kernel/audit.ts'
import type { Room } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { addDays, dayOf, daysBetween } from '../kernel/day.ts'
import type { Letter } from '../kernel/outbox/letter.ts'
import type { Outbox } from '../kernel/outbox/outbox.ts'
import { branchesUnder, getBranch, roomsOf, shortBranchName } from '../roster/directory.ts'
import { ARCHIVE_KIND, archiveContent, archiveSubject } from './archived.ts'
import { sayPeriod } from './calendar.ts'
import { recordCopy } from './copies-store.ts'
import { picturesOf } from './drawer.ts'
import { type Disclosure, disclosuresFor, getDisclosure, setCommentsUntil } from './items-store.ts'
import { rulingOf } from './ruling.ts'
import { judgeStep } from './states.ts'
import type { VersionId } from './tables.ts'
import { getVersion, moveVersion, type Version, versionsOf } from './versions-store.ts'
import { publicWords } from './words.ts'

/** What publishing needs, whoever sets it off. */
export type PublishingRound = { readonly tx: Tx; readonly now: Date; readonly outbox: Outbox; readonly signer: Signer }

/** What was published, and which groups may not be told because of what it says. */
export type Published = { readonly version: Version; readonly blocked: readonly string[] }

/** A disclosure that a group could not be told today is worth telling for a week: what is public stays public. */
const COPY_GOOD_DAYS = 7
const HOUSE = { isAuthor: false, isSupervisor: false, isVillageCommittee: false, isDrafter: false, isHouse: true } as const

/**
 * Publishes what was approved: set down, archived, told to every group of the village and of the branches below it, and the
 * version it replaces set aside, all in one transaction. A second call finds it published and changes nothing.
 */
export async function publishVersion(round: PublishingRound, id: VersionId): Promise<Published | undefined> {
  const { tx, now, signer } = round
  const version = await getVersion(tx, id)
  if (judgeStep('publish', version.state, HOUSE).kind !== 'goes') return undefined
  const item = await openComments(round, await getDisclosure(tx, version.disclosure))
  const older = (await versionsOf(tx, item.id)).filter(({ state }) => state === 'published')
  for (const one of older) await moveVersion(tx, one.id, 'published', 'superseded')
  const daysLate = older[0]?.daysLate ?? latenessOf(item, now)
  const content = archiveContent(item, { ...version, publishedAt: now, daysLate })
  const archived = await archive(tx, signer, { kind: ARCHIVE_KIND, subject: archiveSubject(version), content }, now)
  await moveVersion(tx, id, 'approved', 'published', {
    published_at: now.toISOString(),
    days_late: daysLate,
    archive_position: archived.entry.position,
    phrase: archived.phrase,
  })
  const published = await getVersion(tx, id)
  const blocked = await tellGroups(round, item, published)
  await recordAudit(
    tx,
    {
      actor: actorOf(version.author),
      action: 'disclosure-published',
      subject: `disclosure:${item.id}`,
      after: { version: version.version, approvedBy: version.approvedBy ?? 0, daysLate },
    },
    now,
  )
  return { version: published, blocked }
}

/** Every group that a disclosure of this village is told to, closed ones too: their mailbox tells. */
export async function roomsFor(tx: Tx, item: Pick<Disclosure, 'branch'>): Promise<readonly Room[]> {
  return roomsOf(tx, await branchesUnder(tx, item.branch))
}

/** What the groups read first: how much came in, went out and is left, and where to ask (R23). */
export async function publicText(
  tx: Tx,
  item: Disclosure,
  version: Version,
  details: 'elsewhere' | 'below' = 'elsewhere',
): Promise<string> {
  const before = item.stage === 'before' ? undefined : await priorOf(tx, item)
  return publicWords.letter({
    number: item.id,
    village: shortBranchName((await getBranch(tx, item.branch)).name),
    period: sayPeriod(item.period),
    title: version.title,
    summary: version.summary,
    phrase: version.phrase,
    reason: version.reason,
    commentsUntil: item.stage === 'before' ? item.commentsUntil : undefined,
    prior: before?.id,
    details,
  })
}

/** The letter that tells a group of a version. */
export function copyFor(item: Disclosure, version: Pick<Version, 'version'>, room: Room, text: string, now: Date): Letter {
  return {
    once: `disclosure:${item.id}:${version.version}:room:${room.mailbox.id}`,
    to: room.mailbox.id,
    priority: 'notice',
    text,
    why: publicWords.why(item.id),
    inDoubt: 'resend',
    goodUntil: new Date(now.getTime() + COPY_GOOD_DAYS * 86_400_000),
  }
}

/** The plain line is a notice like any other; the pictures follow it and are no further interruption. */
async function tellGroups(round: PublishingRound, item: Disclosure, version: Version): Promise<readonly string[]> {
  const { tx, now, outbox } = round
  const text = await publicText(tx, item, version)
  const blocked: string[] = []
  for (const room of await roomsFor(tx, item)) {
    const letter = copyFor(item, version, room, text, now)
    const put = await outbox.put(tx, letter, now)
    if (put.kind === 'blocked') blocked.push(room.title)
    if (put.kind !== 'put') continue
    await recordCopy(tx, version.id, room.mailbox.id, put.id)
    // Who carries letters by hand is given the pictures like any other; elsewhere they come behind and disturb nobody.
    const priority = room.mailbox.platform === 'relay' ? 'notice' : 'card'
    for (const { file, label } of picturesOf(item, version))
      await outbox.put(tx, { ...letter, once: `${letter.once}:${file.reference}`, priority, text: label, file }, now)
  }
  return blocked
}

/** A prior disclosure waits for comments from the day it is told (M30). */
async function openComments({ tx, now }: PublishingRound, item: Disclosure): Promise<Disclosure> {
  if (item.stage !== 'before' || item.commentsUntil !== undefined) return item
  const { profile } = await rulingOf(tx, item.branch)
  const commentsUntil = addDays(dayOf(now), profile.commentDays)
  await setCommentsUntil(tx, item.id, commentsUntil)
  return { ...item, commentsUntil }
}

/** The prior disclosure that this one brings to its end. */
async function priorOf(tx: Tx, item: Disclosure): Promise<Disclosure | undefined> {
  for (const one of await disclosuresFor(tx, item.branch, item.category, item.period))
    if (one.stage === 'before' && (await versionsOf(tx, one.id)).some(({ state }) => state === 'published')) return one
  return undefined
}

function latenessOf({ dueOn }: Disclosure, now: Date): number {
  return dueOn === undefined ? 0 : Math.max(0, daysBetween(dueOn, dayOf(now)))
}
