import { recordAudit } from '../kernel/audit.ts'
import type { Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import { branchesHeld, branchTree, findMembersByName } from '../roster/directory.ts'
import { officeWords as words } from './attendance-words.ts'
import { issuingBranch } from './calling.ts'
import { addExemption, changeExpected, endExemption, setPartyGroup } from './expected-store.ts'

/** People who were named, and a line about each name that was not clear. */
type Named = { readonly people: readonly { readonly id: MemberId; readonly name: string }[]; readonly unclear: readonly string[] }

/** 免到 王大爷: from now on nothing is demanded of old or ill members. Why is neither asked nor kept. */
export async function exempt(occasion: Spoken): Promise<void> {
  const { tx, person, now, voice } = occasion
  const { people, unclear } = await findNamed(occasion, occasion.rest)
  const fresh: string[] = []
  const before: string[] = []
  for (const { id, name } of people) {
    const isNew = person.member !== undefined && (await addExemption(tx, id, person.member, now))
    if (isNew) await changeExpected(tx, id, 'exempt')
    if (isNew) await note(occasion, 'study-exempted', id)
    ;(isNew ? fresh : before).push(name)
  }
  const lines = [
    ...(fresh.length === 0 ? [] : [words.exempted(fresh.join('、'))]),
    ...(before.length === 0 ? [] : [words.exemptedBefore(before.join('、'))]),
    ...unclear,
  ]
  await voice.privately(lines.length === 0 ? words.exemptExample : lines.join('\n'))
}

/** 恢复应到 王大爷: a member is expected again. */
export async function expectAgain(occasion: Spoken): Promise<void> {
  const { people, unclear } = await findNamed(occasion, occasion.rest)
  for (const { id } of people)
    if (await endExemption(occasion.tx, id)) {
      await changeExpected(occasion.tx, id, 'expected')
      await note(occasion, 'study-expected-again', id)
    }
  const lines = [...(people.length === 0 ? [] : [words.expectedAgain(people.map(({ name }) => name).join('、'))]), ...unclear]
  await occasion.voice.privately(lines.length === 0 ? words.expectedExample : lines.join('\n'))
}

/** 党小组 第一小组 张三 李四: who belongs to a group within the branch, said as a whole. */
export async function setGroup(occasion: Spoken): Promise<void> {
  const [name, ...rest] = occasion.rest.split(/[\s:：,，、]+/u).filter((part) => part !== '')
  const branch = await issuingBranch(occasion)
  const { people, unclear } = await findNamed(occasion, rest.join(' '))
  if (name === undefined || branch === undefined || people.length === 0 || unclear.length > 0) {
    await occasion.voice.privately([...unclear, words.groupExample].join('\n'))
    return
  }
  await setPartyGroup(
    occasion.tx,
    branch,
    name,
    people.map(({ id }) => id),
  )
  await occasion.voice.privately(words.groupSet(name, people.length))
}

async function findNamed({ tx, person }: Spoken, typed: string): Promise<Named> {
  const branches = branchesHeld(person, SECRETARIAL, await branchTree(tx))
  const people: Named['people'][number][] = []
  const unclear: string[] = []
  for (const name of typed.split(/[\s:：,，、]+/u).filter((part) => part !== '')) {
    const found = await findMembersByName(tx, name, branches)
    const [one] = found
    if (one === undefined) unclear.push(words.nobodyCalled(name))
    else if (found.length > 1) unclear.push(words.severalCalled(name, found.length))
    else people.push(one)
  }
  return { people, unclear }
}

async function note({ tx, now, person }: Spoken, action: string, member: MemberId): Promise<void> {
  await recordAudit(tx, { actor: `member:${person.member ?? 0}`, action, subject: `member:${member}` }, now)
}
