import { describe, expect, test } from 'vitest'
import { readAudit } from '../../src/kernel/audit.ts'
import type { Answer } from '../support/people.ts'
import { fileOf, openHexi } from './hexi.ts'

const said = (answer: Answer): string => answer.texts.join('\n---\n')
describe('试发', () => {
  test('shows the letter as the group would read it, to its writer alone, with the file', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 请看海报', { content: 'photo', file: fileOf('photo', '海报.png') })
    await hexi.zhou.hears('试发', '下面这条只有您看得到：\n【通知】\n请看海报\n——河西村党支部\n看到请回复：收到')
    expect(hexi.screen(hexi.zhou).at(-1)?.file?.name).toBe('海报.png')
    expect(hexi.screen(hexi.hall)).toEqual([])
    await hexi.zhou.hears('发送', /一分钟后发出/)
  })
})

describe('附件', () => {
  test('a photo with its caption as command, a document sent into the preview, another one instead, and none', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 请看海报', { content: 'photo', file: fileOf('photo', '海报.png') })
    expect(said(await hexi.zhou.says('', { content: 'document', file: fileOf('document', '名单.pdf') }))).toContain('（附件：名单.pdf）')
    expect(said(await hexi.zhou.says('去掉附件'))).not.toContain('附件：')
    await hexi.zhou.hears('去掉附件', '这条没有附件')
    await hexi.zhou.says('', { content: 'document', file: fileOf('document', '安排.docx') })
    await hexi.zhou.says('发送')
    await hexi.pass({ seconds: 61 })
    expect(hexi.screen(hexi.hall).at(-1)).toMatchObject({ file: { name: '安排.docx' }, text: expect.stringMatching(/请看海报/) })
  })

  test('a photo whose text is asked for takes its caption', async () => {
    const { zhou } = await openHexi()
    await zhou.says('发通知', { content: 'photo', file: fileOf('photo', '海报.png') })
    expect(said(await zhou.says('改 请看海报'))).toContain('通知预览\n请看海报\n（附件：海报.png）')
    await zhou.says('改')
    expect(said(await zhou.says('新海报', { content: 'photo', file: fileOf('photo', '新.png') }))).toContain(
      '通知预览\n新海报\n（附件：新.png）',
    )
  })

  test('the counter below a photo is refreshed and keeps the button', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 请看海报', { content: 'photo', file: fileOf('photo', '海报.png') })
    await hexi.zhou.says('发送')
    await hexi.pass({ seconds: 61 })
    await hexi.jiang.in(hexi.hall).presses('收到')
    await hexi.pass({ seconds: 31 })
    expect(hexi.card()).toMatchObject({ text: expect.stringMatching(/请看海报[\s\S]*已收到 1 人$/), labels: ['收到'], edits: 1 })
  })
})

describe('范围', () => {
  test('one branch, several, below a body, the whole township', async () => {
    const hexi = await openHexi()
    await hexi.bound('谢长林', hexi.hedong)
    await hexi.room('河东村群', hexi.hedong)
    const shen = await hexi.bound('沈明远', hexi.top, { offices: ['township_admin'] })
    await shen.says('发通知 停水')
    expect(said(await shen.says('范围 河东村'))).toContain('将发给 1 个群、1 人\n只发给：河东村党支部')
    expect(said(await shen.says('范围 河东村、河西村'))).toContain('将发给 2 个群、5 人\n只发给：河西村党支部、河东村党支部')
    expect(said(await shen.says('范围：河西村 河东村'))).toContain('将发给 2 个群、5 人')
    expect(said(await shen.says('范围 青石镇'))).not.toContain('只发给')
    expect(said(await shen.says('范围 本支部'))).toContain('只发给：青石镇党委')
    expect(said(await shen.says('范围 全镇'))).toContain('将发给 2 个群、5 人')
    await shen.says('发送')
    await hexi.pass({ seconds: 61 })
    expect(hexi.screen(hexi.hall)).toHaveLength(1)
    expect(hexi.screen(hexi.hall)[0]?.text).toContain('——青石镇党委')
  })

  test('unknown, not one’s own, ambiguous, empty', async () => {
    const hexi = await openHexi()
    await hexi.branch('河西村流动党支部', { parent: hexi.top, kind: 'migrant' })
    const shen = await hexi.bound('沈明远', hexi.top, { offices: ['township_admin'] })
    await hexi.zhou.says('发通知 停水')
    await hexi.zhou.hears('范围 山那边村', '没有叫“山那边村”的支部。\n请照这个样子发：范围 河西村')
    await hexi.zhou.hears('范围 河东村', '这个支部不归您发。\n请换一个，或回复：范围 本支部')
    await hexi.zhou.hears('范围', '请照这个样子发：范围 河西村')
    await shen.says('发通知 停水')
    await shen.hears('范围 河', '没有叫“河”的支部。\n请照这个样子发：范围 青石镇')
    await shen.hears('范围 西村', '叫“西村”的有 2 个：河西村党支部、河西村流动党支部。\n请写全名')
    await hexi.zhou.hears('发送', /一分钟后发出/)
  })
})

describe('可公开', () => {
  test('is written into the trail', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 内部学习安排')
    await hexi.zhou.says('可公开')
    expect((await hexi.read((tx) => readAudit(tx))).at(-1)).toMatchObject({
      actor: `member:${hexi.zhou.id}`,
      action: 'notice-cleared-public',
      subject: 'notice:1',
    })
  })
})
