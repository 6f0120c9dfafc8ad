import { actorOf, recordAudit } from '../kernel/audit.ts'
import type { Command, Occasion, Spoken } from '../kernel/chat/capability.ts'
import { mayCommand, SECRETARIAL } from '../kernel/chat/converse.ts'
import type { BotAccount } from '../kernel/chat/message.ts'
import type { Person, Room } from '../kernel/chat/person.ts'
import { countWaiting, hasEnded } from '../kernel/outbox/ended-logins.ts'
import { type MailboxId, readdressMailbox } from '../kernel/outbox/mailbox.ts'
import { branchTree } from './branches-store.ts'
import { tellSecretariesOfLostRoom } from './lost-room.ts'
import { recognitionWords } from './recognition-words.ts'
import { bindRoom, findRoom, renameRoom, roomsOf, unbindRoom } from './rooms-store.ts'
import { type Branch, branchesHeld, type BranchTree, holds, matchBranches, shortBranchName } from './tree.ts'
import { bindingWords as words, helpLines, officeWords } from './words.ts'

/** 绑定本群 and 解绑本群: a group belongs to one branch, or to none. */
export const groupBindingCommands: readonly Command[] = [
  // Anyone may say it, so that a secretary whose login is not known yet hears what is missing.
  { words: ['绑定本群', '绑定群'], may: 'anyone', where: 'group', rest: 'anywhere', unbound: true, run: hearBinding },
  { words: ['绑本群'], may: SECRETARIAL, where: 'group', rest: 'anywhere', unbound: true, help: helpLines.bindRoom, run: bindGroup },
  { words: ['解绑本群', '解绑群'], may: SECRETARIAL, where: 'group', unbound: true, run: freeGroup },
]

type Choice = { readonly kind: 'branch'; readonly branch: Branch } | { readonly kind: 'line'; readonly line: string }

async function hearBinding(occasion: Spoken): Promise<void> {
  const { person, voice } = occasion
  if (mayCommand(person, SECRETARIAL)) return bindGroup(occasion)
  await voice.privately(person.evidence === 'verified' ? words.roomForSecretary : words.bindFirst)
}

async function bindGroup(occasion: Spoken): Promise<void> {
  const { tx, mailbox, person, now, voice } = occasion
  const tree = await branchTree(tx)
  const choice = chooseBranch(occasion.rest, titleOf(occasion), person, tree)
  if (choice.kind === 'line') {
    await voice.reply(choice.line)
    return
  }
  const { branch } = choice
  const bound = await findRoom(tx, mailbox)
  if (bound !== undefined) {
    const owner = tree.get(bound.branch)?.name ?? ''
    await voice.reply(bound.branch === branch.id ? words.roomBoundBefore(owner) : words.roomTaken(owner))
    return
  }
  if (await findAgain(occasion, branch)) return
  await bindRoom(tx, { mailbox: mailbox.id, branch: branch.id, title: titleOf(occasion), by: person.member }, now)
  await audit(occasion, 'room-bound', { before: { branch: null }, after: { branch: branch.id } })
  await voice.reply(words.roomBound(branch.name))
}

/**
 * The group may be one whose login has ended, or whose messages were carried by hand: it goes on being that group, and
 * all that waits for it goes out here. A title that is not the same is only trusted where there is no other such group.
 */
async function findAgain(occasion: Spoken, branch: Branch): Promise<boolean> {
  const { tx, mailbox, from, now, voice } = occasion
  const title = titleOf(occasion)
  const resting = (await roomsOf(tx, [branch.id])).filter((room) => mayBeFoundAgain(room, from))
  const ended = resting.filter((room) => room.mailbox.platform === from.platform)
  const room = resting.find((one) => one.title === title) ?? (ended.length === 1 ? ended[0] : undefined)
  if (room === undefined) return false
  const waiting = await countWaiting(tx, room.mailbox.id)
  await readdressMailbox(tx, room.mailbox.id, { platform: from.platform, account: from.account, chat: mailbox.chat }, now)
  if (occasion.event.chat.title !== undefined) await renameRoom(tx, room.mailbox.id, title)
  await audit(occasion, 'room-found-again', { before: { branch: branch.id }, after: { branch: branch.id } }, room.mailbox.id)
  await voice.tell(room.mailbox.id, recognitionWords.found(branch.name, waiting))
  return true
}

