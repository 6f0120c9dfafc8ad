import { runInterpret } from '../interpret.ts'
import { Refused } from '../machine.ts'

/** Reads JSON lines and writes what each means; needs no database and no network. */
export async function interpretVerb(options: { readonly why?: true }): Promise<void> {
  const status = await runInterpret(process.stdin, process.stdout, { why: options.why === true })
  if (status !== 0) throw new Refused('有的行没有读懂，见上面的行号')
}
