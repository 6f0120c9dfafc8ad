import { describe, expect, test } from 'vitest'
import { openHexi } from './hexi.ts'

describe('the rules of disclosure', () => {
  test('anybody reads them, with their source; only the township chooses the province', async () => {
    const hexi = await openHexi()
    const yao = hexi.person('姚镇长')
    await hexi.li.hears(
      '公开规定',
      /^河西村公开规定，从严（默认）\n村级财务收支：每月\n[\s\S]*计划生育：每季度，只报人数（没有开）[\s\S]*依据：/u,
    )
    await hexi.cui.hears('公开规定 四川', /^河西村公开规定，从严/u)
    await yao.hears('公开规定 河南', /^可选：从严（默认）、四川、重庆、山东、浙江、上海。/u)
    await yao.hears('公开规定 四川', '青石镇从今天起按四川的规定。\n看规定请说：公开规定')
    await hexi.li.hears('公开规定', /^河西村公开规定，四川\n村级财务收支：每季度\n[\s\S]*四川省村务公开条例/u)
    await yao.hears('公开规定 上海 河东村', '河东村从今天起按上海的规定。\n看规定请说：公开规定')
    await hexi.li.hears('公开规定', /，四川\n/u)
    await hexi.person('路人').hears('公开规定', /公开规定/u)
  })

  test('villagers who ask together add an item, from this quarter on; the township switches items', async () => {
    const hexi = await openHexi()
    const yao = hexi.person('姚镇长')
    await hexi.cui.hears('公开项目 加 自来水费', '请照这个样子发：\n公开项目 加 自来水费 126人联名')
    await hexi.cui.hears('公开项目 加 自来水费 126人联名', '记下了：自来水费，126人联名要求。\n从本季度起要公开')
    await hexi.li.hears('公开规定', /自来水费：每季度/u)
    await hexi.cui.hears('公开项目 关 电价电费收支', '开关项目由乡镇来定')
    await yao.hears('公开项目 关 电价电费收支 河西村', '河西村的电价电费收支不用公开了')
    await yao.hears('公开项目 开 计划生育', '青石镇的计划生育从今天起要公开')
    await hexi.li.hears('公开规定', /计划生育：每季度，只报人数\n/u)
    const { texts } = await hexi.cui.says('公开情况')
    expect(texts[0]).not.toMatch(/自来水费|计划生育|电价/u)
    await hexi.until('2027-01-02 09:00')
    expect((await hexi.cui.says('发公开')).texts[0]).toMatch(/计划生育，2026年第四季度/u)
    await hexi.cui.hears('自来水费 4季度', /^自来水费，2026年第四季度\n/u)
    await hexi.li.hears('公开项目 加 水费 12人联名', /.+/u)
  })

  test('the township reads how each village stands, in the order of the tree', async () => {
    const hexi = await openHexi()
    const yao = hexi.person('姚镇长')
    await hexi.cui.says('发公开 物资 3季度')
    await hexi.cui.says('本期无')
    await hexi.cui.says('提交')
    await hexi.qin.says('同意 1')
    await hexi.until('2026-10-20 09:00')
    await hexi.drafts()
    await hexi.qin.says('同意 2')
    await yao.hears(
      '全镇 公开',
      [
        '2026年第四季度到期的公开：',
        '河西村：按时 1，迟 0，缺 6，本期无 1，更正 0',
        '河东村：按时 0，迟 0，缺 7，本期无 0，更正 0',
        '看一个村请说：全镇 公开 河西村',
      ].join('\n'),
    )
    await yao.hears('全镇 公开 河西村', /物资管理：按时 1，本期无 1\n集体土地管理使用：缺 1/u)
    const refused = await hexi.cui.says('全镇 公开')
    expect(refused.texts.join('')).not.toContain('缺')
  })
})
