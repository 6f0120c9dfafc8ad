import { namesInBadLight } from './find-bad-light.ts'
import { findHomeAddresses } from './find-address.ts'
import { findHealth } from './find-health.ts'
import { findNumbers } from './find-numbers.ts'
import { type Finding, maskName } from './finding.ts'
import { fold, type Folded } from './fold.ts'
import { type KnownNames, namesIn } from './known-names.ts'

/** Who will read a letter: everybody in a group, one person about their own matters, or somebody whose office needs it. */
export type Audience = 'group' | 'person' | 'office-holder'

/** A letter as the gate looks at it. */
export type Inspected = {
  readonly text: string
  readonly audience: Audience
  /** `own`: the platform keeps its data abroad, so only a person's own data may go there (DOMAIN §6.1, art. 36–40). */
  readonly platformPersonalData: 'all' | 'own'
  readonly knownNames: KnownNames
  /** The addressee of a private letter, who may be told about themselves. */
  readonly ownName?: string
}

/** What the gate says: nothing stands against it, or what has to be taken out. */
export type Verdict = { readonly kind: 'clean' } | { readonly kind: 'blocked'; readonly reasons: readonly Finding[] }

/** Nobody reads beyond this; what is longer is looked at up to here and refused by the platform's limit anyway. */
const LONGEST_INSPECTED = 50_000
const MOST_REASONS = 5
/** From this many names on, a text is a roster. */
const ROSTER_NAMES = 5
/** A private letter may mention one other person (a father paid for); two are a list. */
const LIST_NAMES = 2
/**
 * Who has not answered a public notice is told to the officer who sent it, abroad too: the platform has seen the names
 * in the group already, and nothing else about them stands beside. Dues, attendance and telephones stay at home.
 */
const ABOUT_RECEIPTS = /没回音|没回第|可能看到|已收到\d+人/
const ABOUT_MORE = /[交缴欠]|元|[¥￥]|签到|缺席|请假|失联|1[3-9]\d{9}/
const MONEY = /\d+(?:\.\d+)?元|[¥￥]\d/

/**
 * Reads a letter before it is stored. ID and card numbers go nowhere, because nobody's duty needs them in a chat;
 * a group reads no telephones, addresses, health matters or names in a bad light; abroad goes a person's own data only.
 */
export function inspectLetter(letter: Inspected): Verdict {
  const folded = fold(letter.text.slice(0, LONGEST_INSPECTED))
  const names = namesIn(folded.tight, letter.knownNames).filter((name) => letter.audience === 'group' || name !== letter.ownName)
  const reasons = letter.audience === 'group' ? againstGroup(folded, names) : againstPrivate(letter.audience, folded, names)
  const all = letter.platformPersonalData === 'own' ? [...reasons, ...againstAbroad(letter.audience, folded, names)] : reasons
  return all.length === 0 ? { kind: 'clean' } : { kind: 'blocked', reasons: all.slice(0, MOST_REASONS) }
}

function againstGroup({ plain, tight }: Folded, names: readonly string[]): readonly Finding[] {
  return [
    ...findNumbers(plain),
    ...findHomeAddresses(tight),
    ...findHealth(tight, names),
    ...badLight(tight, names),
    ...duesAmounts(tight, names),
  ]
}

function againstPrivate(audience: Audience, { plain, tight }: Folded, names: readonly string[]): readonly Finding[] {
  const numbers = findNumbers(plain).filter(({ what }) => what === 'id-number' || what === 'bank-card')
  const others = audience === 'person' ? badLight(tight, names) : []
  return others.length >= LIST_NAMES ? [...numbers, ...others] : numbers
}

function againstAbroad(audience: Audience, { plain, tight }: Folded, names: readonly string[]): readonly Finding[] {
  if (audience === 'person') return []
  const list = names.length >= LIST_NAMES && (MONEY.test(tight) || namesInBadLight(tight, names).length > 0)
  const receipts = audience === 'office-holder' && ABOUT_RECEIPTS.test(tight) && !ABOUT_MORE.test(tight)
  if ((list || names.length >= ROSTER_NAMES) && !receipts) return [{ what: 'roster', excerpt: names.slice(0, 3).map(maskName).join('、') }]
  const phones = audience === 'office-holder' ? findNumbers(plain).filter(({ what }) => what === 'mobile') : []
  return phones.map(({ excerpt }) => ({ what: 'contact-list', excerpt }))
}

function badLight(tight: string, names: readonly string[]): readonly Finding[] {
  if (names.length === 0) return []
  return namesInBadLight(tight, names).map((name) => ({ what: 'bad-light', excerpt: maskName(name) }))
}

/** Nobody's dues are told in a group, paid or not. */
function duesAmounts(tight: string, names: readonly string[]): readonly Finding[] {
  if (names.length === 0 || !/党费|应交|已交|补交|交了/.test(tight)) return []
  const lines = tight.split(/[\n。;；！!？?]/).filter((line) => MONEY.test(line))
  return names.filter((name) => lines.some((line) => line.includes(name))).map((name) => ({ what: 'dues-amount', excerpt: maskName(name) }))
}
