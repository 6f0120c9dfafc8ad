import { expect, test } from 'vitest'
import { readVerdict } from '../../src/disclosures/verdict.ts'
import { readViewRequest } from '../../src/disclosures/view-request.ts'
import type { Day } from '../../src/kernel/day.ts'

const today = '2026-10-12' as Day
const whole = { kind: 'one', number: 17, page: 1, as: 'text' }

test.each([
  ['17', whole],
  ['第１７号', whole],
  ['看17号公开', whole],
  ['17 第2页', { ...whole, page: 2 }],
  ['17 第1版', { ...whole, version: 1 }],
  ['17 图', { ...whole, as: 'pictures' }],
  ['17图 3', { ...whole, as: 'pictures', page: 3 }],
  ['17 表格', { ...whole, as: 'table' }],
  ['财务 3季度', { kind: 'list', said: '财务 3季度', category: 'finance', period: '2026-Q3' }],
  ['3季度', { kind: 'list', said: '3季度', period: '2026-Q3' }],
  ['9月的账', { kind: 'list', said: '9月的账', category: 'finance', period: '2026-09' }],
  ['', { kind: 'list', said: '' }],
])('看公开 “%s”', (said, request) => {
  expect(readViewRequest(said, today)).toEqual(request)
})

test.each([
  ['2027-01-05', '4季度', '2026-Q4'],
  ['2026-10-12', '4季度', '2026-Q4'],
  ['2027-01-05', '12月', '2026-12'],
  ['2027-01-05', '去年', '2026'],
])('on %s “%s” is %s: nobody tells of a period that has not begun', (day, said, period) => {
  expect(readViewRequest(said, day as Day)).toMatchObject({ period })
})

test.each([
  ['同意 17', { number: 17, reason: '' }],
  ['同意17号', { number: 17, reason: '' }],
  ['同意', { reason: '' }],
  ['不同意 17 第3笔没票据', { number: 17, reason: '第3笔没票据' }],
  ['不同意17第3笔没票据', { number: 17, reason: '第3笔没票据' }],
  ['不同意 第3笔没票据', { reason: '第3笔没票据' }],
  ['不同意，3季度的账不对', { reason: '3季度的账不对' }],
  ['不同意 200元没票据', { reason: '200元没票据' }],
  ['第3笔没票据，不能过', { reason: '第3笔没票据，不能过' }],
  ['第17号公开第3笔没票据，不能过', { number: 17, reason: '第17号公开第3笔没票据，不能过' }],
])('the verdict “%s”', (said, verdict) => {
  expect(readVerdict(said)).toEqual(verdict)
})
