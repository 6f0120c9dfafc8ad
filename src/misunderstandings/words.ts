/** What is said when somebody tells that a line was understood wrongly. */
export const misunderstandingWords = {
  nothing: '最近没有可以核对的话',
  ask: (shape: string) => `对不起，是我理解错了。\n可以留下这句的样子改进吗？\n“${shape}”\n姓名和数字都已去掉。\n请回复：可以 / 不用`,
  kept: '谢谢您，已经留下',
  left: '好的，没有留',
  keepChoice: '可以',
  leaveChoice: '不用',
} as const
