import { takeAside } from '../kernel/chat/aside.ts'
import type { Spoken } from '../kernel/chat/capability.ts'
import { readNumberedLine } from '../kernel/chat/numbered-line.ts'
import { findDisclosure } from './items-store.ts'
import { towards } from './meant.ts'
import { redactText } from './redact.ts'
import { askAgain } from './starting.ts'
import { versionsOf } from './versions-store.ts'
import { draftWords } from './words.ts'

/** 更正公开 17 第3笔写错了: what is public stays as it is until a new version was reviewed like the first. */
export async function startCorrection(said: Spoken): Promise<void> {
  const occasion = await takeAside(said)
  const { member } = said.person
  if (occasion === undefined || member === undefined) return
  const named = readNumberedLine(said.rest)
  const number = named?.number ?? 0
  // The reason is public like the rest: nothing personal stays in it.
  const reason = redactText(named?.text ?? '').text
  if (named === undefined || reason === '') return void (await occasion.voice.reply(draftWords.correctExample(number === 0 ? 17 : number)))
  const item = await findDisclosure(occasion.tx, number)
  const versions = item === undefined ? [] : await versionsOf(occasion.tx, item.id)
  const published = versions.find(({ state }) => state === 'published')
  const meant = published === undefined ? undefined : await towards(occasion, published)
  if (item === undefined || meant?.actor.isDrafter !== true) return void (await occasion.voice.reply(draftWords.correctUnknown(number)))
  if (versions.some(({ state }) => state === 'in_review' || state === 'objected'))
    return void (await occasion.voice.reply(draftWords.correctWaits(number)))
  await askAgain(occasion, { step: 'correction', branch: item.branch, author: member, stage: item.stage, disclosure: item.id, reason })
}
