import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import Sqlite from 'better-sqlite3'
import { type Deed, startCrowd } from '../program/crowd.ts'
import { findMissing, integrityOf, lettersIn } from '../program/look.ts'
import { startProgram } from '../program/start.ts'
import type { Township } from '../program/township.ts'
import { makePowerDisk } from './disk.ts'
import { deedsAsHeard, hear, type Heard, nothingHeard } from './heard.ts'
import { type Entry, readJournal } from './journal.ts'

/** A run of the program whose every write and every word to the platform is on record. */
export type Recording = { readonly begin: ReadonlyMap<string, Buffer>; readonly entries: readonly Entry[]; readonly deeds: readonly Deed[] }

/** What was found after cutting the power at many points; `acknowledged` counts what Telegram was told is safe in the end. */
export type CutResult = { readonly cuts: number; readonly acknowledged: number; readonly broken: readonly string[] }

const EVENTS_PER_SECOND = 150
const WEAKENED = new URL('normal.mjs', import.meta.url)

/** Lets the program serve a township for some seconds with the journal on, then ends it. */
export async function record(
  program: string,
  town: Township,
  shim: string,
  seconds: number,
  synchronous: 'full' | 'weakened',
): Promise<Recording> {
  const folder = join(town.dataDir, 'data')
  const begin = filesIn(folder)
  const journal = join(town.dataDir, 'journal')
  const run = startProgram(program, {
    ...town,
    environment: {
      ...town.environment,
      LD_PRELOAD: shim,
      POWER_DIR: folder,
      POWER_JOURNAL: journal,
      ...(synchronous === 'full' ? {} : { NODE_OPTIONS: `--import ${pathToFileURL(WEAKENED.pathname).href}` }),
    },
  })
  const crowd = startCrowd(town, EVENTS_PER_SECOND)
  await run.says(/healthz/)
  await pause(seconds * 1000)
  crowd.stop()
  run.kill('SIGKILL')
  await run.ended
  return { begin, entries: readJournal(journal), deeds: crowd.deeds }
}

function filesIn(folder: string): ReadonlyMap<string, Buffer> {
  const names = readdirSync(folder).map((name) => join(folder, name))
  return new Map(names.filter((path) => statSync(path).isFile()).map((path) => [path, readFileSync(path)]))
}

/** Cuts the power at so many points of a recording, half of them in the instant after the platform was told something. */
export function cutAgainAndAgain(recording: Recording, town: Township, cuts: number): CutResult {
  const { chance } = town
  const points = new Set<number>()
  const told = recording.entries.flatMap((entry, index) => (entry.kind === 'sent' ? [index] : []))
  while (points.size < cuts / 2 && points.size < told.length) points.add(chance.pick(told))
  while (points.size < cuts) points.add(chance.between(0, recording.entries.length - 1))
  const disk = makePowerDisk(recording.begin)
  const heard = nothingHeard()
  const broken: string[] = []
  for (const [index, entry] of recording.entries.entries()) {
    disk.follow(entry)
    if (entry.kind === 'sent') hear(heard, entry.data)
    if (!points.has(index)) continue
    const how = chance.happens(0.5) ? 'nothing-unsynced' : 'some-unsynced'
    broken.push(...lookAfterCut(disk.cut(how, chance), town, recording.deeds, heard).map((line) => `cut ${index} (${how}): ${line}`))
  }
  const acknowledged = recording.deeds.filter(({ updateId }) => updateId <= heard.acknowledgedUpTo).length
  return { cuts: points.size, acknowledged, broken }
}

/** Opens what is left as the next start would find it. */
function lookAfterCut(files: ReadonlyMap<string, Buffer>, town: Township, deeds: readonly Deed[], heard: Heard): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'branchlink-cut-'))
  try {
    mkdirSync(folder, { recursive: true })
    for (const [path, bytes] of files) if (/\.db(?:-wal)?$/.test(path)) writeFileSync(join(folder, basename(path)), bytes)
    const database = new Sqlite(join(folder, basename(town.database)))
    try {
      const verdict = integrityOf(database)
      const missing = findMissing(database, deedsAsHeard(deeds, heard), heard.acknowledgedUpTo)
      return [...(verdict === 'ok' ? [] : [`integrity_check says ${verdict}`]), ...missing, ...unknownSpeech(database, heard)]
    } finally {
      database.close()
    }
  } catch (error) {
    return [`the database could not be opened: ${String(error)}`]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Whatever was said to people is known to be on its way, so that after the cut it is known as in doubt. */
function unknownSpeech(database: Sqlite.Database, heard: Heard): readonly string[] {
  const begun = new Set<string>()
  for (const letter of lettersIn(database)) if (letter.state !== 'waiting' || letter.doubts > 0) begun.add(`${letter.chat}\n${letter.text}`)
  return heard.said
    .filter(({ chat, text }) => !begun.has(`${chat}\n${text}`))
    .map(({ chat }) => `something was said in ${chat} and is not known to be on its way`)
}
