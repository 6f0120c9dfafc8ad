import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { pageAnswer, refusal } from './answers.tsx'
import type { Asset } from './assets.ts'
import { LARGEST_FILE_BYTES } from './config.ts'
import { type Files, imageMime } from './files.ts'
import { press, say } from './forms.ts'
import { guard } from './guard.ts'
import { PlainPage, RehearsalPage } from './pages.tsx'
import { livingParts } from './partials.tsx'
import { look, type Rehearsal, sceneOf } from './rehearsal.ts'
import { addressOf } from './view.ts'
import { words } from './words.ts'

const FORM_BYTES = LARGEST_FILE_BYTES + 100_000
const FOR_EVER = 'public, max-age=31536000, immutable'

/** The pages of the rehearsal: `/`, and everything else below `/sandbox/`. */
export function rehearsalRoutes(rehearsal: Rehearsal, loaded: ReadonlyMap<string, Asset>): Hono {
  const { assets } = rehearsal
  const plain = (text: string, status: number) => pageAnswer(<PlainPage text={text} assets={assets} />, status)
  const routes = new Hono()
  const guarded = guard(() => plain(words.refused.stranger, 403))
  routes.use('/', guarded)
  routes.use('/sandbox/*', guarded)
  routes.use('/sandbox/say', bodyLimit({ maxSize: FORM_BYTES, onError: (context) => refusal(context, assets, words.refused.large, 413) }))

  routes.get('/', async (context) => {
    const scene = await sceneOf(rehearsal, context)
    if (!scene) return plain(words.empty, 200)
    const answer = pageAnswer(<RehearsalPage scene={scene} assets={assets} />)
    // Only a turned page gets a new address, and one without the drafts; starting a reply turns no page.
    if (context.req.header('hx-target') === 'main#page') answer.headers.set('HX-Push-Url', addressOf(scene.view))
    return answer
  })
  routes.get('/sandbox/events', async (context) => {
    const scene = await sceneOf(rehearsal, context)
    if (!scene || rehearsal.isStopped()) return plain(words.refused.stopped, 503)
    const after = Number(context.req.header('last-event-id') ?? context.req.query('after'))
    return rehearsal.streams.open(() => {
      look(scene)
      return livingParts(scene)
    }, after)
  })
  routes.post('/sandbox/say', (context) => say(rehearsal, context))
  routes.post('/sandbox/press', (context) => press(rehearsal, context))
  routes.get('/sandbox/files/:reference/:name', async (context) => {
    const { reference, name } = context.req.param()
    return (await fileAnswer(rehearsal.files, reference, name)) ?? plain(words.refused.lost, 404)
  })
  routes.get('/sandbox/assets/:name', (context) => {
    const asset = loaded.get(context.req.param('name'))
    if (!asset) return plain(words.refused.lost, 404)
    return new Response(asset.body, { headers: { 'Content-Type': asset.type, 'Cache-Control': FOR_EVER } })
  })
  routes.all('/sandbox/*', () => plain(words.refused.lost, 404))
  return routes
}

/** Only what is a picture is shown in the page; everything else is put down as a file and never opened here. */
async function fileAnswer(files: Files, reference: string, name: string): Promise<Response | undefined> {
  const bytes = await files.find(reference)
  if (!bytes) return undefined
  const image = imageMime(bytes)
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': image ?? 'application/octet-stream',
      'Content-Disposition': `${image ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeName(name)}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'private, max-age=31536000, immutable',
    },
  })
}

function encodeName(name: string): string {
  return encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
