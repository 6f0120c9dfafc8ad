import { actorOf, recordAudit } from '../kernel/audit.ts'
import type { Command, Occasion, Spoken } from '../kernel/chat/capability.ts'
import type { BranchId, Role } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { privateMailbox } from './accounts-store.ts'
import type { Errand } from './asking.ts'
import { branchTree } from './branches-store.ts'
import { type RunErrand, sendErrand } from './errands.ts'
import { toPrivate } from './manners.ts'
import type { Member } from './members-store.ts'
import { countTownshipAdmins, giveOffice, holdersIn, officesOf, takeOffice } from './offices-store.ts'
import { type GrantRuling, judgeGiving, judgeTaking, readWanted } from './rules.ts'
import { type BranchTree, branchesHeld, matchBranches, topOf } from './tree.ts'
import { helpLines, officeWords as words } from './words.ts'

/** Who may give and take offices at all. */
const GIVERS: readonly Role[] = ['secretary', 'township_admin']

/** 授权 张三 组织委员 and 撤权 张三 组织委员, perhaps with the branch behind them. */
export function grantingCommands(cipher: Cipher, run: RunErrand): readonly Command[] {
  const command = (kind: 'give' | 'take') => async (occasion: Spoken) => {
    if (!(await toPrivate(occasion))) await readGrant(kind, occasion, { cipher, run })
  }
  return [
    { words: ['授权'], may: GIVERS, where: 'private', rest: 'private', help: helpLines.give, run: command('give') },
    { words: ['撤权', '收回授权'], may: GIVERS, where: 'private', rest: 'private', run: command('take') },
  ]
}

async function readGrant(kind: 'give' | 'take', occasion: Spoken, house: { cipher: Cipher; run: RunErrand }): Promise<void> {
  const { tx, person, voice } = occasion
  const wanted = readWanted(occasion.rest)
  if (wanted === undefined) {
    await voice.reply(words.howToGive(kind === 'give' ? '授权' : '撤权'))
    return
  }
  const tree = await branchTree(tx)
  const held = branchesHeld(person, GIVERS, tree)
  const { name, role, branch: named } = wanted
  if (named === undefined) {
    await sendErrand(occasion, name, held, { kind, role }, house)
    return
  }
  const found = matchBranches(named, [...tree.values()])
  const [only] = found
  if (only === undefined) await voice.reply(words.branchNotFound(named))
  else if (found.length > 1) await voice.reply(words.branchWhich(found.map((branch) => branch.name)))
  else await sendErrand(occasion, name, held, { kind, role, branch: only.id }, house)
}

type Grant = Extract<Errand, { kind: 'give' | 'take' }>

/** Gives or takes an office, tells both, and writes down who did it. */
export async function grant(occasion: Occasion, member: Member, errand: Grant): Promise<void> {
  const { tx, person, voice } = occasion
  const tree = await branchTree(tx)
  const branch = errand.branch ?? (errand.role === 'township_admin' ? topOf(member.branch, tree) : member.branch)
  const held = (await officesOf(tx, member.id)).filter((office) => office.branch === branch).map((office) => office.role)
  const asked = { member: member.id, role: errand.role, branch, held }
  const has = held.includes(errand.role)
  if (errand.kind === 'give' ? has : !has) {
    await voice.reply(has ? words.givenBefore(member.name, errand.role) : words.notHeld(member.name, errand.role))
    return
  }
  const ruling = errand.kind === 'give' ? judgeGiving(person, asked, tree) : judgeTaking(person, asked, await countTownshipAdmins(tx), tree)
  const refusal = refuse(ruling, member, errand.role) ?? (await refuseSecond(tx, errand, branch, tree))
  if (refusal === undefined) await change(occasion, member, { ...errand, branch }, held, tree)
  else await voice.reply(refusal)
}

async function change(
  occasion: Occasion,
  member: Member,
  errand: Grant & { readonly branch: BranchId },
  held: readonly Role[],
  tree: BranchTree,
): Promise<void> {
  const { tx, now, voice } = occasion
  const { role, branch } = errand
  if (errand.kind === 'give') await giveOffice(tx, member.id, branch, role, now)
  else await takeOffice(tx, member.id, branch, role)
  const after = errand.kind === 'give' ? [...held, role] : held.filter((one) => one !== role)
  await auditOffices(occasion, errand.kind === 'give' ? 'office-given' : 'office-taken', member, branch, held, after)
  const name = tree.get(branch)?.name ?? ''
  await voice.reply(errand.kind === 'give' ? words.given(member.name, name, role) : words.taken(member.name, name, role))
  const mailbox = await privateMailbox(tx, member.id)
  if (mailbox !== undefined && mailbox.id !== occasion.mailbox.id)
    await voice.tell(mailbox.id, errand.kind === 'give' ? words.toldGiven(name, role) : words.toldTaken(name, role))
}

/** Writes a change of somebody's offices in a branch into the trail. */
export async function auditOffices(
  occasion: Occasion,
  action: string,
  member: Pick<Member, 'id'>,
  branch: BranchId,
  before: readonly Role[],
  after: readonly Role[],
): Promise<void> {
  const actor = occasion.person.member === undefined ? 'operator' : actorOf(occasion.person.member)
  const deed = { actor, action, subject: `member:${member.id}`, before: { branch, roles: before }, after: { branch, roles: after } }
  await recordAudit(occasion.tx, deed, occasion.now)
}

function refuse(ruling: GrantRuling, member: Member, role: Role): string | undefined {
  switch (ruling.kind) {
    case 'allowed':
      return undefined
    case 'not-yours':
      return words.notYours(role)
    case 'not-oneself':
      return words.notOneself(role)
    case 'not-both':
      return words.notBoth(member.name, ruling.held, role)
    case 'last-admin':
      return words.lastAdmin
  }
}

/** A branch has one secretary; a second one comes by handing over. */
async function refuseSecond(tx: Tx, errand: Grant, branch: BranchId, tree: BranchTree): Promise<string | undefined> {
  if (errand.kind !== 'give' || errand.role !== 'secretary') return undefined
  const [holder] = await holdersIn(tx, [branch], ['secretary'])
  return holder === undefined ? undefined : words.oneSecretary(tree.get(branch)?.name ?? '', holder.name)
}
