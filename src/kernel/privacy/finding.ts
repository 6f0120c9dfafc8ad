/** Kinds of things that may not stand in a letter (DOMAIN §6.2). */
export type What =
  | 'id-number'
  | 'bank-card'
  | 'mobile'
  | 'landline'
  | 'home-address'
  | 'health'
  | 'bad-light'
  | 'dues-amount'
  | 'contact-list'
  | 'roster'

/** Something found in a letter; the excerpt is masked, so that it may be shown and never tells what it hides. */
export type Finding = { readonly what: What; readonly excerpt: string }

/** Shows the beginning and the end of a number: 138****5678. */
export function maskNumber(digits: string): string {
  const shown = digits.length > 8 ? 3 : 1
  return `${digits.slice(0, shown)}****${digits.slice(-Math.min(4, shown + 1))}`
}

/** Shows who may be meant to somebody who knows the name: 王**. */
export function maskName(name: string): string {
  const [first, ...others] = name
  return `${first ?? ''}${'*'.repeat(Math.min(2, Math.max(1, others.length)))}`
}

/** Hides the digits of an address: 三组12号 becomes *组**号. */
export function maskAddress(address: string): string {
  return address.replace(/[0-9零〇一二三四五六七八九十百]/g, '*')
}
