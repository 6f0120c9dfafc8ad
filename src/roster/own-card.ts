import type { Capability, Command, Occasion, Spoken } from '../kernel/chat/capability.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import { accountsOf } from './accounts-store.ts'
import { branchTree } from './branches-store.ts'
import { getMember, setQuiet } from './members-store.ts'
import { officesOf } from './offices-store.ts'
import { helpLines, ownWords as words } from './words.ts'

/** 我的, 别发了 and 恢复提醒: what people see and settle about themselves. */
export function ownCommands(capabilities: () => readonly Capability[]): readonly Command[] {
  return [
    {
      words: ['我的', 'me', '我的情况', '我的信息'],
      may: 'anyone',
      where: 'private',
      help: helpLines.mine,
      run: (occasion) => tellOwnCard(capabilities(), occasion),
    },
    { words: ['别发了', '别发', '免打扰'], may: 'anyone', where: 'private', help: helpLines.quiet, run: (occasion) => quiet(occasion, 1) },
    { words: ['恢复提醒'], may: 'anyone', where: 'private', run: (occasion) => quiet(occasion, 0) },
  ]
}

/** The lines of a member's own card: who they are here, then what every capability has of them. */
export async function myRecord(capabilities: readonly Capability[], occasion: Occasion, member: MemberId): Promise<readonly string[]> {
  const { tx } = occasion
  const tree = await branchTree(tx)
  const { name, branch, quiet: isQuiet } = await getMember(tx, member)
  const offices = (await officesOf(tx, member)).map((office) =>
    words.officeLine(office.role, office.branch === branch ? undefined : tree.get(office.branch)?.name),
  )
  const platforms = (await accountsOf(tx, member)).map(({ platform }) => platform)
  const lines = [words.card(name, tree.get(branch)?.name ?? '', offices, [...new Set(platforms)])]
  if (isQuiet) lines.push(words.cardQuiet)
  for (const capability of capabilities) lines.push(...((await capability.mine?.(occasion)) ?? []))
  return lines
}

/** Tells people their own card, to themselves alone. */
export async function tellOwnCard(capabilities: readonly Capability[], occasion: Spoken): Promise<void> {
  const { member, evidence } = occasion.person
  if (member === undefined) await sayAlone(occasion, words.notBound)
  else if (evidence === 'probable') await sayAlone(occasion, words.notSure)
  else await sayAlone(occasion, (await myRecord(capabilities, occasion, member)).join('\n'))
}

/** Stops or resumes private reminders. */
export async function quiet(occasion: Spoken, to: 0 | 1): Promise<void> {
  const { member, evidence } = occasion.person
  if (member === undefined || evidence === 'probable') {
    await sayAlone(occasion, words.notBound)
    return
  }
  const changed = await setQuiet(occasion.tx, member, to)
  const [now, before] = to === 1 ? [words.quiet, words.quietBefore] : [words.speaksAgain, words.speaksAlready]
  await sayAlone(occasion, changed ? now : before)
}

/** Says it to the speaker alone; where there is no private chat yet, the group only learns where to ask. */
async function sayAlone(occasion: Spoken, text: string): Promise<void> {
  if (await occasion.voice.privately(text)) return
  if (occasion.word !== '') await occasion.voice.reply(words.inPrivate(occasion.word))
}
