import { expect, test } from 'vitest'
import { officeWith } from './township.ts'

test('a member who sends the code in private is greeted by name and told what to do', async () => {
  const office = await officeWith()
  const code = await office.codeFor('姜福生')
  const jiang = office.person('姜福生')
  await jiang.hears(`绑定 ${code}`, '姜福生您好，绑定好了。\n您在河西村党支部。想看自己的，请说：我的', /愿意请回复：同意/)
  expect(await office.whoIs(jiang)).toMatchObject({ name: '姜福生', evidence: 'verified' })
})
