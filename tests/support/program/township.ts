import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { findMigrations, migrate } from '../../../src/kernel/database/migrate.ts'
import { openSqlite } from '../../../src/kernel/database/sqlite.ts'
import { makeOutbox } from '../../../src/kernel/outbox/outbox.ts'
import { createNotice } from '../../../src/notices/notices-store.ts'
import { dispatchNotice } from '../../../src/notices/sending.ts'
import { type Chance, makeChance } from '../simulation/chance.ts'
import { foundTown, type Town } from '../simulation/town.ts'
import type { Group } from '../telegram/groups.ts'
import type { Person } from '../telegram/people.ts'
import type { Telegram } from '../telegram/telegram.ts'

/** A township that lives on a pretend Telegram and in the data folder of a program that is not running yet. */
export type Township = Town & {
  readonly telegram: Telegram
  readonly people: readonly Person[]
  readonly groups: readonly Group[]
  readonly chance: Chance
  /** Notices that were sent to the groups, each with the choice that stands below it. */
  readonly notices: readonly { readonly id: number; readonly token: string; readonly branch: number }[]
  readonly dataDir: string
  readonly database: string
  readonly environment: Readonly<Record<string, string>>
}

/** How large it is. */
export type Size = { readonly villages: number; readonly membersEach: number; readonly noticesEach: number }

/** Founds it, with notices in the outbox that have not left yet. `dataDir` is a folder of its own on a real disk. */
export async function settleTownship(telegram: Telegram, dataDir: string, size: Size, seed: number): Promise<Township> {
  const people: Person[] = []
  const groups: Group[] = []
  const chance = makeChance(seed)
  mkdirSync(join(dataDir, 'data'), { recursive: true, mode: 0o700 })
  const path = join(dataDir, 'data', 'branchlink.db')
  const database = openSqlite(path)
  const now = new Date()
  await migrate(database, await findMigrations(), now)
  const notices: { id: number; token: string; branch: number }[] = []
  const town = await database.write(async (tx) => {
    const founded = await foundTown(tx, now, {
      villages: size.villages,
      membersEach: size.membersEach,
      groups: () => 1,
      privateChat: (_nth, name) => {
        const person = telegram.person(name)
        person.private.room().door = 'member'
        people.push(person)
        return String(person.id)
      },
      groupChat: (_nth, title) => {
        const group = telegram.group(title)
        groups.push(group)
        return String(group.id())
      },
    })
    const outbox = makeOutbox(async () => undefined)
    for (const secretary of founded.citizens.filter(({ office }) => office === 'secretary'))
      for (let nth = 0; nth < size.noticesEach; nth += 1) {
        const text = `明天9点村部开会，编号 ${chance.token()}`
        const draft = await createNotice(
          tx,
          { branch: secretary.branch, author: secretary.id, text, urgent: false, audience: [secretary.branch] },
          now,
        )
        const token = chance.token()
        await dispatchNotice({ tx, now, outbox, token: () => token }, draft, 'none')
        notices.push({ id: draft.id, token, branch: secretary.branch })
      }
    return founded
  })
  await database.close()
  const environment = {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    QUIET_HOURS: 'off',
    GROUP_DAILY_CAP: 'off',
    LOG_LEVEL: 'warn',
  }
  return { ...town, telegram, people, groups, chance, notices, dataDir, database: path, environment }
}
