import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { dayOf, sayDay } from '../kernel/day.ts'
import type { PublicPage } from '../kernel/web/public-page.ts'
import { branchTree, shortBranchName } from '../roster/directory.ts'
import { boardCounts, boardLines, type BoardLine, type BoardQuery, LINES_PER_PAGE } from './board-store.ts'
import { boardWords as words } from './board-words.ts'
import { sayPeriod } from './calendar.ts'
import { CATALOGUE } from './catalogue.ts'

/** The way in: every village that has published anything. */
export const frontPage: PublicPage = {
  path: '/board',
  show: async (tx) => {
    const tree = await branchTree(tx)
    const villages = [...(await boardCounts(tx))].flatMap(([id, count]) => {
      const branch = tree.get(id)
      return branch === undefined ? [] : [{ id, name: shortBranchName(branch.name), count }]
    })
    return {
      kind: 'page',
      title: words.front,
      body: (
        <nav aria-label={words.front}>
          {villages.length === 0 && <p>{words.nothingYet}</p>}
          <ul class="board">
            {villages.map(({ id, name, count }) => (
              <li>
                <a href={`/board/${id}`}>{name}</a>
                <small>{words.count(count)}</small>
              </li>
            ))}
          </ul>
        </nav>
      ),
    }
  },
}

/** A village's board: the newest first, by category, by period, by a word. */
export const villagePage: PublicPage = {
  path: '/board/:branch{[0-9]+}',
  show: async (tx, { params, query }) => {
    const branch = await findVillage(tx, params['branch'])
    if (branch === undefined) return undefined
    const asked = readQuery(query)
    const found = await boardLines(tx, branch.id, asked)
    const lines = found.slice(0, LINES_PER_PAGE)
    return {
      kind: 'page',
      title: words.board(shortBranchName(branch.name)),
      body: (
        <>
          <SearchForm branch={branch.id} asked={asked} />
          {lines.length === 0 && <p>{words.nothingFound}</p>}
          <ul class="board">
            {lines.map((line) => (
              <Line branch={branch.id} line={line} />
            ))}
          </ul>
          {found.length > LINES_PER_PAGE && (
            <p>
              <a href={addressOf(branch.id, { ...asked, from: asked.from + LINES_PER_PAGE })}>{words.older}</a>
            </p>
          )}
          <p class="screen-only">
            <a href="/board">{words.allVillages}</a>
          </p>
        </>
      ),
    }
  },
}

function SearchForm({ branch, asked }: { readonly branch: BranchId; readonly asked: BoardQuery }) {
  return (
    <form method="get" action={`/board/${branch}`} class="screen-only" role="search">
      <label>
        {words.search}
        <input type="search" name="q" value={asked.search ?? ''} maxlength={40} />
      </label>
      <label>
        {words.category}
        <select name="category">
          <option value="">{words.all}</option>
          {CATALOGUE.map(({ category, name }) => (
            <option value={category} selected={category === asked.category}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{words.find}</button>
    </form>
  )
}

function Line({ branch, line }: { readonly branch: BranchId; readonly line: BoardLine }) {
  return (
    <li>
      <a href={`/board/${branch}/${line.number}`}>
        {sayPeriod(line.period)}　{line.title}
      </a>
      <p>{line.summary}</p>
      <small>
        {words.number(line.number, sayDay(dayOf(line.publishedAt)))}
        {line.version > 1 && words.correctedMark}
      </small>
    </li>
  )
}

function readQuery(query: Readonly<Record<string, string>>): BoardQuery {
  const text = (key: string) => {
    const value = (query[key] ?? '').trim().slice(0, 40)
    return value === '' ? undefined : value
  }
  const from = Number.parseInt(query['from'] ?? '0', 10)
  return Object.fromEntries(
    Object.entries({
      category: text('category'),
      period: text('period'),
      search: text('q'),
      from: Number.isFinite(from) && from > 0 ? Math.min(from, 100_000) : 0,
    }).filter(([, value]) => value !== undefined),
  ) as unknown as BoardQuery
}

function addressOf(branch: BranchId, { category, period, search, from }: BoardQuery): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries({ category, period, q: search, from: from === 0 ? undefined : String(from) }))
    if (value !== undefined) query.set(key, value)
  return `/board/${branch}${query.size === 0 ? '' : `?${query.toString()}`}`
}

/** The village a branch of the address names. */
export async function findVillage(tx: Tx, text: string | undefined) {
  return (await branchTree(tx)).get(Number(text) as BranchId)
}
