import { actorOf, recordAudit } from '../kernel/audit.ts'
import type { Spoken } from '../kernel/chat/capability.ts'
import { readNumberedLine } from '../kernel/chat/numbered-line.ts'
import { findDisclosure } from './items-store.ts'
import { towards } from './meant.ts'
import { readPastDay } from './past-day.ts'
import { recordPosting } from './postings-store.ts'
import { redactText } from './redact.ts'
import { versionsOf } from './versions-store.ts'
import { situationWords as words } from './view-words.ts'

const LONGEST_PLACE = 30

/** 张贴 17 村部公告栏 昨天: the paper on the board, noted by somebody who stood before it. */
export async function notePosting(occasion: Spoken): Promise<void> {
  const { tx, now, today, voice, person } = occasion
  const said = readNumberedLine(occasion.rest)
  const number = said?.number ?? 0
  const { day, rest } = readPastDay(said?.text ?? '', today)
  const place = redactText(rest).text.slice(0, LONGEST_PLACE)
  if (said === undefined || place === '') return void (await voice.reply(words.postExample(number === 0 ? 17 : number)))
  const item = await findDisclosure(tx, number)
  const version = item === undefined ? undefined : (await versionsOf(tx, item.id)).find(({ state }) => state === 'published')
  const meant = version === undefined ? undefined : await towards(occasion, version)
  if (version === undefined || meant === undefined || person.member === undefined)
    return void (await voice.reply(words.postNoNumber(number)))
  if (!meant.actor.isDrafter && !meant.actor.isSupervisor) return void (await voice.reply(words.postNoNumber(number)))
  await recordPosting(tx, version.id, { place, on: day, by: person.member }, now)
  await recordAudit(
    tx,
    {
      actor: actorOf(person.member),
      action: 'disclosure-posted',
      subject: `disclosure:${number}`,
      after: { version: version.version, on: day },
    },
    now,
  )
  await voice.reply(words.postedNow(number, place, day))
}
