import { actorOf, recordAudit } from '../kernel/audit.ts'
import type { Spoken } from '../kernel/chat/capability.ts'
import { branchesHeld, branchTree } from '../roster/directory.ts'
import { findDisclosure } from './items-store.ts'
import { matterWords as words } from './matter-words.ts'
import { judgeMatterStep, nextStep, readStep } from './matters.ts'
import { createMatter, type Matter, mattersOf, recordStep, stepsOf } from './matters-store.ts'
import { DRAFTERS } from './offices.ts'
import { readPastDay } from './past-day.ts'
import { redactText } from './redact.ts'
import { CONCERNED } from './situation.ts'
import { villageOf } from './starting.ts'
import { versionsOf } from './versions-store.ts'

const NUMBERED = /^第?([\d０-９]{1,6})(?:件|号)?(?:[\s:：,，]+|$)([\s\S]*)$/u
const LONGEST_TITLE = 60
const MOST_LISTED = 5

/**
 * 议事 修到三组的路: a matter begins. 议事 3 党员大会 应到30 实到24 同意20: its next step is written down; none is skipped.
 * The votes themselves stay at the meeting (DOMAIN §2.7).
 */
export async function deliberate(occasion: Spoken): Promise<void> {
  const { tx, voice, person } = occasion
  const matters = await mattersOf(tx, branchesHeld(person, CONCERNED, await branchTree(tx)))
  const found = NUMBERED.exec(occasion.rest)
  if (found === null) return occasion.rest === '' ? listMatters(occasion, matters) : beginMatter(occasion)
  const matter = matters.find(({ id }) => id === Number(found[1]?.normalize('NFKC')))
  if (matter === undefined) return void (await voice.reply(words.unknown))
  const said = found[2]?.trim() ?? ''
  if (said === '') return showMatter(occasion, matter)
  return takeStep(occasion, matter, said)
}

async function beginMatter(occasion: Spoken): Promise<void> {
  const { tx, now, voice, person } = occasion
  const branch = await villageOf(occasion)
  if (branch === undefined || person.member === undefined) return void (await voice.reply(words.onlyDrafters))
  const title = redactText(occasion.rest).text.replaceAll(/\s+/gu, ' ').slice(0, LONGEST_TITLE)
  const matter = await createMatter(tx, { branch, title, by: person.member }, now)
  await audit(occasion, matter, 'matter-begun', 0)
  await voice.reply(words.begun(matter.id, title))
}

async function takeStep(occasion: Spoken, matter: Matter, said: string): Promise<void> {
  const { tx, now, today, voice, person } = occasion
  const held = branchesHeld(person, DRAFTERS, await branchTree(tx))
  if (person.member === undefined || !held.includes(matter.branch)) return void (await voice.reply(words.onlyDrafters))
  const taken = (await stepsOf(tx, matter.id)).map(({ step }) => step)
  const { day, rest } = readPastDay(said, today)
  const { step: named, count, number, rest: resolution } = readStep(rest)
  const step = named ?? nextStep(taken)
  if (step === undefined) return void (await voice.reply(words.ended(matter.id)))
  const disclosure = number === undefined ? undefined : await publicNumber(occasion, matter, number)
  const judged = judgeMatterStep(taken, { step, count, resolution, disclosure })
  if (judged.kind !== 'goes') return void (await voice.reply(words.refused(matter.id, step, judged)))
  const clean = redactText(resolution).text
  const facts = {
    step,
    on: day,
    resolution: clean,
    ...(count === undefined ? {} : { count }),
    ...(disclosure === undefined ? {} : { disclosure }),
  }
  if (!(await recordStep(tx, matter.id, facts, person.member, now)))
    return void (await voice.reply(words.refused(matter.id, step, { kind: 'done' })))
  await audit(occasion, matter, 'matter-step-taken', step)
  await voice.reply(words.taken(matter.id, step, day, nextStep([...taken, step])))
}

/** The number of a disclosure of this village that everybody can read. */
async function publicNumber({ tx }: Spoken, matter: Matter, number: number): Promise<number | undefined> {
  const item = await findDisclosure(tx, number)
  if (item === undefined || item.branch !== matter.branch) return undefined
  const isPublic = (await versionsOf(tx, item.id)).some(({ state }) => state === 'published')
  const isUsed = (await stepsOf(tx, matter.id)).some(({ disclosure }) => disclosure === number)
  return isPublic && !isUsed ? number : undefined
}

async function listMatters({ tx, voice }: Spoken, matters: readonly Matter[]): Promise<void> {
  const lines: string[] = []
  for (const { id, title } of matters.slice(0, MOST_LISTED))
    lines.push(words.listLine(id, title, nextStep((await stepsOf(tx, id)).map(({ step }) => step))))
  await voice.reply(words.list(lines))
}

async function showMatter({ tx, voice }: Spoken, { id, title }: Matter): Promise<void> {
  const steps = await stepsOf(tx, id)
  await voice.reply(words.matter(id, title, steps, nextStep(steps.map(({ step }) => step))))
}

async function audit({ tx, now, person }: Spoken, { id }: Matter, action: string, step: number): Promise<void> {
  if (person.member !== undefined)
    await recordAudit(tx, { actor: actorOf(person.member), action, subject: `matter:${id}`, after: { step } }, now)
}
