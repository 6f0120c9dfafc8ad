import { mkdtempSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { startSandbox } from '../../bots/sandbox/bot.ts'
import type { Cast } from '../../bots/sandbox/config.ts'
import type { Bot, Incoming, Receipt } from '../../src/kernel/chat/message.ts'

/** Made-up people of one village, one of each office, and two groups. */
export const VILLAGE: Cast = {
  groups: [
    { id: 'g-hexi', title: '河西村群' },
    { id: 'g-away', title: '在外党员群' },
  ],
  people: [
    { id: 'p-wang', name: '王桂芳', what: '书记 · 河西村党支部', groups: ['g-hexi', 'g-away'] },
    { id: 'p-li', name: '李建国', what: '组织委员 · 河西村党支部', groups: ['g-hexi'] },
    { id: 'p-zhang', name: '张秀英', what: '党员 · 河西村党支部', groups: ['g-hexi'] },
    { id: 'p-chen', name: '陈志强', what: '党员 · 河西村党支部', groups: ['g-hexi', 'g-away'] },
    { id: 'p-zhao', name: '赵德柱', what: '监督 · 河西村', groups: ['g-hexi'] },
    { id: 'p-sun', name: '孙小梅', what: '村民 · 河西村', groups: ['g-hexi'] },
    { id: 'p-zhou', name: '周明', what: '镇管理员 · 清河镇', groups: [] },
  ],
}

/** A house that says back what it hears, with two choices, and writes down the choice on the same card. */
export type EchoHouse = {
  readonly bot: Awaited<ReturnType<typeof startSandbox>>
  readonly heard: Incoming[]
  /** What the house answers to the next events; empty means done. */
  readonly receipts: Receipt[]
  readonly dataDir: string
}

/** Starts a rehearsal on an echo. A `dataDir` of an earlier one begins where that one stopped. */
export async function startEchoHouse(dataDir = mkdtempSync(join(tmpdir(), 'rehearsal-')), cast: Cast = VILLAGE): Promise<EchoHouse> {
  const heard: Incoming[] = []
  const receipts: Receipt[] = []
  const cards = new Map<string, string>()
  let letters = 0

  async function answer(bot: Bot, event: Incoming): Promise<void> {
    letters += 1
    const letter = { id: letters, chat: event.chat.id, choices: [] }
    if (event.kind === 'press') {
      const card = event.token.slice(event.token.indexOf(':') + 1)
      const edits = cards.get(card)
      if (edits !== undefined) await bot.deliver({ ...letter, text: `${event.from.name}选了：${event.token.slice(0, 1)}`, edits })
      return
    }
    if (event.kind !== 'message') return
    const choices = ['好', '不'].map((word) => ({ label: word === '好' ? '好的' : '不用', token: `${word}:${letters}`, word }))
    const sent = await bot.deliver({ ...letter, text: `收到：${event.text}`, choices })
    if (sent.kind === 'sent') cards.set(String(letters), sent.messageId)
  }

  const bot: EchoHouse['bot'] = await startSandbox(
    { dataDir },
    {
      now: () => new Date(),
      cast: async () => cast,
      receive: async (_from, events) =>
        events.map((event) => {
          const receipt = receipts.shift() ?? { kind: 'done' as const, ...(event.kind === 'press' ? { toast: '已记下您的选择' } : {}) }
          heard.push(event)
          if (receipt.kind === 'done') setTimeout(() => void answer(bot, event), 5)
          return receipt
        }),
    },
  )
  return { bot, heard, receipts, dataDir }
}

/** Serves the pages of a rehearsal on a free port of this machine; whichever is running when a request comes. */
export async function serve(bot: () => EchoHouse['bot']): Promise<{ readonly address: string; close(): Promise<void> }> {
  const listener = getRequestListener((request, env) => bot().routes.fetch(request, env))
  const server: Server = createServer((request, response) => void listener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  const port = typeof at === 'object' && at ? at.port : 0
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
