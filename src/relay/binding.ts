import type { Command, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { BranchId, Room } from '../kernel/chat/person.ts'
import { countWaiting, hasEnded } from '../kernel/outbox/ended-logins.ts'
import { openMailbox, readdressMailbox } from '../kernel/outbox/mailbox.ts'
import {
  bindRoom,
  branchesHeld,
  branchTree,
  findBranchByName,
  getBranch,
  getMember,
  roomsOf,
  shortBranchName,
  unbindRoom,
} from '../roster/directory.ts'
import { BY_HAND } from './carrier.ts'
import { openForwards } from './forwards-store.ts'
import { changeKeeper } from './keepers.ts'
import { auditRoom, findNamed, roomsHeld } from './rooms-held.ts'
import { relayRoomsOf, setKeeper } from './rooms-store.ts'
import { relayWords as words } from './words.ts'

const own = { may: SECRETARIAL, where: 'private', rest: 'private' } as const

/** 绑定人工群, 解绑人工群, 换保管人 and 人工群: groups that live where no bot logs in. */
export const bindingCommands: readonly Command[] = [
  { words: ['绑定人工群'], ...own, help: words.helpBind, run: bindByHand },
  { words: ['解绑人工群'], ...own, run: freeByHand },
  { words: ['换保管人'], ...own, run: changeKeeper },
  { words: ['人工群'], ...own, run: listRooms },
]

async function bindByHand(occasion: Spoken): Promise<void> {
  const { tx, voice, person, now } = occasion
  const asked = await readTitleAndBranch(occasion)
  if (asked === undefined || person.member === undefined) {
    await voice.reply(words.bindHow)
    return
  }
  const { title, branch } = asked
  if (branch === undefined) {
    await voice.reply(words.bindWhich(title, await likelyBranch(occasion)))
    return
  }
  if ((await relayRoomsOf(tx, [branch])).some((room) => room.title === title)) {
    await voice.reply(words.boundBefore(title))
    return
  }
  const given = (await roomsOf(tx, [branch])).find((room) => room.title === title && mayBeCarried(room))
  const address = { ...BY_HAND, chat: occasion.token() }
  if (given === undefined) {
    const mailbox = await openMailbox(tx, { ...address, kind: 'group' }, now)
    await bindRoom(tx, { mailbox: mailbox.id, branch, title, by: person.member }, now)
    await setKeeper(tx, mailbox.id, person.member, now)
    await auditRoom(occasion, 'relay-room-bound', mailbox.id)
    await voice.reply(words.bound(title, (await getBranch(tx, branch)).name))
    return
  }
  const waiting = await countWaiting(tx, given.mailbox.id)
  await readdressMailbox(tx, given.mailbox.id, address, now)
  await setKeeper(tx, given.mailbox.id, person.member, now)
  await auditRoom(occasion, 'relay-room-taken-over', given.mailbox.id)
  await voice.reply(words.takenOver(title, waiting))
}

/** A group of a login that may be gone for good; one that another platform serves well is left where it is. */
function mayBeCarried({ mailbox }: Room): boolean {
  return mailbox.platform === 'wechat' || hasEnded(mailbox) || mailbox.state === 'closed'
}

/** `河西村群` or `河西村群 河西村党支部`; without a branch it must be plain which one is meant. */
async function readTitleAndBranch({
  tx,
  rest,
  person,
}: Spoken): Promise<{ readonly title: string; readonly branch: BranchId | undefined } | undefined> {
  const parts = rest.split(/\s+/u).filter((part) => part !== '')
  const [title] = parts
  if (title === undefined) return undefined
  const tree = await branchTree(tx)
  const held = branchesHeld(person, SECRETARIAL, tree)
  const named = parts.length > 1 ? (await findBranchByName(tx, parts.slice(1).join(' '))).filter(({ id }) => held.includes(id)) : []
  if (parts.length > 1) return { title, branch: named.length === 1 ? named[0]?.id : undefined }
  const fitting = held.filter((id) => title.includes(shortBranchName(tree.get(id)?.name ?? '')))
  const [only] = held.length === 1 ? held : fitting
  return { title, branch: held.length === 1 || fitting.length === 1 ? only : undefined }
}

async function likelyBranch({ tx, person }: Spoken): Promise<string> {
  const tree = await branchTree(tx)
  const held = branchesHeld(person, SECRETARIAL, tree).flatMap((id) => tree.get(id) ?? [])
  return (held.find(({ kind }) => kind !== 'office') ?? held[0])?.name ?? ''
}

async function freeByHand(occasion: Spoken): Promise<void> {
  const room = await findNamed(occasion, occasion.rest)
  if (room === undefined) return
  await unbindRoom(occasion.tx, room.mailbox)
  await auditRoom(occasion, 'relay-room-freed', room.mailbox)
  await occasion.voice.reply(words.freed(room.title))
}

async function listRooms(occasion: Spoken): Promise<void> {
  const { tx, voice } = occasion
  const rooms = await roomsHeld(occasion)
  const open = await openForwards(tx)
  const lines: string[] = []
  for (const room of rooms) {
    const waiting = open.filter((forward) => forward.room === room.mailbox).length
    lines.push(words.line(room.title, (await getMember(tx, room.keeper)).name, waiting))
  }
  await voice.reply(lines.length === 0 ? words.none : lines.join('\n'))
}
