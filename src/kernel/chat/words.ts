/** What the kernel itself says. Short, polite, the result first, then the one thing to do next. */
export const kernelWords = {
  youAsked: '您问了，所以答您',
  nobody: '请用您自己的身份再点一次',
  oldChoice: '这个按钮已经过时，请直接打字',
  reasonRemoved: '机器人被移出了群',
  reasonBlocked: '对方停用了和机器人的私聊',
  voiceNote: '语音我听不懂，请打字。\n也可以请书记代记',
  notForYou: '这件事由支部书记来办。\n您可以说：帮助',
  onlyHere: (word: string) => `请到群里说：${word}`,
  onlyInPrivate: (word: string) => `请私聊我说：${word}`,
  notUnderstood: (example: string) => `没看懂您的意思。\n请照这个样子发：${example}`,
  stillNotUnderstood: '还是没看懂，不怪您。\n请说：找书记',
  /** Asked when a line may be meant for one of several open things. */
  whichOne: (open: readonly { readonly word: string; readonly title: string }[]) =>
    open.length === 1 && open[0] !== undefined
      ? `您是要办“${open[0].title}”吗？\n请回复：${open[0].word}`
      : `您说的是哪一件？\n${open.map(({ word, title }) => `${title}，请回复：${word}`).join('\n')}`,
  nothingToUndo: '十分钟内没有可撤销的记录',
  undone: (title: string) => `已撤销：${title}`,
  tooMany: '您发得太快了，我歇一分钟再看。\n已经记下的都在',
  setAside: '这条没办成，已告诉管理员。\n请过一会儿再发一次',
  setAsideForOperator: (kind: string) => `有一条消息处理不了，已放在一边。\n种类：${kind}。请看运行日志`,
  letterFailed: (letter: number, reason: string) => `有一封信没送到（第${letter}封）。\n原因：${reason}`,
  /** What was said in between never arrived, and nobody but the people in the groups knows it. */
  silence: (from: string, until: string) => `断线太久，有些消息没有收到。\n从${from}\n到${until}\n请到群里说：这段时间的请再发一次`,
  whyOperator: '程序出了状况，告诉管理员',
  whyNothing: '最近没有我发的消息可以解释',
  whyLetter: (why: string) => `为什么有这条：\n${why}`,
  whyUnderstood: (steps: readonly string[]) => `我是这样理解您上一句的：\n${steps.join('\n')}`,
} as const

export type KernelWords = typeof kernelWords
