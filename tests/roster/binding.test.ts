import { describe, expect, test } from 'vitest'
import { readAudit } from '../../src/kernel/audit.ts'
import type { RosterTables } from '../../src/roster/tables.ts'
import { officeWith } from './township.ts'

const GREETING = '姜福生您好，绑定好了。\n您在河西村党支部。想看自己的，请说：我的'
const WRONG = '这个绑定码不对，请对照再发一次。\n样子是：绑定 482913'
const PAUSED = '试的次数多了，先歇一小时。\n之后再发，或请书记帮忙'

describe('a member binds a login', () => {
  test('who sends the code in private is greeted by name, told what to do and what is kept', async () => {
    const office = await officeWith()
    const code = await office.codeFor('姜福生')
    const jiang = office.person('姜福生')
    await jiang.hears(`绑定 ${code}`, GREETING, /愿意请回复：同意/)
    expect(await office.whoIs(jiang)).toMatchObject({ name: '姜福生', evidence: 'verified', branch: office.hexi })
    await jiang.hears('同意', '好的，记下了。随时可以说：隐私')
  })

  test.each([
    ['with full-width digits and blanks', (code: string) => `绑定 ${wide(code.slice(0, 3))} ${wide(code.slice(3))}`],
    ['without a blank', (code: string) => `绑定${code}`],
    ['with the word the secretary used', (code: string) => `绑定码 ${code}`],
    ['with a colon and a full stop', (code: string) => `绑定：${code}。`],
    ['in Chinese digits', (code: string) => `绑定 ${[...code].map((digit) => '零一二三四五六七八九'[Number(digit)]).join('')}`],
  ])('who types it %s is understood', async (_, type) => {
    const office = await officeWith()
    const code = await office.codeFor('姜福生')
    const heard = await office.person('姜福生').says(type(code))
    expect(heard.texts[0]).toBe(GREETING)
  })

  test('who opens the link is bound without typing', async () => {
    const office = await officeWith()
    const code = await office.codeFor('姜福生')
    const heard = await office.person('姜福生').says('/start', { startCode: code })
    expect(heard.texts[0]).toBe(GREETING)
  })

  test('the same message told twice by the platform binds once and says so once', async () => {
    const office = await officeWith()
    const code = await office.codeFor('姜福生')
    const jiang = office.person('姜福生')
    await jiang.says(`绑定 ${code}`, { key: 'm1' })
    expect((await jiang.says(`绑定 ${code}`, { key: 'm1' })).letters).toEqual([])
  })

  test('who sends it again hears that it is done', async () => {
    const office = await officeWith()
    const code = await office.codeFor('姜福生')
    const jiang = office.person('姜福生')
    await jiang.says(`绑定 ${code}`)
    await jiang.hears(`绑定 ${code}`, '姜福生您好，您早就绑定好了。\n请说：帮助')
  })

  test('a code is used by one person only', async () => {
    const office = await officeWith()
    const code = await office.codeFor('姜福生')
    await office.person('姜福生').says(`绑定 ${code}`)
    const thief = office.person('外人')
    await thief.hears(`绑定 ${code}`, '这个绑定码已用过，请找书记要新的')
    expect((await office.whoIs(thief)).member).toBeUndefined()
  })

  test('a code is worth seven days, not an hour more', async () => {
    const office = await officeWith()
    const [first, second] = [await office.codeFor('姜福生'), await office.codeFor('何桂英')]
    office.clock.advance({ days: 6, hours: 23 })
    expect((await office.person('姜福生').says(`绑定 ${first}`)).texts[0]).toBe(GREETING)
    office.clock.advance({ hours: 1 })
    await office.person('何桂英').hears(`绑定 ${second}`, '这个绑定码过期了，请找书记要新的')
  })

  test('a newer code takes the older one out of use', async () => {
    const office = await officeWith()
    const old = await office.codeFor('姜福生')
    await office.codeFor('姜福生')
    await office.person('姜福生').hears(`绑定 ${old}`, '这个绑定码已作废，请找书记要新的')
  })

  test('the word alone, or with something else behind it, gets an example to copy', async () => {
    const office = await officeWith()
    const example = '请先向书记要六位数字的绑定码。\n再这样发给我：绑定 482913'
    await office.person('姜福生').hears('绑定', example)
    await office.person('姜福生').hears('绑定 我的号', example)
    await office.person('姜福生').hears('绑定码 张三', example)
  })

  test('who guesses is paused for an hour after five tries, and then even the right code must wait', async () => {
    const office = await officeWith()
    const code = await office.codeFor('姜福生')
    const guesser = office.person('外人')
    const wrong = code === '100000' ? '100001' : '100000'
    for (let tries = 1; tries <= 4; tries++) await guesser.hears(`绑定 ${wrong}`, WRONG)
    await guesser.hears(`绑定 ${wrong}`, PAUSED)
    await guesser.hears(`绑定 ${code}`, PAUSED)
    office.clock.advance({ minutes: 59 })
    await guesser.hears(`绑定 ${code}`, PAUSED)
    office.clock.advance({ minutes: 1 })
    expect((await guesser.says(`绑定 ${code}`)).texts[0]).toBe(GREETING)
  })

  test('the code lies nowhere in the database', async () => {
    const office = await officeWith()
    const code = await office.codeFor('姜福生')
    await office.person('姜福生').says(`绑定 ${code}`)
    const rows = await office.read((tx) => tx.withTables<RosterTables>().selectFrom('bind_code').select('fingerprint').execute())
    expect(JSON.stringify(rows)).not.toContain(code)
    expect(JSON.stringify(await office.read((tx) => readAudit(tx)))).not.toContain(code)
  })
})

