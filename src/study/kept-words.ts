import type { Vote, VoteResult } from './votes.ts'

type Unmeant =
  | { readonly kind: 'several'; readonly branches: readonly string[] }
  | { readonly kind: 'none'; readonly number: number | undefined }
type Book = 'minutes' | 'resolution'

const BOOK = { minutes: '会议记录', resolution: '决议' } as const
const SHOWN = 600

const sayHours = (minutes: number): string => `${Math.round((minutes / 60) * 10) / 10} 学时`

/** What is said about the record of a meeting: its minutes, its resolution, its votes and its length. */
export const keptWords = {
  helpBook: '会议记录 第几次 正文　记下会上的事',
  bookName: BOOK,
  notMeant: (meant: Unmeant, word: string): string => {
    if (meant.kind === 'several') return `几个支部都有这一次：\n${meant.branches.join('、')}。\n请由各支部自己记`
    return meant.number === undefined ? `最近没有开过的会，先不用${word}` : `没有第${meant.number}次会。\n看有哪些，请说：三会一课`
  },
  notBegun: (title: string) => `${title}还没开，开完再记`,
  showBook: (book: Book, number: number, title: string, text: string | undefined) =>
    text === undefined
      ? `${title}还没有${BOOK[book]}。\n请照这个样子发：\n${BOOK[book]} ${number} 今天议了三件事`
      : `${title}的${BOOK[book]}：\n${text.length > SHOWN ? `${text.slice(0, SHOWN)}……（共 ${text.length} 字）` : text}\n要打印请说：打印记录 ${number}`,
  bookTooLong: '太长了，请写要点。\n长文请存成文件，另外归档',
  bookKept: (book: Book, how: 'first' | 'more' | 'anew', number: number, title: string) =>
    [
      how === 'more' ? `接着记下了：${title}` : `记下了：${title}的${BOOK[book]}`,
      ...(how === 'first' && book === 'minutes' ? ['记录齐了，这次会算数了'] : []),
      `要重写请说：${BOOK[book]} ${number} 重写 正文`,
    ].join('\n'),
  hoursHow: (number: number, title: string, minutes: number | undefined) =>
    [minutes === undefined ? `${title}还没记学时` : `${title}记了 ${sayHours(minutes)}`, `请照这个样子发：学时 ${number} 2小时`].join('\n'),
  hoursKept: (title: string, minutes: number) => `记下了：${title}学了 ${sayHours(minutes)}。\n到会和补学的都算`,
  voteHow: (number: number, known: Pick<Vote, 'entitled' | 'present'>) =>
    `请照这个样子发：\n表决 ${number} 应到${known.entitled} 实到${known.present} 赞成${known.present} 事由\n只算正式党员`,
  voteImpossible: ({ entitled, present, inFavour }: Vote) => `数对不上：应到${entitled}，实到${present}，赞成${inFavour}。\n请数好再发一次`,
  vote: ({ matter, entitled, present, inFavour }: Vote, { kind, leastPresent, leastInFavour }: VoteResult) =>
    [
      `表决：${matter}`,
      `应到 ${entitled} 实到 ${present} 赞成 ${inFavour}`,
      kind === 'passed'
        ? '赞成超过应到的一半，通过了'
        : kind === 'too-few'
          ? `到会不到一半（要 ${leastPresent} 人），不能表决`
          : `赞成没过应到的一半（要 ${leastInFavour} 票），没通过`,
    ].join('\n'),
  voteRosterSays: (entitled: number) => `留意：名册上有表决权的是 ${entitled} 人`,
  votes: (number: number, title: string, lines: readonly string[]) =>
    lines.length === 0
      ? `${title}没有记过表决。\n请照这个样子发：\n表决 ${number} 赞成18 吸收李四`
      : [`${title}的表决：`, ...lines].join('\n'),
} as const
