import { type Finding, maskAddress } from './finding.ts'

const NUMBER = '[0-9零〇一二三四五六七八九十百]{1,4}'

/** Where somebody lives, down to the door (DOMAIN §6.3: an address goes to the group of houses at most). */
const HOME_ADDRESSES: readonly RegExp[] = [
  new RegExp(`${NUMBER}(?:村民小组|小组|组|社|生产队)第?${NUMBER}号`, 'g'),
  new RegExp(`${NUMBER}(?:栋|幢|座|号楼)第?${NUMBER}单元(?:${NUMBER})?`, 'g'),
  new RegExp(`${NUMBER}单元第?${NUMBER}(?:室|号|房)?`, 'g'),
  new RegExp(`${NUMBER}(?:栋|幢|号楼)[0-9]{3,4}(?![0-9元人户亩份米万])`, 'g'),
  new RegExp(`${NUMBER}(?:号|弄)[0-9]{3,4}(?:室|房)`, 'g'),
  new RegExp(`门牌(?:号码?)?(?:是|为)?[:,]?${NUMBER}`, 'g'),
  new RegExp(`(?:家住|住址|住在|家庭地址)(?:是|为)?[:,]?[^\\n。;]{0,24}?${NUMBER}号`, 'g'),
]

/** 三组12号 may be a door or the third group's turn on the 12th: what follows a date, and what no date can be. */
const DATE_FOLLOWS =
  /^(?:[(（【]|上午|下午|晚|早|中午|凌晨|前|之前|以前|后|起|至|到|开始|开会|集中|轮|值班|参加|学习|组织|召开|打扫|领取|交|星期|周|[,，]?[0-9]{1,2}[点时:：])/

const MOST_TOLD = 3

/** Finds addresses of homes in a tight text. */
export function findHomeAddresses(tight: string): readonly Finding[] {
  const found = new Map<string, Finding>()
  HOME_ADDRESSES.forEach((shape, at) => {
    for (const match of tight.matchAll(shape)) {
      if (at === 0 && isDate(match[0], tight.slice(match.index + match[0].length, match.index + match[0].length + 6))) continue
      if (found.size >= MOST_TOLD || [...found.keys()].some((other) => other.includes(match[0]))) continue
      found.set(match[0], { what: 'home-address', excerpt: maskAddress(match[0]) })
    }
  })
  return [...found.values()]
}

function isDate(address: string, after: string): boolean {
  const day = /([0-9]{1,4})号$/.exec(address)?.[1]
  return (day === undefined || Number(day) <= 31) && DATE_FOLLOWS.test(after)
}
