import { CHECK_SCRIPT } from '../kernel/archive/check-script.ts'
import { figuresFor } from '../kernel/archive/figures.ts'
import type { PublicPage } from '../kernel/web/public-page.ts'
import { ARCHIVE_KIND, archiveContent, archiveSubject } from './archived.ts'
import { checkWords as words } from './board-words.ts'
import { findPublic } from './item-page.tsx'

const SCRIPT_ADDRESS = '/check/check.js'
const ADDRESS = '/check/:branch{[0-9]+}/:number{[0-9]+}/:version{[0-9]+}'

/** The page on which a reader's own browser checks a published version, without believing this server anything. */
export const checkPage: PublicPage = {
  path: ADDRESS,
  show: async (tx, { params }) => {
    const found = await findPublic(tx, params)
    if (found === undefined) return undefined
    const { item, shown } = found
    return {
      kind: 'page',
      title: words.title,
      script: SCRIPT_ADDRESS,
      body: (
        <div data-words={JSON.stringify(words.said)} data-figures={`/check/${item.branch}/${item.id}/${shown.version}/figures`}>
          <p>{words.what(item.id, shown.version)}</p>
          <p class="summary" role="status" data-verdict="">
            {words.working}
          </p>
          <ul class="checks">
            <li data-check="content">{words.steps.content}</li>
            <li data-check="log">{words.steps.log}</li>
            <li data-check="signature">{words.steps.signature}</li>
          </ul>
          <p>
            {words.phrase}
            <strong class="phrase" data-phrase=""></strong>
          </p>
          <p>{words.compare}</p>
          <details>
            <summary>{words.content}</summary>
            <pre class="content" data-content=""></pre>
          </details>
          <noscript>
            <p>{words.noScript}</p>
          </noscript>
          <p class="screen-only">
            <a href={`/board/${item.branch}/${item.id}/${shown.version}`}>{words.back}</a>
          </p>
        </div>
      ),
    }
  },
}

/** The figures of a published version, for the page and for any other program that wants to check. */
export const checkFigures: PublicPage = {
  path: `${ADDRESS}/figures`,
  show: async (tx, { params }) => {
    const found = await findPublic(tx, params)
    if (found === undefined) return undefined
    const figures = await figuresFor(tx, ARCHIVE_KIND, archiveSubject(found.shown), archiveContent(found.item, found.shown))
    return figures === undefined ? undefined : { kind: 'figures', figures }
  },
}

/** The check itself, as a file of its own. */
export const checkScript: PublicPage = { path: SCRIPT_ADDRESS, show: async () => ({ kind: 'script', text: CHECK_SCRIPT }) }
