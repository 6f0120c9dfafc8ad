import { type DigitWindow, digitWindows } from './digit-windows.ts'
import { type Finding, maskNumber, type What } from './finding.ts'
import { isBankCard, isIdNumber, isLandline, isMobile, isOldIdNumber } from './identifiers.ts'

/** Groupings in which people write a number even with blanks or line breaks between. */
const MOBILE_SHAPES = new Set(['11', '12', '13', '14', '15', '3-4-4', '3-8', '7-4', '3-4-2-2', '2-3-4-4', '2-11'])
const LANDLINE_SHAPES = new Set(['10', '11', '12', '3-8', '4-7', '4-8', '3-4-4', '4-4-4', '4-3-4', '4-4-3'])
const CARD_SHAPES = new Set([
  '16',
  '17',
  '18',
  '19',
  '4-4-4-4',
  '4-4-4-4-1',
  '4-4-4-4-2',
  '4-4-4-4-3',
  '6-10',
  '6-13',
  '6-4-4-4',
  '6-4-4-5',
])
const ID_SHAPES = new Set([
  '15',
  '18',
  '6-8-4',
  '6-4-4-4',
  '6-8-3-1',
  '6-4-2-2-4',
  '3-3-8-4',
  '6-12',
  '14-4',
  '17-1',
  '6-6-3',
  '6-9',
  '12-3',
])

const LABEL_LENGTH = 12
const ID_LABEL = /身份证|证件号|证号/
const ACCOUNT_LABEL = /卡号|账号|帐号|账户|帐户|存折|银行/
const PHONE_LABEL = /电话|座机|号码|拨打|致电|联系方式/

/** Telephones of an office, which a notice may tell: the label stands before the number, in the same line. */
const OFFICE_LABEL =
  /村部|村委|居委|办公室|值班|服务中心|服务站|服务点|热线|便民|党群|政府|派出所|卫生院|供电所|水厂|社保所|司法所|学校|支部/
const HOME_LABEL = /家里|家中|家庭|家属|住宅|宅电|个人|本人|他家|她家/

/** Finds ID numbers, bank cards and telephones of people. Each place in the text is told once, as the gravest thing it may be. */
export function findNumbers(plain: string): readonly Finding[] {
  return locateNumbers(plain).map(({ what, digits }) => ({ what, excerpt: maskNumber(digits) }))
}

/** A number of somebody's and where it stands in the text. */
export type Located = { readonly what: What; readonly digits: string; readonly start: number; readonly end: number }

/** The same with their places, for whoever takes them out. */
export function locateNumbers(plain: string): readonly Located[] {
  const windows = [...digitWindows(plain, 'digits'), ...digitWindows(plain, 'spoken')]
  const judged = windows.flatMap((window) => {
    const what = judge(window, () => labelBefore(plain, window.start))
    return what === undefined ? [] : [{ what, window }]
  })
  judged.sort((one, other) => GRAVITY.indexOf(one.what) - GRAVITY.indexOf(other.what))
  const told: { readonly what: What; readonly window: DigitWindow }[] = []
  for (const each of judged) if (!told.some(({ window }) => overlap(window, each.window))) told.push(each)
  return told.map(({ what, window: { digits, start, end } }) => ({ what, digits, start, end }))
}

const GRAVITY: readonly What[] = ['id-number', 'bank-card', 'mobile', 'landline']

function judge(window: DigitWindow, label: () => string): What | undefined {
  const { digits } = window
  if (isWritten(window, ID_SHAPES) && isPersonal(digits, label)) return 'id-number'
  if (isWritten(window, CARD_SHAPES) && isCardLong(digits) && isBankCard(digits, ACCOUNT_LABEL.test(label()) ? 'named' : 'unnamed'))
    return 'bank-card'
  if (isSeveral(digits, 11, isMobile) || (isMobile(digits) && isSpelled(window))) return 'mobile'
  if (isWritten(window, LANDLINE_SHAPES) && isLandline(digits) && !isOffice(label())) return 'landline'
  if (window.between !== 'list' && isLocal(digits) && PHONE_LABEL.test(label()) && !isOffice(label())) return 'landline'
  return undefined
}

function isPersonal(digits: string, label: () => string): boolean {
  if (digits.length < 15) return false
  if (isOldIdNumber(digits) || isSeveral(digits, 18, (each) => isIdNumber(each, 'unnamed'))) return true
  return isIdNumber(digits, 'named') && (isIdNumber(digits, 'unnamed') || ID_LABEL.test(label()))
}

function isCardLong(digits: string): boolean {
  return digits.length >= 16 && digits.length <= 19
}

/** A telephone of the county, without its area code. */
function isLocal(digits: string): boolean {
  return /^[2-8]\d{6,7}$/.test(digits)
}

/** In the usual grouping, or digit by digit; amounts in a row are neither. */
function isWritten(window: DigitWindow, shapes: ReadonlySet<string>): boolean {
  if (window.between === 'nothing' || /^1(?:-1)+$/.test(window.shape)) return true
  return shapes.has(window.shape) && !window.round
}

/** A mobile number is also recognised in odd groupings, as long as one sign holds it together: 1381-234-5678. */
function isSpelled(window: DigitWindow): boolean {
  return isWritten(window, MOBILE_SHAPES) || (window.between === 'one-sign' && !window.round)
}

/** Several numbers run together without anything between. */
function isSeveral(digits: string, length: number, each: (digits: string) => boolean): boolean {
  if (digits.length <= length || digits.length % length !== 0) return false
  for (let at = 0; at < digits.length; at += length) if (!each(digits.slice(at, at + length))) return false
  return true
}

function isOffice(label: string): boolean {
  return OFFICE_LABEL.test(label) && !HOME_LABEL.test(label)
}

function labelBefore(plain: string, start: number): string {
  const before = plain.slice(Math.max(0, start - LABEL_LENGTH), start)
  return before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('。'), before.lastIndexOf(';')) + 1).replace(/\s+/g, '')
}

function overlap(one: DigitWindow, other: DigitWindow): boolean {
  return one.start < other.end && other.start < one.end
}
