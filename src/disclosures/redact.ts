import { findHomeAddresses } from '../kernel/privacy/find-address.ts'
import { findHealth } from '../kernel/privacy/find-health.ts'
import { locateNumbers } from '../kernel/privacy/find-numbers.ts'
import type { What } from '../kernel/privacy/finding.ts'
import { fold } from '../kernel/privacy/fold.ts'

/** What was taken out of a text before anybody but the drafter saw it (DOMAIN §6.3). */
export type Masked = Exclude<What, 'bad-light' | 'dues-amount' | 'contact-list' | 'roster'> | 'minor' | 'name'

/** A text that may be published, and what it no longer tells. */
export type Redacted = { readonly text: string; readonly masked: readonly Masked[] }

/** Somebody whose name belongs to the account: in office, or paid for work as a firm. */
export type IsPublic = (name: string) => boolean

const MARKS = [
  [',', '，'],
  [';', '；'],
  [':', '：'],
  ['(', '（'],
  [')', '）'],
  ['!', '！'],
  ['?', '？'],
] as const
const BRACKETS = /[（(【[]([^（）()【】[\]]*)[）)】\]]/gu
const CLAUSE_ENDS = /[，,、;；。]/u
const LABEL =
  /(?:(?:居民)?身份证(?:号码?)?|证件(?:号码?)?|(?:银行)?卡号?|(?:银行)?[账帐][号户]|存折(?:号)?|(?:联系)?(?:电话|手机)(?:号码?)?|联系方式|[电话微信]{2}号?|尾号)\s*[:：是为]?\s*$/u
const MINOR = /(?:(?<!\d)(?:\d|1[0-3])周?岁|[一二三四五六七八九]周?岁|十[一二三]?周?岁|婴儿|幼儿(?!园)|小学生|留守儿童|孤儿)/u
const DOOR =
  /(?:第?[0-9零一二三四五六七八九十百]{1,4}号(?:院)?|[0-9零一二三四五六七八九十百]{1,4}(?:栋|幢|单元|室|房).{0,8}?(?:室|号|房)?)$/u
const FIRM =
  /公司|厂|店|部|社|队|场|中心|超市|银行|学校|医院|卫生|所$|站|办|委|局|院|村|镇|乡|组|协会|集团|工程|建设|商行|经营|农资|物流|财政|电力|水务/u
const NAME = /^[\p{Script=Han}·]{2,6}$/u

/** Takes out what nobody may publish: numbers of people whole, addresses down to the group, health and children with their clause. */
export function redactText(text: string): Redacted {
  const masked: Masked[] = []
  const plain = fold(text).plain
  const outside = plain.replace(BRACKETS, (whole, inner: string) => {
    const clauses = inner.split(CLAUSE_ENDS).map((clause) => ({ clause, found: privateIn(clause) }))
    const found = clauses.flatMap((one) => one.found)
    if (found.length === 0) return whole
    masked.push(...found)
    const kept = clauses.filter((one) => one.found.length === 0 && one.clause.trim() !== '').map(({ clause }) => clause)
    return kept.length === 0 ? '' : `（${kept.join('，')}）`
  })
  const bare = dropNumbers(outside, masked)
  const kept = bare.split(/(?<=[，,；;。])/u).filter((clause) => {
    const found = [...healthIn(clause), ...minorIn(clause)]
    masked.push(...found)
    return found.length === 0
  })
  const tidy = shortenAddresses(kept.join(''), masked).replaceAll(/[，,；;、\s]+$/gu, '')
  return masked.length === 0 ? { text, masked } : { text: withMarksOf(text, tidy), masked: [...new Set(masked)] }
}

/** Folding makes every mark a plain one; what was typed with Chinese marks gets them back. */
function withMarksOf(typed: string, folded: string): string {
  return MARKS.reduce(
    (text, [plain, chinese]) => (typed.includes(chinese) && !typed.includes(plain) ? text.replaceAll(plain, chinese) : text),
    folded,
  )
}

/** The name of whoever was paid: a private person's is masked 张*明, a firm's and an officer's stay (DOMAIN §6.3). */
export function redactPayee(name: string, isPublic: IsPublic): Redacted {
  const plain = name.replaceAll(/\s/gu, '')
  if (!NAME.test(plain) || FIRM.test(plain) || isPublic(plain)) return redactText(name)
  return { text: maskPerson(plain), masked: ['name'] }
}

/** Names of private persons that stand in the running text are masked where they stand. */
export function redactNames(text: string, privateNames: readonly string[]): Redacted {
  const found = privateNames.filter((name) => text.includes(name))
  return found.length === 0
    ? { text, masked: [] }
    : { text: found.reduce((rest, name) => rest.replaceAll(name, maskPerson(name)), text), masked: ['name'] }
}

function maskPerson(name: string): string {
  const signs = [...name]
  if (signs.length < 3) return `${signs[0] ?? ''}*`
  return `${signs[0] ?? ''}${'*'.repeat(signs.length - 2)}${signs.at(-1) ?? ''}`
}

function privateIn(clause: string): readonly Masked[] {
  const numbers = locateNumbers(clause).map(({ what }) => what as Masked)
  const homes = findHomeAddresses(fold(clause).tight).map((): Masked => 'home-address')
  return [...numbers, ...homes, ...healthIn(clause), ...minorIn(clause)]
}

function healthIn(clause: string): readonly Masked[] {
  return findHealth(fold(clause).tight, []).map((): Masked => 'health')
}

function minorIn(clause: string): readonly Masked[] {
  return MINOR.test(fold(clause).tight) ? ['minor'] : []
}

/** A number goes with the label before it, so that no empty 电话： is left behind. */
function dropNumbers(text: string, masked: Masked[]): string {
  let rest = text
  for (const { what, start, end } of locateNumbers(text).toSorted((one, other) => other.start - one.start)) {
    masked.push(what as Masked)
    rest = `${rest.slice(0, start).replace(LABEL, '')}${rest.slice(end)}`
  }
  return rest
}

/** 三组12号 becomes 三组: where the group lives is public, the door is not. */
function shortenAddresses(text: string, masked: Masked[]): string {
  if (findHomeAddresses(fold(text).tight).length === 0) return text
  masked.push('home-address')
  return text.replaceAll(
    /((?:[0-9零一二三四五六七八九十百]{1,4}(?:村民小组|小组|组|社|生产队))?)第?[0-9零一二三四五六七八九十百]{1,4}(?:号|栋|幢|单元|室)(?:[0-9零一二三四五六七八九十百]{1,4}(?:号|单元|室|房))*/gu,
    (whole, group: string) => (group !== '' || DOOR.test(whole) ? group : whole),
  )
}
