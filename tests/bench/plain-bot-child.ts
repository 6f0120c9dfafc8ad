import { Bot } from 'grammy'
import { Kysely, sql, SqliteDialect } from 'kysely'
import { answerParent } from './child.ts'
import { openPlain } from './plain-store.ts'

/**
 * The peer: a bot as its framework's guide would have it. grammY's own polling; for each press three statements with
 * Kysely on better-sqlite3 in one transaction with one commit, then the answer to the presser.
 */

type Tables = {
  processed: { update_id: number; at: string }
  acknowledgement: { notice: number; member: number; at: string }
  outbox: { notice: number; count: number; changed_at: string }
}

let bot: Bot | undefined

async function open(path: string, token: string, apiRoot: string): Promise<void> {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: openPlain(path) }) })
  bot = new Bot(token, { client: { apiRoot } })
  bot.on('callback_query', async (context) => {
    const notice = Number(context.callbackQuery.data?.replace('bench', ''))
    await acknowledge(db, context.update.update_id, notice, context.from.id)
    // On a slow machine the presser may have waited too long for an answer; that is told by the figures.
    await context.answerCallbackQuery({ text: '收到了，谢谢您' }).catch(() => undefined)
  })
  await new Promise<void>((resolve) => void bot?.start({ onStart: () => resolve() }))
}

async function acknowledge(db: Kysely<Tables>, update: number, notice: number, member: number): Promise<void> {
  const at = new Date().toISOString()
  await db.transaction().execute(async (tx) => {
    const fresh = await tx
      .insertInto('processed')
      .values({ update_id: update, at })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (fresh.numInsertedOrUpdatedRows === 0n) return
    await tx
      .insertInto('acknowledgement')
      .values({ notice, member, at })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await tx
      .insertInto('outbox')
      .values({ notice, count: 1, changed_at: at })
      .onConflict((conflict) => conflict.column('notice').doUpdateSet({ count: sql`count + 1`, changed_at: at }))
      .execute()
  })
}

answerParent({ open })
