import { Bot } from 'grammy'
import { Kysely, SqliteDialect } from 'kysely'
import { answerParent } from './child.ts'
import { openPlain, type PlainTables, writeReceipt } from './plain-store.ts'

/**
 * The peer: a bot as its framework's guide would have it. grammY's own polling; for each press three statements with
 * Kysely on better-sqlite3 in one transaction with one commit, then the answer to the presser.
 */

let bot: Bot | undefined

async function open(path: string, token: string, apiRoot: string): Promise<void> {
  const database = openPlain(path)
  const db = new Kysely<PlainTables>({ dialect: new SqliteDialect({ database }) })
  const chats = database.prepare(
    'select mailbox.chat, mailbox.id, member_id as member from mailbox left join account on account.mailbox_id = mailbox.id',
  )
  const known = new Map((chats.all() as { chat: string; id: number; member: number | null }[]).map((row) => [Number(row.chat), row]))
  bot = new Bot(token, { client: { apiRoot } })
  bot.on('callback_query', async (context) => {
    const notice = Number(context.callbackQuery.data?.replace('bench', ''))
    const member = known.get(context.from.id)?.member ?? 0
    const mailbox = known.get(context.chat?.id ?? 0)?.id ?? 0
    const at = new Date().toISOString()
    await db.transaction().execute((tx) => writeReceipt(tx, { update: context.update.update_id, notice, member, mailbox }, at))
    // On a slow machine the presser may have waited too long for an answer; that is told by the figures.
    await context.answerCallbackQuery({ text: '收到了，谢谢您' }).catch(() => undefined)
  })
  await new Promise<void>((resolve) => void bot?.start({ onStart: () => resolve() }))
}

answerParent({ open })
