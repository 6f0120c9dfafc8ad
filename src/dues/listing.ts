import { takeAside } from '../kernel/chat/aside.ts'
import type { Occasion, PromptAnswer, Spoken } from '../kernel/chat/capability.ts'
import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import { closePrompt, openPrompt } from '../kernel/chat/prompt.ts'
import { dayOf } from '../kernel/day.ts'
import type { SheetRound } from '../kernel/files/sheet-round.ts'
import { wantSheet } from '../kernel/files/wanted-store.ts'
import type { SheetsRead } from '../kernel/tables/sheet.ts'
import { bookMatched, collectedBranches } from './list-booking.ts'
import { type Match, matchPayment } from './list-matching.ts'
import { readList, rowsOfText } from './list-reading.ts'
import { sayList } from './list-saying.ts'
import { listWords as words } from './list-words.ts'
import { noteListed, type WaitingPayment, waitingListed } from './listed-store.ts'
import { monthOf } from './settings.ts'

/** The prompt that waits for a list, and then for the word to book it; the reader of a list that was sent as a file. */
export const LIST = 'dues:list'
const WAIT_MINUTES = 30
const YES = /^(?:确认|是|对|好|可以)[的了吧。.]*$/u
const TAKEN: PromptAnswer = { kind: 'taken' }

type ListState = { readonly step: 'list' | 'book'; readonly rows: readonly number[]; readonly until: string }
type Desk = Pick<Occasion, 'tx' | 'now' | 'mailbox' | 'senderId' | 'voice'>

/** 收款单: a list of payments pasted behind the word, sent as a file with it, or sent next. */
export async function takeList(said: Spoken): Promise<void> {
  const occasion = await takeAside(said)
  if (occasion === undefined) return
  const branches = await collectedBranches(occasion)
  if (branches.length === 0) await occasion.voice.reply(words.notCollector)
  else if (occasion.event.file === undefined && occasion.rest === '') {
    await waitFor(occasion, 'list', [])
    await occasion.voice.reply(words.ask)
  } else await readSaid(occasion, branches)
}

async function readSaid(occasion: Spoken, branches: readonly BranchId[]): Promise<void> {
  const { tx, now, key, mailbox, senderId, person, today, rest } = occasion
  const { file } = occasion.event
  const by = person.member
  if (by === undefined) return
  if (file === undefined) return offer(occasion, branches, by, readList(rowsOfText(rest), today))
  const args = { by, branches: branches.join(',') }
  await wantSheet(tx, { once: key, reader: LIST, args, file, mailbox: mailbox.id, sender: senderId }, now)
}

/** A list that was sent as a file has been read. */
export async function takeSentList(round: SheetRound, read: SheetsRead): Promise<void> {
  if (read.kind === 'refused') return void (await round.voice.reply(read.reason))
  const rows = read.sheets.flatMap((sheet) => (sheet.visibility === 'shown' ? sheet.rows : []))
  const branches = String(round.args['branches']).split(',').map(Number) as unknown as readonly BranchId[]
  await offer(round, branches, Number(round.args['by']) as MemberId, readList(rows, dayOf(round.now)))
}

/** Notes what was read and shows whose it is; nothing is booked before the word. */
async function offer(desk: Desk, branches: readonly BranchId[], by: MemberId, read: ReturnType<typeof readList>): Promise<void> {
  const { tx, now, voice } = desk
  const [home] = branches
  if (home === undefined || read.payments.length === 0) return void (await voice.reply(words.nothingRead))
  const noted = await noteListed(tx, home, read.payments, by, now)
  if (noted.length === 0) return void (await voice.reply(words.seenBefore))
  const matched = await matchAll(desk, branches, noted)
  const sure = matched.filter(({ match }) => match.kind === 'claimed' || match.kind === 'due')
  if (sure.length > 0) {
    const rows = sure.map(({ payment }) => payment.id)
    await waitFor(desk, 'book', rows)
  }
  await voice.reply(sayList(matched, read.unread, dayOf(now)))
}

/** Two lines of one person in one list may be the same money: only the first is sure. */
async function matchAll({ tx, now }: Desk, branches: readonly BranchId[], payments: readonly WaitingPayment[]) {
  const taken = new Set<MemberId>()
  const matched: { readonly payment: WaitingPayment; readonly match: Match }[] = []
  for (const payment of payments) {
    const match = await matchPayment(tx, branches, payment, monthOf(dayOf(now)))
    const isSure = match.kind === 'claimed' || match.kind === 'due'
    if (isSure && taken.has(match.member.id)) matched.push({ payment, match: { kind: 'probable', members: [match.member] } })
    else matched.push({ payment, match })
    if (isSure) taken.add(match.member.id)
  }
  return matched
}

async function waitFor({ tx, now, mailbox, senderId }: Desk, step: ListState['step'], rows: readonly number[]): Promise<void> {
  const until = new Date(now.getTime() + WAIT_MINUTES * 60_000).toISOString()
  const state: ListState = { step, rows, until }
  await openPrompt(tx, mailbox.id, senderId, { kind: LIST, state }, now)
}

/** The list itself, or the word to book what was shown. Anything else goes its usual way. */
export async function hearList(occasion: Spoken, kept: unknown): Promise<PromptAnswer> {
  const { tx, now, mailbox, senderId, voice, event, rest, word } = occasion
  const { step, rows, until } = kept as ListState
  if (word !== '') return { kind: 'not-mine' }
  await closePrompt(tx, mailbox.id, senderId)
  const branches = await collectedBranches(occasion)
  if (until <= now.toISOString() || branches.length === 0) return { kind: 'not-mine' }
  if (step === 'list') {
    if (event.file === undefined && readList(rowsOfText(rest), occasion.today).payments.length === 0) return { kind: 'not-mine' }
    await readSaid(occasion, branches)
    return TAKEN
  }
  if (!YES.test(rest.trim())) {
    if (!/^(?:取消|不|算了)/u.test(rest.trim())) return { kind: 'not-mine' }
    await voice.reply(words.notBooked)
    return TAKEN
  }
  const waiting = (await waitingListed(tx, branches)).filter(({ id }) => rows.includes(id))
  await bookMatched(occasion, branches, waiting)
  return TAKEN
}
