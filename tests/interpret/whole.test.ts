import { describe, expect, test } from 'vitest'
import { foldDialect } from '../../src/kernel/chat/dialect.ts'
import { makeReadWhole } from '../../src/kernel/chat/whole.ts'
import { readDuesQuestion } from '../../src/dues/question-grammar.ts'
import { readWell } from '../../src/migrants/well-grammar.ts'
import { readExcuse } from '../../src/study/leave-grammar.ts'

describe('a text is read from its first to its last character or not at all', () => {
  const read = makeReadWhole({ fruit: ['苹果', '苹果树'], tree: ['树'] }, '[,，]|我的?', 12)

  test('every word must be accounted for', () => {
    expect(read('我的苹果,树')).toEqual(new Set(['fruit', 'tree']))
    expect(read('我的苹果坏了')).toBeUndefined()
  })
  test('the longest phrase counts', () => expect(read('苹果树')).toEqual(new Set(['fruit'])))
  test('greetings alone mean nothing', () => expect(read('我,')).toEqual(new Set()))
  test('nobody reads an essay', () => expect(read('苹果'.repeat(20))).toBeUndefined())
})

describe('who stays away says why', () => {
  test.each(['腿疼走不动', '正在地里收稻子', '陪老伴在县医院输液', '厂里赶货不放人', '雨太大,过不来', '书记对不起,今天实在走不开'])(
    '%s',
    (text) => {
      const excuse = readExcuse(text)
      expect(excuse?.has('strong') === true || excuse?.has('absent') === true).toBe(true)
    },
  )

  test.each(['吴书记今天不在', '带娃来了', '医院门口修路', '他腿疼走不动', '来不了客人'])('%s is nobody’s excuse', (text) =>
    expect(readExcuse(text)).toBeUndefined(),
  )
})

describe('who lives away says how he is', () => {
  test.each(['一切都好,勿念', '还在老厂上班', '腊月二十几回去', '中秋回了一趟,又走了', '老厂老宿舍'])('%s', (text) =>
    expect(readWell(text)?.size ?? 0).toBeGreaterThan(0),
  )
  test.each(['我弟都好', '老板发工资了', '你们都好吗'])('%s is no word about himself', (text) => expect(readWell(text)).toBeUndefined())
})

describe('questions about one’s own dues', () => {
  test.each([
    ['我这种情况交多少', 'amount'],
    ['是三块还是五块党费', 'amount'],
    ['我交到哪个月了', 'status'],
    ['明明交了怎么还催', 'status'],
    ['转给谁', 'how'],
    ['党费转给谁', 'how'],
    ['这瓶油多少钱', undefined],
    ['党费交不交无所谓', undefined],
  ])('%s', (text, asked) => expect(readDuesQuestion(text)).toBe(asked))
})

describe('dialects are written as the common word, place by place', () => {
  test.each([
    ['嚟唔到', '来不到'],
    ['我喺东莞', '我在东莞'],
    ['返屋企喇', '回家里了'],
    ['搞掂咗', '搞定了'],
    ['几多钱', '多少钱'],
    ['来弗了', '来不了'],
  ])('%s is %s', (typed, common) => {
    expect(foldDialect(typed)).toBe(common)
    expect(foldDialect(typed)).toHaveLength(typed.length)
  })
  test.each(['签到', '银行', '弗拉明戈舞'])('%s stays as it is', (text) => expect(foldDialect(text)).toBe(text))
})
