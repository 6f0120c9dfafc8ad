import { takeAside } from '../kernel/chat/aside.ts'
import type { Spoken } from '../kernel/chat/capability.ts'
import { addDays, dayOf, momentAt } from '../kernel/day.ts'
import { issueChoice } from '../kernel/outbox/choice.ts'
import type { LetterChoice } from '../kernel/outbox/letter.ts'
import type { Job, Round } from '../kernel/schedule/job.ts'
import { issuingBranch } from './calling.ts'
import { stampOf } from './call-preview.ts'
import { titleOfKinds } from './kinds.ts'
import { closingAfter } from './reading.ts'
import { dayInMonth, movedFromHoliday, readRule } from './rule-days.ts'
import { endRules, hasProposal, keepRule, keptRules, type SessionRule } from './rules-store.ts'
import { sayStart } from './saying.ts'
import { createSession } from './sessions-store.ts'
import type { Session } from './tables.ts'
import { tellSecretary } from './telling.ts'
import { callWords } from './words.ts'

/** So many days before, a meeting of every month is put before the secretary: two to answer, two of notice. */
const PROPOSE_DAYS = 4
const PROPOSE_TIME = '08:30'
const PROPOSE_STALE_HOURS = 11

/** 每月5号9点 村部 主题党日: kept, and put before the secretary every month; nothing is sent by itself. */
export async function startRule(said: Spoken, typed: string): Promise<void> {
  const occasion = await takeAside(said)
  const branch = await issuingBranch(said)
  const author = said.person.member
  if (occasion === undefined || branch === undefined || author === undefined) return
  const rule = readRule(typed)
  if (rule === undefined) {
    await occasion.voice.reply(callWords.ruleExample)
    return
  }
  const title = titleOfKinds(rule.kinds)
  await keepRule(occasion.tx, { branch, author, title, ...rule }, occasion.now)
  await occasion.voice.reply(callWords.ruleKept(rule.said, title))
}

/** 不再每月 [主题党日]: the rule is ended; what was called stays. */
export async function endRule(occasion: Spoken): Promise<void> {
  const branch = await issuingBranch(occasion)
  const title = occasion.rest.trim() === '' ? undefined : occasion.rest.trim()
  const ended = branch === undefined ? 0 : await endRules(occasion.tx, branch, title)
  await occasion.voice.privately(ended === 0 ? callWords.ruleNone : callWords.ruleEnded(title ?? ''))
}

/** Every morning: a meeting of every month that is four days off is drafted and put before whoever set the rule. */
export const proposingJob: Job = {
  kind: 'daily',
  name: 'session-propose',
  at: PROPOSE_TIME,
  staleAfterHours: PROPOSE_STALE_HOURS,
  run: async (round) => {
    for (const rule of await keptRules(round.tx)) await proposeNext(round, rule)
  },
}

async function proposeNext(round: Round, rule: SessionRule): Promise<void> {
  const today = dayOf(round.now)
  const soon = addDays(today, PROPOSE_DAYS)
  for (const month of new Set([today.slice(0, 7), soon.slice(0, 7)])) {
    const fixed = dayInMonth(rule.pattern, month)
    if (fixed === undefined || (await hasProposal(round.tx, rule.id, month))) continue
    const { day, holiday } = movedFromHoliday(fixed)
    if (day <= today || (fixed > soon && day > soon)) continue
    const startsAt = momentAt(day, rule.starts)
    const draft = await createSession(
      round.tx,
      {
        branch: rule.branch,
        author: rule.author,
        kinds: rule.kinds,
        title: rule.title,
        place: rule.place,
        speaker: undefined,
        agenda: undefined,
        material: undefined,
        file: undefined,
        startsAt,
        closesAt: closingAfter(startsAt),
        calendar: 'solar',
        partyGroup: undefined,
        wantsCode: false,
        hourBefore: false,
        rule: { id: rule.id, month },
      },
      round.now,
    )
    await propose(round, draft, holiday)
  }
}

async function propose(round: Round, draft: Session, holiday: string | undefined): Promise<void> {
  const choices = [
    await offer(round, draft, callWords.sendChoice, 'session-send'),
    await offer(round, draft, callWords.lookChoice, 'session-look'),
    await offer(round, draft, callWords.skipChoice, 'session-drop'),
  ]
  await tellSecretary(round, draft, {
    once: `session:${draft.id}:proposed`,
    text: callWords.proposed({ ...draft, file: draft.file?.name, when: sayStart(draft, dayOf(round.now)), holiday }),
    why: callWords.whyRule,
    priority: 'notice',
    choices,
  })
}

async function offer({ tx, token }: Round, draft: Session, label: string, action: string): Promise<LetterChoice> {
  const meaning = { action, args: { session: draft.id, seen: stampOf(draft), change: '' } }
  return { label, word: label, token: await issueChoice(tx, token(), meaning, draft.startsAt) }
}
