/** Full-width digits as plain ones; everything else, the Chinese marks too, stays as it was typed. */
export function plainDigits(text: string): string {
  return text.replaceAll(/[０-９]/gu, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) - 0xfee0))
}
