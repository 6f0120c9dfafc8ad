import { expect, test } from 'vitest'
import { makeMemory } from '../../src/kernel/chat/memory.ts'
import { misunderstandingsCapability, readMisunderstandings } from '../../src/misunderstandings/index.ts'
import { shapeOf } from '../../src/misunderstandings/rules.ts'
import { closeTowns, openTown } from '../support/town.ts'
import { afterEach } from 'vitest'
import { addBranch } from '../../src/roster/branches-store.ts'
import { addMember } from '../../src/roster/members-store.ts'
import { giveOffice } from '../../src/roster/offices-store.ts'
import { issueBindCode } from '../../src/roster/issuing.ts'
import { testCipher } from '../support/cipher.ts'

afterEach(closeTowns)

test.each([
  ['王桂芳交了12块', ['王桂芳'], '〔名〕交了〔数〕块'],
  ['我帮老张和李四签到', ['李四'], '我帮〔名〕和〔名〕签到'],
  ['１３８００１３８０００是我的新号', [], '〔数〕是我的新号'],
  ['壹拾贰元整 收讫', [], '〔数〕元整 收讫'],
])('the shape of “%s” holds neither names nor numbers', (text, names, shape) => {
  expect(shapeOf(text, names)).toBe(shape)
})

async function openOfficeOfZhou() {
  const town = await openTown()
  const code = await town.write(async (tx) => {
    const branch = await addBranch(tx, { name: '柳湾村党支部', kind: 'village', parent: undefined })
    const member = await addMember(tx, { branch, name: '周国栋', membership: 'full', migrant: false }, town.now())
    await giveOffice(tx, member, branch, 'secretary', town.now())
    return issueBindCode(tx, { cipher: testCipher, token: () => 'zhou' }, member, 'operator', town.now())
  })
  const zhou = town.telegram.person('周国栋')
  zhou.starts(code)
  const last = () => town.telegram.messagesIn(zhou).at(-1)?.text ?? ''
  await town.telegram.until(() => last().includes('周国栋'))
  return { town, zhou, last }
}

test('a line that was understood wrongly leaves its shape, once the secretary agrees', async () => {
  const { town, zhou, last } = await openOfficeOfZhou()
  zhou.tells('周国栋那个事搞了138次')
  await town.telegram.until(() => last().includes('没看懂'))
  zhou.tells('理解错了')
  await town.telegram.until(() => last().includes('〔名〕那个事搞了〔数〕次'))
  expect(await town.read(readMisunderstandings)).toEqual([])
  zhou.tells('可以')
  await town.telegram.until(() => last().includes('已经留下'))
  expect(await town.read(readMisunderstandings)).toMatchObject([{ shape: '〔名〕那个事搞了〔数〕次', chat: 'private', role: 'secretary' }])
})

test('without a yes nothing is kept', async () => {
  const { town, zhou, last } = await openOfficeOfZhou()
  zhou.tells('那个事搞了138次')
  await town.telegram.until(() => last().includes('没看懂'))
  zhou.tells('理解错了')
  await town.telegram.until(() => last().includes('请回复'))
  zhou.tells('不用')
  await town.telegram.until(() => last().includes('没有留'))
  expect(await town.read(readMisunderstandings)).toEqual([])
})

test('with nothing said before there is nothing to keep', async () => {
  const { town, zhou, last } = await openOfficeOfZhou()
  zhou.tells('理解错了')
  await town.telegram.until(() => last().includes('没有可以核对的话'))
  expect(misunderstandingsCapability(makeMemory()).name).toBe('misunderstandings')
})
