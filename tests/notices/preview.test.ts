import { describe, expect, test } from 'vitest'
import { closeMailbox, findMailbox } from '../../src/kernel/outbox/mailbox.ts'
import { giveOffice } from '../../src/roster/offices-store.ts'
import { REHEARSAL } from '../support/platform.ts'
import type { Answer } from '../support/people.ts'
import { fileOf, openHexi } from './hexi.ts'

const said = (answer: Answer): string => answer.texts.join('\n---\n')
const labels = (answer: Answer): readonly string[] => answer.letters.flatMap(({ choices }) => choices.map(({ label }) => label))

describe('before anything goes to people its writer sees', () => {
  test('the text, the groups and the people, and the words to answer', async () => {
    const { zhou } = await openHexi()
    const preview = await zhou.says('发通知 明天9点开会带老花镜')
    expect(said(preview)).toBe(
      [
        '通知预览',
        '明天9点开会带老花镜',
        '',
        '将发给 1 个群、4 人',
        '有 1 人还没绑定，回执要您代记',
        '回复：发送 / 改 / 取消',
        '也可以说：试发；定时 明天18点；范围 河西村',
      ].join('\n'),
    )
    expect(labels(preview)).toEqual(['发送', '取消'])
  })

  test('an example to copy, when nothing stands behind the word', async () => {
    const { zhou } = await openHexi()
    await zhou.hears('发通知', '请照这个样子发：\n发通知 明天9点开会带老花镜')
    await zhou.hears('发通知 ', '请照这个样子发：\n发通知 明天9点开会带老花镜')
  })

  test.each([
    '发通知明天9点开会带老花镜',
    '帮我发个通知：明天9点开会带老花镜',
    '发通知：明天9点开会带老花镜',
    '/notice 明天9点开会带老花镜',
  ])('the same for %s', async (typed) => {
    const { zhou } = await openHexi()
    expect(said(await zhou.says(typed))).toContain('通知预览\n明天9点开会带老花镜\n')
  })

  test('the whole tree, the branches without a group left out and named', async () => {
    const hexi = await openHexi()
    await hexi.member('谢长林', hexi.hedong)
    const shen = await hexi.bound('沈明远', hexi.top, { offices: ['township_admin'] })
    expect(said(await shen.says('全镇 发通知 防汛值班'))).toContain(
      '将发给 1 个群、4 人\n（已排除没有群的 2 人：青石镇党委、河东村党支部）\n',
    )
  })

  test('that the secretary of one branch who also runs the township sends to the branch, unless the word says 全镇', async () => {
    const hexi = await openHexi()
    const both = await hexi.bound('吴玉兰', hexi.hedong, { offices: ['secretary'] })
    await hexi.room('河东村群', hexi.hedong)
    await hexi.write((tx) => giveOffice(tx, both.id, hexi.top, 'township_admin', hexi.clock.now()))
    expect(said(await both.says('发通知 停水'))).toContain('将发给 1 个群、1 人')
    expect(said(await both.says('全镇 发通知 停水'))).toContain('将发给 2 个群、5 人')
  })
})

