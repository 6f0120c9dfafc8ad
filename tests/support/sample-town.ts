import { readFileSync } from 'node:fs'
import { readSheets } from '../../src/kernel/tables/read-sheets.ts'
import { currentRoster } from '../../src/roster/current-roster.ts'
import { branchTree, findMembersByName } from '../../src/roster/directory.ts'
import { applyImport } from '../../src/roster/import-store.ts'
import { planImport } from '../../src/roster/import/plan.ts'
import { recogniseRoster } from '../../src/roster/import/recognise.ts'
import { issueBindCode } from '../../src/roster/issuing.ts'
import { testCipher } from './cipher.ts'
import type { Person } from './telegram/people.ts'
import type { Town } from './town.ts'

type Place = Parameters<Town['telegram']['messagesIn']>[0]

/** Brings the office's file into a town. */
export async function importOffice(town: Town): Promise<void> {
  const bytes = readFileSync(new URL('../samples/roster.xlsx', import.meta.url))
  const read = await readSheets(bytes, 'roster.xlsx')
  if (read.kind === 'refused') throw new Error(read.reason)
  await town.write(async (tx) => {
    const plan = planImport(recogniseRoster(read.sheets), await currentRoster(tx, testCipher))
    await applyImport(tx, testCipher, plan, { actor: 'operator', fileHash: 'test' }, town.now())
  })
}

/** Somebody of the roster opens the link with the own code. */
export async function bind(town: Town, name: string): Promise<Person> {
  const person = town.telegram.person(name)
  person.starts(await codeFor(town, name))
  await town.telegram.until(() => lastTo(town, person).includes(name))
  return person
}

/** The last thing the bot said there. */
export function lastTo(town: Town, where: Place): string {
  return town.telegram.messagesIn(where).at(-1)?.text ?? ''
}

async function codeFor(town: Town, name: string): Promise<string> {
  return town.write(async (tx) => {
    const branches = [...(await branchTree(tx)).keys()]
    const [member] = await findMembersByName(tx, name, branches)
    if (member === undefined) throw new Error(`nobody is called ${name}`)
    return issueBindCode(tx, { cipher: testCipher, token: () => `${name}-${town.now().getTime()}` }, member.id, 'operator', town.now())
  })
}
