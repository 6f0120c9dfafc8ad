import type { Command, Occasion, Spoken } from '../kernel/chat/capability.ts'
import type { BranchId, MemberId, Role } from '../kernel/chat/person.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { accountsOf, privateMailbox } from './accounts-store.ts'
import { ask } from './asking.ts'
import { branchTree, getBranch } from './branches-store.ts'
import { type RunErrand, sendErrand } from './errands.ts'
import { auditOffices } from './granting.ts'
import { toPrivate } from './manners.ts'
import { getMember, type Member } from './members-store.ts'
import { giveOffice, holdersIn, officesOf, takeOffice } from './offices-store.ts'
import { readWanted } from './rules.ts'
import { branchesHeld, holds, matchBranches } from './tree.ts'
import { helpLines, officeWords as words } from './words.ts'

const HANDERS: readonly Role[] = ['secretary', 'township_admin']

/** 交接 张三: the secretary's office goes to somebody else, after the question whether that is meant. */
export function handingCommand(cipher: Cipher, run: RunErrand): Command {
  return {
    words: ['交接', '换人', '换书记'],
    may: HANDERS,
    where: 'private',
    rest: 'private',
    help: helpLines.hand,
    run: async (occasion) => {
      if (!(await toPrivate(occasion))) await readHandOver(occasion, { cipher, run })
    },
  }
}

async function readHandOver(occasion: Spoken, house: { cipher: Cipher; run: RunErrand }): Promise<void> {
  const { tx, person, voice } = occasion
  const tree = await branchTree(tx)
  const held = branchesHeld(person, HANDERS, tree)
  const [name, named] = splitName(occasion.rest)
  const own = person.branch !== undefined && holds(person, 'secretary', person.branch, tree) ? person.branch : undefined
  const branch = named === undefined ? undefined : matchBranches(named, [...tree.values()])
  if (branch !== undefined && branch.length !== 1) {
    await voice.reply(branch.length === 0 ? words.branchNotFound(named ?? '') : words.branchWhich(branch.map((one) => one.name)))
    return
  }
  const target = branch?.[0]?.id ?? own
  if (name !== '') {
    await sendErrand(occasion, name, held, { kind: 'hand', ...(target === undefined ? {} : { branch: target }) }, house)
    return
  }
  const deputies = own === undefined ? [] : await holdersIn(tx, [own], ['deputy_secretary'])
  const [only] = deputies
  if (only === undefined || deputies.length > 1) await voice.reply(words.handTo)
  else await askHandOver(occasion, await getMember(tx, only.member), own)
}

/** Asks whether the office shall go to this member; a member without a login could not act in it. */
export async function askHandOver(occasion: Occasion, member: Member, branch = member.branch): Promise<void> {
  const { tx, person, voice } = occasion
  const tree = await branchTree(tx)
  if (!holds(person, HANDERS, branch, tree)) {
    await voice.reply(words.notYours('secretary'))
    return
  }
  const holders = await holdersIn(tx, [branch], ['secretary'])
  if (holders.some((holder) => holder.member === member.id)) {
    await voice.reply(words.handToSelf(member.name))
    return
  }
  const verified = (await accountsOf(tx, member.id)).some(({ evidence }) => evidence === 'verified')
  if (!verified) {
    await voice.reply(words.handToUnbound(member.name))
    return
  }
  const held = (await officesOf(tx, member.id)).filter((office) => office.branch === branch)
  if (held.some(({ role }) => role === 'supervisor')) {
    await voice.reply(words.notBoth(member.name, 'supervisor', 'secretary'))
    return
  }
  const question = { kind: 'hand-over', branch, to: member.id } as const
  await ask(occasion, question, words.handAsk(tree.get(branch)?.name ?? '', member.name), [words.confirm, words.cancel])
}

/** Hands the office over, once it was confirmed by somebody who still may. */
export async function handOver(occasion: Occasion, branch: BranchId, to: MemberId): Promise<void> {
  const { tx, person, voice } = occasion
  if (!holds(person, HANDERS, branch, await branchTree(tx))) {
    await voice.reply(words.notYours('secretary'))
    return
  }
  const { name } = await getBranch(tx, branch)
  const member = await getMember(tx, to)
  const old = await holdersIn(tx, [branch], ['secretary'])
  for (const holder of old) await moveOffice(occasion, { id: holder.member }, branch, 'take')
  await moveOffice(occasion, member, branch, 'give')
  await voice.reply(words.handed(name, member.name))
  for (const holder of [...old.map((one) => one.member), to]) {
    const mailbox = await privateMailbox(tx, holder)
    if (mailbox === undefined || mailbox.id === occasion.mailbox.id) continue
    await voice.tell(mailbox.id, holder === to ? words.toldHanded(name) : words.toldHandedOver(name, member.name))
  }
}

async function moveOffice(occasion: Occasion, member: Pick<Member, 'id'>, branch: BranchId, kind: 'give' | 'take'): Promise<void> {
  const before = (await officesOf(occasion.tx, member.id)).filter((office) => office.branch === branch).map(({ role }) => role)
  if (kind === 'give') await giveOffice(occasion.tx, member.id, branch, 'secretary', occasion.now)
  else await takeOffice(occasion.tx, member.id, branch, 'secretary')
  const after = kind === 'give' ? [...before, 'secretary' as const] : before.filter((role) => role !== 'secretary')
  await auditOffices(occasion, 'secretary-handed-over', member, branch, before, after)
}

/** `张三 河西村`, or `张三 书记 河西村`. */
function splitName(rest: string): readonly [string, string | undefined] {
  const wanted = readWanted(rest)
  if (wanted !== undefined && /\s/u.test(rest)) return [wanted.name, wanted.branch]
  const [name = '', ...more] = rest.normalize('NFKC').split(/[\s,，]+/u)
  return [name.replace(/^给/u, ''), more.length === 0 ? undefined : more.join('')]
}
