import { describe, expect, test } from 'vitest'
import { readAudit } from '../../src/kernel/audit.ts'
import type { Intent, IntentName } from '../../src/kernel/chat/utterance.ts'
import { getMember, phoneOf, spokeSince } from '../../src/roster/directory.ts'
import type { RosterTables } from '../../src/roster/tables.ts'
import { officeWith, type Township } from './township.ts'

/** An office in which every line that is no command means this. */
const whereAllMeans = (intent: IntentName) =>
  officeWith({ understand: () => ({ intents: [{ intent }] satisfies readonly Intent[], steps: () => [] }) })

const NOT_BOUND = '我还不认识您。\n请向书记要绑定码，再发：绑定 482913'

describe('我的', () => {
  test('tells members in private who they are here, and nobody else', async () => {
    const office = await officeWith()
    const wu = await office.bound('吴玉兰', office.hexi, { offices: ['deputy_secretary', 'organization_officer'] })
    await wu.hears('我的', '吴玉兰，河西村党支部\n职务：副书记、组织委员\n绑定：电报')
    const group = await office.room('河西村党员群', office.hexi)
    const heard = await wu.in(group).says('我的')
    expect(heard.texts).toEqual([])
    expect(heard.to(wu)).toHaveLength(1)
  })

  test('tells a stranger how to become known, and in a group only where to ask', async () => {
    const office = await officeWith()
    const group = await office.room('河西村党员群', office.hexi)
    await office.person('外人').in(group).hears('我的', '请私聊我说：我的')
    await office.person('外人').hears('我的', NOT_BOUND)
  })

  test('gathers the lines of every capability', async () => {
    const office = await officeWith({ more: [{ name: 'study', mine: async () => ['参加 3 次'] }] })
    const jiang = await office.bound('姜福生', office.hexi)
    await jiang.hears('我的', '姜福生，河西村党支部\n绑定：电报\n参加 3 次')
  })
})

describe('别发了', () => {
  test('stops private reminders until 恢复提醒, each said once', async () => {
    const office = await officeWith()
    const jiang = await office.bound('姜福生', office.hexi)
    const quiet = async () => (await office.read((tx) => getMember(tx, jiang.id))).quiet
    await jiang.hears('别发了', '好的，不再私下提醒您。\n要恢复请说：恢复提醒')
    expect(await quiet()).toBe(true)
    await jiang.hears('别发了', '已经停了私下提醒。\n要恢复请说：恢复提醒')
    await jiang.hears('我的', /私下提醒已停，要恢复请说：恢复提醒/)
    await jiang.hears('恢复提醒', '好的，有事会私下提醒您')
    expect(await quiet()).toBe(false)
    await jiang.hears('恢复提醒', '提醒一直开着。\n要停请说：别发了')
  })

  test('said in other words, or in the group, is answered to the speaker alone', async () => {
    const office = await whereAllMeans('quiet')
    const jiang = await office.bound('姜福生', office.hexi)
    const group = await office.room('河西村党员群', office.hexi)
    const heard = await jiang.in(group).says('吵死了')
    expect(heard.texts).toEqual([])
    expect(heard.to(jiang)).toHaveLength(1)
    await office.person('外人').in(group).hears('吵死了')
    await office.person('外人').hears('吵死了', NOT_BOUND)
  })
})

describe('隐私', () => {
  test('is at most eight short lines, for anybody, anywhere', async () => {
    const office = await officeWith()
    const group = await office.room('河西村党员群', office.hexi)
    for (const voice of [office.person('外人'), office.person('外人').in(group)]) {
      const [text = ''] = (await voice.says('隐私')).texts
      expect(text.split('\n').length).toBeLessThanOrEqual(8)
    }
  })

  test('不要存我的信息 is asked back, then logins and phone are gone, membership stays, and the trail says so', async () => {
    const office = await officeWith()
    const jiang = await office.bound('姜福生', office.hexi, { phone: '18800001111' })
    const group = await office.room('河西村党员群', office.hexi)
    await jiang.in(group).says('早')
    await jiang.hears('不要存我的信息', '将删去您的绑定和电话，不再提醒您。\n确定请回复：确认\n不删请回复：取消')
    await jiang.hears('确认', '办好了：绑定和电话都删了。\n党籍和组织生活记录依规定保留。\n要再用，请向书记要新的绑定码')
    expect((await office.whoIs(jiang)).member).toBeUndefined()
    expect(await office.read((tx) => phoneOf(tx, office.cipher, jiang.id))).toBeUndefined()
    expect(await office.read((tx) => getMember(tx, jiang.id))).toMatchObject({ name: '姜福生', active: true })
    const rooms = await office.read((tx) => tx.withTables<RosterTables>().selectFrom('room').select('mailbox_id').execute())
    const since = new Date(0)
    expect(
      await office.read((tx) =>
        spokeSince(
          tx,
          rooms.map((room) => room.mailbox_id),
          since,
        ),
      ),
    ).toEqual(new Set())
    expect((await office.read((tx) => readAudit(tx))).at(-1)).toMatchObject({
      action: 'personal-data-erased',
      subject: `member:${jiang.id}`,
    })
    await jiang.hears('不要存我的信息', '这个账号没有绑定，我没存您的信息')
  })

  test('said by mistake, 取消 keeps everything; said in a group, it is asked in private', async () => {
    const office = await officeWith()
    const jiang = await office.bound('姜福生', office.hexi)
    const group = await office.room('河西村党员群', office.hexi)
    await jiang.says('不要存我的信息')
    await jiang.hears('取消', '好的，没有办')
    expect((await office.whoIs(jiang)).member).toBe(jiang.id)
    expect((await jiang.in(group).says('不要存我的信息')).to(jiang)).toEqual(['请私聊我说：不要存我的信息'])
  })

  test('a no to the first notice leads to the same question, 同意 is noted', async () => {
    const office = await officeWith()
    const jiang = office.person('姜福生')
    await jiang.says(`绑定 ${await office.codeFor('姜福生')}`)
    await jiang.hears('不同意', /^将删去您的绑定和电话/)
    await jiang.says('取消')
    await jiang.says(`绑定 ${await office.codeFor('姜福生')}`)
    await jiang.presses('同意')
    expect((await office.read((tx) => getMember(tx, office.memberId('姜福生')))).consentAt).toBe(office.clock.now().toISOString())
  })

  test('删掉我的电话 asks about the phone alone', async () => {
    const office = await officeWith()
    const jiang = await office.bound('姜福生', office.hexi, { phone: '18800001111' })
    await jiang.hears('删掉我的电话', '将删去支部存的您的电话。\n确定请回复：确认 或 取消')
    await jiang.hears('确认', '办好了，支部不再存您的电话')
    await jiang.hears('删掉我的电话', '支部没有存您的电话')
    expect((await office.whoIs(jiang)).member).toBe(jiang.id)
  })
})

