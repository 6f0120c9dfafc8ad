import type { Bot, BotAccount, Capabilities, FileReference } from '../kernel/chat/message.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Database } from '../kernel/database/database.ts'
import { dayOf } from '../kernel/day.ts'
import { writeSheet } from '../kernel/tables/write-sheet.ts'
import { getBranch, shortBranchName } from '../roster/directory.ts'
import { sayPeriod } from './calendar.ts'
import { type Disclosure, getDisclosure } from './items-store.ts'
import { drawPoster, pagesOf, type Poster } from './poster.ts'
import { sheetOfBody } from './sheet-of-body.ts'
import type { VersionId } from './tables.ts'
import { getVersion, type Version } from './versions-store.ts'
import { publicWords } from './words.ts'

/** Under this account lie the pictures and tables that are made from the database at the moment they are sent. */
export const DRAWN_HERE: BotAccount = { platform: 'house', account: 'disclosures' }

/** More pictures than this are not pushed into a group at once; everybody may ask for them. */
const MOST_PICTURES = 4
const NOTHING_SENT: Capabilities = {
  edits: false,
  choices: 'numbered',
  longestText: 0,
  longestCaption: 0,
  perSecond: 1,
  perChatSecond: 1,
  perGroupMinute: 1,
  keepsHours: 0,
  personalData: 'all',
}

/** A picture that goes with a letter, and the words below it. */
export type Picture = { readonly file: FileReference; readonly label: string }

/** The pictures of a version, in order; what there is nothing to see of has none. `from` is the first page, counted from 1. */
export function picturesOf(item: Pick<Disclosure, 'id'>, version: Version, from = 1): readonly Picture[] {
  if (version.body.kind === 'nothing') return []
  const pages = pagesOf(version.body)
  return Array.from({ length: Math.max(0, Math.min(pages - from + 1, MOST_PICTURES)) }, (_, at) => {
    const page = from + at
    const file = {
      ...DRAWN_HERE,
      reference: `poster:${version.id}:${page}`,
      name: publicWords.pictureName(item.id, page),
      mime: 'image/png',
      bytes: 0,
      kind: 'photo',
    } as const
    return { file, label: publicWords.pictureLabel({ number: item.id, page, pages, isLast: at + 1 === MOST_PICTURES && page < pages }) }
  })
}

/** The table of a version as a file for people who want to add it up themselves. */
export function tableOf(item: Pick<Disclosure, 'id'>, version: Version): FileReference {
  const mime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return { ...DRAWN_HERE, reference: `table:${version.id}`, name: publicWords.tableName(item.id), mime, bytes: 0, kind: 'document' }
}

/**
 * Brings the files that are drawn here, as a platform brings those that lie with it. Nothing is stored, so nothing can be
 * lost or differ: the same version always gives the same picture.
 */
export function makeDrawer(house: {
  readonly database: Database
  readonly clock: () => Date
  /** Where pages can be opened, when they can. */
  readonly pagesAt?: () => string | undefined
}): Bot {
  const since = house.clock()
  const refuse = () => Promise.resolve({ kind: 'refused', reason: publicWords.nobodyHere } as const)
  return {
    ...DRAWN_HERE,
    capabilities: NOTHING_SENT,
    deliver: refuse,
    deliverWithBytes: refuse,
    fetchFile: async ({ reference }) => {
      const [kind, id, page] = reference.split(':')
      const version = Number(id) as VersionId
      if (kind === 'poster') {
        const poster = await house.database.read((tx) => posterOf(tx, version, house.pagesAt?.()))
        return drawPoster(poster, Number(page))
      }
      const { title, body } = await house.database.read((tx) => getVersion(tx, version))
      return writeSheet(sheetOfBody(title, body), 'xlsx')
    },
    state: () => ({ kind: 'running', line: publicWords.drawerRuns, since }),
    stop: () => Promise.resolve(),
  }
}

/** Everything that stands on the poster of a version. */
async function posterOf(tx: Tx, id: VersionId, publicUrl: string | undefined): Promise<Poster> {
  const version = await getVersion(tx, id)
  const item = await getDisclosure(tx, version.disclosure)
  const { title, summary, body, reason, phrase = '' } = version
  return {
    number: item.id,
    village: shortBranchName((await getBranch(tx, item.branch)).name),
    period: sayPeriod(item.period),
    title,
    summary,
    body,
    publishedOn: version.publishedAt === undefined ? '' : dayOf(version.publishedAt),
    phrase,
    ...(reason === undefined ? {} : { reason }),
    ...(publicUrl === undefined ? {} : { page: pageAddress(publicUrl, item) }),
  }
}

/** Where a disclosure can be read and checked by anybody. */
function pageAddress(publicUrl: string, { branch, id }: Pick<Disclosure, 'branch' | 'id'>): string {
  return `${publicUrl.replace(/\/$/u, '')}/board/${branch}/${id}`
}
