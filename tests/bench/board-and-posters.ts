import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Body } from '../../src/disclosures/body.ts'
import { writeBody } from '../../src/disclosures/body.ts'
import { villagePage } from '../../src/disclosures/board.tsx'
import { itemPage } from '../../src/disclosures/item-page.tsx'
import { drawPoster, pagesOf, type Poster } from '../../src/disclosures/poster.ts'
import { makePages, openWeb } from '../../src/kernel/web/server.ts'
import { publicRoutes } from '../../src/kernel/web/public-routes.tsx'
import { type Figure, median, type Plan, quantile } from './figure.ts'
import { openMigrated } from './township.ts'

const VILLAGES = 30
const YEARS = 10
/** Twelve months of accounts and nine things a quarter. */
const A_YEAR = 48
const REQUESTS = 300
const POSTERS = 20
const MOST_BOARD_MS = 50
const MOST_POSTER_MS = 150
const NOW = new Date('2026-10-12T02:00:00Z')

const ROWS = Array.from({ length: 24 }, (_, at) => [`第${at + 1}户`, '临时救助', '每户600元', String(600 + at)])
const tableOf = (rows: readonly (readonly string[])[]): Body => ({ kind: 'table', columns: ['对象', '项目', '标准', '金额'], rows })

/** The public board with ten years of thirty villages, and the pictures for the groups. */
export async function benchBoardAndPosters(plan: Plan): Promise<readonly Figure[]> {
  return [await benchBoard(plan), ...(await benchPosters())]
}

async function benchBoard(plan: Plan): Promise<Figure> {
  const path = join(plan.folder, 'board.db')
  const database = await openMigrated(path)
  layBoard(path)
  const pages = makePages(async () => ({ ok: true, database: '', courier: '', clock: '', bots: [] }))
  pages.route('/', publicRoutes({ pages: [villagePage, itemPage], database, clock: () => NOW }))
  const web = await openWeb(pages, { host: '127.0.0.1', port: 0 })
  const waits: number[] = []
  for (let at = 0; at < REQUESTS; at += 1) {
    const village = (at % VILLAGES) + 1
    const search = encodeURIComponent('救助')
    const asked =
      [`/board/${village}`, `/board/${village}?q=${search}`, `/board/${village}/${(village - 1) * YEARS * A_YEAR + 7}`][at % 3] ?? ''
    const began = performance.now()
    const answer = await fetch(`${web.address}${asked}`)
    await answer.text()
    if (!answer.ok) throw new Error(`${asked} answered ${answer.status}`)
    waits.push(performance.now() - began)
  }
  await web.close()
  await database.close()
  return {
    name: 'board: a page, p95',
    unit: 'ms',
    ours: quantile(waits, 0.95),
    wanted: { of: 'ours', most: MOST_BOARD_MS },
    how: `${REQUESTS} requests over HTTP, a list, a search and an item in turn; ${VILLAGES} villages × ${YEARS} years × ${A_YEAR}`,
  }
}

/** Published long ago and laid beside the program; nothing of it is checked here but the time a page takes. */
function layBoard(path: string): void {
  const file = new Sqlite(path)
  const at = NOW.toISOString()
  const body = writeBody(tableOf(ROWS))
  const branch = file.prepare("insert into branch (id, name, kind) values (?, ?, 'village')")
  const member = file.prepare("insert into member (id, branch_id, name, membership, is_migrant, created_at) values (?, 1, ?, 'full', 0, ?)")
  const item = file.prepare(
    "insert into disclosure (id, branch_id, domain, category, period, stage, created_at) values (?, ?, 'village', 'subsidy', ?, 'after', ?)",
  )
  const version = file.prepare(`insert into disclosure_version
    (disclosure_id, version, author_id, title, summary, body, masked, state, created_at, approved_by, published_at, days_late)
    values (?, 1, 1, '救助补贴与惠农款物', '共 24 项', ?, '{}', 'published', ?, 2, ?, 0)`)
  file.transaction(() => {
    for (let village = 1; village <= VILLAGES; village += 1) branch.run(village, `第${village}村党支部`)
    member.run(1, '李会计', at)
    member.run(2, '王桂芳', at)
    for (let number = 1; number <= VILLAGES * YEARS * A_YEAR; number += 1) {
      const village = Math.floor((number - 1) / (YEARS * A_YEAR)) + 1
      item.run(number, village, `${2017 + (number % YEARS)}-Q${(number % 4) + 1}`, at)
      version.run(number, body, at, new Date(NOW.getTime() - number * 60_000).toISOString())
    }
  })()
  file.close()
}

async function benchPosters(): Promise<readonly Figure[]> {
  const poster: Poster = {
    number: 17,
    village: '河西村',
    period: '2026年第三季度',
    title: '救助补贴与惠农款物',
    summary: '共 300 项',
    body: tableOf(Array.from({ length: 300 }, (_, at) => ROWS[at % ROWS.length] ?? [])),
    publishedOn: '2026年10月12日',
    phrase: '青山 白鱼 新桥 老茶',
    page: 'https://zhibutong.example/board/3/17',
  }
  const times: number[] = []
  const draw = async (page: number) => {
    const began = performance.now()
    await drawPoster(poster, page)
    times.push(performance.now() - began)
  }
  await draw(1)
  const before = process.memoryUsage().rss
  times.length = 0
  for (let at = 0; at < POSTERS; at += 1) await draw((at % pagesOf(poster.body)) + 1)
  const how = `median of ${POSTERS} pages of a table of 300 rows, 1080 pixels wide, after the first`
  return [
    { name: 'poster: one page', unit: 'ms', ours: median(times), wanted: { of: 'ours', most: MOST_POSTER_MS }, how },
    { name: 'poster: memory after 20 more', unit: 'MB', ours: (process.memoryUsage().rss - before) / 1_048_576, how },
  ]
}
