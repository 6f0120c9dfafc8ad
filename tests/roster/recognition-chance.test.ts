import { describe, expect, test } from 'vitest'
import type { BotAccount } from '../../src/kernel/chat/message.ts'
import type { MemberId, Person } from '../../src/kernel/chat/person.ts'
import type { Database } from '../../src/kernel/database/database.ts'
import { endLogin } from '../../src/kernel/outbox/ended-logins.ts'
import { openMailbox, readdressMailbox } from '../../src/kernel/outbox/mailbox.ts'
import { makeOutbox } from '../../src/kernel/outbox/outbox.ts'
import { bindAccount } from '../../src/roster/accounts-store.ts'
import { addBranch } from '../../src/roster/branches-store.ts'
import { identify } from '../../src/roster/directory.ts'
import { endPeoplesLogins, recordEpoch } from '../../src/roster/epochs-store.ts'
import { forgetSenders } from '../../src/roster/known-names-store.ts'
import { addMember } from '../../src/roster/members-store.ts'
import { makeRecognise } from '../../src/roster/recognise.ts'
import { bindRoom } from '../../src/roster/rooms-store.ts'
import { testCipher } from '../support/cipher.ts'
import { makeChance } from '../support/simulation/chance.ts'
import { openMemory } from '../support/storage.ts'

const WECHAT: BotAccount = { platform: 'wechat', account: 'bot' }
const NOW = new Date('2026-11-20T02:00:00Z')
const NAMES = ['姜福生', '黎桂芳', '王建国', '王建国']
const NICKNAMES = [...NAMES, '福生', '桂芳姐', '建国', '向阳花']
const STEPS = 250

/** Somebody in the group: a member, or (without a number) a stranger. */
type Actor = { readonly number: number; readonly member: MemberId | undefined; nickname: string; readonly remark: string | undefined }

const recognise = makeRecognise({ cipher: testCipher, outbox: makeOutbox(async () => undefined) })

async function openWorld(database: Database) {
  return database.write(async (tx) => {
    const branch = await addBranch(tx, { name: '河西村党支部', kind: 'village', parent: undefined })
    const members: MemberId[] = []
    for (const name of NAMES) members.push(await addMember(tx, { branch, name, membership: 'full', migrant: false }, NOW))
    const hall = await openMailbox(tx, { ...WECHAT, chat: 'hall-0', kind: 'group' }, NOW)
    await bindRoom(tx, { mailbox: hall.id, branch, title: '河西村党员群', by: undefined }, NOW)
    return { members, hall: hall.id }
  })
}

describe('whatever people call themselves and however often all ids change', () => {
  test.each([1, 2, 3, 4, 5, 6])('nobody surely speaks for another (%i)', async (seed) => {
    const chance = makeChance(seed)
    const database = await openMemory()
    const { members, hall } = await openWorld(database)
    const actors: Actor[] = [...members, undefined, undefined].map((member, number) => ({
      number,
      member,
      nickname: NICKNAMES[number] ?? '向阳花',
      // The operator of the account gives friends remarks that are all different.
      remark: member !== undefined && number % 2 === 0 ? `备注${number}` : undefined,
    }))
    let login = 0
    let shown = new Map<string, Set<number>>()
    const senderOf = ({ number }: Actor) => `${login}-${number}`
    const verified = new Set<number>()

    const speaks = (actor: Actor): Promise<Person> =>
      database.write(async (tx) => {
        const mailbox = await openMailbox(tx, { ...WECHAT, chat: `hall-${login}`, kind: 'group' }, NOW)
        const scene = await identify(tx, mailbox, WECHAT, senderOf(actor))
        const sender = {
          id: senderOf(actor),
          name: '',
          alias: actor.nickname,
          ...(actor.remark === undefined ? {} : { remark: actor.remark }),
        }
        return (await recognise(tx, scene, { mailbox, from: WECHAT, sender, now: NOW })).person
      })
    const newLogin = () =>
      database.write(async (tx) => {
        const number = await recordEpoch(tx, WECHAT, NOW)
        await endPeoplesLogins(tx, WECHAT, NOW)
        await forgetSenders(tx, WECHAT)
        await endLogin(tx, WECHAT, number, '重新登录', NOW)
        login += 1
        await readdressMailbox(tx, hall, { ...WECHAT, chat: `hall-${login}` }, NOW)
        shown = new Map()
        verified.clear()
      })
    const binds = (actor: Actor) =>
      database.write(async (tx) => {
        if (actor.member === undefined) return
        const mailbox = await openMailbox(tx, { ...WECHAT, chat: senderOf(actor), kind: 'private' }, NOW)
        await bindAccount(tx, mailbox.id, actor.member, 'verified', NOW)
        verified.add(actor.number)
      })

    for (let step = 0; step < STEPS; step++) {
      const actor = chance.pick(actors)
      const dice = chance.between(0, 19)
      if (dice === 0) await newLogin()
      else if (dice < 3) await binds(actor)
      else if (dice < 7) actor.nickname = chance.pick(NICKNAMES)
      else {
        shown.set(actor.nickname, (shown.get(actor.nickname) ?? new Set()).add(actor.number))
        const person = await speaks(actor)
        if (person.evidence === 'verified' || person.evidence === 'remark') expect(person.member).toBe(actor.member)
        if (verified.has(actor.number)) expect(person.evidence).toBe('verified')
        if (person.evidence === 'probable') {
          expect(shown.get(actor.nickname)?.size).toBe(1)
          expect(person.offices).toEqual([])
          expect([...verified].map((number) => actors[number]?.member)).not.toContain(person.member)
        }
      }
    }
    await database.close()
  })
})