describe('what stands in the way', () => {
  test('no group yet', async () => {
    const hexi = await openHexi()
    const xie = await hexi.bound('谢长林', hexi.hedong, { offices: ['secretary'] })
    const preview = await xie.says('发通知 停水')
    expect(said(preview)).toContain('将发给 0 个群、0 人\n还没有绑定的群。\n请在群里说：绑定本群\n回复：改 / 取消')
    expect(labels(preview)).toEqual(['取消'])
    await xie.hears('发送', '还不能发：\n还没有绑定的群。\n请在群里说：绑定本群')
  })

  test('the only group threw the bot out', async () => {
    const { zhou, hall } = await openHexi()
    await hall.removesBot(zhou)
    expect(said(await zhou.says('发通知 停水'))).toContain('群里都发不进去了。\n请把我加回群里')
  })

  test('a text longer than one message is read to the end; the beginning is shown', async () => {
    const { zhou } = await openHexi()
    const preview = said(await zhou.says(`发通知 ${'防汛值班安排如下。'.repeat(60)}`))
    expect(preview).toContain('有 540 字，最多 500 字。\n长文请做成附件')
    expect(preview.length).toBeLessThan(300)
    await zhou.hears('发送', /^还不能发：\n有 540 字/)
  })

  test('a text longer than the platform bears still gets its answer', async () => {
    const { zhou, screen } = await openHexi()
    await zhou.says(`发通知 ${'停水。'.repeat(1300)}`)
    expect(screen(zhou).at(-1)?.text).toContain('有 3900 字，最多 500 字')
  })

  test('a photo without words', async () => {
    const { zhou } = await openHexi()
    expect(said(await zhou.says('发通知', { content: 'photo', file: fileOf('photo', '海报.png') }))).toContain(
      '还没有正文。请回复：改 加正文',
    )
  })

  test.each([
    ['身份证110101199003078515请核对', '身份证号'],
    ['请联系 13812345678', '手机号'],
    ['姜福生上次没交党费', '没办好的人的名字'],
    ['姜福生家离婚了大家帮帮', '健康或婚育情况'],
  ])('personal data: %s', async (text, named) => {
    const hexi = await openHexi()
    const preview = said(await hexi.zhou.says(`发通知 ${text}`))
    expect(preview).toContain(`没有发：里面有${named}`)
    expect(preview).toContain('回复：改 / 取消')
    expect(said(await hexi.zhou.says('发送'))).toMatch(/^还不能发：/)
    await hexi.pass({ minutes: 3 })
    expect(hexi.screen(hexi.hall)).toEqual([])
  })

  test('what may not even be repeated to its writer is answered without it', async () => {
    const { zhou } = await openHexi()
    const preview = said(await zhou.says('发通知 身份证110101199003078515请核对'))
    expect(preview).toContain('（正文有不能发的内容，不在这里重复）')
    expect(preview).not.toContain('110101')
    expect(said(await zhou.says('试发'))).toBe('试发不了，先按预览里说的改')
  })

  test.each([
    ['关于秘密会议的通知', '秘密'],
    ['内部资料，请勿外传', '内部”“请勿外传'],
  ])('words of secrecy until 可公开: %s', async (text, words) => {
    const { zhou } = await openHexi()
    const preview = await zhou.says(`发通知 ${text}`)
    expect(said(preview)).toContain(`里面有“${words}”，先不发。\n确认能公开，请回复：可公开`)
    expect(said(await zhou.says('发送'))).toContain('先不发')
    const cleared = await zhou.says('可公开')
    expect(said(cleared)).toContain('回复：发送 / 改 / 取消')
    expect(said(await zhou.says('发送'))).toContain('一分钟后发出')
  })

  test('可公开 was said of those words only: another text is asked about again', async () => {
    const { zhou } = await openHexi()
    await zhou.says('发通知 内部学习安排')
    await zhou.says('可公开')
    expect(said(await zhou.says('改 机密文件明天传达'))).toContain('里面有“机密”，先不发')
    expect(said(await zhou.says('发送'))).toMatch(/^还不能发：/)
  })

  test('a secret in the name of the file', async () => {
    const { zhou } = await openHexi()
    const file = fileOf('document', '内部文件.docx')
    expect(said(await zhou.says('发通知 请学习附件', { content: 'document', file }))).toContain('里面有“内部”，先不发')
  })
})

