import type { Clause } from '../kernel/chat/clauses.ts'
import { personsOf, type Persons } from '../kernel/chat/persons.ts'
import type { Scene } from '../kernel/chat/scene.ts'
import type { Token } from '../kernel/chat/tokens.ts'
import { RECEIVER, payIndex } from './paying.ts'

/** Paid by another for the sender: his own claim. */
export const MY_CLAIM =
  /(?:替|帮|代|给)(?:我|俺|咱|额)(?:们|家)?(?:把|的|先)?(?:党费)?(?:也|都)?(?:一起|先|已经?)?(?:用|拿)?(?:微信|支付宝|现金|手机)?(?:交|缴|付|转|垫交?|代交|弄|扫)/

/** 让, 叫, 托: another was asked to do it. */
export const MADE_TO = new Set(['让', '叫', '喊', '托', '请', '要', '派', '使唤', '搭', '央'])

/** 让我儿子转给会计了: another did it for the sender. */
function isMadeToPay(tokens: readonly Token[]): boolean {
  return tokens.some(
    (token, at) => MADE_TO.has(token.text) && tokens.slice(at + 1, at + 4).some((next) => next.kind === 'relation' || next.kind === 'name'),
  )
}

/** Whose dues were paid: the sender's, those of others, or it cannot be told. A receiver is no payer. */
export function judgePersons(clause: Clause, core: number, scene: Scene): Persons {
  const { tokens } = clause
  if (MY_CLAIM.test(clause.text) || isMadeToPay(tokens)) return { kind: 'self' }
  const give = tokens.findIndex((token) => token.kind === 'give')
  const receivers = new Set(tokens.filter((token, at) => give !== -1 && at > give && give > 0 && RECEIVER.has(token.kind)))
  const beforeCore = give !== -1 && give < core ? tokens.filter((token) => !receivers.has(token) && token.kind !== 'give') : tokens
  const shifted = give !== -1 && give < core && receivers.size > 0 ? beforeCore : tokens
  const at = shifted === tokens ? core : payIndex(shifted)
  const word = tokens[core]?.text ?? ''
  const command = /^已|^上?交$|^缴$/.test(word) || tokens[core - 1]?.text === '已' ? 'command' : 'statement'
  return personsOf(shifted, at === -1 ? shifted.length : at, command, scene.utterance)
}

/** 老穆让我代交，交了: who asked the sender, in an earlier clause, to pay for him. */
export function askedToPayFor(clause: Clause, scene: Scene): string | undefined {
  const before = scene.clauses
    .slice(0, scene.clauses.indexOf(clause))
    .find(({ text }) => /(?:让|叫|托|喊)我(?:去|来)?(?:代|帮|替|给)?(?:他|她)?(?:交|缴|捎|带)/.test(text))
  return before?.tokens.find((token) => token.kind === 'name' || token.kind === 'relation')?.text
}
