import type { Capability, Command, Hearing, Occasion, Open, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { SaidLetter } from '../kernel/outbox/letters-said.ts'
import { ANSWER, type Answer, hearAnswer, pressAnswer, type Question, QUESTION } from './asking.ts'
import { settleAssessment, assessYear } from './assessing.ts'
import { assessmentWords } from './assessment-words.ts'
import { changeBasis, settleBasis } from './basis.ts'
import { settleClaim, settleWho } from './claim-answers.ts'
import { hearClaim, speaksForDues } from './claiming.ts'
import { COLLECTING } from './collecting.ts'
import { collectorWords } from './collector-words.ts'
import { hearConfirm, settleConfirmAll } from './confirming.ts'
import type { House } from './finding.ts'
import { duesRound } from './jobs.ts'
import { dueMonthsOf, monthsOf } from './months-store.ts'
import { publishWords } from './publish-words.ts'
import { hearPublish, PUBLISH, publishDues } from './publishing.ts'
import { tellReceipts } from './own-receipts.ts'
import { duesCard, passHardship, tellAmount, tellStatus } from './questions.ts'
import { returnClaim } from './returning.ts'
import { ARTICLES } from './rules.ts'
import { sayDuesOf } from './saying.ts'
import { monthOf } from './settings.ts'
import { tellSituation } from './situation.ts'
import { setCollectingDay, setFarmerFigure } from './standards.ts'
import { hearRecall, lastRecord } from './taking-back.ts'
import { assignListed, tellPile } from './list-booking.ts'
import { listWords } from './list-words.ts'
import { hearList, LIST, takeList, takeSentList } from './listing.ts'
import { hearLeftover } from './leftovers.ts'
import { urge } from './urging.ts'
import { settleVoid, voidReceipt } from './voiding.ts'
import { waiveDues, settleWaiver } from './waiving.ts'
import { duesWords } from './words.ts'

export { duesDuty } from './duty.ts'

const inPrivate = { where: 'private', rest: 'private' } as const
const anywhere = { where: 'anywhere', rest: 'private' } as const

const commandsOf = (house: House): readonly Command[] => [
  { words: ['核定党费'], may: SECRETARIAL, ...inPrivate, help: assessmentWords.helpAssess, run: assessYear },
  { words: ['党费基数'], may: SECRETARIAL, ...inPrivate, run: (occasion) => changeBasis(house, occasion) },
  { words: ['减免党费'], may: SECRETARIAL, ...inPrivate, run: (occasion) => waiveDues(house, occasion) },
  { words: ['党费标准'], may: ['township_admin'], ...inPrivate, run: setFarmerFigure },
  { words: ['公布党费'], may: SECRETARIAL, ...inPrivate, help: publishWords.help, run: publishDues },
  { words: ['收缴日'], may: SECRETARIAL, ...inPrivate, run: setCollectingDay },
  { words: ['党费情况'], may: COLLECTING, where: 'anywhere', help: collectorWords.helpState, run: tellSituation },
  { words: ['作废收据'], may: COLLECTING, ...inPrivate, run: voidReceipt },
  {
    words: ['确认全部', '全部确认'],
    may: COLLECTING,
    where: 'anywhere',
    help: collectorWords.helpConfirm,
    run: (said) => hearConfirm(house, said, { intent: 'confirm_claims', names: ['*'] }),
  },
  { words: ['退回'], may: COLLECTING, ...anywhere, help: collectorWords.helpReturn, run: (occasion) => returnClaim(house, occasion) },
  { words: ['收款单'], may: COLLECTING, ...inPrivate, help: listWords.help, run: takeList },
  { words: ['待认领'], may: COLLECTING, ...inPrivate, run: tellPile },
  { words: ['认领'], may: COLLECTING, ...inPrivate, run: (occasion) => assignListed(house, occasion) },
  { words: ['催党费'], may: COLLECTING, where: 'anywhere', help: collectorWords.helpUrge, run: urge },
  { words: ['我的收据', '党费收据'], may: 'anyone', where: 'private', run: tellReceipts },
]

/** Dues: assessed by rule, claimed in a word, confirmed by the collector. No money passes through here. */
export function duesCapability(house: House): Capability {
  return {
    name: 'dues',
    commands: commandsOf(house),
    answers: {
      dues_claim: hearClaim,
      dues_amount_query: tellAmount,
      dues_status_query: tellStatus,
      dues_hardship: passHardship,
      confirm_claims: (occasion, intent) => hearConfirm(house, occasion, intent),
    },
    prompts: {
      [QUESTION]: (occasion, state, intents) => hearAnswer(settle, occasion, state, intents),
      [LIST]: hearList,
      [PUBLISH]: hearPublish,
    },
    sheets: { [LIST]: takeSentList },
    presses: { [ANSWER]: (occasion, args) => pressAnswer(settle, occasion, args) },
    open: whatIsOpen,
    hearing: whatIsKnown,
    unheard: hearLeftover,
    explains: explainLetter,
    lastRecord,
    changed: hearRecall,
    mine: async (occasion) => (occasion.person.member === undefined ? [] : duesCard(occasion, occasion.person.member)),
    jobs: [duesRound],
  }
}

async function settle(occasion: Occasion, question: Question, answer: Answer) {
  switch (question.kind) {
    case 'claim':
      return settleClaim(occasion, question, answer)
    case 'who':
      return isSpoken(occasion) ? settleWho(occasion, question, answer) : ({ kind: 'not-mine' } as const)
    case 'confirm-all':
      return settleConfirmAll(occasion, question, answer)
    case 'assess':
      return settleAssessment(occasion, question, answer)
    case 'basis':
      return settleBasis(occasion, question, answer)
    case 'void':
      return settleVoid(occasion, question, answer)
    case 'waive':
      return settleWaiver(occasion, question, answer)
  }
}

function isSpoken(occasion: Occasion): occasion is Spoken {
  return occasion.event.kind === 'message'
}

/** Dues are open for whoever has neither paid nor claimed a month that has come. */
async function whatIsOpen(occasion: Occasion): Promise<readonly Open[]> {
  const { tx, person, today } = occasion
  if (person.member === undefined || !speaksForDues(occasion)) return []
  const due = await dueMonthsOf(tx, person.member, monthOf(today))
  const newest = due.at(-1)
  return newest === undefined ? [] : [{ thing: 'dues', word: duesWords.claimWord, title: sayDuesOf(newest.month) }]
}

const OURS = /^(?:dues|reminder:dues):/u
const DIGEST = /^digest:/u

/** By which rule dues are asked for; of the day's reminders only while some are open. */
async function explainLetter(occasion: Occasion, { once }: SaidLetter): Promise<readonly string[]> {
  const isOurs = OURS.test(once) || (DIGEST.test(once) && (await whatIsOpen(occasion)).length > 0)
  return isOurs ? [duesWords.byRule(ARTICLES.monthly.article)] : []
}

const CONFIRMING = /确认|收讫/u

/** The month and amount of the dues; a collector who confirms speaks with an office. */
async function whatIsKnown({ tx, person, today, event }: Occasion): Promise<Hearing> {
  if (person.member === undefined) return {}
  const period = monthOf(today)
  const [current] = await monthsOf(tx, person.member, period)
  const collects = person.evidence === 'verified' && person.offices.some(({ role }) => role === 'organization_officer')
  return {
    period,
    ...(current?.month === period ? { assessedFen: current.assessedFen } : {}),
    ...(collects && event.kind === 'message' && CONFIRMING.test(event.text) ? { role: 'secretary' } : {}),
  }
}
