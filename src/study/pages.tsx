import { toString } from 'qrcode'
import { raw } from 'hono/html'
import type { Tx } from '../kernel/database/connection.ts'
import { dayOf } from '../kernel/day.ts'
import type { Page, PageShown } from '../kernel/web/page.ts'
import { pageWords as words } from './page-words.ts'
import { sayStart, titleOf } from './saying.ts'
import { getSession } from './sessions-store.ts'
import { totalsOf } from './sheet-store.ts'
import { signingLines, signingList } from './signing-sheet.ts'
import type { Session, SessionId } from './tables.ts'

/** How often the wall looks at the numbers again. */
const WALL_SECONDS = 20

const SIGNING_HEAD = (
  <>
    <th class="narrow">{words.number}</th>
    <th class="name">{words.name}</th>
    <th>{words.signature}</th>
  </>
)

/** The list to sign on paper, ready to print. */
export const signingPage: Page = {
  name: 'signing',
  show: async (tx, subject) => {
    const session = await getSession(tx, Number(subject) as SessionId)
    if (session.state === 'cancelled') return undefined
    const { title, lines, names } = await signingList(tx, session)
    const rows = signingLines(names)
    return {
      title,
      body: (
        <>
          {lines.map((line) => (
            <p>{line}</p>
          ))}
          <table class="signing">
            <thead>
              <tr>{rows[0]?.map(() => SIGNING_HEAD)}</tr>
            </thead>
            <tbody>
              {rows.map((places) => (
                <tr>
                  {places.map((place) => (
                    <>
                      <td>{place?.at}</td>
                      <td>{place?.name}</td>
                      <td></td>
                    </>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <p>{words.present}</p>
          <p class="screen-only">{words.print}</p>
        </>
      ),
    }
  },
}

/** What hangs on the wall of the room: what to say, as text and as a picture for the camera, and how many are here. No names. */
export const wallPage: Page = {
  name: 'wall',
  show: async (tx, subject, now) => {
    const session = await getSession(tx, Number(subject) as SessionId)
    if (session.state === 'cancelled') return undefined
    return { title: titleOf(session), body: await wallOf(tx, session, now), refreshSeconds: WALL_SECONDS }
  },
}

async function wallOf(tx: Tx, session: Session, now: Date): Promise<PageShown['body']> {
  const { present, expected } = await totalsOf(tx, session.id)
  if (session.state !== 'open')
    return (
      <div class="wall">
        <p class="count">{session.state === 'closed' ? words.over(expected, present) : words.notYet(sayStart(session, dayOf(now)))}</p>
      </div>
    )
  const say = words.say(session.code)
  const picture = await toString(say, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
  return (
    <div class="wall">
      <p>{words.how}</p>
      <p class="code">{say}</p>
      {raw(picture)}
      <p>{words.camera}</p>
      <p class="count">{words.count(present)}</p>
    </div>
  )
}
