import { readFileSync } from 'node:fs'
import { interpret } from '../../src/interpret.ts'
import type { OpenThing, Utterance } from '../../src/kernel/chat/utterance.ts'

/** What the interpreter does on one core: messages a second, and the slow end of hostile texts of 10,000 characters. */
export type InterpretFigures = { readonly messagesPerSecond: number; readonly hostileP99Milliseconds: number }

const MEASURED_SECONDS = 3
/** The engine compiles what it runs often; a bot that has run for a minute has done so. */
const WARMING_ROUNDS = 12
const HOSTILE_LENGTH = 10_000
const HOSTILE_ROUNDS = 12

type Row = {
  text: string
  chat: 'group' | 'private'
  role: Utterance['role']
  open: OpenThing[]
  sender?: string
  migrant?: boolean
  last?: string
  period?: string
}

function rows(): readonly Utterance[] {
  return ['dev', 'own'].flatMap((name) =>
    readFileSync(new URL(`../corpus/${name}.jsonl`, import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Row)
      .map((row) => ({ ...row, today: '2026-11-20' })),
  )
}

/** Texts made to be slow: long runs of what the rules look for, one after another and mixed. */
export function hostileTexts(): readonly string[] {
  const seeds = [
    '签',
    '到',
    '1',
    '一',
    '交了',
    '没',
    '不',
    '我',
    '我的',
    '会',
    '吗',
    ' ',
    '\n',
    '、',
    '「',
    '> ',
    '[OK]',
    '👍',
    '1月',
    '12块',
    '来不了',
    '别给我',
    '在东莞',
    '张三',
    '5号9点',
    '确认张三',
    '记 张三 ',
    '问 3 ',
    '意见',
    '看公开',
    '开会 明天',
    'a',
    '@',
    '@支部通',
    '腊月',
    '到1月',
    '1-',
    '1、',
    '。',
    '?',
    '「a：',
    '- ',
    '我和老张',
    '替老张',
    '𠮷',
    '\u200b',
    '簽',
    '百',
    '千',
    '13800138000',
    '换号了1',
    '请假',
    '#接龙\n1. ',
    '举报',
    '怎么',
    '什么时候',
    '组织关系',
    '别存我',
    '删',
  ]
  const mixed = Array.from({ length: 40 }, (_, index) =>
    seeds.map((_seed, place) => seeds[(place * (index + 3)) % seeds.length] ?? '').join(''),
  )
  return [...seeds, ...mixed].map((seed) => seed.repeat(Math.ceil(HOSTILE_LENGTH / seed.length)).slice(0, HOSTILE_LENGTH))
}

/** Seconds of work of this process: what others do on the machine does not count. */
function workSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000_000
}

function measureRate(utterances: readonly Utterance[]): number {
  for (let round = 0; round < WARMING_ROUNDS; round++) for (const utterance of utterances) interpret(utterance)
  let heard = 0
  const from = workSeconds()
  while (workSeconds() - from < MEASURED_SECONDS) {
    for (const utterance of utterances) interpret(utterance)
    heard += utterances.length
  }
  return heard / (workSeconds() - from)
}

function measureHostile(): number {
  const opens: readonly OpenThing[][] = [['attendance'], ['dues', 'notice'], ['contact_check'], ['preview'], ['review', 'feedback_reply']]
  const times: number[] = []
  for (let round = 0; round < HOSTILE_ROUNDS; round++) {
    for (const text of hostileTexts()) {
      const open = opens[round % opens.length] ?? []
      const utterance: Utterance = {
        text,
        chat: round % 2 === 0 ? 'private' : 'group',
        role: round % 3 === 0 ? 'secretary' : 'member',
        open,
        today: '2026-11-20',
        sender: '张三',
        last: 'check_in',
        migrant: true,
      }
      const from = workSeconds()
      interpret(utterance)
      times.push((workSeconds() - from) * 1000)
    }
  }
  times.sort((left, right) => left - right)
  return times[Math.floor(times.length * 0.99)] ?? 0
}

/** Measures the interpreter on the labelled rows and on hostile texts. */
export function benchInterpret(): Promise<InterpretFigures> {
  const messagesPerSecond = Math.round(measureRate(rows()))
  const hostileP99Milliseconds = Math.round(measureHostile() * 100) / 100
  return Promise.resolve({ messagesPerSecond, hostileP99Milliseconds })
}
