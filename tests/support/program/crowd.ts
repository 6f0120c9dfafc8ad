import type { Press } from '../telegram/world.ts'
import type { Township } from './township.ts'

/** Something somebody did, and what must have come of it once Telegram was told that it is safe. */
export type Deed =
  | { readonly kind: 'draft'; readonly updateId: number; readonly text: string }
  | { readonly kind: 'press'; readonly updateId: number; readonly press: Press; readonly notice: number; readonly member: number }
  | { readonly kind: 'talk'; readonly updateId: number }

/** People who press and write without end. */
export type Crowd = { readonly deeds: readonly Deed[]; something(): void; stop(): void }

/** Lets the township do something so many times a second, whether the program is there or not. */
export function startCrowd(town: Township, perSecond: number): Crowd {
  const deeds: Deed[] = []
  const { chance, citizens, people } = town
  const secretaries = citizens.filter(({ office }) => office === 'secretary')
  const personOf = (chat: string) => {
    const person = people.find(({ id }) => String(id) === chat)
    if (person === undefined) throw new Error(`nobody has the login ${chat}`)
    return person
  }
  const groupOf = (branch: number) => {
    const place = town.halls.findIndex((hall) => hall.branch === branch)
    const group = town.groups[place]
    if (group === undefined) throw new Error(`branch ${branch} has no group`)
    return group
  }

  function draft(): void {
    const text = `后天9点村部开会，编号 ${chance.token()}`
    const { updateId } = personOf(chance.pick(secretaries).chat).tells(`发通知 ${text}`)
    if (updateId !== undefined) deeds.push({ kind: 'draft', updateId, text })
  }

  function press(): void {
    const notice = chance.pick(town.notices)
    const member = chance.pick(citizens.filter(({ branch }) => branch === notice.branch))
    const group = groupOf(notice.branch)
    const [shown] = group.room().messages
    const below = shown ?? town.telegram.messagesIn(group)[0]
    if (below === undefined) return talk()
    const pressed = personOf(member.chat).forges(below, notice.token)
    if (pressed.updateId !== undefined)
      deeds.push({ kind: 'press', updateId: pressed.updateId, press: pressed, notice: notice.id, member: member.id })
  }

  function talk(): void {
    const who = chance.pick(citizens.filter(({ office }) => office === undefined))
    const group = groupOf(who.branch)
    const { updateId } = personOf(who.chat).says(group, chance.pick(['/今天雨真大', '/谁家的羊跑了']))
    if (updateId !== undefined) deeds.push({ kind: 'talk', updateId })
  }

  const something = (): void => {
    const lot = chance.next()
    if (lot < 0.04) draft()
    else if (lot < 0.9) press()
    else talk()
  }
  const beat = setInterval(() => {
    for (let one = 0; one < perSecond / 50; one += 1) something()
  }, 20)
  return { deeds, something, stop: () => clearInterval(beat) }
}
