import { expect, test } from 'vitest'
import { REHEARSAL } from '../support/platform.ts'
import { officeWith } from './township.ts'

test('a secretary gets a code to pass on, with the link, and the member is bound by it', async () => {
  const office = await officeWith()
  const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
  await office.member('姜福生', office.hexi)
  const { texts } = await zhou.says('绑定码 姜福生')
  const code = /绑定 (\d{6})/.exec(texts[0] ?? '')?.[1]
  expect(texts).toEqual([
    `姜福生的绑定码是 ${code}，七天有效。\n请单独转给本人，让他私聊我发：\n绑定 ${code}\n也可以让他点开：\nhttps://t.me/branchlink_bot?start=${code}`,
  ])
  expect((await office.person('姜福生').says('/start', { startCode: code ?? '' })).texts[0]).toMatch(/^姜福生您好，绑定好了/)
})

test('a second code takes the first out of use', async () => {
  const office = await officeWith()
  const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
  await office.member('姜福生', office.hexi)
  const codeIn = (texts: readonly string[]) => /绑定 (\d{6})/.exec(texts[0] ?? '')?.[1]
  const old = codeIn((await zhou.says('绑定码 姜福生')).texts)
  await zhou.says('绑定码 姜福生')
  await office.person('姜福生').hears(`绑定 ${old}`, '这个绑定码已作废，请找书记要新的')
})

test('two of one name are told apart by the tail of the phone, and the number that is sent picks one', async () => {
  const office = await officeWith()
  const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
  await office.member('王秀英', office.hexi, { phone: '18800001111' })
  const second = await office.member('王秀英', office.hexi, { phone: '18800002222' })
  await zhou.hears(
    '绑定码 王秀英',
    '“王秀英”有 2 位，是哪一位？\n1 王秀英，河西村党支部，电话尾号1111\n2 王秀英，河西村党支部，电话尾号2222\n请回复数字',
  )
  await zhou.hears('3', '请回复 1 到 2 的数字。\n不办了请回复：取消')
  const { texts } = await zhou.says('2')
  const code = /绑定 (\d{6})/.exec(texts[0] ?? '')?.[1]
  const wang = office.person('王秀英')
  await wang.says(`绑定 ${code}`)
  expect((await office.whoIs(wang)).member).toBe(second)
  await zhou.hears('2', /^没看懂/)
})

test('a call such as 王大爷 or 老姜 is enough when only one fits', async () => {
  const office = await officeWith()
  const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
  await office.member('姜福生', office.hexi)
  for (const call of ['姜大爷', '老姜', '福生', '姜福生同志'])
    expect((await zhou.says(`绑定码 ${call}`)).texts[0]).toMatch(/^姜福生的绑定码是/)
})

test('a name nobody bears gets a kind line, and the word alone an example with a real name', async () => {
  const office = await officeWith()
  const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
  await office.member('姜福生', office.hexi)
  await zhou.hears('绑定码 赵云', '没找到“赵云”。\n请发名册上的姓名再试一次')
  await zhou.hears('绑定码', '给谁的绑定码？\n请照这个样子发：绑定码 姜福生')
})

test('a secretary gives no codes for another branch, the township does', async () => {
  const office = await officeWith()
  const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
  const shen = await office.bound('沈明远', office.top, { offices: ['township_admin'] })
  await office.member('谢长林', office.hedong)
  await zhou.hears('绑定码 谢长林', /^没找到/)
  expect((await shen.says('绑定码 谢长林')).texts[0]).toMatch(/^谢长林的绑定码是/)
})

test('a member and a stranger get none, in private or in a group', async () => {
  const office = await officeWith()
  const group = await office.room('河西村党员群', office.hexi)
  const jiang = await office.bound('姜福生', office.hexi)
  await office.member('何桂英', office.hexi)
  const way = '请先向书记要六位数字的绑定码。\n再这样发给我：绑定 482913'
  await jiang.hears('绑定码 何桂英', way)
  await office.person('外人').hears('绑定码 何桂英', way)
  await jiang.in(group).hears('绑定码 何桂英')
})

test('a secretary who asks in the group is pointed to the private chat, and no code is said there', async () => {
  const office = await officeWith()
  const group = await office.room('河西村党员群', office.hexi)
  const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
  await office.member('姜福生', office.hexi)
  const heard = await zhou.in(group).says('绑定码 姜福生')
  expect(heard.texts).toEqual([])
  expect(heard.to(zhou)).toEqual(['请私聊我说：绑定码'])
})

test('the whole list is given only where lists of names may be sent', async () => {
  const abroad = await officeWith()
  const zhou = await abroad.bound('周国栋', abroad.hexi, { offices: ['secretary'] })
  await abroad.member('姜福生', abroad.hexi)
  await abroad.member('何桂英', abroad.hexi)
  await zhou.hears('绑定码 全部', '河西村党支部还有 2 人没绑定\n名单不在这里发，请在电脑上办。\n单个的可以发：绑定码 姓名')

  const home = await officeWith({ platform: REHEARSAL })
  const secretary = await home.bound('周国栋', home.hexi, { offices: ['secretary'] })
  await home.member('姜福生', home.hexi)
  await secretary.hears('绑定码 全部', /^河西村党支部的绑定码，七天有效。\n请一个一个单独转：\n姜福生 \d{6}$/)
  const shen = await home.bound('沈明远', home.top, { offices: ['township_admin'] })
  await shen.hears(
    '绑定码 全部',
    '青石镇党委的党员都绑定了\n河西村党支部还有 1 人没绑定\n河东村党支部的党员都绑定了\n请说清哪个支部：\n绑定码 全部 河西村党支部',
  )
  await shen.hears('绑定码 全部 河西村', /姜福生 \d{6}$/)
})
