import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dutyWords } from '../../src/duties/words.ts'
import { kernelWords } from '../../src/kernel/chat/words.ts'
import { sayBlocked } from '../../src/kernel/privacy/words.ts'
import { misunderstandingWords } from '../../src/misunderstandings/words.ts'
import { draftWords, noticeWords } from '../../src/notices/words.ts'
import { bindingWords, helpLines, helpWords, officeWords, ownWords } from '../../src/roster/words.ts'

/** CHAT.md §1.1. */
const MOST_CHARACTERS = 30
const TITLE = '第12号通知“明天9点开会带老花…”'
const SHORT = '第12号通知'
const WHEN = new Date('2026-11-21T18:00:00+08:00')
const GROUPS = ['河西村党员群', '河西村妇女群']
const PREVIEW = {
  text: '明天9点开会带老花镜',
  when: WHEN,
  urgent: false,
  rooms: 2,
  people: 126,
  groupless: [{ name: '河东村党支部', people: 14 }],
  file: '海报.png',
  notes: ['有 3 人还没绑定，回执要您代记'],
  ready: true,
  more: '也可以说：试发',
}

/** What the sentences that take something are said with. A new one needs an example here. */
const SAMPLES: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  preview: [
    [PREVIEW],
    [{ ...PREVIEW, text: undefined, when: undefined, urgent: true, groupless: [], file: undefined, notes: [], ready: false }],
  ],
  'draft.more': [
    ['河西村', 'now'],
    ['河西村', 'then'],
  ],
  chosen: [[['河西村党支部', '河东村党支部']]],
  blocker: [
    [{ kind: 'empty' }],
    [{ kind: 'too-long', length: 1234 }],
    [{ kind: 'no-rooms', why: 'none-bound' }],
    [{ kind: 'no-rooms', why: 'all-closed' }],
    [{ kind: 'gate', line: '没有发：里面有手机号（138****5678）。去掉后再发。' }],
    [{ kind: 'secrecy', words: ['内部', '请勿外传'] }],
  ],
  warning: [
    [{ kind: 'same', days: 0, branch: '河西村党支部' }],
    [{ kind: 'same', days: 3, branch: '青石镇党委' }],
    [{ kind: 'quiet', when: 'now', until: WHEN }],
    [{ kind: 'quiet', when: 'then', until: WHEN }],
    [{ kind: 'unbound', count: 12 }],
    [{ kind: 'closed-rooms', titles: GROUPS }],
    [{ kind: 'seal' }],
    [{ kind: 'capped', count: 3 }],
    [{ kind: 'time-unclear', examples: ['11月21日07:00', '11月21日19:00'] }],
  ],
  timeUnclear: [[['11月21日07:00', '11月21日19:00']]],
  timePast: [[WHEN]],
  audienceHow: [['河西村']],
  audienceUnclear: [['山那边村', '河西村']],
  audienceSeveral: [['西村', ['河西村党支部', '河西村流动党支部']]],
  queued: [[TITLE]],
  queuedLater: [[TITLE, WHEN]],
  scheduled: [[TITLE, WHEN, 12]],
  sentBefore: [[TITLE]],
  correctUnknown: [[12]],
  correctNotSent: [[TITLE]],
  notice: [
    [{ urgent: true, number: 12, text: '停水', branch: '河西村党支部', corrects: 11 }],
    [{ urgent: false, number: undefined, text: '', branch: '河西村党支部', corrects: undefined }],
  ],
  card: [['【通知】第12号', 26]],
  replaced: [['【通知】第12号', 13]],
  'notice.why': [['河西村流动党支部', 12]],
  whyAnswered: [[TITLE]],
  whyOpen: [[TITLE]],
  replacedToast: [[13]],
  privateThanks: [[[TITLE]], [[TITLE, TITLE]]],
  recorded: [['欧阳桂芳', TITLE]],
  recordedOthers: [[3]],
  recordNone: [['欧阳桂芳']],
  recordNot: [['欧阳桂芳', SHORT]],
  undoTitle: [[TITLE]],
  undoRecorded: [['孔兴旺', TITLE]],
  hurried: [[TITLE]],
  hurriedNot: [[TITLE, 3]],
  anothersToStop: [[TITLE, '撤回', 12]],
  withdrawnAll: [[TITLE]],
  stillHolds: [[TITLE]],
  scheduledToo: [[TITLE, 12]],
  tooLate: [
    [TITLE, GROUPS, 12, 3],
    [TITLE, GROUPS, 12, 0],
  ],
  stopped: [
    [GROUPS, 3],
    [[], 3],
  ],
  nothingLeft: [[TITLE, GROUPS, 12]],
  exampleState: [[12]],
  noSuchNotice: [[12]],
  planned: [[TITLE, WHEN]],
  plannedToo: [[[12, 13]]],
  neverSent: [[TITLE]],
  replacedBy: [[13]],
  totals: [[TITLE, 26, 12, 88]],
  perhapsNames: [['姜福生、黎桂芳']],
  nothingNames: [['姜福生、黎桂芳']],
  callNames: [['姜福生、黎桂芳']],
  undelivered: [[['河西村妇女群（还在排队）']]],
  undeliveredRoom: [['河西村妇女群', '机器人不在群里']],
  askPrivately: [[12]],
  deliveryFailed: [[TITLE, '河西村妇女群', '群里不许机器人发言']],
  blockedAtSending: [[TITLE, '已经没有能发的群']],
  missedItsTime: [[TITLE, WHEN]],
  remindGroup: [[TITLE, 12]],
  remindMember: [[TITLE]],
  remindMemberAlone: [[SHORT, '明天9点开会带老花镜']],
  remindSecretary: [[TITLE, 12]],
  missingNames: [[SHORT, 12, '姜福生、黎桂芳']],
  // ---- duties
  digest: [[['第12号通知“停水”，看到请回复：收到']]],
  callList: [['姜福生、黎桂芳']],
  missingTotals: [[['第12号通知“停水”：还差 3 人']]],
  missingLine: [[TITLE, 12]],
  unreachable: [['姜福生、黎桂芳']],
  month: [[['第12号通知“停水”：还差 3 人']]],
  'duty.more': [[3]],
  recordHow: [['孔兴旺']],
  nobodyCalled: [['欧阳桂芳']],
  tooMany: [['姜福生', 12]],
  'duty.pick': [['王大妈', ['1 王桂芳，河西村党支部，电话尾号1111']]],
  'duty.pickLine': [[1, '王桂芳', '河西村流动党支部', '1111']],
  pickNone: [[4]],
  // ---- kernel
  onlyHere: [['绑定本群']],
  notUnderstood: [
    ['姜福生', '通知情况 12'],
    [undefined, '帮助'],
  ],
  whichOne: [
    [[{ word: '收到', title: SHORT }]],
    [
      [
        { word: '收到', title: SHORT },
        { word: '发送', title: '待发的通知' },
      ],
    ],
  ],
  undone: [[`孔兴旺收到${TITLE}`]],
  setAsideForOperator: [['message'], ['bot-added']],
  letterFailed: [[123, '群里不许机器人发言']],
  silence: [['11月20日（星期五）09:00', '11月21日（星期六）18:00']],
  whyLetter: [['您问了，所以答您']],
  whyUnderstood: [[['收到通知', '换了号码']]],
  // ---- misunderstandings
  'misunderstanding.ask': [['某某收到了吗']],
  // ---- roster
  codeLink: [['http']],
  codeList: [['河西村党支部', ['姜福生 482913']]],
  unbound: [[12, '河西村党支部']],
  given: [['姜福生', '河西村党支部', 'organization_officer']],
  taken: [['姜福生', '河西村党支部', 'organization_officer']],
  givenBefore: [['姜福生', 'organization_officer']],
  notHeld: [['姜福生', 'organization_officer']],
  toldGiven: [['河西村党支部', 'organization_officer']],
  toldTaken: [['河西村党支部', 'organization_officer']],
  notYours: [['secretary']],
  notOneself: [['supervisor']],
  notBoth: [['姜福生', 'supervisor', 'secretary']],
  branchWhich: [[['河西村党支部', '河东村党支部']]],
  'office.pick': [['姜福生', ['1 姜福生，河西村党支部']]],
  'office.pickLine': [[1, '姜福生', '河西村党支部', '1234']],
  branches: [[['河西村党支部 30 人']]],
  branchLine: [[1, '河西村党支部', 30]],
  branchesLeftOut: [[12]],
  'own.card': [['姜福生', '河西村党支部', ['组织委员'], ['telegram']]],
  officeLine: [['secretary', '河西村党支部']],
  standIn: [['河西村党支部', '姜福生', 'deputy_secretary']],
  'help.more': [[2]],
  'help.open': [['第12号通知', '收到']],
  code: [['姜福生', '482913']],
  codeSpilled: [['姜福生', '482913']],
}
const ORDINARY = ['河西村', '姜福生', '姜福生']

