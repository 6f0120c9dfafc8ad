import { dayOf, sayDay } from '../kernel/day.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { PublicPage, PublicShown } from '../kernel/web/public-page.ts'
import { shortBranchName } from '../roster/directory.ts'
import { findVillage } from './board.tsx'
import { boardWords as words } from './board-words.ts'
import { BodyTable } from './body-table.tsx'
import { sayPeriod } from './calendar.ts'
import { differencesOf } from './differences.ts'
import { type Disclosure, findDisclosure } from './items-store.ts'
import { type Version, versionsOf } from './versions-store.ts'

type Found = { readonly item: Disclosure; readonly village: string; readonly shown: Version; readonly public: readonly Version[] }

/** One disclosure as everybody reads it: the newest version, or an older one that stays readable for ever. */
export const itemPage: PublicPage = {
  path: '/board/:branch{[0-9]+}/:number{[0-9]+}/:version{[0-9]+}?',
  show: async (tx, { params, query }) => {
    const found = await findPublic(tx, params)
    if (found === undefined) return undefined
    return showItem(found, query['print'] === 'A3' ? 'A3' : 'A4')
  },
}

/** A published version of a disclosure of this village; drafts are nobody's business and are not found. */
export async function findPublic(tx: Tx, params: Readonly<Record<string, string | undefined>>): Promise<Found | undefined> {
  const branch = await findVillage(tx, params['branch'])
  const item = await findDisclosure(tx, Number(params['number']))
  if (branch === undefined || item?.branch !== branch.id) return undefined
  const published = (await versionsOf(tx, item.id)).filter(({ publishedAt }) => publishedAt !== undefined)
  const wanted = params['version'] === undefined ? undefined : Number(params['version'])
  const shown = wanted === undefined ? published.at(-1) : published.find(({ version }) => version === wanted)
  return shown === undefined ? undefined : { item, village: shortBranchName(branch.name), shown, public: published }
}

function showItem(found: Found, paper: 'A4' | 'A3'): PublicShown {
  const { item, village, shown } = found
  const older =
    found.public.find(({ version }) => version === shown.version - 1) ?? found.public.findLast(({ version }) => version < shown.version)
  return {
    kind: 'page',
    title: `${village}${sayPeriod(item.period)}${shown.title}`,
    body: (
      <div class={`paper-${paper}`}>
        {shown.state === 'superseded' && (
          <p class="warning">
            {words.superseded}
            <a href={`/board/${item.branch}/${item.id}`}>{words.newest}</a>
          </p>
        )}
        <p class="summary">{shown.summary}</p>
        {shown.reason !== undefined && <p>{words.reason(shown.reason)}</p>}
        {item.stage === 'before' && item.commentsUntil !== undefined && <p>{words.comments(sayDay(item.commentsUntil))}</p>}
        <BodyTable body={shown.body} />
        <Facts found={found} />
        {older !== undefined && <Changes older={older} newer={shown} />}
        {found.public.length > 1 && <Versions found={found} />}
        <p class="screen-only ways">
          <a href={`/board/${item.branch}`}>{words.backToBoard}</a>
          <a href={`/board/${item.branch}/${item.id}/${shown.version}?print=A4`}>{words.printA4}</a>
          <a href={`/board/${item.branch}/${item.id}/${shown.version}?print=A3`}>{words.printA3}</a>
        </p>
      </div>
    ),
  }
}

function Facts({ found: { item, shown } }: { readonly found: Found }) {
  return (
    <section class="facts">
      <p>{words.published(item.id, sayDay(dayOf(shown.publishedAt ?? new Date(0))))}</p>
      {(shown.daysLate ?? 0) > 0 && <p>{words.late(shown.daysLate ?? 0)}</p>}
      <p>{words.ask(item.id)}</p>
      {shown.phrase !== undefined && (
        <p>
          {words.phrase}
          <strong class="phrase">{shown.phrase}</strong>
        </p>
      )}
      <p class="screen-only">
        <a href={`/check/${item.branch}/${item.id}/${shown.version}`}>{words.check}</a>
      </p>
    </section>
  )
}

function Changes({ older, newer }: { readonly older: Version; readonly newer: Version }) {
  return (
    <section>
      <h2>{words.changes}</h2>
      <ul class="changes">
        {differencesOf(older.body, newer.body)
          .filter(({ kind }) => kind !== 'same')
          .map(({ kind, text }) => (
            <li class={kind}>
              <span>{kind === 'gone' ? words.gone : words.added}</span>
              {kind === 'gone' ? <del>{text}</del> : <ins>{text}</ins>}
            </li>
          ))}
      </ul>
    </section>
  )
}

function Versions({ found: { item, public: versions } }: { readonly found: Found }) {
  return (
    <section>
      <h2>{words.versions}</h2>
      <ul>
        {versions.map(({ version, publishedAt, reason }) => (
          <li>
            <a href={`/board/${item.branch}/${item.id}/${version}`}>{words.version(version, sayDay(dayOf(publishedAt ?? new Date(0))))}</a>
            {reason !== undefined && <p>{words.reason(reason)}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
