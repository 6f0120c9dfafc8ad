import type { FieldCell } from './field-cell.ts'
import { isBlank, isClear } from './field-cell.ts'
import type { Notes } from './remarks.ts'
import type { Office } from './types.ts'

/** Who holds what, by the words people use (DOMAIN glossary). Compared after 村, 支部, 党支部 and the like are taken off the front. */
const WORDS: readonly (readonly [Office, string])[] = [
  ['secretary', '书记 党委书记'],
  ['deputy_secretary', '副书记 党委副书记'],
  ['organization_officer', '组织委员 组委 组织委'],
  ['publicity_officer', '宣传委员 宣委 宣传委'],
  ['discipline_officer', '纪检委员 纪律检查委员 纪检监察委员 纪委委员 纪检委'],
  ['clerk', '文书 村文书'],
  [
    'supervisor',
    '监督委员会主任 监委会主任 村务监督委员会主任 监委主任 监督委员会委员 监委会委员 监督委员会成员 监委会成员 监委委员 村务监督委员会委员 村务监督委员会成员 监督小组组长 监督小组成员 务监督委员会主任 务监督委员会委员 务监督委员会成员',
  ],
  ['group_leader', '党小组长 党小组组长 小组长'],
  ['liaison', '联络员 联系人 联络人 流动党员联络员 流动党员联系人 党员联系人'],
  [
    'village_committee',
    '村委会委员 村委委员 村委会成员 村委会主任 村主任 村委主任 村委会副主任 副村主任 村委副主任 居委会主任 居委会副主任 居委会委员 社区主任',
  ],
  ['township_admin', '组织员'],
]

const OFFICES = new Map(WORDS.flatMap(([office, words]) => words.split(' ').map((word) => [word, office] as const)))
const NO_OFFICE = new Set('党员 普通党员 无职务 群众 正式党员 预备党员 村民'.split(' '))
const IN_FRONT = /^(?:党总支|总支部|总支|党支部|支部|村党支部|村支部|社区党支部|社区支部|村|社区|支委)/u

/** Reads the offices of a person, several in one cell too. What has no place in our glossary is listed and not given. */
export function readOffices(cell: FieldCell, notes: Notes): readonly Office[] | 'clear' {
  if (isClear(cell)) return 'clear'
  if (isBlank(cell)) return []
  const plain = cell.text.normalize('NFKC').replaceAll(/\([^)]*\)/g, '')
  const words = plain.split(/[、,;/+&\s和及兼|]+/u).map((word) => word.replace(/^(?:任|现任)/u, ''))
  const offices = words.filter((word) => word !== '').flatMap((word) => officesOf(word, cell, notes))
  return [...new Set(offices)]
}

function officesOf(word: string, cell: FieldCell, notes: Notes): readonly Office[] {
  if (NO_OFFICE.has(word)) return []
  // One person often holds both committee seats of a small branch: 组织宣传委员.
  const seats = /^(?:.*?)(组织|宣传|纪检)(组织|宣传|纪检)委员$/u.exec(word)
  if (seats !== null) return [seats[1], seats[2]].flatMap((seat) => officesOf(`${seat}委员`, cell, notes))
  if (/^第[一二三四五六七八九十\d]+党小组组?长$/u.test(word)) return ['group_leader']
  const office = OFFICES.get(word) ?? OFFICES.get(word.replace(IN_FRONT, ''))
  if (office !== undefined) return [office]
  notes.questions.push({ kind: 'unknown-office', at: [cell.at], before: word })
  return []
}
