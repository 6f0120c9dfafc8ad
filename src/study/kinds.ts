import type { SessionKind } from './tables.ts'

/** Who is expected at a meeting: everybody, the committee of the branch, or a group within it. */
export type Circle = 'everybody' | 'committee' | 'party-group'

type KindRule = { readonly kind: SessionKind; readonly name: string; readonly said: RegExp; readonly circle: Circle }

/** The kinds of the glossary (DOMAIN §4) as people say them; a longer word is looked for before one it contains. */
const KINDS: readonly KindRule[] = [
  { kind: 'organizational_life_meeting', name: '组织生活会', said: /组织生活会?/gu, circle: 'everybody' },
  { kind: 'theme_party_day', name: '主题党日', said: /主题党日|党日/gu, circle: 'everybody' },
  { kind: 'party_group_meeting', name: '党小组会', said: /党小组会议?|小组会/gu, circle: 'party-group' },
  { kind: 'branch_committee_meeting', name: '支委会', said: /支委会议?|支部委员会/gu, circle: 'committee' },
  { kind: 'party_lecture', name: '党课', said: /党课/gu, circle: 'everybody' },
  { kind: 'member_assembly', name: '党员大会', said: /支部(?:党员)?大会|党员大会|党员会议?/gu, circle: 'everybody' },
  { kind: 'study_session', name: '集中学习', said: /集中学习|学习会/gu, circle: 'everybody' },
]

/** The kinds that a text names, in the order in which they were said; each once. */
export function readKinds(text: string): readonly SessionKind[] {
  let left = text
  const found: { readonly kind: SessionKind; readonly at: number }[] = []
  for (const { kind, said } of KINDS) {
    const at = left.search(new RegExp(said.source, 'u'))
    if (at === -1) continue
    found.push({ kind, at })
    left = left.replaceAll(said, (word) => '　'.repeat(word.length))
  }
  return found.toSorted((one, other) => one.at - other.at).map(({ kind }) => kind)
}

/** What a kind is called. */
export function nameOfKind(kind: SessionKind): string {
  return KINDS.find((rule) => rule.kind === kind)?.name ?? ''
}

/** The title of a meeting of these kinds: 主题党日、党课. */
export function titleOfKinds(kinds: readonly SessionKind[]): string {
  return kinds.map(nameOfKind).join('、')
}

/** Who is expected when several kinds are held on one day: the widest circle of them. */
export function circleOf(kinds: readonly SessionKind[]): Circle {
  const circles = kinds.map((kind) => KINDS.find((rule) => rule.kind === kind)?.circle)
  if (circles.every((circle) => circle === 'committee')) return 'committee'
  return circles.every((circle) => circle === 'party-group') ? 'party-group' : 'everybody'
}
