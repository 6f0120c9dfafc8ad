/** What a check of the archive says, in plain lines that name the entry. */
export const archiveWords = {
  entry: ({ position, kind, subject }: { readonly position: number; readonly kind: string; readonly subject: string }) =>
    `第 ${position + 1} 条（${kind} ${subject}）`,
  changed: (entry: string) => `${entry}的内容与存档对不上：被改过`,
  missing: (entry: string) => `${entry}的内容不见了`,
  gap: (position: number) => `第 ${position + 1} 条前后接不上：中间少了或多了`,
  badSignature: (size: number) => `到第 ${size} 条为止的签名不对：这一行被改过`,
  otherKey: (size: number) => `到第 ${size} 条为止不是用本单位的钥匙签的`,
  otherPast: (size: number) => `前 ${size} 条与当时公布的对不上：其中有条目被改过`,
  tooShort: (size: number, entries: number) => `曾经公布过 ${size} 条，现在只有 ${entries} 条：少了`,
  unsigned: (covered: number, entries: number) => `第 ${covered + 1} 到 ${entries} 条没有签名`,
  badNode: (from: number, count: number) => `第 ${from + 1} 条起 ${count} 条的校验值被改过`,
  lostNodes: (count: number) => `校验值少了 ${count} 个`,
} as const
