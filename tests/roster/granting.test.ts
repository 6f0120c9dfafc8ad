import { describe, expect, test } from 'vitest'
import { readAudit } from '../../src/kernel/audit.ts'
import { officeWith } from './township.ts'

async function withOfficers() {
  const office = await officeWith()
  const shen = await office.bound('沈明远', office.top, { offices: ['township_admin'] })
  const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
  const jiang = await office.bound('姜福生', office.hexi)
  return { office, shen, zhou, jiang }
}

describe('a secretary gives an office of the branch', () => {
  test('and both hear it, the right is there at once, and the trail shows before and after', async () => {
    const { office, zhou, jiang } = await withOfficers()
    const heard = await zhou.says('授权 姜福生 组织委员')
    expect(heard.texts).toEqual(['办好了：姜福生任河西村党支部组织委员。\n要收回请说：撤权 姜福生 组织委员'])
    expect(heard.to(jiang)).toEqual(['您现在是河西村党支部组织委员。\n能办什么，请说：帮助'])
    expect((await office.whoIs(jiang)).offices).toEqual([{ role: 'organization_officer', branch: office.hexi }])
    expect((await office.read((tx) => readAudit(tx))).at(-1)).toMatchObject({
      actor: `member:${zhou.id}`,
      action: 'office-given',
      subject: `member:${jiang.id}`,
      before: { branch: office.hexi, roles: [] },
      after: { branch: office.hexi, roles: ['organization_officer'] },
    })
  })

  test.each(['授权 姜福生组织委员', '授权 姜福生，组织委员', '授权：姜福生 组织委员 河西村', '授权 老姜 组织委员。'])(
    'typed as “%s”',
    async (line) => {
      const { zhou } = await withOfficers()
      expect((await zhou.says(line)).texts[0]).toMatch(/^办好了：姜福生任河西村党支部组织委员/)
    },
  )

  test('once: giving it again changes nothing', async () => {
    const { office, zhou } = await withOfficers()
    await zhou.says('授权 姜福生 文书')
    const before = await office.read((tx) => readAudit(tx))
    await zhou.hears('授权 姜福生 文书', '姜福生已经是文书了')
    expect(await office.read((tx) => readAudit(tx))).toEqual(before)
  })

  test('and takes it away again', async () => {
    const { office, zhou, jiang } = await withOfficers()
    await zhou.says('授权 姜福生 文书')
    const heard = await zhou.says('撤权 姜福生 文书')
    expect(heard.texts).toEqual(['办好了：姜福生不再任河西村党支部文书。\n要恢复请说：授权 姜福生 文书'])
    expect(heard.to(jiang)).toEqual(['您不再担任河西村党支部文书了'])
    expect((await office.whoIs(jiang)).offices).toEqual([])
    await zhou.hears('撤权 姜福生 文书', '姜福生现在不是文书')
  })

  test.each(['授权', '授权 姜福生', '授权 组织委员', '授权 姜福生 主席'])('mistyped as “%s” it gets an example', async (line) => {
    const { zhou } = await withOfficers()
    await zhou.hears(line, '请照这个样子发：\n授权 张三 组织委员')
  })
})

