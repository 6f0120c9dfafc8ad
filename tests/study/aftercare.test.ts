import { beforeEach, describe, expect, test } from 'vitest'
import type { MemberId } from '../../src/kernel/chat/person.ts'
import { makeOutbox } from '../../src/kernel/outbox/outbox.ts'
import { makeGate } from '../../src/gate.ts'
import { takeOffice } from '../../src/roster/offices-store.ts'
import { setQuiet } from '../../src/roster/members-store.ts'
import { makeAftercare } from '../../src/study/aftercare.ts'
import { setMinutes } from '../../src/study/minutes-store.ts'
import type { Day } from '../../src/kernel/day.ts'
import { TELEGRAM } from '../support/platform.ts'
import { type Books, openBooks } from './books.ts'

let books: Books
beforeEach(async () => {
  books = await openBooks()
})

/** The clock's round at half past ten of a day. */
async function round(day: string, personalData: 'all' | 'own' = 'all'): Promise<void> {
  const now = new Date(`${day}T10:30:00+08:00`)
  const outbox = makeOutbox(makeGate(() => personalData))
  const { token } = books
  const aftercare = makeAftercare(() => ({ ...TELEGRAM, personalData }))
  await books.write(async (tx) => {
    if (aftercare.kind === 'daily') await aftercare.run({ tx, now, day: day as Day, outbox, token })
  })
}

const heard = async (who: { readonly chat: string }) =>
  (await books.letters()).filter(({ chat }) => chat === who.chat).map(({ text }) => text)
const signed = async (session: { readonly id: number }, by: MemberId) =>
  books.write((tx) => setMinutes(tx, session.id as never, '议了三件事', by, books.clock.now()))

describe('a day after a meeting', () => {
  test('whoever was not there gets the material in private, once; the secretary hears whom to bring it to', async () => {
    const session = await books.holds('到假缺缺到', '2026-11-19 09:00', { material: '读《条例》第三章' })
    await signed(session, books.zhou.id)
    await round('2026-11-20')
    expect(await heard(books.jiang)).toEqual([])
    await round('2026-11-21')
    await round('2026-11-22')
    const material = '11月19日的主题党日您没来成，学习材料给您，\n有空看看，不急：\n读《条例》第三章\n学完跟书记说一声就行'
    expect(await heard(books.jiang)).toEqual([material])
    expect(await heard(books.li)).toEqual([material])
    expect(await heard(books.zhou)).toEqual([
      '11月19日的主题党日开完了，还有这些：\n没来的 2 人，材料已私聊送到\n另有 1 人要捎材料：孔兴旺\n学过了请说：记 姓名 补学 1',
    ])
    expect(await heard(books.hall)).toEqual([])
  })

  test('whoever asked for quiet is not written to; nor is anybody who is exempt', async () => {
    await books.write((tx) => setQuiet(tx, books.jiang.id, 1))
    await signed(await books.holds('到缺免到到', '2026-11-19 09:00', { material: '读《条例》' }), books.zhou.id)
    await round('2026-11-21')
    expect(await heard(books.jiang)).toEqual([])
    expect(await heard(books.li)).toEqual([])
    expect((await heard(books.zhou))[0]).toContain('另有 1 人要捎材料：姜福生')
  })

  test('minutes that are missing are asked for once; when all is done nothing is said', async () => {
    await books.holds('到到到到到', '2026-11-19 09:00')
    await round('2026-11-21')
    await round('2026-11-22')
    expect(await heard(books.zhou)).toEqual(['11月19日的主题党日开完了，还有这些：\n缺会议记录，有了才算开过。\n请说：会议记录 1 正文'])
    await signed(await books.holds('到到到到到', '2026-11-20 09:00'), books.zhou.id)
    await round('2026-11-22')
    expect(await heard(books.zhou)).toHaveLength(1)
  })

  test('after a long silence of the program nothing old is stirred up', async () => {
    await books.holds('到缺到到到', '2026-10-05 09:00', { material: '读《条例》' })
    await round('2026-11-20')
    expect(await books.letters()).toEqual([])
  })
})

describe('somebody who stayed away twice of three times', () => {
  const three = async (...signs: readonly string[]) => {
    const days = ['2026-09-05', '2026-10-05', '2026-11-05', '2026-11-19']
    for (const [at, one] of signs.entries()) await signed(await books.holds(one, `${days[at] ?? ''} 09:00`), books.zhou.id)
  }

  test('the secretary alone hears it, kindly and once; the member and the group hear nothing', async () => {
    await three('到到缺到到', '到到到到到', '到到缺到到')
    await round('2026-11-07')
    await round('2026-11-08')
    expect(await heard(books.zhou)).toEqual([
      '黎桂芳，近三次会有两次没来。\n各有各的难处，有空去坐坐、问一声。\n只告诉您一个人，也只说这一次',
    ])
    expect(await heard(books.li)).toEqual([])
    expect(await heard(books.hall)).toEqual([])
  })

  test('leave is not staying away, nor is whoever nothing is demanded of', async () => {
    await three('到假免到到', '到假免到到', '到假免到到')
    await round('2026-11-07')
    expect(await heard(books.zhou)).toEqual([])
  })

  test('where names may not be said there is a number, also of one', async () => {
    await three('到到缺到到', '到到到到到', '到到缺到到')
    await round('2026-11-07', 'own')
    expect(await heard(books.zhou)).toEqual(['有 1 位近三次会两次没来。\n是谁请在电脑上看，有空去坐坐、问一声'])
  })

  test('nobody above the branch hears of it, not even when the branch has no secretary', async () => {
    const top = await books.bound('沈明远', books.hexi, { offices: ['township_admin', 'clerk'] })
    await books.write((tx) => takeOffice(tx, books.zhou.id, books.hexi, 'secretary'))
    await three('到到缺到到', '到到到到到', '到到缺到到')
    await round('2026-11-07')
    expect(await heard(top)).toEqual([])
  })
})
