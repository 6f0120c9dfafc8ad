import { archive } from '../kernel/archive/archive.ts'
import type { Signer } from '../kernel/archive/checkpoint.ts'
import { recordAudit } from '../kernel/audit.ts'
import type { Room } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { dayOf, daysBetween } from '../kernel/day.ts'
import type { Outbox } from '../kernel/outbox/outbox.ts'
import { branchesUnder, getBranch, roomsOf, shortBranchName } from '../roster/directory.ts'
import { ARCHIVE_KIND, archiveContent, archiveSubject } from './archived.ts'
import { sayPeriod } from './calendar.ts'
import { recordCopy } from './copies-store.ts'
import { type Disclosure, getDisclosure } from './items-store.ts'
import { judgeStep } from './states.ts'
import type { VersionId } from './tables.ts'
import { getVersion, moveVersion, type Version, versionsOf } from './versions-store.ts'
import { publicWords } from './words.ts'

/** What publishing needs, whoever sets it off. */
export type PublishingRound = { readonly tx: Tx; readonly now: Date; readonly outbox: Outbox; readonly signer: Signer }

/** A disclosure that a group could not be told today is worth telling for a week: what is public stays public. */
const COPY_GOOD_DAYS = 7
const HOUSE = { isAuthor: false, isSupervisor: false, isVillageCommittee: false, isHouse: true } as const

/**
 * Publishes what was approved: set down, archived, told to every group of the village and of the branches below it, and the
 * version it replaces set aside, all in one transaction. A second call finds it published and changes nothing.
 */
export async function publishVersion(round: PublishingRound, id: VersionId): Promise<Version | undefined> {
  const { tx, now, signer } = round
  const version = await getVersion(tx, id)
  if (judgeStep('publish', version.state, HOUSE).kind !== 'goes') return undefined
  const item = await getDisclosure(tx, version.disclosure)
  const daysLate = item.dueOn === undefined ? 0 : Math.max(0, daysBetween(item.dueOn, dayOf(now)))
  const older = (await versionsOf(tx, item.id)).filter(({ state }) => state === 'published')
  for (const one of older) await moveVersion(tx, one.id, 'published', 'superseded')
  const content = archiveContent(item, { ...version, publishedAt: now, daysLate })
  const archived = await archive(tx, signer, { kind: ARCHIVE_KIND, subject: archiveSubject(version), content }, now)
  await moveVersion(tx, id, 'approved', 'published', {
    published_at: now.toISOString(),
    days_late: daysLate,
    archive_position: archived.entry.position,
    phrase: archived.phrase,
  })
  const published = await getVersion(tx, id)
  await tellGroups(round, item, published)
  await recordAudit(
    tx,
    {
      actor: `member:${version.author}`,
      action: 'disclosure-published',
      subject: `disclosure:${item.id}`,
      after: { version: version.version, approvedBy: version.approvedBy ?? 0, daysLate },
    },
    now,
  )
  return published
}

/** Every group that a disclosure of this village is told to, closed ones too: their mailbox tells. */
export async function roomsFor(tx: Tx, item: Pick<Disclosure, 'branch'>): Promise<readonly Room[]> {
  return roomsOf(tx, await branchesUnder(tx, item.branch))
}

/** What the groups read first: how much came in, went out and is left, and where to ask (R23). */
export async function publicText(tx: Tx, item: Disclosure, version: Version): Promise<string> {
  return publicWords.letter({
    number: item.id,
    village: shortBranchName((await getBranch(tx, item.branch)).name),
    period: sayPeriod(item.period),
    title: version.title,
    summary: version.summary,
    phrase: version.phrase,
    reason: version.reason,
    commentsUntil: item.stage === 'before' ? item.commentsUntil : undefined,
  })
}

async function tellGroups(round: PublishingRound, item: Disclosure, version: Version): Promise<void> {
  const { tx, now, outbox } = round
  const text = await publicText(tx, item, version)
  for (const { mailbox } of await roomsFor(tx, item)) {
    const put = await outbox.put(
      tx,
      {
        once: `disclosure:${item.id}:${version.version}:room:${mailbox.id}`,
        to: mailbox.id,
        priority: 'notice',
        text,
        why: publicWords.why(item.id),
        inDoubt: 'resend',
        goodUntil: new Date(now.getTime() + COPY_GOOD_DAYS * 86_400_000),
      },
      now,
    )
    if (put.kind === 'put') await recordCopy(tx, version.id, mailbox.id, put.id)
  }
}
