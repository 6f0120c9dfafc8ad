import { checkFigures, checkPage, checkScript } from '../../src/disclosures/check-page.tsx'
import { frontPage, villagePage } from '../../src/disclosures/board.tsx'
import type { Body } from '../../src/disclosures/body.ts'
import { itemPage } from '../../src/disclosures/item-page.tsx'
import { createDisclosure, type Disclosure } from '../../src/disclosures/items-store.ts'
import { publishVersion } from '../../src/disclosures/publishing.ts'
import { createVersion, moveVersion } from '../../src/disclosures/versions-store.ts'
import { makeSigner } from '../../src/kernel/archive/checkpoint.ts'
import type { BranchId, MemberId } from '../../src/kernel/chat/person.ts'
import type { Database } from '../../src/kernel/database/database.ts'
import type { Day } from '../../src/kernel/day.ts'
import { makeOutbox } from '../../src/kernel/outbox/outbox.ts'
import { makePages, openWeb } from '../../src/kernel/web/server.ts'
import { publicRoutes } from '../../src/kernel/web/public-routes.tsx'
import { addBranch } from '../../src/roster/branches-store.ts'
import { addMember } from '../../src/roster/members-store.ts'
import { openMemory } from './storage.ts'

type Told = {
  readonly title?: string
  readonly summary?: string
  readonly body: Body
  readonly category?: string
  readonly period?: string
  readonly dueOn?: string
  readonly at?: Date
}

/** A village's board on a real address, filled without the talk that usually fills it. */
export type Board = {
  readonly database: Database
  readonly address: string
  readonly village: BranchId
  /** Publishes something; with `corrects` it is the next version of that. */
  publishes(told: Told, corrects?: { readonly item: Disclosure; readonly reason: string }): Promise<Disclosure>
  /** Writes a draft that nobody may see yet. */
  drafts(told: Told): Promise<Disclosure>
  another(name: string): Promise<BranchId>
  close(): Promise<void>
}

const START = new Date('2026-10-12T02:00:00Z')
const ORDINARY = { category: 'finance', title: '村级财务收支', summary: '收入 80元，支出 30元，结余 150元', period: '2026-Q3' } as const

/** Opens it. */
export async function openBoard(): Promise<Board> {
  const database = await openMemory()
  const signer = makeSigner(Buffer.alloc(32, 5))
  const outbox = makeOutbox(async () => undefined)
  const { village, author, reviewer } = await database.write(async (tx) => {
    const branch = await addBranch(tx, { name: '河西村党支部', kind: 'village', parent: undefined })
    const person = (name: string) => addMember(tx, { branch, name, membership: 'full', migrant: false }, START)
    return { village: branch, author: await person('李会计'), reviewer: await person('王桂芳') }
  })
  const pages = makePages(async () => ({ ok: true, database: '', courier: '', clock: '', bots: [] }))
  const all = [frontPage, villagePage, itemPage, checkPage, checkFigures, checkScript]
  pages.route('/', publicRoutes({ pages: all, database, clock: () => START }))
  const web = await openWeb(pages, { host: '127.0.0.1', port: 0 })

  async function write(
    told: Told,
    branch: BranchId,
    item: Disclosure | undefined,
    reason: string | undefined,
    until: 'draft' | 'published',
  ) {
    const { title, summary, category, period, body, dueOn, at = START } = { ...ORDINARY, ...told }
    return database.write(async (tx) => {
      const due = dueOn === undefined ? {} : { dueOn: dueOn as Day }
      const made = item ?? (await createDisclosure(tx, { branch, domain: 'finance', category, period, stage: 'after', ...due }, at))
      const why = reason === undefined ? {} : { reason }
      const wording = { disclosure: made.id, author, title, summary, body, masked: {}, ...why }
      const version = await createVersion(tx, wording, at)
      if (until === 'draft') return made
      await moveVersion(tx, version.id, 'draft', 'in_review', { submitted_at: at.toISOString() })
      await moveVersion(tx, version.id, 'in_review', 'approved', {
        approved_at: at.toISOString(),
        approved_by: reviewer satisfies MemberId,
      })
      await publishVersion({ tx, now: at, outbox, signer }, version.id)
      return made
    })
  }

  return {
    database,
    address: web.address,
    village,
    publishes: (told, corrects) => write(told, village, corrects?.item, corrects?.reason, 'published'),
    drafts: (told) => write(told, village, undefined, undefined, 'draft'),
    another: (name) => database.write((tx) => addBranch(tx, { name, kind: 'village', parent: undefined })),
    close: () => web.close(),
  }
}
