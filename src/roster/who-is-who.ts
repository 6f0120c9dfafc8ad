import { actorOf, recordAudit } from '../kernel/audit.ts'
import type { Command, Occasion, PromptAnswer, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { Room } from '../kernel/chat/person.ts'
import { closePrompt, findPrompt, openPrompt } from '../kernel/chat/prompt.ts'
import { hasLetter } from '../kernel/outbox/letter.ts'
import { getMailbox, type MailboxId } from '../kernel/outbox/mailbox.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import type { Job, Round } from '../kernel/schedule/job.ts'
import { branchTree } from './branches-store.ts'
import { epochOf } from './epochs-store.ts'
import { keepPairs, linesOf, type Pair, pairsIn, refusePairs } from './group-recognition.ts'
import { scopesSeen } from './known-names-store.ts'
import { reachableOfficer } from './people.ts'
import { namesInGroup } from './recognise.ts'
import { readExceptions } from './recognition-rules.ts'
import { recognitionWords as words } from './recognition-words.ts'
import { findRoom, roomsOf } from './rooms-store.ts'
import { readShortAnswer } from './rules.ts'
import { branchesHeld } from './tree.ts'

/** The kind of the prompt that waits for the answer. */
export const WHO_PROMPT = 'roster:who-is-who'

type Asked = { readonly room: MailboxId; readonly pairs: readonly Pair[] }

const TAKEN: PromptAnswer = { kind: 'taken' }
/** When people have said good morning in their groups and officers look at their telephones. */
const ASKING_TIME = '12:00'
const ASKING_STALE_HOURS = 8
const GOOD_HOURS = 24

/** 认人: who is who in a group after a new login, all of them confirmed in one answer. */
export function whoIsWhoCommand(cipher: Cipher): Command {
  return {
    words: ['认人'],
    may: SECRETARIAL,
    where: 'private',
    rest: 'private',
    help: words.helpWho,
    run: (occasion) => askWhoTheyAre(cipher, occasion),
  }
}

async function askWhoTheyAre(cipher: Cipher, occasion: Spoken): Promise<void> {
  const { tx, person, voice, rest, mailbox, senderId, now } = occasion
  const held = branchesHeld(person, SECRETARIAL, await branchTree(tx))
  const open = (await groupsWithPairs(occasion, cipher, await roomsOf(tx, held))).filter(({ room }) => rest === '' || room.title === rest)
  const [only] = open
  if (only === undefined) {
    await voice.reply(words.nobodyNew)
    return
  }
  if (open.length > 1) {
    await voice.reply(words.whichRoom(open.map(({ room }) => room.title)))
    return
  }
  for (const text of await textsOf(occasion, cipher, only)) if ((await voice.reply(text)) !== undefined) break
  await openPrompt(tx, mailbox.id, senderId, { kind: WHO_PROMPT, state: stateOf(only) }, now)
}

/** Once a login and group the secretary is asked of the house's own accord, when there is no other question open. */
export function askingJob(cipher: Cipher): Job {
  return {
    kind: 'daily',
    name: 'who-is-who',
    at: ASKING_TIME,
    staleAfterHours: ASKING_STALE_HOURS,
    run: async (round) => {
      const rooms = await roomsOf(round.tx, [...(await branchTree(round.tx)).keys()])
      for (const found of await groupsWithPairs(round, cipher, rooms)) await askOfficer(round, cipher, found)
    },
  }
}

type Found = { readonly room: Room; readonly pairs: readonly Pair[] }

async function groupsWithPairs({ tx }: Pick<Round, 'tx'>, cipher: Cipher, rooms: readonly Room[]): Promise<readonly Found[]> {
  const found: Found[] = []
  const seen = await scopesSeen(tx)
  for (const room of rooms) {
    if (!seen.has(namesInGroup(room.mailbox.id))) continue
    const pairs = await pairsIn(tx, cipher, room)
    if (pairs.length > 0) found.push({ room, pairs })
  }
  return found
}

async function askOfficer(round: Round, cipher: Cipher, found: Found): Promise<void> {
  const { tx, now, outbox } = round
  const once = `who-is-who:${found.room.mailbox.id}:${await epochOf(tx, found.room.mailbox)}`
  const officer = await reachableOfficer(tx, found.room.branch, SECRETARIAL)
  if (officer === undefined || (await hasLetter(tx, once))) return
  const { id: to, chat } = officer.mailbox
  if ((await findPrompt(tx, to, chat, now)) !== undefined) return
  const goodUntil = new Date(now.getTime() + GOOD_HOURS * 3_600_000)
  for (const text of await textsOf(round, cipher, found)) {
    const put = await outbox.put(tx, { once, to, priority: 'notice', text, why: words.whySecretary, inDoubt: 'resend', goodUntil }, now)
    if (put.kind === 'put') {
      await openPrompt(tx, to, chat, { kind: WHO_PROMPT, state: stateOf(found) }, now)
      return
    }
  }
}

async function textsOf({ tx }: Pick<Round, 'tx'>, cipher: Cipher, { room, pairs }: Found): Promise<readonly string[]> {
  const { full, masked } = await linesOf(tx, cipher, room, pairs)
  return [full, masked].map((lines) => words.whoAreThey(room.title, pairs.length, lines))
}

function stateOf({ room, pairs }: Found): Asked {
  return { room: room.mailbox.id, pairs }
}

/** 确认, 除了 3 or 取消; everything else goes its usual way and the question stays. */
export async function answerWhoTheyAre(occasion: Spoken, state: unknown): Promise<PromptAnswer> {
  const { tx, mailbox, senderId, person, now, voice, rest } = occasion
  const asked = state as Asked
  const answer = readShortAnswer(rest)
  const exceptions = readExceptions(rest)
  if (exceptions === undefined && answer.kind !== 'yes' && answer.kind !== 'no') return { kind: 'not-mine' }
  if (exceptions?.some((number) => asked.pairs[number - 1] === undefined) === true) {
    await voice.reply(words.numbersHow(asked.pairs.length))
    return TAKEN
  }
  await closePrompt(tx, mailbox.id, senderId)
  const room = await findRoom(tx, await getMailbox(tx, asked.room))
  if (answer.kind === 'no' || room === undefined || !(await isTheirs(occasion, room))) {
    await voice.reply(words.notRecognised)
    return TAKEN
  }
  const refused = asked.pairs.filter((_, index) => exceptions?.includes(index + 1) === true)
  const kept = await keepPairs(
    tx,
    room,
    asked.pairs.filter((pair) => !refused.includes(pair)),
    now,
  )
  await refusePairs(tx, room, refused, now)
  const after = { kept, refused: refused.length }
  const actor = person.member === undefined ? 'operator' : actorOf(person.member)
  await recordAudit(tx, { actor, action: 'people-recognised', subject: `mailbox:${room.mailbox.id}`, after }, now)
  await voice.reply(words.recognised(kept, refused.length))
  return TAKEN
}

/** The office may have been handed over since the question was put. */
async function isTheirs({ tx, person }: Occasion, room: Room): Promise<boolean> {
  return branchesHeld(person, SECRETARIAL, await branchTree(tx)).includes(room.branch)
}
