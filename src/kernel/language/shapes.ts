/** Characters that handwriting and old eyes take for one another, in groups. */
const GROUPS = [
  '到至致倒刭刲列',
  '已己巳',
  '未末',
  '签鉴检监捡佥验笺殓脸',
  '假暇叚遐瑕段',
  '请清情晴倩靖诸谙',
  '党堂常觉尝光',
  '费贵废货弗资',
  '交文父爻',
  '缴激邀檄撽',
  '阅悦',
  '收攵収牧攸',
  '报抱服扱',
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
