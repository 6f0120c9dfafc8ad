/** What the roster says when the people of a login have to be recognised anew. */
export const recognitionWords = {
  whySecretary: '您是书记，群里认不准人要告诉您',
  twoOfOneName: (room: string, name: string) =>
    `“${room}”里有两个人都叫“${name}”。\n分不清是谁，他们回的先不记。\n请他们改群昵称，再请说：认人`,
  whyNewLogin: '您管着这个群，要重新绑定',
  newLogin: (platform: string, rooms: readonly string[]) =>
    `${platform}重新登录了，群和人要重新认。\n请到群里说：绑定本群\n${rooms.join('\n')}`,
  byHand: (room: string) => `不登录也行，请说：绑定人工群 ${room}`,
  reasonNewLogin: '机器人重新登录了，要重新认识',
  reasonNeverSpoke: '还没有私聊过',
  found: (branch: string, waiting: number) =>
    waiting === 0 ? `本群接上了，还是${branch}的群` : `本群接上了，还是${branch}的群。\n等着的 ${waiting} 条这就发`,
  // ---- the whole group in one answer
  whoAreThey: (room: string, count: number, lines: readonly string[]) =>
    `“${room}”里这 ${count} 位，对得上吗？\n${lines.join('\n')}\n都对请回复：确认\n有不对的请回复：除了 3`,
  pair: (number: number, nickname: string, name: string) => (nickname === name ? `${number} ${name}` : `${number} ${nickname}，是${name}`),
  pairByName: (number: number, name: string) => `${number} ${name}`,
  helpWho: '认人　群里谁是谁，一次认完',
  nobodyNew: '群里没有要认的人',
  whichRoom: (titles: readonly string[]) => `是哪个群？请照这个样子发：\n${titles.map((title) => `认人 ${title}`).join('\n')}`,
  recognised: (count: number, left: number) =>
    left === 0 ? `认好了 ${count} 位。\n交党费还要本人发绑定码` : `认好了 ${count} 位，${left} 位不算。\n交党费还要本人发绑定码`,
  notRecognised: '好的，一个也没认',
  numbersHow: (count: number) => `请写 1 到 ${count} 的数字，\n比如回复：除了 3`,
} as const
