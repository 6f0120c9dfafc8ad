/** Characters that handwriting and old eyes take for one another, in groups. */
const GROUPS = [
  '到至致',
  '已己巳',
  '未末',
  '签鉴检监捡佥验',
  '假暇',
  '请清情晴倩',
  '党堂常',
  '费贵废',
  '交文父',
  '缴激邀',
  '阅悦',
  '收攵',
  '报抱服',
  '撤撒撇',
  '消销俏',
  '满瞒',
  '举誉',
  '助肋',
  '通道',
  '息恩',
]

const groupOf = new Map<string, number>()
for (const [index, group] of GROUPS.entries()) for (const character of group) groupOf.set(character, index)

/** Tells whether two characters look alike enough to be taken for one another. */
export function looksLike(left: string, right: string): boolean {
  const group = groupOf.get(left)
  return left === right || (group !== undefined && group === groupOf.get(right))
}
