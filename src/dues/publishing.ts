import { takeAside } from '../kernel/chat/aside.ts'
import type { Occasion, PromptAnswer, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import { closePrompt, openPrompt } from '../kernel/chat/prompt.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { actorOf, recordAudit } from '../kernel/audit.ts'
import { hasLetter } from '../kernel/outbox/letter.ts'
import { branchTree, holds, roomsOf } from '../roster/directory.ts'
import { isInPeriod, sayPeriod } from './book-period.ts'
import { findMonths } from './months-store.ts'
import { publishWords as words } from './publish-words.ts'
import { sayYuan } from '../kernel/language/say-money.ts'

/** The prompt that waits for the secretary to send what was shown. */
export const PUBLISH = 'dues:publish'
const WAIT_MINUTES = 30
const GOOD_DAYS = 7
const DAY_MS = 86_400_000
const TAKEN: PromptAnswer = { kind: 'taken' }

type Draft = { readonly branch: BranchId; readonly period: string; readonly use: string; readonly text: string; readonly until: string }

/** 公布党费 2026 用于慰问80元: collection and use of a year or half a year, totals alone, shown before it goes to the groups. */
export async function publishDues(said: Spoken): Promise<void> {
  const occasion = await takeAside(said)
  if (occasion === undefined) return
  const { today, person, rest, voice } = occasion
  const read = readPublication(rest, today.slice(0, 4))
  const branch = person.offices.find(({ role }) => SECRETARIAL.some((one) => one === role))?.branch
  if (read === undefined || branch === undefined) await voice.reply(words.example)
  else await show(occasion, branch, read.period, read.use)
}

/** `2026`, `2026上半年`, nothing: this year; behind it what the dues were used for. */
function readPublication(typed: string, thisYear: string): { readonly period: string; readonly use: string } | undefined {
  const text = typed.normalize('NFKC').trim()
  const found = /^(?:(20\d\d)年?|今年)?\s*([上下]半年)?\s*[,，:：]?\s*([\s\S]*)$/u.exec(text)
  const [, year = thisYear, half, use = ''] = found ?? []
  if (/^[^\s]*\d{5,}/u.test(text) || year > thisYear) return undefined
  const period = half === undefined ? year : `${year}-${half === '上半年' ? 'H1' : 'H2'}`
  return { period, use: use.replace(/^(?:使用|用于)[:：]?\s*/u, '').trim() }
}

/** What is published: totals of the branch, never a person's. Nothing when the branch has no ledger of that time. */
async function composePublication(tx: Tx, branch: BranchId, period: string, use: string): Promise<string | undefined> {
  const months = (await findMonths(tx, { branches: [branch] })).filter(({ month }) => isInPeriod(month, period))
  if (months.length === 0) return undefined
  const sum = (of: (one: (typeof months)[number]) => number) => months.reduce((all, one) => all + of(one), 0)
  const due = sum((one) => one.assessedFen - one.waivedFen)
  const people = new Set(months.map(({ member }) => member)).size
  return [
    words.title(sayPeriod(period)),
    words.collected(people, sayYuan(due), sayYuan(sum(({ confirmedFen }) => confirmedFen))),
    ...(use === '' ? [] : [words.used(use)]),
    words.ask,
  ].join('\n')
}

async function show(occasion: Occasion, branch: BranchId, period: string, use: string): Promise<void> {
  const { tx, now, mailbox, senderId, outbox, voice } = occasion
  const text = await composePublication(tx, branch, period, use)
  const rooms = await roomsOf(tx, [branch])
  const [first] = rooms
  if (text === undefined) return void (await voice.reply(words.nothing(sayPeriod(period))))
  if (first === undefined) return void (await voice.reply(words.nowhere))
  if (await hasLetter(tx, onceOf(branch, period, first.mailbox.id)))
    return void (await voice.reply(words.publishedBefore(sayPeriod(period))))
  const refusal = await outbox.inspect(tx, letterTo(first.mailbox.id, branch, period, text, now))
  if (refusal !== undefined) return void (await voice.reply(refusal))
  const until = new Date(now.getTime() + WAIT_MINUTES * 60_000).toISOString()
  const draft: Draft = { branch, period, use, text, until }
  await openPrompt(tx, mailbox.id, senderId, { kind: PUBLISH, state: draft }, now)
  await voice.reply([words.preview(rooms.length, text), ...(use === '' ? [words.noUse] : [])].join('\n'))
}

function onceOf(branch: BranchId, period: string, mailbox: number): string {
  return `dues:published:${branch}:${period}:${mailbox}`
}

function letterTo(to: Occasion['mailbox']['id'], branch: BranchId, period: string, text: string, now: Date) {
  const goodUntil = new Date(now.getTime() + GOOD_DAYS * DAY_MS)
  return { once: onceOf(branch, period, to), to, priority: 'notice', text, why: words.why, inDoubt: 'ask', goodUntil } as const
}

/** 发送 sends what was shown; where the ledger changed meanwhile it is shown again. Anything else goes its usual way. */
export async function hearPublish(occasion: Spoken, kept: unknown): Promise<PromptAnswer> {
  const { tx, now, person, mailbox, senderId, outbox, voice, rest, word } = occasion
  const { branch, period, use, text, until } = kept as Draft
  const said = rest.trim()
  if (word !== '' || until <= now.toISOString() || !/^(?:发送|发|确认|取消|不发|算了)[了吧。.]*$/u.test(said)) return { kind: 'not-mine' }
  await closePrompt(tx, mailbox.id, senderId)
  if (/^[取不算]/u.test(said) || person.member === undefined || !holds(person, SECRETARIAL, branch, await branchTree(tx))) {
    await voice.reply(words.cancelled)
    return TAKEN
  }
  if ((await composePublication(tx, branch, period, use)) !== text) {
    await voice.reply(words.changed)
    await show(occasion, branch, period, use)
    return TAKEN
  }
  const rooms = await roomsOf(tx, [branch])
  for (const room of rooms) await outbox.put(tx, letterTo(room.mailbox.id, branch, period, text, now), now)
  const deed = { actor: actorOf(person.member), action: 'dues-published', subject: `branch:${branch}` } as const
  await recordAudit(tx, { ...deed, after: { period, rooms: rooms.length } }, now)
  await voice.reply(words.published(rooms.length))
  return TAKEN
}
