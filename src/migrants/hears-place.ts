import type { Token } from '../kernel/chat/tokens.ts'
import { isVague } from './hears-words.ts'

const RANKED = /^[\u4e00-\u9fff]{1,6}?(?:街道办?|开发区|工业园|新区|[省市县区镇乡村州])/
const RANK = /^(?:省|市|县|区|镇|乡|州|街道|开发区|新区)/
const NOT_PART =
  /^(?:这边|那边|上班|打工|务工|工地|厂|公司|一个|一家|做|干|当|搞|开|种|学|了|的|呢|啊|哈|电子|服装|鞋厂|制衣|送|跑|卖|摆|住|租|找|跟|和|给|儿子|女儿|家|老家|医院|城里|乡下|郊区)/
const LONGEST_PLACE = 12

/** One place as typed: known names and ranked ones side by side (广东东莞长安镇) are one. */
function placeFrom(text: string, token: Token): string {
  let end = token.end
  while (end - token.start < LONGEST_PLACE) {
    const rest = text.slice(end)
    const rank = RANK.exec(rest)
    if (rank) {
      end += rank[0].length
      continue
    }
    if (NOT_PART.test(rest)) break
    const more = RANKED.exec(rest)
    if (!more || /[的了在到去回是有个家厂]/.test(more[0])) break
    end += more[0].length
  }
  return text.slice(token.start, end)
}

const AFTER_IN =
  /(?:在|到|去|来|往|搬到|换到|转到|回|赴|搁)(?:了)?([\u4e00-\u9fff]{1,8}?(?:街道|开发区|新区|工业园|[省市县区镇乡州]))(?!长|政府|里|上(?!班))/g

/** The places named in a clause, in order; adjacent ones are joined. Vague ones (外地) are left out. */
export function placesIn(text: string, tokens: readonly Token[]): readonly string[] {
  const places: { text: string; start: number; end: number }[] = []
  for (const token of tokens) {
    if (token.kind !== 'place') continue
    const last = places.at(-1)
    if (last && token.start < last.end) continue
    const found = placeFrom(text, token)
    if (last && last.end === token.start)
      places[places.length - 1] = { text: last.text + found, start: last.start, end: token.start + found.length }
    else places.push({ text: found, start: token.start, end: token.start + found.length })
  }
  const named = places.map((place) => place.text).filter((place) => !isVague(place))
  if (named.length > 0) return named
  return [...text.matchAll(AFTER_IN)]
    .map((found) => found[1] ?? '')
    .filter((place) => place.length > 1 && !/城里|县城|市里|镇上|老家|超市|集市|菜市|夜市|门市|城市|家乡|村镇/.test(place))
}