describe('nobody gives what is not theirs', () => {
  test('a secretary makes no secretary and no township administrator', async () => {
    const { zhou } = await withOfficers()
    await zhou.hears('授权 姜福生 书记', '书记要由镇里来办。\n请联系镇管理员')
    await zhou.hears('授权 姜福生 镇管理员', '镇管理员要由镇里来办。\n请联系镇管理员')
    await zhou.hears('授权 周国栋 镇管理员', '镇管理员要由镇里来办。\n请联系镇管理员')
  })

  test('a secretary gives nothing in another branch', async () => {
    const { office, zhou } = await withOfficers()
    await office.member('谢长林', office.hedong)
    await zhou.hears('授权 谢长林 文书', /^没找到“谢长林”/)
    await zhou.hears('授权 姜福生 文书 河东村', '文书要由镇里来办。\n请联系镇管理员')
  })

  test('a member and a stranger hear that it is the secretary’s business, in the group nothing is said', async () => {
    const { office, jiang } = await withOfficers()
    const group = await office.room('河西村党员群', office.hexi)
    const kind = '这件事由支部书记来办。\n您可以说：帮助'
    await jiang.hears('授权 姜福生 书记', kind)
    await office.person('外人').hears('授权 姜福生 书记', kind)
    expect((await office.person('外人').in(group).says('授权 姜福生 书记')).letters).toEqual([])
  })

  test('nobody makes themselves supervisor, and who drafts does not approve', async () => {
    const { office, shen, zhou } = await withOfficers()
    await office.member('罗建平', office.hexi, { offices: ['village_committee'] })
    await office.member('程秀芬', office.hexi, { offices: ['supervisor'] })
    await zhou.hears('授权 周国栋 监督员', '村务监督员不能自己给自己。\n请镇管理员来办')
    await zhou.hears('授权 罗建平 监督员', '罗建平是村委委员，\n不能同时任村务监督员')
    await zhou.hears('授权 程秀芬 村委', '程秀芬是村务监督员，\n不能同时任村委委员')
    await shen.hears('授权 周国栋 监督员', '周国栋是书记，\n不能同时任村务监督员')
  })

  test('the one who is watched does not dismiss the one who watches', async () => {
    const { office, shen, zhou } = await withOfficers()
    await office.member('程秀芬', office.hexi, { offices: ['supervisor'] })
    await zhou.hears('撤权 程秀芬 监督员', '村务监督员要由镇里来办。\n请联系镇管理员')
    expect((await shen.says('撤权 程秀芬 监督员')).texts[0]).toMatch(/^办好了/)
  })
})

describe('the township', () => {
  test('gives any office anywhere, also to somebody of another branch', async () => {
    const { office, shen } = await withOfficers()
    await shen.hears('授权 姜福生 书记 河东村', '办好了：姜福生任河东村党支部书记。\n要收回请说：撤权 姜福生 书记')
    expect((await office.whoIs(office.person('姜福生'))).offices).toEqual([{ role: 'secretary', branch: office.hedong }])
    await shen.hears('授权 姜福生 书记 河南村', '没找到支部“河南村”。\n看有哪些支部，请说：支部')
  })

  test('does not make a second secretary by accident', async () => {
    const { shen } = await withOfficers()
    await shen.hears('授权 姜福生 书记', '河西村党支部的书记现在是周国栋。\n要换人请说：换人 姓名')
  })

  test('shares its own office, at the top of the tree, and the last one cannot be taken away', async () => {
    const { office, shen, jiang } = await withOfficers()
    await shen.hears('撤权 沈明远 镇管理员', '这是最后一位镇管理员，不能收回。\n请先授权另一位')
    await shen.says('授权 姜福生 镇管理员')
    expect((await office.whoIs(jiang)).offices).toEqual([{ role: 'township_admin', branch: office.top }])
    expect((await jiang.says('撤权 沈明远 镇管理员')).texts[0]).toMatch(/^办好了/)
    await jiang.hears('撤权 姜福生 镇管理员', /^这是最后一位镇管理员/)
  })

  test('asks when two bear the name, and does what was meant for the one picked', async () => {
    const { office, shen } = await withOfficers()
    await office.member('王秀英', office.hexi)
    const second = await office.member('王秀英', office.hedong)
    await shen.hears('授权 王秀英 文书', '“王秀英”有 2 位，是哪一位？\n1 王秀英，河西村党支部\n2 王秀英，河东村党支部\n请回复数字')
    const { texts, toast } = await shen.presses('2')
    expect(texts).toEqual(['办好了：王秀英任河东村党支部文书。\n要收回请说：撤权 王秀英 文书'])
    expect(toast).toBe('好的')
    expect((await office.read((tx) => readAudit(tx))).at(-1)).toMatchObject({ subject: `member:${second}` })
    expect((await shen.presses('1')).toast).toBe('这个问题已经过去了')
  })

  test('said in a group, an office is given nowhere but in private', async () => {
    const { office, shen } = await withOfficers()
    const group = await office.room('河西村党员群', office.hexi)
    const heard = await shen.in(group).says('授权 姜福生 文书')
    expect(heard.letters).toEqual([])
    expect((await shen.in(group).says('授权')).to(shen)).toEqual(['请私聊我说：授权'])
  })
})
