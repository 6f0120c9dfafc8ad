import { actorOf, recordAudit } from '../kernel/audit.ts'
import type { Command, Occasion, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { moveWaiting } from '../kernel/outbox/ended-logins.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { bindAccount, memberOfMailbox, privateMailbox } from './accounts-store.ts'
import { ask } from './asking.ts'
import { getBranch } from './branches-store.ts'
import { pastChatsOf } from './epochs-store.ts'
import { findCode, recordTries, settleCode, triesIn } from './codes-store.ts'
import { codeFingerprint, issueBindCode } from './issuing.ts'
import { getMember } from './members-store.ts'
import { reachableOfficer } from './people.ts'
import { type Code, countTry, judgeCode, readCode } from './rules.ts'
import { bindingWords as words, helpLines } from './words.ts'

/** 绑定 482913: a login becomes a member's. */
export function bindingCommand(cipher: Cipher): Command {
  return {
    words: ['绑定', '绑定码是'],
    may: 'anyone',
    where: 'anywhere',
    rest: 'anywhere',
    unbound: true,
    help: helpLines.bind,
    run: (occasion) => bind(cipher, occasion),
  }
}

/** Does what a code asks for, wherever it was said. */
export function bind(cipher: Cipher, occasion: Spoken): Promise<void> {
  return occasion.mailbox.kind === 'group' ? bindInGroup(cipher, occasion) : bindInPrivate(cipher, occasion)
}

async function bindInPrivate(cipher: Cipher, occasion: Spoken): Promise<void> {
  const { tx, mailbox, now, voice } = occasion
  const typed = readCode(occasion.rest)
  if (typed === undefined) {
    await voice.reply(occasion.person.evidence === 'verified' ? words.boundBefore(occasion.person.name ?? '') : words.needCode)
    return
  }
  const tries = await triesIn(tx, mailbox.id)
  const ruling = judgeCode(await findCode(tx, codeFingerprint(cipher, typed)), tries, now)
  switch (ruling.kind) {
    case 'good':
      return welcome(occasion, ruling.code)
    case 'paused':
      await voice.reply(words.paused)
      return
    case 'used':
      await voice.reply(occasion.person.evidence === 'verified' ? words.boundBefore(occasion.person.name ?? '') : words.usedCode)
      return
    case 'expired':
    case 'revoked':
      await voice.reply(ruling.kind === 'expired' ? words.expiredCode : words.revokedCode)
      return
    case 'unknown': {
      const counted = countTry(tries, now)
      await recordTries(tx, mailbox.id, counted)
      await voice.reply(judgeCode(undefined, counted, now).kind === 'paused' ? words.paused : words.wrongCode)
    }
  }
}

async function welcome(occasion: Spoken, code: Code): Promise<void> {
  const { tx, mailbox, now, voice } = occasion
  if (!(await settleCode(tx, code.id, 'used'))) throw new Error('a code that was open was used in the same transaction')
  const member = await getMember(tx, code.member)
  const before = await memberOfMailbox(tx, mailbox.id)
  const elsewhere = await privateMailbox(tx, member.id)
  await bindAccount(tx, mailbox.id, member.id, 'verified', now)
  await moveWaiting(tx, await pastChatsOf(tx, member.id, mailbox.platform), mailbox.id)
  await recordTries(tx, mailbox.id, { tries: 0, since: '' })
  await recordAudit(
    tx,
    {
      actor: actorOf(member.id),
      action: 'account-bound',
      subject: `mailbox:${mailbox.id}`,
      before: { member: before ?? null },
      after: { member: member.id, platform: mailbox.platform },
    },
    now,
  )
  const branch = await getBranch(tx, member.branch)
  await voice.reply(words.bound(member.name, branch.name))
  if (elsewhere !== undefined && elsewhere.id !== mailbox.id) await voice.tell(elsewhere.id, words.boundElsewhere)
  if (member.consentAt === undefined) await ask(occasion, { kind: 'consent' }, words.consent, ['同意'])
}

/** A code that all could read is worth nothing any more: whoever issues codes gets a fresh one to pass on. */
async function bindInGroup(cipher: Cipher, occasion: Spoken): Promise<void> {
  const { tx, mailbox, now, voice } = occasion
  const typed = readCode(occasion.rest)
  if (typed === undefined) return
  const tries = await triesIn(tx, mailbox.id)
  const ruling = judgeCode(await findCode(tx, codeFingerprint(cipher, typed)), tries, now)
  // Nobody learns from the answer whether it was a code; guessing in a group must not use up other people's codes.
  if (ruling.kind === 'paused') return
  if (ruling.kind === 'good') await replace(cipher, occasion, ruling.code)
  else await recordTries(tx, mailbox.id, countTry(tries, now))
  if (!(await voice.privately(words.privateOnly))) await voice.reply(words.privateOnlyInGroup)
}

async function replace(cipher: Cipher, occasion: Occasion, code: Code): Promise<void> {
  const { tx, now, voice } = occasion
  await settleCode(tx, code.id, 'revoked')
  await recordAudit(tx, { actor: 'operator', action: 'bind-code-revoked', subject: `member:${code.member}` }, now)
  const member = await getMember(tx, code.member)
  const officer = await reachableOfficer(tx, member.branch, SECRETARIAL)
  if (officer === undefined) return
  const fresh = await issueBindCode(tx, { cipher, token: occasion.token }, member.id, 'operator', now)
  await voice.tell(officer.mailbox.id, words.codeSpilled(member.name, fresh))
}
