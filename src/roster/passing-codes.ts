import { actorOf } from '../kernel/audit.ts'
import type { Command, Occasion, Spoken } from '../kernel/chat/capability.ts'
import { mayCommand, SECRETARIAL } from '../kernel/chat/converse.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { bind } from './binding.ts'
import { branchTree } from './branches-store.ts'
import { type RunErrand, sendErrand } from './errands.ts'
import { issueBindCode, unboundMembers } from './issuing.ts'
import { toPrivate } from './manners.ts'
import type { Member } from './members-store.ts'
import { readCode } from './rules.ts'
import { branchesHeld, matchBranches } from './tree.ts'
import { bindingWords as words, helpLines, officeWords } from './words.ts'

const ALL = /^(全部|全体|所有)(人|党员)?\s*/u

/** 绑定码 张三 gives a code to pass on. A member who sends 绑定码 482913 has simply named it so. */
export function codeCommands(cipher: Cipher, run: RunErrand): readonly Command[] {
  const give = (occasion: Spoken) => giveCode(cipher, run, occasion)
  return [
    {
      words: ['绑定码'],
      may: 'anyone',
      where: 'anywhere',
      rest: 'anywhere',
      unbound: true,
      run: async (occasion) => {
        if (readCode(occasion.rest) !== undefined) return bind(cipher, occasion)
        if (mayCommand(occasion.person, SECRETARIAL)) return give(occasion)
        if (occasion.mailbox.kind === 'private') await occasion.voice.reply(words.needCode)
      },
    },
    { words: ['发绑定码', '要绑定码'], may: SECRETARIAL, where: 'private', rest: 'private', help: helpLines.code, run: give },
  ]
}

async function giveCode(cipher: Cipher, run: RunErrand, occasion: Spoken): Promise<void> {
  if (await toPrivate(occasion)) return
  const { tx, person, rest } = occasion
  const held = branchesHeld(person, SECRETARIAL, await branchTree(tx))
  if (rest === '') {
    const [waiting] = await unboundMembers(tx, held)
    await occasion.voice.reply(words.codeFor(waiting?.name))
  } else if (ALL.test(rest)) await giveAll(cipher, occasion, rest.replace(ALL, ''))
  else await sendErrand(occasion, rest, held, { kind: 'code' }, { cipher, run })
}

/** Tells a member's fresh code to the officer who asked for it. */
export async function tellCode(cipher: Cipher, occasion: Occasion, member: Member): Promise<void> {
  const { tx, person, platform, now } = occasion
  const actor = person.member === undefined ? 'operator' : actorOf(person.member)
  const code = await issueBindCode(tx, { cipher, token: occasion.token }, member.id, actor, now)
  const link = platform.startLink?.(code)
  await occasion.voice.reply([words.code(member.name, code), ...(link === undefined ? [] : [words.codeLink(link)])].join('\n'))
}

async function giveAll(cipher: Cipher, occasion: Spoken, named: string): Promise<void> {
  const { tx, person, platform, now, voice } = occasion
  const tree = await branchTree(tx)
  const held = branchesHeld(person, SECRETARIAL, tree).flatMap((id) => tree.get(id) ?? [])
  const meant = named === '' ? held : matchBranches(named, held)
  if (meant.length === 0) {
    await voice.reply(officeWords.branchNotFound(named))
    return
  }
  const counts: string[] = []
  for (const branch of meant) counts.push(words.unbound((await unboundMembers(tx, [branch.id])).length, branch.name))
  const [only] = meant
  if (only === undefined || meant.length > 1) {
    await voice.reply([...counts, words.listWhere(held.find(({ kind }) => kind !== 'office')?.name ?? '')].join('\n'))
    return
  }
  const waiting = await unboundMembers(tx, [only.id])
  if (waiting.length === 0 || platform.personalData !== 'all') {
    await voice.reply([...counts, ...(waiting.length === 0 ? [] : [words.listElsewhere])].join('\n'))
    return
  }
  const actor = person.member === undefined ? 'operator' : actorOf(person.member)
  const lines: string[] = []
  for (const member of waiting)
    lines.push(`${member.name} ${await issueBindCode(tx, { cipher, token: occasion.token }, member.id, actor, now)}`)
  await voice.reply(words.codeList(only.name, lines))
}
