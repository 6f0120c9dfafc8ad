import { type Day, sayShortDay } from '../kernel/day.ts'
import type { MatterJudged, MatterStep } from './matters.ts'
import type { TakenStep } from './matters-store.ts'

const STEPS: Readonly<Record<MatterStep, string>> = {
  1: '支部提议',
  2: '两委商议',
  3: '党员大会',
  4: '村民代表会议',
  5: '决议公开',
  6: '结果公开',
}

function example(id: number, step: MatterStep): string {
  if (step >= 5) return `议事 ${id} ${STEPS[step]} 第17号`
  if (step >= 3) return `议事 ${id} ${STEPS[step]} 应到30 实到24 同意20${step === 4 ? ' 修到三组' : ''}`
  return `议事 ${id} ${STEPS[step]}`
}

function nextLine(id: number, next: MatterStep | undefined): string {
  return next === undefined ? '四议两公开都走完了' : `下一步请说：${example(id, next)}`
}

function why(id: number, step: MatterStep, judged: Exclude<MatterJudged, { kind: 'goes' }>): string {
  switch (judged.kind) {
    case 'done':
      return `${STEPS[step]}已经记过了`
    case 'skips':
      return `还没到${STEPS[step]}，先要有${STEPS[judged.next]}。\n请说：${example(id, judged.next)}`
    case 'no-count':
      return `要有应到、实到、同意的人数。\n请照这个样子发：${example(id, step)}`
    case 'wrong-count':
      return '人数对不上：同意不会多过实到，实到不会多过应到'
    case 'too-few-present':
      return '到会不足三分之二，这次不算数'
    case 'not-carried':
      return '同意没有过半，这一步没有通过'
    case 'no-resolution':
      return `要写明决议。\n请照这个样子发：${example(id, step)}`
    case 'no-disclosure':
      return `要有已公开的号数。\n先说发公开，再说：${example(id, step)}`
  }
}

/** What is said about matters on their way through the four discussions. */
export const matterWords = {
  unknown: '没有这一件。\n看有哪些请说：议事',
  onlyDrafters: '议事由支部和村委会来记',
  begun: (id: number, title: string) => `记下了第 ${id} 件：${title}\n${nextLine(id, 1)}`,
  taken: (id: number, step: MatterStep, on: Day, next: MatterStep | undefined) =>
    `第 ${id} 件，${sayShortDay(on)}${STEPS[step]}，记下了。\n${nextLine(id, next)}`,
  ended: (id: number) => `第 ${id} 件已经走完了四议两公开`,
  refused: (id: number, step: MatterStep, judged: Exclude<MatterJudged, { kind: 'goes' }>) => why(id, step, judged),
  list: (lines: readonly string[]) => (lines.length === 0 ? '还没有议的事。\n请照这个样子发：议事 修到三组的路' : lines.join('\n')),
  listLine: (id: number, title: string, next: MatterStep | undefined) =>
    `第 ${id} 件 ${title}，${next === undefined ? '走完了' : `下一步${STEPS[next]}`}`,
  matter: (id: number, title: string, steps: readonly TakenStep[], next: MatterStep | undefined) =>
    [
      `第 ${id} 件：${title}`,
      ...steps.map(({ step, on, count, resolution, disclosure }) =>
        [
          `${sayShortDay(on)}${STEPS[step]}`,
          ...(count === undefined ? [] : [`应到 ${count.entitled}，实到 ${count.present}，同意 ${count.inFavour}`]),
          ...(resolution === undefined ? [] : [resolution]),
          ...(disclosure === undefined ? [] : [`第 ${disclosure} 号公开`]),
        ].join('，'),
      ),
      nextLine(id, next),
    ].join('\n'),
} as const
