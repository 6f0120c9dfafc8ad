import { describe, expect, test } from 'vitest'
import type { BranchId, MemberId } from '../../src/kernel/chat/person.ts'
import type { Tx } from '../../src/kernel/database/connection.ts'
import { storeLetter } from '../../src/kernel/outbox/letter.ts'
import { openMailbox } from '../../src/kernel/outbox/mailbox.ts'
import { copiesInBranch, copyStates, findCopyOfLetter, findNoticeOfMessage, recordCopy } from '../../src/notices/copies-store.ts'
import { courierStore } from '../../src/kernel/outbox/courier-store.ts'
import { noticesTable } from '../../src/notices/exports.ts'
import { findCorrectionOf, findNewestNotice, findNoticeByNumber, findNotices, findSameNotice } from '../../src/notices/find-notices.ts'
import { changeDraft, createNotice, getNotice, giveNumber, markSent } from '../../src/notices/notices-store.ts'
import {
  acknowledgedInBranch,
  findReceived,
  hangsInGroup,
  lastAcknowledgements,
  openNoticesOf,
  recordAcknowledgement,
  removeAcknowledgement,
} from '../../src/notices/receipts-store.ts'
import { outstandingReceipts, recipientStates, recordRecipients } from '../../src/notices/recipients-store.ts'
import { addBranch } from '../../src/roster/branches-store.ts'
import { addMember } from '../../src/roster/members-store.ts'
import { ENGINES } from '../support/storage.ts'

const NOW = new Date('2026-11-20T02:00:00Z')
const TOMORROW = new Date('2026-11-21T02:00:00Z')
const LONG_AGO = new Date('2026-11-01T02:00:00Z')

async function village(tx: Tx): Promise<{ branch: BranchId; zhou: MemberId; wang: MemberId; li: MemberId }> {
  const branch = await addBranch(tx, { name: '柳湾村党支部', kind: 'village', parent: undefined })
  const zhou = await addMember(tx, { branch, name: '周国栋', membership: 'full', migrant: false }, NOW)
  const wang = await addMember(tx, { branch, name: '王桂芳', membership: 'full', migrant: false }, NOW)
  const li = await addMember(tx, { branch, name: '黎长林', membership: 'full', migrant: false }, NOW)
  return { branch, zhou, wang, li }
}