const MODULES: Readonly<Record<string, object>> = {
  draft: draftWords,
  notice: noticeWords,
  duty: dutyWords,
  kernel: kernelWords,
  misunderstanding: misunderstandingWords,
  binding: bindingWords,
  office: officeWords,
  own: ownWords,
  help: helpWords,
  helpLine: helpLines,
}
/** What stands for itself and is said to nobody, or is told of a person in clear elsewhere. */
const FROM_OTHERS = new Set(['binding', 'office', 'own', 'help', 'helpLine'])

function* sentencesOf(module: string, words: object): Generator<readonly [string, string]> {
  for (const [name, word] of Object.entries(words) as [string, unknown][]) {
    if (typeof word === 'string') yield [`${module}.${name}`, word]
    else if (typeof word === 'function') {
      const samples = SAMPLES[`${module}.${name}`] ?? SAMPLES[name] ?? (FROM_OTHERS.has(module) ? [ORDINARY] : undefined)
      if (samples === undefined) throw new Error(`the sentence ${module}.${name} has no example in this test`)
      for (const values of samples) yield [`${module}.${name}`, String((word as (...values: readonly unknown[]) => unknown)(...values))]
    } else if (typeof word === 'object' && word !== null) yield* sentencesOf(`${module}.${name}`, word)
  }
}

