import type { Occasion, PromptAnswer, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { MemberId, Role } from '../kernel/chat/person.ts'
import { closePrompt, openPrompt } from '../kernel/chat/prompt.ts'
import type { Intent } from '../kernel/chat/utterance.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { branchesHeld, branchTree, findMembersByName, type Member, phoneOf } from '../roster/directory.ts'
import type { DutyKind } from './duty.ts'
import { dutyWords } from './words.ts'

/** The prompt under which 记 waits to hear which of several people is meant. */
export const RECORD_PROMPT = 'duty-record'

type Pick = { readonly kind: string; readonly members: readonly MemberId[]; readonly typed: string }

type Office = { readonly kinds: readonly DutyKind[]; readonly cipher: Cipher }

const MOST_PICKED = 6
const TAIL = 4
const TAKEN: PromptAnswer = { kind: 'taken' }

/** 记 王大爷 收到: noted by an officer for people who said it some other way. Asks when two people fit. */
export async function recordForOthers(office: Office, occasion: Spoken): Promise<void> {
  const { kinds } = office
  const parts = occasion.rest.split(/[\s,，、:：]+/u).filter((part) => part !== '')
  const at = parts.findIndex((part, index) => index > 0 && kinds.some(({ words }) => words.some((word) => part.includes(word))))
  const kind = kinds.find(({ words }) => words.some((word) => parts[at]?.includes(word) === true))
  const [first] = parts
  if (kind === undefined) {
    await occasion.voice.privately(first === undefined ? dutyWords.recordExample : await whatOf(occasion, first))
    return
  }
  const typed = parts.slice(at).join(' ')
  const lines: string[] = []
  for (const name of parts.slice(0, at)) {
    const found = await findHeld(occasion, name, kind.officers)
    const [one] = found
    if (one === undefined) lines.push(dutyWords.nobodyCalled(name))
    else if (found.length === 1) lines.push(await kind.record(occasion, one.id, typed))
    else if (found.length > MOST_PICKED) lines.push(dutyWords.tooMany(name, found.length))
    else lines.push(await askWhich(office, occasion, name, found, { kind: kind.kind, typed }))
  }
  await occasion.voice.privately(lines.join('\n'))
}

const SAID_AS = { check_in: '签到', leave: '请假', dues: '已交' } as const

/** 王大爷签到了，帮记一下: the same in other words, as the interpreter understood it. */
export async function recordHeard(office: Office, occasion: Spoken, intent: Intent): Promise<void> {
  const { name, what, months, amount_fen: fen } = intent
  if (name === undefined || what === undefined) return
  const which = typeof months === 'number' ? [`${months}个月`] : (months ?? []).map((month) => `${Number(month.slice(5, 7))}月`)
  const details = [...which, ...(fen === undefined ? [] : [`${fen / 100}元`])].join('、')
  await recordForOthers(office, { ...occasion, rest: `${name} ${SAID_AS[what]} ${details}` })
}

/** A number picks one of those who were named; 取消 leaves it. Everything else goes its usual way. */
export async function answerWhich(
  kinds: readonly DutyKind[],
  occasion: Spoken,
  state: unknown,
  intents: readonly Intent[],
): Promise<PromptAnswer> {
  const { kind: name, members, typed } = state as Pick
  const said = /^第?(\d{1,2})[个位号]?[。.]?$/u.exec(occasion.rest.normalize('NFKC').trim())?.[1]
  const isCancelled = intents.some(({ intent }) => intent === 'cancel')
  if (said === undefined && !isCancelled) return { kind: 'not-mine' }
  const member = members[Number(said) - 1]
  const kind = kinds.find((one) => one.kind === name)
  if (said !== undefined && (member === undefined || kind === undefined)) {
    await occasion.voice.reply(dutyWords.pickNone(members.length))
    return TAKEN
  }
  await closePrompt(occasion.tx, occasion.mailbox.id, occasion.senderId)
  const line = member === undefined || kind === undefined ? dutyWords.pickCancelled : await kind.record(occasion, member, typed)
  await occasion.voice.reply(line)
  return TAKEN
}

async function whatOf(occasion: Spoken, name: string): Promise<string> {
  const [one] = await findHeld(occasion, name)
  return one === undefined ? dutyWords.recordExample : dutyWords.recordHow(one.name)
}

async function findHeld({ tx, person }: Occasion, name: string, officers: readonly Role[] = []): Promise<readonly Member[]> {
  return findMembersByName(tx, name, branchesHeld(person, [...SECRETARIAL, ...officers], await branchTree(tx)))
}

async function askWhich(
  { cipher }: Office,
  occasion: Spoken,
  name: string,
  found: readonly Member[],
  about: Omit<Pick, 'members'>,
): Promise<string> {
  const { tx, mailbox, senderId, now } = occasion
  const tree = await branchTree(tx)
  const state: Pick = { ...about, members: found.map(({ id }) => id) }
  await openPrompt(tx, mailbox.id, senderId, { kind: RECORD_PROMPT, state }, now)
  const lines: string[] = []
  for (const [index, member] of found.entries()) {
    const tail = (await phoneOf(tx, cipher, member.id))?.slice(-TAIL)
    lines.push(dutyWords.pickLine(index + 1, member.name, tree.get(member.branch)?.name ?? '', tail))
  }
  return dutyWords.pick(name, lines)
}
