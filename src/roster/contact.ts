import type { Command, Occasion, Spoken } from '../kernel/chat/capability.ts'
import type { BranchId, Role } from '../kernel/chat/person.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { actorOf, recordAudit } from '../kernel/audit.ts'
import { ask, type Question } from './asking.ts'
import { getBranch } from './branches-store.ts'
import { setPhone } from './members-store.ts'
import { officersOf, phoneOf } from './people.ts'
import { helpLines, officeWords, ownWords as words } from './words.ts'

const STAND_INS: readonly Role[] = ['secretary', 'deputy_secretary', 'clerk', 'township_admin']
const MOBILE = /(?<!\d)(?:\+?86[\s-]?)?(1[3-9]\d)[\s-]?(\d{4})[\s-]?(\d{4})(?!\d)/u

/** 找书记: a name for everybody, and a phone number for the branch's own verified members in private. */
export function findSecretaryCommand(cipher: Cipher): Command {
  return {
    words: ['找书记', '联系书记', '找支书'],
    may: 'anyone',
    where: 'anywhere',
    help: helpLines.findSecretary,
    run: (occasion) => tellSecretary(cipher, occasion),
  }
}

async function tellSecretary(cipher: Cipher, occasion: Spoken): Promise<void> {
  const { tx, person, room, mailbox, voice } = occasion
  const branch: BranchId | undefined = room?.branch ?? person.branch
  if (branch === undefined) {
    await voice.reply(words.whichBranch)
    return
  }
  const { name } = await getBranch(tx, branch)
  const officers = await officersOf(tx, branch, STAND_INS)
  const own = officers.filter((officer) => officer.branch === branch)
  const found = own.find(({ role }) => role === 'secretary') ?? own[0] ?? officers[0]
  if (found === undefined) {
    await voice.reply(words.noSecretary(name))
    return
  }
  const line =
    found.role === 'secretary' && found.branch === branch ? words.secretary(name, found.name) : words.standIn(name, found.name, found.role)
  const mayCall = mailbox.kind === 'private' && person.evidence === 'verified'
  const phone = mayCall ? await phoneOf(tx, cipher, found.member) : undefined
  // Where telephones may not be sent the name must still arrive.
  const said = phone === undefined ? undefined : await voice.reply(`${line}\n${words.phone(phone)}`)
  if (said === undefined) await voice.reply(line)
}

/** Somebody tells the own new number: asked back in private, and in a group only told to take it out of there. */
export async function hearNewPhone(cipher: Cipher, occasion: Spoken): Promise<void> {
  const { event, person, mailbox, voice } = occasion
  const digits = MOBILE.exec(event.text.normalize('NFKC'))
  if (mailbox.kind === 'group') {
    if (digits !== null) await voice.privately(words.phoneInGroup)
    return
  }
  if (person.member === undefined || person.evidence === 'probable') await voice.reply(words.notBound)
  else if (digits === null) await voice.reply(words.phoneHow)
  else await askNewPhone(cipher, occasion, digits.slice(1).join(''))
}

function askNewPhone(cipher: Cipher, occasion: Occasion, phone: string): Promise<void> {
  const tail = phone.slice(-4)
  // Sealed even while the answer is waited for: a number never lies in the database in clear.
  const question: Question = { kind: 'new-phone', sealed: cipher.seal(phone), fingerprint: cipher.fingerprint(phone), tail }
  return ask(occasion, question, words.phoneAsk(tail), [officeWords.confirm, officeWords.cancel])
}

/** Keeps the number that was confirmed. */
export async function keepNewPhone(occasion: Occasion, question: Extract<Question, { kind: 'new-phone' }>): Promise<void> {
  const { tx, person, now, voice } = occasion
  if (person.member === undefined) return
  await setPhone(tx, person.member, { sealed: question.sealed, fingerprint: question.fingerprint })
  await recordAudit(tx, { actor: actorOf(person.member), action: 'phone-changed', subject: `member:${person.member}` }, now)
  await voice.reply(words.phoneKept(question.tail))
}
