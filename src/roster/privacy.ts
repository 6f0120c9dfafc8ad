import { actorOf, recordAudit } from '../kernel/audit.ts'
import type { Command, Occasion, Spoken } from '../kernel/chat/capability.ts'
import { unbindAll } from './accounts-store.ts'
import { ask } from './asking.ts'
import { revokeCodesOf } from './codes-store.ts'
import { forgetPastLogins } from './epochs-store.ts'
import { forgetNamesOf, forgetNamesShownBy } from './known-names-store.ts'
import { clearPersonalData, recordConsent, sealedPhoneOf, setPhone } from './members-store.ts'
import { forgetSpoken } from './rooms-store.ts'
import { helpLines, officeWords, ownWords as words } from './words.ts'

const ABOUT_PHONE = /电话|号码|手机/u

/** 隐私 and 不要存我的信息 (PIPL 15, 17, 47): what is kept and why, and how to be forgotten. */
export const privacyCommands: readonly Command[] = [
  {
    words: ['隐私', '隐私政策'],
    may: 'anyone',
    where: 'anywhere',
    help: helpLines.privacy,
    run: async ({ voice }) => void (await voice.reply(words.privacy)),
  },
  {
    words: ['不要存我的信息', '不要存', '删除我的信息', '删掉我的信息'],
    may: 'anyone',
    where: 'private',
    run: hearPrivacyRequest,
  },
]

/** Somebody wants something forgotten: asked back once in private, because it cannot be undone by a word. */
export async function hearPrivacyRequest(occasion: Spoken): Promise<void> {
  const { tx, person, mailbox, voice, event } = occasion
  if (mailbox.kind === 'group') {
    await voice.privately(words.inPrivate('不要存我的信息'))
    return
  }
  if (person.member === undefined || person.evidence === 'probable') {
    await voice.reply(words.nothingKept)
    return
  }
  const answers = [officeWords.confirm, officeWords.cancel]
  if (!ABOUT_PHONE.test(event.text)) await ask(occasion, { kind: 'erase' }, words.eraseAsk, answers)
  else if ((await sealedPhoneOf(tx, person.member)) === undefined) await voice.reply(words.noPhone)
  else await ask(occasion, { kind: 'erase-phone' }, words.erasePhoneAsk, answers)
}

/** Notes the consent that was given. */
export async function keepConsent(occasion: Occasion): Promise<void> {
  const { tx, person, now, voice } = occasion
  if (person.member === undefined) return
  await recordConsent(tx, person.member, now)
  await recordAudit(tx, { actor: actorOf(person.member), action: 'consent-given', subject: `member:${person.member}` }, now)
  await voice.reply(words.consented)
}

/** Forgets logins, phone and where somebody spoke. The statutory record of membership stays, and the trail says so. */
export async function erase(occasion: Occasion): Promise<void> {
  const { tx, person, now, voice } = occasion
  if (person.member === undefined) return
  await voice.reply(words.erased)
  await forgetNamesShownBy(tx, person.member)
  const logins = await unbindAll(tx, person.member)
  await revokeCodesOf(tx, person.member)
  await forgetSpoken(tx, person.member)
  await forgetNamesOf(tx, person.member)
  await forgetPastLogins(tx, person.member)
  await clearPersonalData(tx, person.member)
  const deed = { actor: actorOf(person.member), action: 'personal-data-erased', subject: `member:${person.member}`, before: { logins } }
  await recordAudit(tx, deed, now)
}

/** Forgets the phone number alone. */
export async function erasePhone(occasion: Occasion): Promise<void> {
  const { tx, person, now, voice } = occasion
  if (person.member === undefined) return
  await setPhone(tx, person.member, undefined)
  await recordAudit(tx, { actor: actorOf(person.member), action: 'phone-erased', subject: `member:${person.member}` }, now)
  await voice.reply(words.phoneErased)
}
