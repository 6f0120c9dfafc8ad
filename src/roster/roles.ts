import type { Role } from '../kernel/chat/person.ts'

/** The offices by the word people use for them, the one we say first; `member` is not an office. */
const NAMES: readonly (readonly [Exclude<Role, 'member'>, readonly string[]])[] = [
  ['deputy_secretary', ['副书记', '支部副书记']],
  ['secretary', ['书记', '支部书记', '支书', '党支部书记']],
  ['organization_officer', ['组织委员', '组织']],
  ['publicity_officer', ['宣传委员', '宣传']],
  ['discipline_officer', ['纪检委员', '纪委委员', '纪检']],
  ['group_leader', ['党小组长', '小组长', '组长']],
  ['liaison', ['联络员', '联系人']],
  ['clerk', ['文书', '村文书']],
  ['supervisor', ['村务监督员', '监督员', '监督委员', '监委会主任', '监督委员会主任']],
  ['village_committee', ['村委委员', '村委', '村委会委员', '村主任', '村委会主任']],
  ['township_admin', ['镇管理员', '管理员', '镇党委管理员', '组织干事']],
]

const byRole = new Map<Role, string>([...NAMES.map(([role, words]) => [role, words[0] ?? role] as const), ['member', '党员']])
const byWord = new Map(NAMES.flatMap(([role, words]) => words.map((word) => [word, role] as const)))
const longestFirst = [...byWord.keys()].toSorted((a, b) => b.length - a.length)

/** What people call an office. */
export function roleName(role: Role): string {
  return byRole.get(role) ?? role
}

/** The office at the end of a text (`张三 组织委员`), with what stands before it. */
export function cutRole(text: string): { readonly role: Exclude<Role, 'member'>; readonly before: string } | undefined {
  const word = longestFirst.find((one) => text.endsWith(one))
  const role = word === undefined ? undefined : byWord.get(word)
  if (word === undefined || role === undefined) return undefined
  return { role, before: text.slice(0, -word.length).trim() }
}

/** The offices of a branch that a secretary gives; the others come from above (CHAT.md §2). */
export const GIVEN_BY_SECRETARY: readonly Role[] = [
  'deputy_secretary',
  'organization_officer',
  'publicity_officer',
  'discipline_officer',
  'group_leader',
  'liaison',
  'clerk',
  'supervisor',
  'village_committee',
]
