import { expect, test } from 'vitest'
import { readAudit } from '../../src/kernel/audit.ts'
import { officeWith } from './township.ts'

async function withSecretary() {
  const office = await officeWith()
  const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
  const wu = await office.bound('吴玉兰', office.hexi, { offices: ['deputy_secretary'] })
  return { office, zhou, wu }
}

test('a secretary hands over to the deputy after saying so twice; both know, the old one may no more', async () => {
  const { office, zhou, wu } = await withSecretary()
  await zhou.hears('交接', '河西村党支部书记交给吴玉兰，对吗？\n请回复：确认 或 取消')
  const heard = await zhou.says('确认')
  expect(heard.texts).toEqual(['交接好了，河西村党支部书记是吴玉兰'])
  expect(heard.to(wu)).toEqual(['您现在是河西村党支部书记了。\n要办什么，请说：帮助'])
  expect((await office.whoIs(zhou)).offices).toEqual([])
  expect((await office.whoIs(wu)).offices).toContainEqual({ role: 'secretary', branch: office.hexi })
  await zhou.hears('授权 吴玉兰 文书', '这件事由支部书记来办。\n您可以说：帮助')
  const trail = (await office.read((tx) => readAudit(tx))).filter(({ action }) => action === 'secretary-handed-over')
  expect(trail.map(({ subject, after }) => [subject, after?.['roles']])).toEqual([
    [`member:${zhou.id}`, []],
    [`member:${wu.id}`, ['deputy_secretary', 'secretary']],
  ])
})

test('said once more, the confirmation does nothing', async () => {
  const { zhou } = await withSecretary()
  await zhou.says('交接 吴玉兰')
  await zhou.says('确认')
  await zhou.hears('确认', /^没看懂/)
})

test('a no leaves everything as it was, and so does half an hour of silence', async () => {
  const { office, zhou } = await withSecretary()
  await zhou.says('交接 吴玉兰')
  await zhou.hears('取消', '好的，没有办')
  await zhou.says('交接 吴玉兰')
  office.clock.advance({ minutes: 30 })
  await zhou.hears('确认', /^没看懂/)
  expect((await zhou.presses('确认')).toast).toBe('这个按钮已经过时，请直接打字')
  expect((await office.whoIs(zhou)).offices).toHaveLength(1)
})

test('to a name, to nobody, to oneself, to somebody without a login', async () => {
  const { office, zhou } = await withSecretary()
  await office.member('姜福生', office.hexi)
  await zhou.hears('交接 吴玉兰', '河西村党支部书记交给吴玉兰，对吗？\n请回复：确认 或 取消')
  await zhou.hears('交接 赵云', /^没找到“赵云”/)
  await zhou.hears('交接 周国栋', '周国栋已经是书记了')
  await zhou.hears('交接 姜福生', '姜福生还没绑定，先不能交接。\n请发：绑定码 姜福生')
})

test('without a deputy the name is asked for', async () => {
  const office = await officeWith()
  const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
  await zhou.hears('交接', '交给谁？\n请照这个样子发：交接 张三')
})

test('the township changes a secretary who is away; a secretary of elsewhere and a member cannot', async () => {
  const { office, zhou, wu } = await withSecretary()
  const shen = await office.bound('沈明远', office.top, { offices: ['township_admin'] })
  const xie = await office.bound('谢长林', office.hedong, { offices: ['secretary'] })
  await xie.hears('换人 吴玉兰', /^没找到“吴玉兰”/)
  await wu.hears('换人 吴玉兰', '这件事由支部书记来办。\n您可以说：帮助')
  await shen.hears('换人 吴玉兰 河西村', '河西村党支部书记交给吴玉兰，对吗？\n请回复：确认 或 取消')
  const heard = await shen.presses('确认')
  expect(heard.to(zhou)).toEqual(['河西村党支部书记已交给吴玉兰'])
  expect(heard.to(wu)).toHaveLength(1)
})

test('who lost the office between the question and the answer hands over nothing', async () => {
  const { office, zhou } = await withSecretary()
  const shen = await office.bound('沈明远', office.top, { offices: ['township_admin'] })
  await zhou.says('交接 吴玉兰')
  await shen.says('撤权 周国栋 书记')
  await zhou.hears('确认', '书记要由镇里来办。\n请联系镇管理员')
  expect((await office.whoIs(office.person('吴玉兰'))).offices).toHaveLength(1)
})