function mayBeFoundAgain({ mailbox }: Room, from: BotAccount): boolean {
  return mailbox.platform === from.platform ? hasEnded(mailbox) : mailbox.platform === 'relay' && from.platform === 'wechat'
}

async function freeGroup(occasion: Spoken): Promise<void> {
  const { tx, mailbox, person, voice } = occasion
  const bound = await findRoom(tx, mailbox)
  if (bound === undefined) {
    await voice.reply(words.roomNotBound)
    return
  }
  const tree = await branchTree(tx)
  const owner = tree.get(bound.branch)?.name ?? ''
  if (!holds(person, SECRETARIAL, bound.branch, tree)) {
    await voice.reply(words.notYourBranch(owner))
    return
  }
  await unbindRoom(tx, mailbox.id)
  await audit(occasion, 'room-freed', { before: { branch: bound.branch }, after: { branch: null } })
  await voice.reply(words.roomFreed(owner))
}

/** Which branch is meant. A guess would send notices to the wrong people, so what is not plain is asked. */
function chooseBranch(named: string, title: string, person: Person, tree: BranchTree): Choice {
  const held = branchesHeld(person, SECRETARIAL, tree).flatMap((id) => tree.get(id) ?? [])
  if (named === '') {
    const only = held.length === 1 ? held[0] : undefined
    if (only !== undefined) return { kind: 'branch', branch: only }
    const likely =
      held.find((branch) => title.includes(shortBranchName(branch.name))) ?? held.find(({ kind }) => kind !== 'office') ?? held[0]
    return { kind: 'line', line: words.roomWhich(likely?.name ?? '') }
  }
  const found = matchBranches(named, [...tree.values()])
  const mine = found.filter((branch) => held.includes(branch))
  const [only] = mine
  if (only !== undefined && mine.length === 1) return { kind: 'branch', branch: only }
  if (mine.length > 1) return { kind: 'line', line: officeWords.branchWhich(mine.map(({ name }) => name)) }
  const [foreign] = found
  return { kind: 'line', line: foreign === undefined ? officeWords.branchNotFound(named) : words.notYourBranch(foreign.name) }
}

/** The bot was thrown out of a group, or came (back) into one: those whose business it is hear of it in private. */
export async function roomChanged(occasion: Occasion): Promise<void> {
  const { tx, event, mailbox, voice, person } = occasion
  if (event.kind === 'bot-removed') await tellSecretariesOfLostRoom(occasion.outbox, tx, mailbox.id, occasion.now)
  if (event.kind !== 'bot-added') return
  const title = titleOf(occasion)
  if (occasion.room === undefined) {
    await voice.privately(words.howToBindRoom(title))
    return
  }
  if (!mayCommand(person, SECRETARIAL)) return
  const branch = (await branchTree(tx)).get(occasion.room.branch)
  await voice.privately(words.roomBack(occasion.room.title, branch?.name ?? ''))
}

function titleOf(occasion: Occasion): string {
  return occasion.event.chat.title ?? occasion.mailbox.chat
}

async function audit(
  occasion: Occasion,
  action: string,
  change: { before: { branch: number | null }; after: { branch: number | null } },
  room: MailboxId = occasion.mailbox.id,
) {
  const { tx, person, now } = occasion
  const actor = person.member === undefined ? 'operator' : actorOf(person.member)
  await recordAudit(tx, { actor, action, subject: `mailbox:${room}`, ...change }, now)
}
