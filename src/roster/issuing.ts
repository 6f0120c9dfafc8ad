import { createHash } from 'node:crypto'
import { type Actor, recordAudit } from '../kernel/audit.ts'
import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { addCode, findCode, revokeCodesOf } from './codes-store.ts'
import { type Member, membersOf } from './members-store.ts'
import { boundMembers } from './reach-store.ts'
import { CODE_DAYS } from './rules.ts'

/** What is needed to make a code: the key for its fingerprint and a source of unguessable texts. */
export type CodeMaker = { readonly cipher: Cipher; readonly token: () => string }

/**
 * Makes a one-time code that binds a login to a member, and takes earlier ones of that member out of use. It is told
 * once, to whoever passes it on; only its fingerprint is kept.
 */
export async function issueBindCode(tx: Tx, maker: CodeMaker, member: MemberId, actor: Actor, now: Date): Promise<string> {
  await revokeCodesOf(tx, member)
  let code = sixDigits(maker.token())
  while ((await findCode(tx, codeFingerprint(maker.cipher, code)))?.state === 'open') code = sixDigits(maker.token())
  const expiresAt = new Date(now.getTime() + CODE_DAYS * 24 * 3_600_000)
  await addCode(tx, { member, fingerprint: codeFingerprint(maker.cipher, code), expiresAt }, now)
  await recordAudit(tx, { actor, action: 'bind-code-issued', subject: `member:${member}` }, now)
  return code
}

/** The fingerprint under which a code is kept. */
export function codeFingerprint(cipher: Cipher, code: string): string {
  return cipher.hashCode(code, 'bind-code')
}

/** The active members of these branches who have no verified login yet. */
export async function unboundMembers(tx: Tx, branches: readonly BranchId[]): Promise<readonly Member[]> {
  const members = await membersOf(tx, branches)
  const bound = await boundMembers(tx, branches)
  return members.filter((member) => !bound.has(member.id))
}

/** Six digits without a leading zero, because people read them out and Excel eats zeros. */
function sixDigits(token: string): string {
  return String(100_000 + (createHash('sha256').update(token).digest().readUInt32BE() % 900_000))
}
