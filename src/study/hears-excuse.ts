import { hasKind, isOpen, type Found, type Scene } from '../kernel/chat/scene.ts'
import { LATE, OVER, STANDING } from './absence.ts'
import { readExcuse } from './leave-grammar.ts'
import { PERHAPS } from './leave-subject.ts'

const FLURRY = /[急匆连赶帮奔倒事]忙|忙忙|忙[这那东]|上市|打鱼$|相亲会/
const NOT_NOW =
  /[急匆连赶帮奔]忙|的(?:人|同志|都|请|真|辛苦)|真累|人多|^都|辛苦了?$|上次|上回|那[年次天回时]|以前|当年|小时候|明天|后天|改天/

/** 带娃好累: a sigh. */
const TALKED_OF = /(?:真|好|太|很)(?:累|苦|难|吵|香|美|热闹)/

/** Hears a line that is an excuse from its first to its last word: 腿疼，今天走不了; 正收稻子. Anything else is left to its clauses. */
export function hearExcuse(scene: Scene): Found {
  if (!isOpen(scene, 'attendance') || isOpen(scene, 'contact_check') || scene.toOther || scene.text.length < 2) return undefined
  if (
    hasKind(scene, 'sign', 'leave', 'due', 'paid', 'advert', 'hearsay', 'if') ||
    scene.clauses.some(({ mood }) => mood.asked || mood.perhaps)
  )
    return undefined
  if (/^(?:大家|人人|个个)?都忙/.test(scene.text)) return undefined
  if (PERHAPS.test(scene.text) || STANDING.test(scene.text) || OVER.test(scene.text) || NOT_NOW.test(scene.text)) return undefined
  const { sender } = scene.utterance
  if (TALKED_OF.test(scene.text) || FLURRY.test(scene.text)) return undefined
  const excuse = readExcuse(sender !== undefined && scene.text.startsWith(sender) ? scene.text.slice(sender.length) : scene.text)
  if (!excuse || !(excuse.has('strong') || excuse.has('absent')) || (!excuse.has('absent') && LATE.test(scene.text))) return undefined
  return { intent: 'leave_request', ...((excuse.has('strong') || excuse.has('weak')) && { reason: true as const }) }
}
