/** What the duties say. The first reminder assumes goodwill; nobody is named where others read. */
export const dutyWords = {
  digest: (lines: readonly string[]) => ['给您提个醒，已办过就不用理会：', ...lines, '不想收提醒，请回复：别发了'].join('\n'),
  whyReminder: '按提醒的次序发的：先群里一次，再私聊；您一办完就停',
  whySecretary: '提醒已发完，剩下的请您打电话问问',
  callList: (names: readonly string[]) => `要打电话的：${names.join('、')}`,
  nobodyMissing: '都办好了，没有欠着的',
  missingTotals: (lines: readonly string[]) => [...lines, '名单请私聊我说：谁还没'].join('\n'),
  missingLine: (title: string, missing: number) => `${title}：还差 ${missing} 人`,
  missingNames: (title: string, names: readonly string[]) => `${title}：还差 ${names.length} 人\n${names.join('、')}`,
  unreachable: (names: readonly string[]) => `其中私聊找不到、要打电话的：\n${names.join('、')}`,
  monthNothing: '眼下没有要办的事',
  month: (lines: readonly string[]) => ['眼下要办的：', ...lines.map((line, index) => `${index + 1}. ${line}`)].join('\n'),
  more: (count: number) => `另有 ${count} 件，请说：谁还没`,
  helpRecord: '记 姓名 收到　替人记下',
  recordExample: '请照这个样子发：记 王桂芳 收到',
  nobodyCalled: (name: string) => `名册里没有“${name}”。\n请写全名再发一次`,
  severalCalled: (name: string, names: readonly string[]) =>
    `“${name}”有 ${names.length} 位：${names.slice(0, 6).join('、')}。\n请写全名再发一次`,
  helpMissing: '谁还没　看还差谁',
  helpMonth: '本月　看要办的事',
} as const
