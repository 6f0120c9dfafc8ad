import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { findItem } from '../../src/disclosures/catalogue.ts'
import { sheetOfText } from '../../src/disclosures/pasted.ts'
import { type People, readDraft } from '../../src/disclosures/reading.ts'
import { readSheets } from '../../src/kernel/tables/read-sheets.ts'

const people: People = { isPublic: (name) => name === '王桂芳', privateNames: ['周小燕'] }

function item(category: string) {
  const found = findItem(category)
  if (found === undefined) throw new Error(category)
  return found
}

async function sample(name: string) {
  const read = await readSheets(readFileSync(new URL(`../samples/${name}`, import.meta.url)), name)
  const sheet = read.kind === 'sheets' ? read.sheets[0] : undefined
  if (sheet === undefined) throw new Error(name)
  return readDraft(item('finance'), sheet, people)
}

describe('a draft is read', () => {
  test('the quarter’s accounts go through, and no number of a person is left in them', async () => {
    const read = await sample('finance-2026Q3.xlsx')
    expect(read.kind).toBe('read')
    const text = JSON.stringify(read)
    expect(text).not.toMatch(/\d{15,}|13812345678|51302119540312441X/)
    expect(text).toContain('慰问困难户')
    expect(read).toMatchObject({ masked: { 'id-number': 1, 'bank-card': 1, mobile: 1 } })
  })

  test('a closing balance that is off is told with its cell and the difference', async () => {
    expect(await sample('finance-2026Q3-wrong-balance.xlsx')).toEqual({
      kind: 'refused',
      lines: ['F12 写的期末结余 44247.83元，算出来 44157.83元，差 90元'],
    })
  })

  test('a list of subsidies shows nobody’s whole name, reason or child', () => {
    const pasted = '对象 项目 标准 金额\n周小燕 临时救助 600元 600\n刘得水 低保 300元 300'
    const read = readDraft(item('subsidy'), sheetOfText(pasted), people)
    expect(read).toEqual({
      kind: 'read',
      body: {
        kind: 'table',
        columns: ['对象', '项目', '标准', '金额'],
        rows: [
          ['周*燕', '临时救助', '600元', '600'],
          ['刘*水', '低保', '300元', '300'],
        ],
      },
      masked: { name: 2 },
    })
  })

  test('what the catalogue wants is asked for by name; a table without lines is none', () => {
    expect(readDraft(item('subsidy'), sheetOfText('对象 项目 金额\n张三 低保 300'), people)).toEqual({
      kind: 'refused',
      lines: ['表头还缺：标准。\n请补上再发'],
    })
    expect(readDraft(item('subsidy'), sheetOfText('对象 项目 标准 金额'), people).kind).toBe('refused')
    expect(readDraft(item('finance'), sheetOfText(''), people).kind).toBe('refused')
  })

  test('plain words are a text', () => {
    expect(readDraft(item('major_decisions'), sheetOfText('修通组路的事村民会议通过了。\n明年三月动工。'), people)).toMatchObject({
      kind: 'read',
      body: { kind: 'text', text: '修通组路的事村民会议通过了。\n明年三月动工。' },
    })
  })

  test.each([
    ['项目 人数\n出生 3\n办证 2人', 'read'],
    ['项目 人数\n周小燕生二胎 1', 'refused'],
    ['项目 人数\n王桂芳 1', 'refused'],
    ['项目 人数\n出生 周家小孩', 'refused'],
  ])('family planning is told in numbers only: “%s” is %s', (text, kind) => {
    expect(readDraft(item('family_planning'), sheetOfText(text), people).kind).toBe(kind)
  })

  test('signs that nobody sees do not get through, nor hide a name', () => {
    const read = readDraft(item('subsidy'), sheetOfText('对象\t项目\t标准\t金额\n周\u200b小燕\t低\u202e保\t300\t300'), people)
    expect(JSON.stringify(read)).not.toMatch(/[\u200b\u202e]|小燕/u)
  })
})