describe('a new phone number', () => {
  test('said in private is read back by its tail, kept sealed, and nowhere in clear', async () => {
    const office = await officeWith()
    const jiang = await office.bound('姜福生', office.hexi)
    await jiang.hears('换号了 188-0000-8000', '把您的电话改成尾号8000，对吗？\n请回复：确认 或 取消')
    expect(await dump(office)).not.toContain('18800008000')
    await jiang.hears('确认', '记下了，您的电话尾号是8000。\n加密保存，不对外')
    expect(await dump(office)).not.toContain('18800008000')
    expect(await office.read((tx) => phoneOf(tx, office.cipher, jiang.id))).toBe('18800008000')
  })

  test('said in a group is not repeated there; the sender is asked to take it out', async () => {
    const office = await officeWith()
    const jiang = await office.bound('姜福生', office.hexi)
    const group = await office.room('河西村党员群', office.hexi)
    const heard = await jiang.in(group).says('换号了18800008000')
    expect(heard.texts).toEqual([])
    expect(heard.to(jiang)).toEqual(['电话别发在群里，请撤回那一条。\n在这里再发一次，我来记'])
    expect(await dump(office)).not.toContain('18800008000')
  })

  test('without a number an example is given; a stranger’s number is not taken', async () => {
    const office = await whereAllMeans('contact_phone')
    const jiang = await office.bound('姜福生', office.hexi)
    await jiang.hears('我换号了', '请照这个样子发：\n换号了 后面写十一位号码')
    await office.person('外人').hears('换号了18800008000', NOT_BOUND)
    expect(await dump(office)).not.toContain('18800008000')
  })
})

describe('找书记', () => {
  test('gives the name to all, the phone to the branch’s verified members in private', async () => {
    const office = await officeWith()
    await office.member('周国栋', office.hexi, { offices: ['secretary'], phone: '18800001111' })
    const jiang = await office.bound('姜福生', office.hexi)
    const group = await office.room('河西村党员群', office.hexi)
    await jiang.hears('找书记', '河西村党支部书记：周国栋\n电话：18800001111')
    await jiang.in(group).hears('找书记', '河西村党支部书记：周国栋')
    await office.person('外人').in(group).hears('找书记', '河西村党支部书记：周国栋')
    await office.person('外人').hears('找书记', '请到您的村群里说：找书记')
  })

  test('where there is no secretary the deputy is named, else the township, else the office', async () => {
    const office = await officeWith()
    const jiang = await office.bound('姜福生', office.hexi)
    await jiang.hears('找书记', '河西村党支部还没登记书记。\n请到镇党委办公室问')
    await office.member('沈明远', office.top, { offices: ['township_admin'] })
    await jiang.hears('找书记', '河西村党支部现在找镇管理员：沈明远')
    await office.member('吴玉兰', office.hexi, { offices: ['deputy_secretary'] })
    await jiang.hears('找书记', '河西村党支部现在找副书记：吴玉兰')
  })
})

/** Everything the database holds outside the sealed columns, as one text. */
async function dump(office: Township): Promise<string> {
  const tables = ['letter', 'prompt', 'choice', 'audit', 'member', 'inbox'] as const
  const rows: unknown[] = []
  for (const table of tables)
    rows.push(
      await office.read((tx) =>
        tx.withTables<Record<(typeof tables)[number], { [key: string]: string }>>().selectFrom(table).selectAll().execute(),
      ),
    )
  return JSON.stringify(rows)
}
