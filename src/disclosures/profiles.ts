import type { Cadence } from './catalogue.ts'

/** Within how many days something has to be done; days of the calendar. */
export type Profile = {
  readonly key: string
  readonly name: string
  readonly source: string
  readonly article: string
  readonly validFrom: string
  /** How often the accounts are disclosed where the province says so. */
  readonly finance: Extract<Cadence, 'monthly' | 'quarterly'>
  /** The last day of the month after the period by which it must be out. */
  readonly publishByDay: number
  /** How many days after it happened a matter of its own must be out. */
  readonly whenItHappensDays: number
  /** How long it stays on the board, else it is disclosed again. */
  readonly boardDays: number
  readonly reviewerObjectsDays: number
  readonly answerReviewerDays: number
  readonly answerVillagerDays: number
  readonly townshipAnswersDays: number
  /** How long a prior disclosure waits for comments. */
  readonly commentDays: number
}

/** The strictest that is reasonable: what a township gets that names no province (DOMAIN §2.6). */
const STRICT: Profile = {
  key: 'strict',
  name: '从严（默认）',
  source: '中华人民共和国村民委员会组织法及各省办法从严',
  article: '村务公开一章',
  validFrom: '2026-01-01',
  finance: 'monthly',
  publishByDay: 15,
  whenItHappensDays: 10,
  boardDays: 10,
  reviewerObjectsDays: 5,
  answerReviewerDays: 5,
  answerVillagerDays: 5,
  townshipAnswersDays: 20,
  commentDays: 7,
}

/** The rules of provinces that a township may choose; where a province is silent, the strict figure stands. */
export const PROFILES: readonly Profile[] = [
  STRICT,
  {
    ...STRICT,
    key: 'sichuan',
    name: '四川',
    source: '四川省村务公开条例',
    article: '第十七条',
    validFrom: '2009-01-01',
    finance: 'quarterly',
    answerReviewerDays: 10,
  },
  {
    ...STRICT,
    key: 'chongqing',
    name: '重庆',
    source: '重庆市实施村民委员会组织法办法',
    article: '第二十七条',
    validFrom: '2013-10-01',
    finance: 'quarterly',
    answerVillagerDays: 3,
  },
  {
    ...STRICT,
    key: 'shandong',
    name: '山东',
    source: '山东省村务公开条例',
    article: '第八条',
    validFrom: '2018-01-01',
    boardDays: 5,
  },
  {
    ...STRICT,
    key: 'zhejiang',
    name: '浙江',
    source: '浙江省村务监督等规定',
    article: '村务公开一章',
    validFrom: '2020-01-01',
    whenItHappensDays: 5,
    answerVillagerDays: 15,
  },
  {
    ...STRICT,
    key: 'shanghai',
    name: '上海',
    source: '上海市实施村民委员会组织法办法',
    article: '村务公开一章',
    validFrom: '2020-01-01',
    finance: 'quarterly',
    answerVillagerDays: 15,
  },
]

/** The profile of this key, the strict one for any other. */
export function profileOf(key: string | undefined): Profile {
  return PROFILES.find((profile) => profile.key === key) ?? STRICT
}
