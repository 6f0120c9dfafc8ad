const MOST_NAMES = 30

function some(names: readonly string[]): string {
  return names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join('、')}等` : names.join('、')
}

/** What the secretary hears a day after a meeting, in private. */
export const afterWords = {
  left: (parts: {
    readonly title: string
    readonly number: number
    readonly lacksMinutes: boolean
    readonly sent: number
    readonly byHand: number
    readonly names: readonly string[]
  }) =>
    [
      `${parts.title}开完了，还有这些：`,
      ...(parts.lacksMinutes ? [`缺会议记录，有了才算开过。\n请说：会议记录 ${parts.number} 正文`] : []),
      ...(parts.sent === 0 ? [] : [`没来的 ${parts.sent} 人，材料已私聊送到`]),
      ...(parts.byHand === 0 ? [] : [`另有 ${parts.byHand} 人要捎材料${parts.names.length === 0 ? '' : `：${some(parts.names)}`}`]),
      ...(parts.sent + parts.byHand === 0 ? [] : [`学过了请说：记 姓名 补学 ${parts.number}`]),
    ].join('\n'),
  whyLeft: '会后一天，把没办完的告诉书记，只说一次',
  warning: (names: readonly string[]) =>
    `${some(names)}，近三次会有两次没来。\n各有各的难处，有空去坐坐、问一声。\n只告诉您一个人，也只说这一次`,
  warningTotal: (count: number) => `有 ${count} 位近三次会两次没来。\n是谁请在电脑上看，有空去坐坐、问一声`,
  whyWarning: '三次会有两次没来又没请假，\n只私下提醒书记一次',
} as const