describe.each(ENGINES)('notices remember on %s', (_name, open) => {
  test('a draft may change until it is sent, gets the next number, and is found again by its words', async () => {
    const database = await open()
    await database.write(async (tx) => {
      const { branch, zhou } = await village(tx)
      const draft = await createNotice(tx, { branch, author: zhou, text: '明天开会', urgent: false, audience: [branch] }, NOW)
      expect(draft).toMatchObject({ state: 'draft', number: undefined, audience: [branch], urgent: false })
      const changed = await changeDraft(tx, draft.id, { text: '明天，开会！', sendAt: TOMORROW, clearedPublic: true })
      expect(changed).toMatchObject({ text: '明天，开会！', sendAt: TOMORROW, clearedPublic: true })
      expect((await changeDraft(tx, draft.id, { text: '明天，开会！' })).clearedPublic).toBe(false)
      expect(await giveNumber(tx, draft.id)).toBe(1)
      expect(await giveNumber(tx, draft.id)).toBe(1)
      await markSent(tx, draft.id, NOW)
      expect((await changeDraft(tx, draft.id, { text: '悄悄改' })).text).toBe('明天，开会！')
      const other = await createNotice(
        tx,
        { branch, author: zhou, text: '明天 开会', urgent: true, audience: [branch], corrects: draft.id },
        NOW,
      )
      expect((await findSameNotice(tx, other, LONG_AGO))?.id).toBe(draft.id)
      expect(await findSameNotice(tx, other, TOMORROW)).toBeUndefined()
      expect(await findCorrectionOf(tx, draft.id)).toBeUndefined()
      expect(await giveNumber(tx, other.id)).toBe(2)
      await markSent(tx, other.id, TOMORROW)
      expect((await findCorrectionOf(tx, draft.id))?.id).toBe(other.id)
      expect((await findNoticeByNumber(tx, 1))?.id).toBe(draft.id)
      expect((await findNewestNotice(tx, { states: ['sent'], orderedBy: [branch], author: zhou }))?.id).toBe(other.id)
      expect((await findNewestNotice(tx, { states: ['sent'], reached: [branch], since: LONG_AGO }))?.id).toBe(other.id)
      expect((await findNotices(tx, { states: ['sent', 'draft'] }, 5)).map(({ id }) => id)).toEqual([other.id, draft.id])
      expect(await findNewestNotice(tx, { states: ['sent'], reached: [] })).toBeUndefined()
      expect(await findNewestNotice(tx, { states: ['sent'], since: TOMORROW })).toBeUndefined()
    })
  })

  test('who was asked, who answered and who owes is one truth', async () => {
    const database = await open()
    await database.write(async (tx) => {
      const { branch, zhou, wang, li } = await village(tx)
      const { id } = await createNotice(tx, { branch, author: zhou, text: '明天开会', urgent: false, audience: [branch] }, NOW)
      await giveNumber(tx, id)
      await markSent(tx, id, NOW)
      await recordRecipients(tx, id, [zhou, wang, li])
      await recordRecipients(tx, id, [wang])
      const { id: mailbox } = await openMailbox(tx, { platform: 'telegram', account: '1', chat: '-100', kind: 'group' }, NOW)
      const letter = await storeLetter(
        tx,
        { once: 'n', to: mailbox, priority: 'notice', text: '明天开会', why: '试', inDoubt: 'resend', goodUntil: TOMORROW },
        NOW,
      )
      if (letter === undefined) throw new Error('the letter was not put')
      await recordCopy(tx, id, { mailbox, letter, branch })
      expect(await hangsInGroup(tx, id, mailbox)).toBe(false)
      await courierStore.settle(tx, letter, 'sent', NOW, { day: '2026-11-20', message: '9' })
      expect(await hangsInGroup(tx, id, mailbox)).toBe(true)
      expect(await findNoticeOfMessage(tx, mailbox, '9')).toBe(id)
      expect(await copiesInBranch(tx, id, branch)).toEqual([{ mailbox, letter, branch, choices: [], file: undefined }])
      expect(await findCopyOfLetter(tx, letter)).toEqual({ notice: id, mailbox, branch })
      expect(await copyStates(tx, id)).toMatchObject([{ state: 'sent', platform: 'telegram' }])

      const answer = { notice: id, member: wang, evidence: 'self', identity: 'verified', platform: 'telegram' } as const
      expect((await openNoticesOf(tx, wang, LONG_AGO)).map((one) => one.id)).toEqual([id])
      expect(await recordAcknowledgement(tx, answer, NOW)).toBe(true)
      expect(await recordAcknowledgement(tx, { ...answer, platform: 'wechat' }, TOMORROW)).toBe(false)
      expect(await openNoticesOf(tx, wang, LONG_AGO)).toEqual([])
      expect(await acknowledgedInBranch(tx, id, branch)).toBe(1)
      expect(await findReceived(tx, id, wang)).toMatchObject({ number: 1, state: 'sent' })
      expect(await lastAcknowledgements(tx, wang, LONG_AGO, 'member')).toMatchObject([{ notice: { id, number: 1 }, member: wang }])
      expect(await lastAcknowledgements(tx, zhou, LONG_AGO, 'officer')).toEqual([])
      expect((await recipientStates(tx, id)).map(({ name, answer: given }) => [name, given?.platform])).toEqual([
        ['周国栋', undefined],
        ['王桂芳', 'telegram'],
        ['黎长林', undefined],
      ])
      expect((await outstandingReceipts(tx, {}, LONG_AGO)).map(({ member }) => member)).toEqual([li])
      expect(await outstandingReceipts(tx, { member: wang }, LONG_AGO)).toEqual([])
      expect(await outstandingReceipts(tx, { branches: [] }, LONG_AGO)).toEqual([])
      await removeAcknowledgement(tx, id, wang)
      await recordAcknowledgement(tx, { ...answer, evidence: 'recorded', recordedBy: zhou }, NOW)
      expect(await lastAcknowledgements(tx, zhou, LONG_AGO, 'officer')).toMatchObject([{ notice: { id }, member: wang }])
      await removeAcknowledgement(tx, id, wang)
      expect((await outstandingReceipts(tx, { branches: [branch] }, LONG_AGO)).map(({ member }) => member)).toEqual([wang, li])
      expect((await getNotice(tx, id)).number).toBe(1)
      expect(await noticesTable(tx, [branch], '2026')).toMatchObject([
        { number: 1, state: 'sent', acknowledgements: [{ member: '周国栋' }, { member: '王桂芳', state: 'open' }, {}] },
      ])
    })
  })
})