describe('logins come and go, the member stays', () => {
  test('a second login speaks for the same member, and the first is told', async () => {
    const office = await officeWith()
    const phone = office.person('姜福生')
    const tablet = office.person('姜福生的平板')
    await phone.says(`绑定 ${await office.codeFor('姜福生')}`)
    const heard = await tablet.says(`绑定 ${await office.codeFor('姜福生')}`)
    expect(heard.to(phone)).toEqual(['您的身份刚在别处绑定了一次。\n不是您本人，请说：找书记'])
    expect((await office.whoIs(phone)).member).toBe((await office.whoIs(tablet)).member)
  })

  test('a login that is bound to somebody else speaks for the new member alone, and the trail shows both', async () => {
    const office = await officeWith()
    const shared = office.person('老两口的手机')
    await shared.says(`绑定 ${await office.codeFor('姜福生')}`)
    await shared.says(`绑定 ${await office.codeFor('何桂英')}`)
    expect(await office.whoIs(shared)).toMatchObject({ name: '何桂英' })
    const trail = (await office.read((tx) => readAudit(tx))).filter(({ action }) => action === 'account-bound')
    expect(trail.map(({ before, after }) => [before?.['member'], after?.['member']])).toEqual([
      [null, office.memberId('姜福生')],
      [office.memberId('姜福生'), office.memberId('何桂英')],
    ])
  })
})

describe('a code said in a group', () => {
  test('is worth nothing any more; the sender hears it in private and the secretary gets a new one', async () => {
    const office = await officeWith()
    const secretary = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
    const group = await office.room('河西村党员群', office.hexi)
    const code = await office.codeFor('姜福生')
    const jiang = office.person('姜福生')
    await jiang.says('你好')
    const heard = await jiang.in(group).says(`绑定 ${code}`)
    expect(heard.texts).toEqual([])
    expect(heard.to(jiang)).toEqual(['绑定码不要发在群里，刚才的已作废。\n请向书记要新的，单独发给我'])
    const fresh = /新码是 (\d{6})/.exec(heard.to(secretary)[0] ?? '')?.[1]
    expect(heard.to(secretary)).toEqual([`姜福生把绑定码发到了群里，已作废。\n新码是 ${fresh}，请单独转给本人`])
    await jiang.hears(`绑定 ${code}`, '这个绑定码已作废，请找书记要新的')
    expect((await jiang.says(`绑定 ${fresh}`)).texts[0]).toBe(GREETING)
  })

  test('in a group that belongs to no branch it is the same, and who has no private chat is shown the way', async () => {
    const office = await officeWith()
    const code = await office.codeFor('姜福生')
    const group = office.group('杂聊群')
    const heard = await office.person('姜福生').in(group).says(`绑定 ${code}`)
    expect(heard.texts).toEqual(['绑定请单独私聊我，群里的码已作废'])
    await office.person('姜福生').hears(`绑定 ${code}`, '这个绑定码已作废，请找书记要新的')
  })

  test('talk about binding other things is passed over', async () => {
    const office = await officeWith()
    const group = await office.room('河西村党员群', office.hexi)
    await office.person('姜福生').in(group).hears('绑定 手机号怎么弄')
    await office.person('姜福生').in(group).hears('绑定银行卡要本人去')
  })

  test('guessing in a group stops being answered, so that nobody can use up other people’s codes', async () => {
    const office = await officeWith()
    const group = office.group('杂聊群')
    const code = await office.codeFor('姜福生')
    const wrong = code === '100000' ? '100001' : '100000'
    const guesser = office.person('外人')
    for (let tries = 1; tries <= 5; tries++) await guesser.in(group).says(`绑定 ${wrong}`)
    await guesser.in(group).hears(`绑定 ${code}`)
    expect((await office.person('姜福生').says(`绑定 ${code}`)).texts[0]).toBe(GREETING)
  })
})

function wide(digits: string): string {
  return [...digits].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')
}
