/** What is said of publishing collection and use: to the secretary, and to the members in totals alone. */
export const publishWords = {
  help: '公布党费 2026　公布收缴和使用',
  example: '请照这个样子发：公布党费 2026 用于慰问80元',
  nothing: (period: string) => `${period}还没有党费的账，不用公布`,
  nowhere: '支部还没有绑定的群。\n请在群里说：绑定本群',
  title: (period: string) => `${period}党费收缴和使用情况`,
  collected: (people: number, due: string, paid: string) => `党员 ${people} 人，应交${due}，实交${paid}`,
  used: (use: string) => `使用：${use}`,
  ask: '有疑问请说：找书记',
  preview: (rooms: number, text: string) => `将发给 ${rooms} 个群：\n${text}\n发出请回复：发送\n不发请回复：取消`,
  noUse: '使用情况还没有写。\n要写请重发，如：公布党费 2026 用于慰问80元',
  published: (rooms: number) => `已公布到 ${rooms} 个群`,
  publishedBefore: (period: string) => `${period}的党费已经公布过了`,
  cancelled: '好的，没有公布',
  changed: '刚才账有变动，请再看一遍',
  why: '支部书记按规定每年向党员公布党费',
} as const
