import type { Capability, Command, Spoken } from '../kernel/chat/capability.ts'
import { gatherOpen, mayCommand } from '../kernel/chat/converse.ts'
import { helpWords, ownWords } from './words.ts'

const MOST_LINES = 6
const MOST_OPEN = 2
const GROUP_EVERY_HOURS = 1

/** 帮助 and 支部通: what one can say here, by role and by what is open. */
export function helpCommands(capabilities: () => readonly Capability[]): readonly Command[] {
  return [
    {
      words: ['帮助', 'help', 'Help', 'start'],
      may: 'anyone',
      where: 'anywhere',
      rest: 'private',
      run: (occasion) => help(capabilities(), occasion),
    },
    {
      words: ['支部通', '你是谁', '您是谁'],
      may: 'anyone',
      where: 'anywhere',
      run: async ({ voice }) => void (await voice.reply(ownWords.identity)),
    },
  ]
}

/** At most six lines: what is waited for first, then what the speaker's office allows, then what everybody may say. */
export async function help(capabilities: readonly Capability[], occasion: Spoken): Promise<void> {
  const { person, mailbox, voice } = occasion
  if (mailbox.kind === 'private' && person.member === undefined && (occasion.word === 'start' || occasion.rest === '')) {
    await voice.reply(ownWords.welcome)
    return
  }
  const open = (await gatherOpen(capabilities, occasion)).slice(0, MOST_OPEN).map(({ title, word }) => helpWords.open(title, word))
  const lines = [...open, ...linesFor(capabilities, occasion)]
  const page = Math.max(1, Number(occasion.rest) || 1)
  const perPage = lines.length <= MOST_LINES ? MOST_LINES : MOST_LINES - 1
  const shown = lines.slice((page - 1) * perPage, page * perPage)
  const more = lines.length > page * perPage ? [helpWords.more(page + 1)] : []
  await voice.reply(shown.length === 0 ? helpWords.nothing : [...shown, ...(mailbox.kind === 'private' ? more : [])].join('\n'))
}

/** Help that nobody asked for by its word is given to a group at most once an hour. */
export async function helpGroupSeldom(capabilities: readonly Capability[], occasion: Spoken): Promise<void> {
  const { tx, mailbox, now, outbox } = occasion
  if (mailbox.kind === 'private') return help(capabilities, occasion)
  const lines = linesFor(capabilities, occasion).slice(0, MOST_LINES)
  await outbox.put(
    tx,
    {
      once: `help:${mailbox.id}:${now.toISOString().slice(0, 13)}`,
      to: mailbox.id,
      priority: 'reply',
      text: lines.length === 0 ? helpWords.nothing : lines.join('\n'),
      why: helpWords.why,
      inDoubt: 'ask',
      goodUntil: new Date(now.getTime() + GROUP_EVERY_HOURS * 3_600_000),
      ...(occasion.thread === undefined ? {} : { thread: occasion.thread }),
    },
    now,
  )
}

function linesFor(capabilities: readonly Capability[], { person, mailbox }: Spoken): readonly string[] {
  const inGroup = mailbox.kind === 'group'
  const known = person.member !== undefined
  const fits = (command: Command) =>
    command.help !== undefined &&
    command.where !== (inGroup ? 'private' : 'group') &&
    (inGroup ? command.may === 'anyone' : mayCommand(person, command.may))
  // What the branch does comes before the rare business of binding and giving offices.
  const inOrder = capabilities.toSorted((a, b) => Number(a.name === 'roster') - Number(b.name === 'roster'))
  const commands = inOrder.flatMap((capability) => capability.commands ?? []).filter(fits)
  const official = commands.filter(({ may }) => may !== 'anyone')
  const common = commands.filter(({ may, words }) => may === 'anyone' && !(known && words.includes('绑定')))
  return [...official, ...common].flatMap((command) => command.help ?? [])
}
