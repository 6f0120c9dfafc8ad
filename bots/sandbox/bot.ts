import type { Hono } from 'hono'
import type { Bot, BotState, Delivery, OutgoingLetter } from '../../src/kernel/chat/message.ts'
import { loadAssets } from './assets.ts'
import { openChats } from './chats.ts'
import { CAPABILITIES, type House, SANDBOX, type SandboxSettings } from './config.ts'
import { openStreams } from './events.ts'
import { openFiles } from './files.ts'
import { startHandover } from './handover.ts'
import { openJournal } from './journal.ts'
import { openNews } from './news.ts'
import { messageIdOf, toEntry } from './outgoing.ts'
import type { Rehearsal } from './rehearsal.ts'
import { rehearsalRoutes } from './routes.tsx'
import { openProgress } from './steps.ts'
import { openTimeline } from './timeline.ts'

const STOP_WITHIN_MS = 3000
const AFTER_A_FAULT_MS = 5000

/**
 * Starts the rehearsal: a platform of one page, on which a newcomer plays everybody.
 * What was said before is still there, and what the house had not taken yet is handed over now.
 */
export async function startSandbox(settings: SandboxSettings, house: House): Promise<Bot & { readonly routes: Hono }> {
  const journal = openJournal(settings.dataDir, house.now())
  const timeline = openTimeline(journal, house.now)
  const handover = startHandover(house.receive, timeline)
  const streams = openStreams(timeline)
  const loaded = loadAssets()
  const since = house.now()
  let state: BotState = { kind: 'running', line: '演练平台正在运行', since }

  const rehearsal: Rehearsal = {
    house,
    timeline,
    handover,
    streams,
    news: openNews(timeline),
    progress: openProgress(journal.replayed, timeline),
    files: openFiles(settings.dataDir),
    chats: openChats(house.cast),
    assets: loaded.addresses,
    isStopped: () => state.kind === 'stopped',
  }
  // Only after the house knows this bot: the answers want to be delivered by it.
  setImmediate(() => handover.nudge())

  return {
    ...SANDBOX,
    capabilities: CAPABILITIES,
    deliver: (letter) => deliver(rehearsal, letter),
    fetchFile: async (file) => {
      const bytes = await rehearsal.files.find(file.reference)
      if (!bytes) throw new Error('the rehearsal has no such file')
      return bytes
    },
    deliverWithBytes: (letter, bytes) => deliverWithBytes(rehearsal, letter, bytes),
    state: () => state,
    async stop() {
      if (state.kind === 'stopped') return
      state = { kind: 'stopped', line: '演练平台已停止', since: house.now() }
      streams.close()
      await handover.stop(STOP_WITHIN_MS)
      journal.close()
    },
    routes: rehearsalRoutes(rehearsal, loaded.files),
  }
}

async function deliver(rehearsal: Rehearsal, letter: OutgoingLetter): Promise<Delivery> {
  const { timeline } = rehearsal
  if (rehearsal.isStopped()) return tryLater('the rehearsal has stopped')
  if (letter.file && (letter.file.platform !== SANDBOX.platform || letter.file.account !== SANDBOX.account)) {
    return { kind: 'refused', reason: 'the file lies at another platform' }
  }
  try {
    if (!(await rehearsal.chats.exist(letter.chat))) return { kind: 'gone', scope: 'room', reason: 'there is no such chat' }
    const draft = toEntry(letter, timeline.series)
    if (draft.kind === 'unknown') return { kind: 'refused', reason: 'there is no such message to edit' }
    if (draft.kind === 'edited' && timeline.find(letter.chat, draft.message)?.kind !== 'sent') {
      return { kind: 'refused', reason: 'there is no such message to edit' }
    }
    const written = timeline.write(draft)
    return { kind: 'sent', messageId: messageIdOf(timeline.series, draft.kind === 'edited' ? draft.message : written.id) }
  } catch {
    return tryLater('the journal of the rehearsal cannot be written')
  }
}

async function deliverWithBytes(rehearsal: Rehearsal, letter: OutgoingLetter, bytes: Uint8Array): Promise<Delivery> {
  if (!letter.file) return deliver(rehearsal, letter)
  try {
    const file = await rehearsal.files.keep(bytes, letter.file.name, letter.file.mime)
    return await deliver(rehearsal, { ...letter, file })
  } catch {
    return { kind: 'refused', reason: 'the file cannot be kept' }
  }
}

function tryLater(reason: string): Delivery {
  return { kind: 'try-later', afterMs: AFTER_A_FAULT_MS, maybeDelivered: false, reason, wholeAccount: true }
}
