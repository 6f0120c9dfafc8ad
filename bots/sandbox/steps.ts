import type { Entry } from './journal.ts'
import type { Timeline } from './timeline.ts'
import { addressOf, firstOf, type Side, type View } from './view.ts'

/** One step of the introduction: who says what, and the address of the page on which it is already typed. */
export type Step = {
  readonly number: number
  readonly who: string
  readonly text: string
  readonly side: Side
  readonly address: string
}

/** How far somebody has come, by hand or by the chips. */
export type Progress = { done(): number }

type Line = { readonly who: 'secretary' | 'member'; readonly text: string }

const LINES: readonly Line[] = [
  { who: 'secretary', text: '发通知 明天9点开会带老花镜' },
  { who: 'secretary', text: '发送' },
  { who: 'secretary', text: '马上发' },
  { who: 'member', text: '收到' },
  { who: 'secretary', text: '通知情况' },
]

/** Words worth trying after the introduction. */
export const AFTERWARDS: readonly string[] = ['开会 明天9点 村部 主题党日', '本月', '三会一课', '谁还没 收到', '我的', '帮助']

/** Watches what people say. The first step said anew begins the introduction anew. */
export function openProgress(before: readonly Entry[], timeline: Timeline): Progress {
  let done = 0
  const hear = (entry: Entry) => {
    if (entry.kind === 'said' || entry.kind === 'pressed') done = progressAfter(done, entry.kind === 'said' ? entry.text : entry.word)
  }
  before.forEach(hear)
  timeline.watch(hear)
  return { done: () => done }
}

/** How many steps are done once this has been said. */
function progressAfter(done: number, said: string): number {
  if (said === LINES[done]?.text) return done + 1
  return said === LINES[0]?.text ? 1 : done
}

/** The introduction for this cast: a secretary writes in private, a member of the same group answers in it. */
export function stepsFor(view: View): readonly Step[] {
  const secretary = firstOf(view.cast, '书记', (person) => person.groups.length > 0)
  const member = firstOf(view.cast, '党员', (person) => person.groups.some((group) => secretary?.groups.includes(group)))
  const group = member?.groups.find((id) => secretary?.groups.includes(id))
  if (!secretary || !member || group === undefined) return []
  const phones = {
    secretary: { name: '书记私聊', side: 'right', as: secretary.id, chat: 'private' },
    member: { name: '党员在群里', side: 'left', as: member.id, chat: group },
  } as const
  return LINES.map((line, index) => {
    const { name, side, as, chat } = phones[line.who]
    const change = { [side]: chat, [`${side}As`]: as, [`${side}Draft`]: line.text, show: side }
    return { number: index + 1, who: name, text: line.text, side, address: addressOf(view, change) }
  })
}

/** The address on which these words are already typed on the phone in hand. */
export function addressToSay(view: View, text: string): string {
  return addressOf(view, { [`${view.shown}Draft`]: text })
}
