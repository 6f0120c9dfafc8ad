import type { Occasion, PromptAnswer, Spoken } from '../kernel/chat/capability.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { findMembersByName } from '../roster/directory.ts'
import type { Answer, Question } from './asking.ts'
import { askWho, bookAndSay, divideAndBook } from './claiming.ts'
import type { Share } from './entry.ts'
import { unclaimedFen } from './member-month.ts'
import { findMonths } from './months-store.ts'
import { duesWords as words } from './words.ts'

const TAKEN: PromptAnswer = { kind: 'taken' }
const LONGEST_NAME = 8

/** 是, 多交 or 取消 to a payment that was read back. It is looked at again, because others may have paid meanwhile. */
export async function settleClaim(
  occasion: Occasion,
  question: Extract<Question, { kind: 'claim' }>,
  answer: Answer,
): Promise<PromptAnswer> {
  if (answer.kind === 'no' || answer.kind === 'text') {
    await occasion.voice.reply(words.cancelled)
    return TAKEN
  }
  const shares = answer.kind === 'extra' ? question.shares.map(asExtra) : question.shares
  if (!(await stillFits(occasion.tx, shares))) await occasion.voice.reply(words.changedMeanwhile)
  else await bookAndSay(occasion, { ...question, shares })
  return TAKEN
}

function asExtra(share: Share): Share {
  return share.purpose === 'credit' ? { member: share.member, fen: share.fen, purpose: 'extra' } : share
}

/** True while every month still takes what was meant for it. */
async function stillFits(tx: Tx, shares: readonly Share[]): Promise<boolean> {
  for (const share of shares) {
    if (share.purpose !== 'month') continue
    const [month] = await findMonths(tx, { member: share.member, from: share.month, until: share.month })
    if (month === undefined || unclaimedFen(month) < share.fen) return false
  }
  return true
}

/** The name of whoever a payment was for. */
export async function settleWho(occasion: Spoken, question: Extract<Question, { kind: 'who' }>, answer: Answer): Promise<PromptAnswer> {
  if (answer.kind !== 'text') {
    await occasion.voice.reply(words.cancelled)
    return TAKEN
  }
  const name = answer.text.replace(/^(?:他|她)?(?:叫|是|名叫)/u, '').trim()
  const { branch } = occasion.person
  if (branch === undefined || [...name].length > LONGEST_NAME) return { kind: 'not-mine' }
  const { known, called, said, channel, key } = question
  const found = await findMembersByName(occasion.tx, name, [branch])
  const [one, ...others] = found
  const order = { said, key, ...(channel === undefined ? {} : { channel }) }
  if (one === undefined || others.length > 0) {
    const again = one === undefined ? words.whoUnknown(name) : undefined
    await askWho(occasion, { ...order, people: known }, [name, ...called.slice(1)], again)
    return TAKEN
  }
  const people = [...new Set([...known, one.id])]
  const left = called.slice(1)
  if (left.length > 0) await askWho(occasion, { ...order, people }, left)
  else await divideAndBook(occasion, { ...order, people })
  return TAKEN
}
