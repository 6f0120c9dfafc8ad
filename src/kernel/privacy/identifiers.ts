const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECK_SIGNS = '10X98765432'
/** The first two digits are the province (GB/T 2260). */
const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123])/

/** An ID number of 18 digits whose check sign is right (GB 11643), or whose province and birthday are, when the text says it is one. */
export function isIdNumber(digits: string, said: 'named' | 'unnamed'): boolean {
  if (!/^\d{17}[\dX]$/.test(digits) || !PROVINCE.test(digits) || !isBirthday(digits.slice(6, 14))) return false
  return said === 'named' || checkSignOf(digits) === digits[17]
}

/** An ID number of the first generation: 15 digits, without a check sign, born in the 1900s. */
export function isOldIdNumber(digits: string): boolean {
  return /^\d{15}$/.test(digits) && PROVINCE.test(digits) && isBirthday(`19${digits.slice(6, 12)}`)
}

/** A bank card: 16 to 19 digits that pass Luhn's check and begin as cards in China do; any beginning when the text says it is one. */
export function isBankCard(digits: string, said: 'named' | 'unnamed'): boolean {
  return /^\d{16,19}$/.test(digits) && (said === 'named' || (/^(?:3[4-7]|[456]|95)/.test(digits) && passesLuhn(digits)))
}

/** A mobile number of the mainland, with or without 86 before it. */
export function isMobile(digits: string): boolean {
  return /^(?:0|0?86|0086)?1[3-9]\d{9}$/.test(digits)
}

/** A landline with its area code: 010, 02x and 03xx to 09xx. */
export function isLandline(digits: string): boolean {
  return /^(?:010|02\d)\d{8}$|^0[3-9]\d{2}\d{7,8}$/.test(digits)
}

function checkSignOf(digits: string): string | undefined {
  return CHECK_SIGNS[WEIGHTS.reduce<number>((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11]
}

function isBirthday(text: string): boolean {
  const iso = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`
  const at = Date.parse(`${iso}T00:00:00Z`)
  return /^(?:19|20)/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(iso)
}

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    const counted = at % 2 === 0 ? digit : digit * 2
    sum += counted > 9 ? counted - 9 : counted
  }
  return sum % 10 === 0
}
