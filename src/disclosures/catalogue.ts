/** How often something has to be disclosed. */
export type Cadence = 'monthly' | 'quarterly' | 'yearly' | 'when-it-happens'

/** One thing that a village discloses, with the rule that says so. */
export type CatalogueItem = {
  /** The word that the interpreter, tables and exports use. */
  readonly category: string
  readonly domain: 'village' | 'party' | 'finance'
  readonly name: string
  readonly cadence: Cadence
  /** Accounts that must agree, a table with these columns, or a text (a table is welcome too). */
  readonly form: 'account' | 'table' | 'text'
  /** What has to be told; all of it is mandatory (R3). */
  readonly fields: readonly string[]
  /** `counts-only`: numbers, never a person (DOMAIN §6.3). */
  readonly tells: 'everything' | 'counts-only'
  /** Off: shown in the rules, not owed. */
  readonly owed: 'yes' | 'off'
  readonly source: string
  readonly article: string
  /** The day from which the rule holds. */
  readonly validFrom: string
}

const VILLAGE_LAW = { source: '中华人民共和国村民委员会组织法', article: '村务公开一章', validFrom: '2026-01-01' } as const
const FINANCE_RULES = { source: '农村集体经济组织财务公开规定', article: '第五条', validFrom: '2012-01-01' } as const
const DISCLOSURE_OPINION = { source: '中办发〔2004〕17号', article: '第二部分', validFrom: '2004-06-22' } as const
const PARTY_RULES = { source: '中国共产党党务公开条例（试行）', article: '第十一条', validFrom: '2017-12-20' } as const

const whole = { tells: 'everything', owed: 'yes' } as const

/**
 * The eight disclosures, the contents added since, and party affairs. A township may switch an item off or add one at the
 * joint request of a tenth of the villagers; it is data, so that no rule has to be programmed.
 */
export const CATALOGUE: readonly CatalogueItem[] = [
  {
    category: 'finance',
    domain: 'finance',
    name: '村级财务收支',
    cadence: 'quarterly',
    form: 'account',
    fields: ['上期结余', '收入明细', '支出明细', '期末结余'],
    ...whole,
    ...FINANCE_RULES,
  },
  {
    category: 'materials',
    domain: 'village',
    name: '物资管理',
    cadence: 'quarterly',
    form: 'table',
    fields: ['物资名称', '数量', '来源', '去向'],
    ...whole,
    ...VILLAGE_LAW,
  },
  {
    category: 'collective_land',
    domain: 'village',
    name: '集体土地管理使用',
    cadence: 'quarterly',
    form: 'table',
    fields: ['地块', '面积', '承包或使用人', '期限', '费用'],
    ...whole,
    ...VILLAGE_LAW,
  },
  {
    category: 'family_planning',
    domain: 'village',
    name: '计划生育',
    cadence: 'quarterly',
    form: 'table',
    fields: ['项目', '人数'],
    tells: 'counts-only',
    owed: 'off',
    ...DISCLOSURE_OPINION,
  },
  {
    category: 'taxes_and_fees',
    domain: 'village',
    name: '税费收缴与筹资筹劳',
    cadence: 'quarterly',
    form: 'table',
    fields: ['项目', '标准', '应收', '已收'],
    ...whole,
    ...DISCLOSURE_OPINION,
  },
  {
    category: 'electricity',
    domain: 'village',
    name: '电价电费收支',
    cadence: 'quarterly',
    form: 'table',
    fields: ['项目', '用电量', '单价', '金额'],
    ...whole,
    ...DISCLOSURE_OPINION,
  },
  {
    category: 'cadre_pay',
    domain: 'finance',
    name: '村干部报酬',
    cadence: 'quarterly',
    form: 'table',
    fields: ['姓名', '职务', '项目', '金额'],
    ...whole,
    ...FINANCE_RULES,
  },
  {
    category: 'major_decisions',
    domain: 'village',
    name: '重大决策',
    cadence: 'when-it-happens',
    form: 'text',
    fields: ['事项', '议决经过', '结果', '办理情况'],
    ...whole,
    ...VILLAGE_LAW,
  },
  {
    category: 'subsidy',
    domain: 'village',
    name: '救助补贴与惠农款物',
    cadence: 'quarterly',
    form: 'table',
    fields: ['对象', '项目', '标准', '金额'],
    ...whole,
    ...VILLAGE_LAW,
  },
  {
    category: 'debts',
    domain: 'finance',
    name: '债权债务',
    cadence: 'yearly',
    form: 'table',
    fields: ['对方', '事由', '金额', '到期'],
    ...whole,
    ...FINANCE_RULES,
  },
  {
    category: 'party_affairs',
    domain: 'party',
    name: '党务',
    cadence: 'yearly',
    form: 'text',
    fields: ['事项', '内容'],
    ...whole,
    ...PARTY_RULES,
  },
  {
    category: 'policy',
    domain: 'village',
    name: '惠农政策',
    cadence: 'when-it-happens',
    form: 'text',
    fields: ['政策', '对象', '标准', '办理地点'],
    ...whole,
    ...DISCLOSURE_OPINION,
  },
]

/** The item of a category; none for a word that is in no catalogue. */
export function findItem(category: string, catalogue: readonly CatalogueItem[] = CATALOGUE): CatalogueItem | undefined {
  return catalogue.find((item) => item.category === category)
}
