import type { Spoken } from '../kernel/chat/capability.ts'
import { getBranch, shortBranchName } from '../roster/directory.ts'
import { bodyText } from './body-text.ts'
import { picturesOf, tableOf } from './drawer.ts'
import { type Disclosure, findDisclosure } from './items-store.ts'
import { listPublic, placesOf } from './listing.ts'
import { towards } from './meant.ts'
import { publicText } from './publishing.ts'
import { rulingOf } from './ruling.ts'
import { type Version, versionsOf } from './versions-store.ts'
import { readViewRequest, type ViewRequest } from './view-request.ts'
import { viewWords } from './view-words.ts'
import { maskedText } from './words.ts'

type One = Extract<ViewRequest, { kind: 'one' }>

const ROWS_A_PAGE = 12

/** 看公开 [类别] [期次], 看公开 17: for anybody; what is public is public. */
export async function viewPublic(occasion: Spoken): Promise<void> {
  const request = readViewRequest(occasion.rest, occasion.today)
  if (request.kind === 'one') return viewOne(occasion, request)
  const only = await listPublic(occasion, request)
  if (only !== undefined) await viewOne(occasion, { kind: 'one', number: only, page: 1, as: 'text' })
}

/** 公开规定: what has to be made public here, how often, and by which rule. */
export async function viewRules(occasion: Spoken): Promise<void> {
  const [branch] = await placesOf(occasion)
  if (branch === undefined) return
  const { profile, catalogue } = await rulingOf(occasion.tx, branch)
  const lines = catalogue.map((item) =>
    viewWords.lineOfRules(item, item.category === 'finance' && profile.finance === 'monthly' ? 'monthly' : 'as-said'),
  )
  await occasion.voice.reply(viewWords.rules(shortBranchName((await getBranch(occasion.tx, branch)).name), profile, lines))
}

async function viewOne(occasion: Spoken, request: One): Promise<void> {
  const { tx, voice } = occasion
  const item = await findDisclosure(tx, request.number)
  const versions = item === undefined ? [] : await versionsOf(tx, item.id)
  const published = versions.filter(({ publishedAt }) => publishedAt !== undefined)
  const newest = published.findLast(({ state }) => state === 'published')
  const waiting = await waitingVersion(occasion, versions)
  const chosen = request.version === undefined ? (waiting ?? newest) : published.find(({ version }) => version === request.version)
  if (item === undefined || (newest === undefined && waiting === undefined))
    return void (await voice.reply(viewWords.noNumber(request.number)))
  if (chosen === undefined) return void (await voice.reply(viewWords.noVersion(request.number, request.version ?? 0)))
  if (request.as === 'pictures') return sendPictures(occasion, item, chosen, request.page)
  if (request.as === 'table') return void (await voice.reply(viewWords.tableLabel(item.id), { file: tableOf(item, chosen) }))
  await voice.reply(await textOf(occasion, item, chosen, { newest, page: request.page, count: published.length }))
}

/** A draft that waits for this very person, in private: nobody else sees anything of drafts. */
async function waitingVersion(occasion: Spoken, versions: readonly Version[]): Promise<Version | undefined> {
  const draft = versions.findLast(({ state }) => state === 'in_review' || state === 'objected')
  if (draft === undefined || occasion.mailbox.kind !== 'private') return undefined
  const { actor } = await towards(occasion, draft)
  return actor.isAuthor || actor.isSupervisor || actor.isDrafter ? draft : undefined
}

async function sendPictures({ voice }: Spoken, item: Disclosure, version: Version, from: number): Promise<void> {
  const pictures = picturesOf(item, version, from)
  if (pictures.length === 0) await voice.reply(viewWords.noNumber(item.id))
  for (const { file, label } of pictures) await voice.reply(label, { file })
}

async function textOf(
  { tx }: Spoken,
  item: Disclosure,
  version: Version,
  { newest, page, count }: { newest: Version | undefined; page: number; count: number },
): Promise<string> {
  const rows = bodyText(version.body)
  const pages = Math.max(1, Math.ceil(rows.length / ROWS_A_PAGE))
  const shown = Math.min(page, pages)
  const isPublic = version.publishedAt !== undefined
  return [
    ...(shown === 1 ? [await publicText(tx, item, version, 'below')] : []),
    ...(isPublic ? [] : [viewWords.waiting, maskedText(version.masked)]),
    ...(newest !== undefined && isPublic && version.version < newest.version
      ? [viewWords.versionLine(version.version, newest.version)]
      : []),
    ...(version === newest && count > 1 ? [viewWords.olderLine(item.id, count - 1)] : []),
    ...((version.daysLate ?? 0) > 0 ? [viewWords.lateLine(version.daysLate ?? 0)] : []),
    ...rows.slice((shown - 1) * ROWS_A_PAGE, shown * ROWS_A_PAGE),
    ...(pages === 1 ? [] : [shown < pages ? viewWords.more(item.id, shown, pages) : viewWords.lastPage(shown, pages)]),
    ...(isPublic && version.body.kind !== 'nothing' ? [viewWords.files(item.id)] : []),
  ].join('\n')
}
