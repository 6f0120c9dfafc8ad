import type { Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { branchTree, findMembersByName, officersOf, privateMailbox } from '../roster/directory.ts'
import { openForwards } from './forwards-store.ts'
import { handAgain } from './passing.ts'
import { auditRoom, findNamed } from './rooms-held.ts'
import { setKeeper } from './rooms-store.ts'
import { relayWords as words } from './words.ts'

/** 换保管人 李四 河西村群: what has not been passed on goes to the new keeper too. */
export async function changeKeeper(occasion: Spoken): Promise<void> {
  const { tx, voice, now } = occasion
  const [name, ...titles] = occasion.rest.split(/\s+/u).filter((part) => part !== '')
  const room = await findNamed(occasion, titles.join(' '))
  if (room === undefined) return
  if (name === undefined) {
    await voice.reply(words.keeperHow(room.title))
    return
  }
  const found = await findMembersByName(tx, name, [...(await branchTree(tx)).keys()])
  const officers = (await officersOf(tx, room.branch, SECRETARIAL)).map(({ member }) => member)
  const fitting = found.length === 1 ? found : found.filter(({ id }) => officers.includes(id))
  const [keeper] = fitting
  const chat = keeper === undefined ? undefined : await privateMailbox(tx, keeper.id)
  if (keeper === undefined || fitting.length > 1) await voice.reply(words.keeperWhich(name))
  else if (!officers.includes(keeper.id)) await voice.reply(words.keeperNotOfficer(keeper.name))
  else if (chat === undefined) await voice.reply(words.keeperNotReached(keeper.name))
  else {
    await setKeeper(tx, room.mailbox, keeper.id, now)
    await auditRoom(occasion, 'relay-keeper-changed', room.mailbox)
    await voice.reply(words.keeperSet(room.title, keeper.name))
    if (keeper.id !== occasion.person.member) await voice.tell(chat.id, words.keeperYou(room.title))
    const open = await openForwards(tx)
    await handAgain(
      occasion,
      open.filter((forward) => forward.room === room.mailbox && forward.keeper !== keeper.id),
    )
  }
}
