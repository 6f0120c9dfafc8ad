/** What is said when the rules of disclosure are chosen. */
export const choiceWords = {
  profileExample: (names: readonly string[]) => `可选：${names.join('、')}。\n请照这个样子发：公开规定 四川`,
  profileChosen: (place: string, name: string) => `${place}从今天起按${name}的规定。\n看规定请说：公开规定`,
  itemExample: '请照这个样子发：\n公开项目 加 自来水费 126人联名',
  itemUnknown: '没找到这一项。\n看有哪些请说：公开规定',
  itemSwitched: (place: string, name: string, owed: 'yes' | 'off') =>
    `${place}的${name}${owed === 'yes' ? '从今天起要公开' : '不用公开了'}`,
  itemAdded: (name: string, by: string) => `记下了：${name}，${by}联名要求。\n从本季度起要公开`,
  onlyTownship: '开关项目由乡镇来定',
  township: (lines: readonly string[], period: string) =>
    lines.length === 0 ? '还没有村' : [`${period}到期的公开：`, ...lines, '看一个村请说：全镇 公开 河西村'].join('\n'),
  townshipLine: (village: string, { onTime, late, missing, nothing, corrected }: Counts) =>
    `${village}：按时 ${onTime}，迟 ${late}，缺 ${missing}，本期无 ${nothing}，更正 ${corrected}`,
  village: (village: string, lines: readonly string[]) => [`${village}：`, ...lines, '整张表请用导出：检查表'].join('\n'),
  itemLine: (name: string, { onTime, late, missing, nothing, corrected }: Counts) => {
    const parts = [
      [onTime, '按时'],
      [late, '迟'],
      [missing, '缺'],
      [nothing, '本期无'],
      [corrected, '更正'],
    ] as const
    const told = parts.flatMap(([count, word]) => (count === 0 ? [] : [`${word} ${count}`]))
    return `${name}：${told.length === 0 ? '还没到期' : told.join('，')}`
  },
} as const

type Counts = {
  readonly onTime: number
  readonly late: number
  readonly missing: number
  readonly nothing: number
  readonly corrected: number
}
