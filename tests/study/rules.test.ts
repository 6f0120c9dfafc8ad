import { describe, expect, test } from 'vitest'
import { readTyped } from '../../src/study/check-in.ts'
import { circleOf, readKinds, titleOfKinds } from '../../src/study/kinds.ts'
import { readFields, readStart } from '../../src/study/reading.ts'
import { readVerdict } from '../../src/study/recording.ts'
import { isCorrectable, judgeCheckIn, mayAskLeave } from '../../src/study/rules.ts'

const at = (time: string, day = '24') => new Date(`2026-11-${day}T${time}:00+08:00`)
const called = { state: 'called', startsAt: at('09:00'), closesAt: at('12:00'), openedAt: undefined, closedAt: undefined } as const
const open = { ...called, state: 'open', openedAt: at('09:00') } as const
const closed = { ...open, state: 'closed', closedAt: at('10:30') } as const

describe('how a check-in counts', () => {
  test.each([
    ['before it is open', called, '08:59', { kind: 'not-yet' }],
    ['at the hour, before the clock has opened it', called, '09:00', { kind: 'on-time' }],
    ['ten minutes late', open, '09:10', { kind: 'on-time' }],
    ['eleven minutes late', open, '09:11', { kind: 'late', minutes: 11 }],
    ['opened early', { ...open, openedAt: at('08:30') }, '08:31', { kind: 'on-time' }],
    ['opened late by hand: nobody was late before', { ...open, openedAt: at('09:40') }, '09:45', { kind: 'on-time' }],
    ['at the end', open, '12:00', { kind: 'closed' }],
    ['said before it was closed, heard after', closed, '10:29', { kind: 'late', minutes: 89 }],
    ['said after it was closed', closed, '10:30', { kind: 'closed' }],
    ['closed by the clock late, said in time', { ...closed, closedAt: at('15:00') }, '09:05', { kind: 'on-time' }],
    ['closed by the clock late, said too late', { ...closed, closedAt: at('15:00') }, '12:01', { kind: 'closed' }],
    ['cancelled', { ...called, state: 'cancelled' as const }, '09:00', { kind: 'closed' }],
  ])('%s', (_, session, time, expected) => {
    expect(judgeCheckIn(session, at(time))).toEqual(expected)
  })

  test('is corrected for 24 hours, and leave asked for three days', () => {
    expect(isCorrectable(closed, at('10:30', '25'))).toBe(true)
    expect(isCorrectable(closed, at('10:31', '25'))).toBe(false)
    expect(isCorrectable(open, at('11:00'))).toBe(true)
    expect(mayAskLeave(closed, at('10:30', '27'))).toBe(true)
    expect(mayAskLeave(closed, at('10:31', '27'))).toBe(false)
  })
})

describe('what was typed', () => {
  test.each([
    ['签到', 'resident', { code: undefined, way: 'in_room' }],
    ['签到', 'migrant', { code: undefined, way: 'from_afar' }],
    ['签到，我在会议室', 'migrant', { code: undefined, way: 'in_room' }],
    ['签到 4937', 'migrant', { code: '4937', way: 'in_room' }],
    ['签到 ４９３７', 'resident', { code: '4937', way: 'in_room' }],
    ['签到 四九三七', 'resident', { code: '4937', way: 'in_room' }],
    ['签到 49371', 'resident', { code: undefined, way: 'in_room' }],
    ['线上签到', 'resident', { code: undefined, way: 'from_afar' }],
  ] as const)('%s by a %s', (text, who, expected) => {
    expect(readTyped(text, who)).toEqual(expected)
  })

  test.each([
    ['签到', { state: 'checked_in', way: 'in_room' }],
    ['线上签到', { state: 'checked_in', way: 'from_afar' }],
    ['请假', { state: 'leave' }],
    ['没来', { state: 'absent' }],
    ['晚到 15', { state: 'late', way: 'in_room', lateMinutes: 15 }],
  ])('记 … %s', (typed, expected) => {
    expect(readVerdict(typed)).toEqual(expected)
  })

  test.each([
    ['主题党日', ['theme_party_day'], 'everybody'],
    ['支委会', ['branch_committee_meeting'], 'committee'],
    ['第一小组党小组会', ['party_group_meeting'], 'party-group'],
    ['党员大会、党课和主题党日', ['member_assembly', 'party_lecture', 'theme_party_day'], 'everybody'],
    ['支委会、党课', ['branch_committee_meeting', 'party_lecture'], 'everybody'],
    ['组织生活会', ['organizational_life_meeting'], 'everybody'],
    ['集中学习', ['study_session'], 'everybody'],
  ] as const)('%s names its kinds', (text, kinds, circle) => {
    expect(readKinds(text)).toEqual(kinds)
    expect(circleOf(kinds)).toBe(circle)
    expect(readKinds(titleOfKinds(kinds))).toEqual(kinds)
  })

  test('fields stand under their names', () => {
    expect(readFields('开会 5号9点 村部 党课 主讲：王桂芳，议题：修路、修渠；材料 见附件')).toEqual({
      speaker: '王桂芳',
      agenda: '修路、修渠',
      material: '见附件',
    })
    expect(readFields('开会 5号9点 村部 党课')).toEqual({})
  })

  test('a time alone keeps the day, a day alone the time', () => {
    const known = at('09:00')
    const now = at('10:00', '20')
    expect(readStart('10点', now, known)).toMatchObject({ at: at('10:00') })
    expect(readStart('25号', now, known)).toMatchObject({ at: at('09:00', '25') })
    expect(readStart('25号下午3点', now, known)).toMatchObject({ at: at('15:00', '25') })
    expect(readStart('7点', now, known)).toEqual({ kind: 'unclear', examples: ['11月24日07:00', '11月24日19:00'] })
    expect(readStart('某天', now, known)).toEqual({ kind: 'none' })
  })
})
