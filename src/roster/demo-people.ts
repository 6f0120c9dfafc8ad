import type { Role } from '../kernel/chat/person.ts'
import type { BranchKind } from './tables.ts'

/** A branch of the rehearsal. `others` are members who are entered but play no part. */
export type DemoBranch = {
  readonly name: string
  readonly kind: BranchKind
  readonly others: number
  readonly group?: { readonly id: string; readonly title: string }
  readonly cast: readonly DemoPerson[]
}

/** Somebody the newcomer may play, with a login of their own. */
export type DemoPerson = {
  readonly name: string
  readonly offices?: readonly Role[]
  readonly migrant?: string
  readonly probationary?: true
}

/** Villagers who are in a group and in no roster. Every name here is made up, as is the township. */
export const VILLAGERS: readonly { readonly id: string; readonly name: string; readonly branch: string }[] = [
  { id: 'v1', name: '田小满', branch: '河西村党支部' },
  { id: 'v2', name: '潘春生', branch: '松岭村党支部' },
]

export const TOWNSHIP = '云溪镇党委'

export const BRANCHES: readonly DemoBranch[] = [
  {
    name: TOWNSHIP,
    kind: 'office',
    others: 4,
    cast: [
      { name: '沈明远', offices: ['township_admin'] },
      { name: '顾晓岚', offices: ['discipline_officer'] },
    ],
  },
  {
    name: '河西村党支部',
    kind: 'village',
    others: 27,
    group: { id: 'group:hexi', title: '河西村党员群' },
    cast: [
      { name: '周国栋', offices: ['secretary'] },
      { name: '吴玉兰', offices: ['deputy_secretary', 'organization_officer'] },
      { name: '罗建平', offices: ['village_committee'] },
      { name: '程秀芬', offices: ['supervisor'] },
      { name: '姜福生' },
      { name: '何桂英' },
      { name: '唐志强', migrant: '广东东莞' },
      { name: '高小雨', probationary: true },
    ],
  },
  {
    name: '松岭村党支部',
    kind: 'village',
    others: 24,
    group: { id: 'group:songling', title: '松岭村党员群' },
    cast: [
      { name: '谢长林', offices: ['secretary'] },
      { name: '方素珍', offices: ['organization_officer'] },
      { name: '彭大勇', offices: ['supervisor'] },
      { name: '袁秋菊' },
      { name: '冯根宝' },
    ],
  },
  { name: '白鹭湾村党支部', kind: 'village', others: 26, cast: [{ name: '邓海涛', offices: ['secretary'] }] },
  { name: '石桥村党支部', kind: 'village', others: 22, cast: [{ name: '韩丽华', offices: ['secretary'] }] },
  {
    name: '东莞流动党支部',
    kind: 'migrant',
    others: 15,
    group: { id: 'group:away', title: '在外党员群' },
    cast: [
      { name: '曹志远', offices: ['secretary'], migrant: '广东东莞' },
      { name: '许燕', offices: ['liaison'], migrant: '广东东莞' },
      { name: '梁小军', migrant: '广东惠州' },
    ],
  },
]

const SURNAMES = '王李张刘陈杨赵黄徐孙胡朱林郭马'
const GIVEN = '桂芳 建国 秀英 德福 玉梅 长顺 国华 春兰 永贵 志明 红梅 福来 金凤 水生 翠莲 大成 云霞 保田 淑珍 立新 小燕 正义 桂香'.split(
  ' ',
)

/** The name of the n-th member who plays no part. Two of 河西村 bear the same one, as happens in villages. */
export function madeUpName(n: number): string {
  const nth = n === 28 ? 8 : n
  return `${SURNAMES[nth % SURNAMES.length] ?? '王'}${GIVEN[nth % GIVEN.length] ?? '桂芳'}`
}
