import { ownLine, readChainList } from '../kernel/chat/chain-list.ts'
import { NONE, isOpen, type Found, type Scene } from '../kernel/chat/scene.ts'
import { moneyAt } from '../kernel/language/money.ts'

const NOT_PAID = /没|未|不|待|明天|等|后补|再交|欠/

/** A chain list of dues: the sender's own line claims, with its amount if one is written. */
export function hearDuesChain(scene: Scene): Found {
  const list = readChainList(scene.whole)
  if (!list || !/党费/.test(list.topic) || !isOpen(scene, 'dues')) return undefined
  const own = ownLine(list, scene.utterance.sender)
  if (own === undefined || NOT_PAID.test(own)) return NONE
  const at = own.search(/[\d¥一二三四五六七八九十]/)
  const money = at === -1 ? undefined : moneyAt(own, at)
  return { intent: 'dues_claim', ...(money && { amount_fen: money.fen }) }
}
