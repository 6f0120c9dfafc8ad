import type { Child } from 'hono/jsx'
import { Elsewhere } from './elsewhere.tsx'
import { Steps } from './introduction.tsx'
import { BOTH_DRAFTS, PhoneBox, type Scene, TURN_PAGE } from './phone.tsx'
import type { Timeline } from './timeline.ts'
import { addressOf, type Side, type View } from './view.ts'
import { words } from './words.ts'

const SIDES: readonly Side[] = ['left', 'right']

/** The addresses of what the page loads besides itself. */
export type Assets = { readonly styles: readonly string[]; readonly scripts: readonly string[]; readonly icon: string }

/** The page: the introduction, and two phones side by side. */
export function RehearsalPage({ scene, assets }: { readonly scene: Scene; readonly assets: Assets }) {
  const { view, timeline } = scene
  return (
    <Shell assets={assets}>
      <main id="page" class={`show-${view.shown}`}>
        <Live view={view} timeline={timeline} />
        <header class="top">
          <h1>{words.title}</h1>
          <p>{words.lead}</p>
          <noscript>
            <a href={addressOf(view)}>{words.refresh}</a>
          </noscript>
        </header>
        <div id="steps">
          <Steps scene={scene} />
        </div>
        <div id="elsewhere">
          <Elsewhere scene={scene} />
        </div>
        <Switch scene={scene} />
        <div class="phones">
          <PhoneBox phone={view.left} scene={scene} />
          <PhoneBox phone={view.right} scene={scene} />
        </div>
      </main>
    </Shell>
  )
}

/** A page that says one sentence and leads back. */
export function PlainPage({ text, assets }: { readonly text: string; readonly assets: Assets }) {
  return (
    <Shell assets={assets}>
      <main class="plain">
        <h1>{words.title}</h1>
        <p>{text}</p>
        <p>
          <a href="/">{words.back}</a>
        </p>
      </main>
    </Shell>
  )
}

/** The stream by which the page hears what is new. Tried again until it stands; once it stands it mends itself. */
function Live({ view, timeline }: { readonly view: View; readonly timeline: Timeline }) {
  const address = addressOf(view, { after: String(timeline.lastId()) }, '/sandbox/events')
  return <div id="live" hx-sse:connect={address} hx-trigger="load, every 10s" hx-swap="none"></div>
}

function Switch({ scene: { view } }: { readonly scene: Scene }) {
  return (
    <nav class="switch" aria-label={words.phones}>
      {SIDES.map((side) => {
        const address = addressOf(view, { show: side })
        return (
          <a href={address} hx-get={address} {...TURN_PAGE} {...BOTH_DRAFTS} {...(view.shown === side ? { 'aria-current': 'true' } : {})}>
            {`${words.tab[side]} · ${view[side].person.name}`}
          </a>
        )
      })}
    </nav>
  )
}

function Shell({ assets, children }: { readonly assets: Assets; readonly children?: Child }) {
  return (
    <html lang="zh-CN" data-theme="light">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="htmx-config" content='{"includeIndicatorCSS":false,"defaultSettleDelay":0}' />
        <title>{words.title}</title>
        <link rel="icon" href={assets.icon} />
        {assets.styles.map((style) => (
          <link rel="stylesheet" href={style} />
        ))}
        {/* Not deferred: htmx would begin before its extensions are there. */}
        {assets.scripts.map((script) => (
          <script src={script}></script>
        ))}
      </head>
      <body>{children}</body>
    </html>
  )
}
