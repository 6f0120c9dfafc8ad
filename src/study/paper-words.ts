/** What is said when a list signed on paper is entered. */
export const paperWords = {
  example: '请照这个样子发：\n纸质签到 3 除了 张三 李四',
  notBegun: (title: string) => `${title}还没开，开完再录`,
  nobody: (name: string) => `这个支部没有“${name}”。\n请写全名，整行再发一次`,
  several: (name: string, count: number) => `叫“${name}”的有 ${count} 位。\n请写全名，整行再发一次`,
  allKnown: (title: string) => `${title}人人都记过了。\n要改请说：记 张三 签到`,
  preview: (parts: {
    readonly title: string
    readonly present: number
    readonly missing: number
    readonly known: number
    readonly names: readonly string[]
  }) =>
    [
      `照纸上的录：${parts.title}`,
      `签到 ${parts.present} 人，没到 ${parts.missing} 人`,
      ...(parts.names.length === 0 ? [] : [`没到的：${parts.names.join('、')}`]),
      ...(parts.known === 0 ? [] : [`已记过的 ${parts.known} 人不动`]),
      '对的请回复：记\n不录请回复：取消',
    ].join('\n'),
  written: (title: string, { present, missing }: { readonly present: number; readonly missing: number }) =>
    `录好了：${title}，\n签到 ${present} 人，没到 ${missing} 人。\n录错了请回复：撤销`,
  cancelled: '好的，没有录',
  undo: (title: string, count: number) => `照纸上录的 ${count} 人：${title}`,
} as const