describe('what is worth a second look', () => {
  test('the same words by two offices within seven days, told only where some of the same people hear both', async () => {
    const hexi = await openHexi()
    const shen = await hexi.bound('沈明远', hexi.top, { offices: ['township_admin'] })
    const xie = await hexi.bound('谢长林', hexi.hedong, { offices: ['secretary'] })
    await hexi.room('河东村群', hexi.hedong)
    await hexi.sends('明天9点，开会！')
    expect(said(await shen.says('全镇 发通知 明天9点开会'))).toContain('留意：今天发过同样的话，\n是河西村党支部发的')
    expect(said(await xie.says('发通知 明天9点开会'))).not.toContain('留意')
    await hexi.pass({ days: 3 })
    expect(said(await shen.says('全镇 发通知 明天9点开会'))).toContain('留意：3 天前发过同样的话，\n是河西村党支部发的')
    await hexi.pass({ days: 5 })
    expect(said(await shen.says('全镇 发通知 明天9点开会'))).not.toContain('留意')
  })

  test('quiet hours, with the moment at which it really goes, and the answer says the same', async () => {
    const { zhou, pass, screen, hall, until } = await openHexi({ at: '2026-11-20 22:00' })
    expect(said(await zhou.says('发通知 停水'))).toContain('现在是休息时间，\n11月21日（星期六）08:00 再发。\n急事请改用：紧急通知')
    await zhou.hears('发送', '第1号通知“停水”排好了，\n11月21日（星期六）08:00 发出。\n反悔请回复：撤回')
    await pass({ minutes: 5 })
    expect(screen(hall)).toEqual([])
    await zhou.hears('马上发', '第1号通知“停水”还有 1 个群要等到早上。\n急事请说：紧急通知')
    await until('2026-11-21 07:30')
    expect(screen(hall)).toEqual([])
    await until('2026-11-21 08:00')
    expect(screen(hall)).toHaveLength(1)
  })

  test('the day’s cap of a group; an urgent notice passes it', async () => {
    const hexi = await openHexi({ groupDailyCap: 1 })
    await hexi.sends('第一条')
    expect(said(await hexi.zhou.says('发通知 第二条'))).toContain('有 1 个群今天发满了，明早再发')
    await hexi.zhou.hears('发送', '第2号通知“第二条”排好了。\n群里今天发满了，明早再发。\n反悔请回复：撤回')
    await hexi.pass({ minutes: 2 })
    expect(hexi.screen(hexi.hall)).toHaveLength(1)
    expect(said(await hexi.zhou.says('紧急通知 马上停水'))).not.toContain('发满了')
    await hexi.zhou.says('发送')
    await hexi.pass({ minutes: 2 })
    expect(hexi.screen(hexi.hall).at(-1)?.text).toContain('【紧急通知】第3号\n马上停水')
    await hexi.until('2026-11-21 08:30')
    expect(hexi.screen(hexi.hall).at(-1)?.text).toContain('第二条')
  })

  test('one group that has heard enough today, while another has not', async () => {
    const hexi = await openHexi({ groupDailyCap: 1 })
    await hexi.sends('第一条')
    const other = await hexi.room('河西村妇女群', hexi.hexi)
    await hexi.zhou.says('发通知 第二条')
    await hexi.zhou.hears('发送', /一分钟后发出。\n反悔请回复：撤回\n不用等请回复：马上发\n有 1 个群今天发满了，明早再发$/)
    await hexi.pass({ minutes: 2 })
    expect([hexi.screen(hexi.hall).length, hexi.screen(other).length]).toEqual([1, 1])
  })

  test('an urgent notice passes the night', async () => {
    const { zhou, pass, screen, hall } = await openHexi({ at: '2026-11-20 23:30' })
    const preview = said(await zhou.says('紧急通知 河水上涨，请转移'))
    expect(preview).toMatch(/^紧急通知预览\n/)
    expect(preview).not.toContain('休息时间')
    await zhou.hears('发送', /一分钟后发出/)
    await pass({ seconds: 61 })
    expect(screen(hall).at(-1)?.text).toContain('【紧急通知】第1号\n河水上涨，请转移')
  })

  test.each(['紧急通知：河水上涨', '发紧急通知 河水上涨', '紧急通知 河水上涨'])('urgent however it is typed: %s', async (typed) => {
    const { zhou } = await openHexi()
    expect(said(await zhou.says(typed))).toMatch(/^紧急通知预览\n河水上涨/)
  })

  test('groups that cannot be reached while others can', async () => {
    const hexi = await openHexi()
    await hexi.room('河西村妇女群', hexi.hexi)
    const mailbox = await hexi.read((tx) => findMailbox(tx, { ...hexi.bot, chat: hexi.hall.chat }))
    await hexi.write((tx) => closeMailbox(tx, mailbox?.id ?? (0 as never), '机器人被移出了群', hexi.clock.now()))
    const preview = said(await hexi.zhou.says('发通知 停水'))
    expect(preview).toContain('将发给 1 个群、4 人')
    expect(preview).toContain('发不到的群：河西村党员群')
  })

  test('two groups of one branch are two groups and the same people', async () => {
    const hexi = await openHexi({ platform: REHEARSAL })
    await hexi.room('河西村妇女群', hexi.hexi)
    expect(said(await hexi.zhou.says('发通知 停水'))).toContain('将发给 2 个群、4 人')
  })

  test('an attachment', async () => {
    const { zhou } = await openHexi()
    const preview = said(await zhou.says('发通知 请看海报', { content: 'photo', file: fileOf('photo', '海报.png') }))
    expect(preview).toContain('请看海报\n（附件：海报.png）')
    expect(preview).toContain('留意：附件里不要有公章和涉密内容')
  })
})
