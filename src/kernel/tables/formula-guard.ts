// A cell that begins like this may be run as a formula by the program that opens the file: https://owasp.org/www-community/attacks/CSV_Injection
const LOOKS_LIKE_FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/u
const WAS_GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/u

/** Puts an apostrophe before text a spreadsheet might run. */
export function guardFormula(text: string): string {
  return LOOKS_LIKE_FORMULA.test(text) ? `'${text}` : text
}

/** Takes back exactly the apostrophe `guardFormula` put, so that our own files come back as they were. */
export function unguardFormula(text: string): string {
  return WAS_GUARDED.test(text) ? text.slice(1) : text
}
