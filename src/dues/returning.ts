import type { Spoken } from '../kernel/chat/capability.ts'
import { findMembersByName } from '../roster/directory.ts'
import { collectorWords as words } from './collector-words.ts'
import { collectable, sayClaimed } from './collectable.ts'
import type { Reason } from './entry.ts'
import { chooseOne, type House, readTypedName } from './finding.ts'
import { settleClaims } from './ledger.ts'
import { tellMember } from './telling.ts'
import { duesWords } from './words.ts'

const REASONS: readonly (readonly [RegExp, Reason])[] = [
  [/金额|数目|钱数|多了|少了/u, 'amount'],
  [/没(?:有)?(?:收|见|到)|未(?:收|见|到)|没钱|查不到/u, 'not-received'],
  [/月/u, 'months'],
]

/** 退回 张三 金额不对: the months are open again, and the member hears why, in words of ours. */
export async function returnClaim(house: House, occasion: Spoken): Promise<void> {
  const { tx, person, now, today, voice } = occasion
  const [name, ...rest] = occasion.rest.split(/[\s,，:：]+/u).filter((part) => part !== '')
  if (name === undefined || person.member === undefined) {
    await voice.privately(words.returnExample)
    return
  }
  const { held, claims } = await collectable(occasion)
  const called = readTypedName(name)
  const found = await findMembersByName(tx, called.name, held)
  const waiting = found.filter(({ id }) => claims.some(({ member }) => member === id))
  const [known] = found
  const one = waiting.length === 0 && known !== undefined ? words.nothingOf(known.name) : await chooseOne(house, occasion, called, waiting)
  if (typeof one === 'string') {
    await voice.privately(one)
    return
  }
  const own = claims.filter(({ member }) => member === one.id)
  const reason = readReason(rest.join(''))
  await settleClaims(tx, own, 'return', { reason, by: person.member }, now)
  const months = sayClaimed(own, today)
  const told = await tellMember(occasion, one.id, {
    once: `dues:return:${own[0]?.id ?? 0}`,
    text: duesWords.returned(months, reason),
    why: duesWords.whyReturned,
  })
  await voice.privately(told ? words.returned(one.name, months) : words.returnedUntold(one.name, months))
}

/** What somebody typed as the reason becomes one of ours: what people typed is not kept. */
function readReason(typed: string): Reason {
  return REASONS.find(([pattern]) => pattern.test(typed))?.[1] ?? 'other'
}