const SAID = Object.entries(MODULES).flatMap(([module, words]) => [...sentencesOf(module, words)])

describe('every sentence that is said', () => {
  test.each(SAID)('%s: %s', (_name, text) => {
    for (const sentence of text.split(/[。？；\n]/u)) expect([...sentence].length, sentence).toBeLessThanOrEqual(MOST_CHARACTERS)
    expect(text).not.toMatch(/[!！]|错误|失败|undefined|null|NaN|\[object/u)
    expect(text.replaceAll(/http|\.png/gu, '')).not.toMatch(/[A-Za-z]/u)
    expect(text).not.toMatch(/你(?!是谁)/u)
    expect(text).not.toMatch(/。$/u)
  })

  test.each([
    'id-number',
    'bank-card',
    'mobile',
    'landline',
    'home-address',
    'health',
    'bad-light',
    'dues-amount',
    'contact-list',
    'roster',
  ] as const)('what the gate says of %s', (what) => {
    for (const line of [
      sayBlocked([{ what, excerpt: '138****5678' }]),
      sayBlocked([
        { what, excerpt: '王**' },
        { what: 'mobile', excerpt: '1' },
      ]),
    ]) {
      for (const sentence of line.split('。')) expect([...sentence].length, sentence).toBeLessThanOrEqual(MOST_CHARACTERS)
      expect(line).not.toMatch(/[!！A-Za-z]|错误|你/u)
    }
  })
})

describe('every file of sentences', () => {
  const files = ['src', 'bots'].flatMap((top) =>
    readdirSync(top, { recursive: true, encoding: 'utf8' })
      .filter((path) => /(?:^|\/)words\.ts$/u.test(path))
      .map((path) => join(top, path)),
  )
  test.each(files)('%s has no scolding, no shouting, no 你', (path) => {
    const said = [...readFileSync(path, 'utf8').matchAll(/'[^'\n]*'|`[^`]*`/gu)]
      .map(([text]) => text)
      .filter((text) => /\p{Script=Han}/u.test(text))
    expect(said.length).toBeGreaterThan(0)
    for (const text of said) expect(text).not.toMatch(/[！]|错误|失败|你(?!是谁)/u)
  })
})
