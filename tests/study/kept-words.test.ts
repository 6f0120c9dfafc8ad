import { expect, test } from 'vitest'
import { afterWords } from '../../src/study/after-words.ts'
import { keptWords } from '../../src/study/kept-words.ts'
import { makeUpWords } from '../../src/study/make-up-words.ts'
import { pageWords } from '../../src/study/page-words.ts'
import { paperWords } from '../../src/study/paper-words.ts'
import { judgeVote } from '../../src/study/votes.ts'
import { yearWords } from '../../src/study/year-words.ts'

/** CHAT.md §1.1. */
const MOST_CHARACTERS = 30
const TITLE = '11月23日的主题党日'
const LINK = 'http://127.0.0.1:3000/p/i7GYHsuLTuAOcNwkSRx8K4'
const TALLY = { expected: 12, present: 10, exempt_present: 0, leave: 1, absent: 1, open: 0, made_up: 1 }
const LEFT = { title: TITLE, number: 12, lacksMinutes: true, sent: 12, byHand: 2, names: ['孔兴旺', '姜福生'] }
const votes = [
  { matter: '吸收李四为预备党员', entitled: 30, present: 28, inFavour: 26 },
  { matter: '修路', entitled: 30, present: 28, inFavour: 12 },
  { matter: '修路', entitled: 30, present: 8, inFavour: 8 },
]

const SAID: readonly string[] = [
  afterWords.left(LEFT),
  afterWords.left({ ...LEFT, names: [], sent: 0, lacksMinutes: false }),
  afterWords.whyLeft,
  afterWords.warning(['姜福生', '孔兴旺', '黎桂芳']),
  afterWords.warningTotal(3),
  afterWords.whyWarning,
  keptWords.helpBook,
  keptWords.notMeant({ kind: 'several', branches: ['河西村党支部', '河东村党支部'] }, '会议记录'),
  keptWords.notMeant({ kind: 'none', number: 12 }, '会议记录'),
  keptWords.notMeant({ kind: 'none', number: undefined }, '会议记录'),
  keptWords.notBegun(TITLE),
  keptWords.showBook('minutes', 12, TITLE, undefined),
  keptWords.showBook('resolution', 12, TITLE, '同意修路'),
  keptWords.bookTooLong,
  keptWords.bookKept('minutes', 'first', 12, TITLE),
  keptWords.bookKept('resolution', 'more', 12, TITLE),
  keptWords.hoursHow(12, TITLE, undefined),
  keptWords.hoursHow(12, TITLE, 90),
  keptWords.hoursKept(TITLE, 90),
  keptWords.voteHow(12, { entitled: 28, present: 25 }),
  keptWords.voteImpossible({ matter: '修路', entitled: 30, present: 28, inFavour: 29 }),
  ...votes.map((vote) => keptWords.vote(vote, judgeVote(vote))),
  keptWords.voteRosterSays(28),
  keptWords.votes(12, TITLE, []),
  makeUpWords.recorded('姜福生', 'home_delivery', TITLE),
  makeUpWords.knownBefore('姜福生', 'home_delivery', TITLE),
  makeUpWords.wasThere('姜福生', TITLE),
  makeUpWords.nothing('姜福生'),
  makeUpWords.material(TITLE, makeUpWords.materialInFile),
  makeUpWords.whyMaterial,
  pageWords.print,
  pageWords.camera,
  ...Object.values(pageWords.link).map((say) => say(TITLE, LINK)),
  pageWords.noPages,
  pageWords.helpSigning,
  paperWords.example,
  paperWords.notBegun(TITLE),
  paperWords.nobody('姜福生'),
  paperWords.several('姜福生', 2),
  paperWords.allKnown(TITLE),
  paperWords.preview({ title: TITLE, present: 28, missing: 2, known: 4, names: ['姜福生', '孔兴旺'] }),
  paperWords.written(TITLE, { present: 28, missing: 2 }),
  paperWords.undo(TITLE, 30),
  yearWords.own(TALLY, 12.5),
  yearWords.own({ ...TALLY, leave: 0, made_up: 0 }, 0),
  yearWords.toHold('month', ['主题党日', '支委会', '党小组会']),
  yearWords.withoutMinutes([12, 13]),
  yearWords.hoursMissing(12, 32),
  yearWords.branchesToHold(12, ['河西村', '河东村', '柳湾村', '石桥村']),
  yearWords.branchesWithoutMinutes(12, ['河西村', '河东村', '柳湾村', '石桥村']),
  yearWords.helpYear,
  yearWords.year('河西村党支部', '2026', []),
  ...(['kept', 'called', 'without-minutes', 'to-hold'] as const).map((standing) =>
    yearWords.obligation({ name: '党员大会', every: 'quarter', article: 11, held: 12, standing }),
  ),
  yearWords.source('中国共产党支部工作条例（试行）'),
  ...yearWords.recent([yearWords.session(12, TITLE, 'without-minutes')]),
  yearWords.noBranch,
  yearWords.hoursRule({ source: '中国共产党党员教育管理工作条例', article: 20, exemptArticle: 23 }),
  yearWords.hoursNone,
  yearWords.hoursTotals(12, 23, 32),
  yearWords.hours({ branch: '河西村党支部', year: '2026', least: 32, lines: [yearWords.hoursLine('姜福生', 12.5)], rule: '' }),
]

test.each(SAID)('is short, polite and plain: %s', (text) => {
  for (const sentence of text.split(/[。？；\n]/u))
    expect([...sentence].length, sentence).toBeLessThanOrEqual(sentence === LINK ? LINK.length : MOST_CHARACTERS)
  expect(text).not.toMatch(/[!！]|错误|失败|undefined|null|NaN|\[object|你/u)
  expect(text.replace(LINK, '')).not.toMatch(/[A-Za-z]/u)
})
