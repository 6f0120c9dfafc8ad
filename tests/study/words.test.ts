import { describe, expect, test } from 'vitest'
import { attendanceWords, officeWords } from '../../src/study/attendance-words.ts'
import { callWords, meetingWords } from '../../src/study/words.ts'

/** CHAT.md §1.1. */
const MOST_CHARACTERS = 30
const TITLE = '11月24日的主题党日'
const TOTALS = { expected: 31, present: 24, leave: 5, absent: 2, open: 3, guests: 2 }
const FACTS = { place: '村部', speaker: '黎桂芳', agenda: '修水渠', material: '见附件', file: '通知.docx' }
const WHEN = '农历腊月廿三，即2027年1月30日（星期六）09:00'
const PREVIEW = {
  ...FACTS,
  title: '主题党日、党课',
  when: WHEN,
  expected: 38,
  exempt: 2,
  exemptNames: '邓志明、孔兴旺',
  rooms: 2,
  alone: 3,
  unreachable: '孔兴旺',
  circle: 'everybody',
  notes: [],
  ready: true,
  wantsCode: true,
  hourBefore: true,
}

/** What a sentence is filled with; where nothing is said here, a title and two names. */
const SAMPLES: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  timeUnclear: [[['11月24日07:00', '11月24日19:00'], '村部 主题党日']],
  preview: [
    [PREVIEW, 'new'],
    [{ ...PREVIEW, circle: 'committee', ready: false }, 'change'],
  ],
  blocker: [
    [{ kind: 'past' }],
    [{ kind: 'nobody', circle: 'party-group' }],
    [{ kind: 'nobody', circle: 'everybody' }],
    [{ kind: 'no-rooms' }],
    [{ kind: 'secrecy', words: ['机密', '绝密'] }],
  ],
  warning: [
    [{ kind: 'short-notice' }],
    [{ kind: 'same-kind', title: TITLE }],
    [{ kind: 'holiday', name: '国庆', examples: ['9月30日', '10月8日'] }],
    [{ kind: 'quiet' }],
  ],
  changeWhich: [[['改 11月24日07:00', '改 11月24日19:00']]],
  queued: [[TITLE, 12]],
  queuedLater: [[TITLE, 12]],
  which: [[[`第1次：${TITLE}`], '取消会议']],
  whichLine: [[12, TITLE]],
  schedule: [[['12月5日（星期六）09:00 主题党日 村部']]],
  proposed: [[{ ...FACTS, title: '主题党日', when: WHEN, holiday: '国庆' }]],
  call: [[{ ...FACTS, title: '主题党日', when: WHEN, branch: '河西村党支部' }]],
  'meeting.changed': [[{ ...FACTS, title: '主题党日', when: WHEN, branch: '河西村党支部' }]],
  'meeting.cancelled': [[TITLE, '河西村党支部']],
  eveningBefore: [['主题党日', WHEN, '村部']],
  hourBefore: [['主题党日', '09:00', undefined]],
  card: [
    [TITLE, 'word'],
    [TITLE, 'code'],
  ],
  counted: [[TITLE, TOTALS]],
  line: [[TITLE, TOTALS]],
  'attendance.closed': [[TITLE, TOTALS]],
  late: [[TITLE, 25]],
  proxies: [[['孔兴旺签到（姜福生代说）']]],
  proxyLine: [
    ['孔兴旺', '姜福生', 'check_in'],
    ['孔兴旺', undefined, 'leave'],
  ],
  stateTotals: [[TITLE, TOTALS]],
  dutyGroup: [[TITLE, 3]],
  dutySecretary: [[TITLE, 3]],
  dutyMissing: [[TITLE, 3, '孔兴旺']],
  groupSet: [['第一小组', 12]],
  openedCode: [[TITLE, '4937']],
  recorded: [['姜福生', '签到', TITLE]],
  whyAnswered: [['签到', TITLE]],
  undoTitle: [['签到', TITLE]],
  undoRecorded: [['姜福生', '签到', TITLE]],
  leaveTold: [[['姜福生', '黎桂芳'], TITLE]],
  leaveCount: [[12, TITLE]],
  leaveRefusing: [['姜福生', TITLE]],
  lateTold: [['姜福生', TITLE]],
  names: [['请假的', '姜福生']],
  ruleKept: [['每月5号 09:00 ', '主题党日']],
}

function* sentencesOf(module: string, words: object): Generator<readonly [string, string]> {
  for (const [name, word] of Object.entries(words) as [string, unknown][]) {
    if (typeof word === 'string') yield [`${module}.${name}`, word]
    else if (typeof word === 'function')
      for (const values of SAMPLES[`${module}.${name}`] ?? SAMPLES[name] ?? [[TITLE, '姜福生', '孔兴旺']])
        yield [`${module}.${name}`, String((word as (...values: readonly unknown[]) => unknown)(...values))]
  }
}

const SAID = [
  ...sentencesOf('call', callWords),
  ...sentencesOf('meeting', meetingWords),
  ...sentencesOf('attendance', attendanceWords),
  ...sentencesOf('office', officeWords),
]

describe('every sentence about meetings', () => {
  test.each(SAID)('%s: %s', (_name, text) => {
    for (const sentence of text.split(/[。？；\n]/u)) expect([...sentence].length, sentence).toBeLessThanOrEqual(MOST_CHARACTERS)
    expect(text).not.toMatch(/[!！]|错误|失败|undefined|null|NaN|\[object/u)
    expect(text.replaceAll('docx', '')).not.toMatch(/[A-Za-z]/u)
    expect(text).not.toMatch(/你/u)
    expect(text).not.toMatch(/。$/u)
  })

  test('what a group hears has no place for a name', () => {
    for (const [name, text] of SAID.filter(([of]) =>
      /^(?:meeting\.(?:call|changed|cancelled|eveningBefore|hourBefore)|attendance\.(?:card|counted|line|closed))$/.test(of),
    ))
      expect(text.replace('主讲：黎桂芳', ''), name).not.toMatch(/姜福生|孔兴旺|黎桂芳|缺席|没到|未到/u)
  })
})
