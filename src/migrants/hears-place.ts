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

/** What may stand before the place of somebody who tells where he is: himself, the time, the verb of being or moving. */
const BEFORE_PLACE =
  /^(?:报告|书记|支书|组织|主任|汇报|说|一?声|一?下|现|向|支部|领导|我们?|俺们?|额|咱|偶|自己|本人|人|老两口|两口子|全家|一家|两个|家人|哥|嫂|弟媳?|姐|妹|爱人|老公|媳妇|老婆|婆娘|老伴|儿子|女儿|孩子|跟|和|与|带着?|随|同|现在|目前|如今|而今|今年|今天|这几天|这个月|上个?月|上周|前天|昨天|昨晚|今早|年初|年后|年前|节后|国庆|过完年|正月|腊月|\d{1,2}月份?|\d{1,2}号|[一二三四五六七八九十]{1,3}月份?|初[一二三四五六七八九十]|这会儿?|而家|依家|刚|才|又|已经?|都|也|就|还|终于|换|个|地方|厂子?|工地|工作|单位|城市|公司|住处|搬家?|从|离开|不|了|啦|咯|的|来|去|到|至|往|在|搁|喺|于|住|待|呆|是|落脚|安顿|调|转|挪|迁|移|跑|回|打工|上班|做事|务工|进|干|现居|居住?|常住|被|派|老板|出来|出门|外出|,|，|\s)*$/
const NOT_NOW =
  /想当年|以前|从前|当年|去年|前年|曾|原来|那年|年轻|小时候|过(?:了)?(?:工|班|去|年轻)|(?:到|去|在|来)过|打过|(?:买|寄|带|产|生|做|卖|拍|学|念|借|捡|出)的|接(?:人|站|机|亲|孩子|娃)|转车|转机|换乘|中转|路过|旅游|出差|做客|吃酒|喝酒|机场|开会|上坟|喝喜酒|的(?:时候|人|菜|房|路|天|车|物价|工资)/

const FROM = /^(?:我|人)?(?:刚|又|已经)?(?:从|打|由).{1,8}(?:到|去|来|搬到|换到|转到|调到)(?:了)?$/

/** Tells whether a clause says that its sender is or has moved to the place: nothing else stands before it. */
export function standsAtPlace(clause: { readonly text: string; readonly typed: string }, place: string): boolean {
  if (NOT_NOW.test(clause.text)) return false
  const at = clause.typed.indexOf(place)
  const before = clause.text.slice(0, Math.max(at, 0))
  return BEFORE_PLACE.test(before) || FROM.test(before)
}
