import { type Day, sayDay } from '../kernel/day.ts'
import { maskedText, type Preview } from './words.ts'

type Asked = Pick<Preview, 'number' | 'title' | 'period' | 'summary' | 'masked'> & { readonly reason: string | undefined }
type Refusal = 'wrong-state' | 'own-draft' | 'not-reviewer' | 'not-drafter' | 'village-committee' | 'not-yours'

const REFUSALS: Readonly<Record<Refusal, string>> = {
  'wrong-state': '这一份已经有人处理过了',
  'own-draft': '自己写的要由别人审核',
  'not-reviewer': '审核由村务监督员来做',
  'not-drafter': '回应由写的人或村委会来做',
  'village-committee': '村委会成员不能审核，这是法律规定',
  'not-yours': '这一步轮不到您来做',
}

/** What reviewers and drafters hear of one another. */
export const reviewWords = {
  why: '村务公开先经监督员审核，再发布',
  asked: ({ number, title, period, summary, masked, reason }: Asked, until: Day) =>
    [
      `请审核第 ${number} 号公开`,
      `${title}，${period}`,
      ...(reason === undefined ? [] : [`更正原因：${reason}`]),
      summary,
      maskedText(masked),
      `看全文请说：看公开 ${number}`,
      `请在${sayDay(until)}前回复：同意 ${number}`,
      `有问题请回复：不同意 ${number} 原因`,
    ].join('\n'),
  approveWord: (number: number) => `同意 ${number}`,
  openTitle: (number: number) => `第 ${number} 号公开的审核`,
  approved: (number: number) => `第 ${number} 号已审核通过并公开`,
  published: (number: number, blocked: readonly string[]) =>
    [
      blocked.length === 0 ? `第 ${number} 号已公开，正发到各群` : `第 ${number} 号已公开。\n这些群没能发：${blocked.join('、')}`,
      `送达情况请说：公开情况 ${number}`,
    ].join('\n'),
  objected: (number: number) => `已记下您对第 ${number} 号的意见。\n有回应会告诉您`,
  objectedTo: (number: number, reason: string) => `第 ${number} 号监督员有意见：\n${reason}\n请回复：回应 ${number} 内容`,
  reasonExample: (number: number) => `请说明原因，如：\n不同意 ${number} 第3笔没票据`,
  answerExample: (number: number) => `请照这个样子发：\n回应 ${number} 票据已补`,
  answered: (number: number) => `第 ${number} 号的回应已交给监督员`,
  answeredTo: (number: number, reason: string, answer: string) =>
    [`第 ${number} 号有回应`, `意见：${reason}`, `回应：${answer}`, `请回复：同意 ${number}`, `还有问题请回复：不同意 ${number} 原因`].join(
      '\n',
    ),
  nothingWaits: '眼下没有等您审核的公开',
  nothingToAnswer: '眼下没有等您回应的意见',
  noNumber: (number: number) => `没有第 ${number} 号等着审核`,
  which: (waiting: readonly { number: number; title: string }[]) =>
    ['有几份等着，是哪一份？', ...waiting.map(({ number, title }) => `第 ${number} 号 ${title}`), '请带上号数再说一次'].join('\n'),
  refused: (why: Refusal) => REFUSALS[why],
} as const
