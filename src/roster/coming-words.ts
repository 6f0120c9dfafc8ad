/** What the secretary hears when people come into a group or leave it; numbers only, whoever they are called. */
export const comingWords = {
  came: (title: string, people: number, members: number) =>
    `${title}来了 ${people} 个人${members === 0 ? '' : `，认得的党员 ${members} 人`}。\n还没绑定的党员，请发：绑定码 姓名`,
  went: (title: string, people: number, members: number) =>
    `${title}走了 ${people} 个人${members === 0 ? '' : `，认得的党员 ${members} 人`}。\n名单没有动，请您核对一下`,
  why: '群里有人进出，请书记核对',
} as const
