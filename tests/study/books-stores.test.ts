import { describe, expect, test } from 'vitest'
import type { MemberId } from '../../src/kernel/chat/person.ts'
import { addBranch } from '../../src/roster/branches-store.ts'
import { addMember } from '../../src/roster/members-store.ts'
import { sessionsConcerning } from '../../src/study/concerning-store.ts'
import { attendanceTable } from '../../src/study/exports.ts'
import { recordGuest } from '../../src/study/guests-store.ts'
import { setMinutes, setResolution, setStudyMinutes } from '../../src/study/minutes-store.ts'
import { registerOf } from '../../src/study/register-store.ts'
import { recordVote, votesOf } from '../../src/study/votes-store.ts'
import { monthLines } from '../../src/study/year.ts'
import { ENGINES } from '../support/storage.ts'
import { hold } from './year.ts'

const NOW = new Date('2026-11-20T02:00:00Z')

describe.each(ENGINES)('the books of a branch on %s', (_name, open) => {
  test('remember who came, what was written down and how votes were counted', async () => {
    const database = await open()
    const branch = await database.write((tx) => addBranch(tx, { name: '柳湾村党支部', kind: 'village', parent: undefined }))
    const members: MemberId[] = []
    for (const name of ['周国栋', '王桂芳', '黎长林', '孔兴旺'])
      members.push(await database.write((tx) => addMember(tx, { branch, name, membership: 'full', migrant: false }, NOW)))
    const [zhou, wang] = members
    if (zhou === undefined || wang === undefined) throw new Error('nobody')
    const session = await hold({ write: (work) => database.write(work) }, branch, members, {
      kinds: ['theme_party_day', 'party_lecture'],
      at: '2026-11-05 09:00',
      signs: '到假迟免',
    })
    await database.write(async (tx) => {
      await setMinutes(tx, session.id, '议了三件事', zhou, NOW)
      await setResolution(tx, session.id, '同意修路')
      await setStudyMinutes(tx, session.id, 90)
      await recordVote(tx, session.id, { matter: '修路', entitled: 4, present: 3, inFavour: 3 }, zhou, NOW)
      await recordGuest(tx, { session: session.id, login: 'a:b:c', evidence: 'self', platform: 'telegram', eventKey: 'k', at: NOW })
      expect(await votesOf(tx, session.id)).toEqual([{ matter: '修路', entitled: 4, present: 3, inFavour: 3 }])
      expect(await registerOf(tx, [session.id], wang)).toMatchObject([
        { member: wang, standing: 'expected', state: 'leave', way: undefined },
      ])
      expect((await sessionsConcerning(tx, wang, new Date(0))).map(({ id }) => id)).toEqual([session.id])
      expect(await sessionsConcerning(tx, wang, NOW)).toEqual([])
      const { records, sheet } = await attendanceTable(tx, [branch], '2026-11')
      expect(records).toMatchObject([
        {
          branch: '柳湾村党支部',
          number: 1,
          kinds: ['party_lecture', 'theme_party_day'],
          expected: 3,
          present: 2,
          leave: 1,
          absent: 0,
          guests: 1,
          study_minutes: 90,
          minutes: '议了三件事',
          resolution: '同意修路',
          is_kept: true,
          votes: [{ matter: '修路', result: 'passed' }],
        },
      ])
      expect(sheet.rows.slice(0, 4).map(({ name, hours }) => [name, hours])).toEqual([
        ['周国栋', 1.5],
        ['王桂芳', 0],
        ['黎长林', 1.5],
        ['孔兴旺', 0],
      ])
      expect(await monthLines(tx, [branch], NOW)).toEqual([
        '本季度还要开：党员大会',
        '今年还要开：组织生活会',
        '还有 4 人不到 32 学时，看名单请说：学时',
      ])
    })
    await database.close()
  })
})
