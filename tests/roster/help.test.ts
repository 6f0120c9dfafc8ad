import { expect, test } from 'vitest'
import type { Capability } from '../../src/kernel/chat/capability.ts'
import { officeWith } from './township.ts'

const study: Capability = {
  name: 'study',
  commands: [
    { words: ['签到'], may: 'anyone', where: 'anywhere', help: '签到　记一次参加', run: async () => {} },
    { words: ['开会'], may: ['secretary'], where: 'private', help: '开会 5号9点　通知开会', run: async () => {} },
  ],
  open: async () => [{ thing: 'attendance', word: '签到', title: '主题党日' }],
}

test('a member sees first what is waited for, then what can be said, in at most six lines', async () => {
  const office = await officeWith({ more: [study] })
  const jiang = await office.bound('姜福生', office.hexi)
  const [text = ''] = (await jiang.says('帮助')).texts
  const lines = text.split('\n')
  expect(lines[0]).toBe('等您：主题党日，回复：签到')
  expect(lines).toContain('我的　看自己的记录')
  expect(lines.length).toBeLessThanOrEqual(6)
  expect(text).not.toContain('授权')
  expect(text).not.toContain('绑定 ')
})

test('a secretary sees the office’s words first, and the rest on the next page', async () => {
  const office = await officeWith({ more: [study] })
  const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
  const [first = ''] = (await zhou.says('帮助')).texts
  expect(first.split('\n')).toHaveLength(6)
  expect(first).toContain('还有，请说：帮助 2')
  expect(first.split('\n')[1]).toBe('开会 5号9点　通知开会')
  const [second = ''] = (await zhou.says('帮助 2')).texts
  expect(second.split('\n').length).toBeLessThanOrEqual(6)
  expect(second).toContain('我的　看自己的记录')
  await zhou.hears('帮助 9', '有事请说：找书记')
})

test('in a group nobody’s office shows, and all that is said fits six lines', async () => {
  const office = await officeWith({ more: [study] })
  const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
  const group = await office.room('河西村党员群', office.hexi)
  const [text = ''] = (await zhou.in(group).says('帮助')).texts
  expect(text).not.toContain('开会')
  expect(text).not.toContain('授权')
  expect(text.split('\n').length).toBeLessThanOrEqual(6)
})

test('a newcomer who opens the chat is told what this is and how to be known', async () => {
  const office = await officeWith()
  const welcome = '您好，我是支部通，是个程序。\n是党员请向书记要绑定码，再发：\n绑定 482913'
  await office.person('外人').hears('/start', welcome)
  await office.person('外人').hears('帮助', welcome)
})

test('asked who it is, it says that it is a program', async () => {
  const office = await officeWith()
  const group = await office.room('河西村党员群', office.hexi)
  const who = '我是支部通，是个程序，不是真人。\n替支部发通知、做记录。请说：帮助'
  await office.person('外人').hears('你是谁', who)
  await office.person('外人').in(group).hears('支部通', who)
})

test('help that nobody asked for by its word comes to a group once an hour', async () => {
  const office = await officeWith({ understand: () => ({ intents: [{ intent: 'help' }], steps: () => [] }) })
  const group = await office.room('河西村党员群', office.hexi)
  const jiang = await office.bound('姜福生', office.hexi)
  expect((await jiang.in(group).says('“姜福生”拍了拍“支部通”')).texts).toHaveLength(1)
  expect((await jiang.in(group).says('“姜福生”拍了拍“支部通”')).texts).toHaveLength(0)
  office.clock.advance({ hours: 1 })
  expect((await jiang.in(group).says('“姜福生”拍了拍“支部通”')).texts).toHaveLength(1)
})

test('the tree of branches shows to each office as far as it reaches, and to nobody else', async () => {
  const office = await officeWith()
  const shen = await office.bound('沈明远', office.top, { offices: ['township_admin'] })
  const zhou = await office.bound('周国栋', office.hexi, { offices: ['secretary'] })
  const jiang = await office.bound('姜福生', office.hexi)
  await shen.hears('支部', '青石镇党委 1 人\n　河西村党支部 2 人\n　河东村党支部 0 人')
  await shen.hears('支部 河西', '河西村党支部 2 人')
  await zhou.hears('支部', '河西村党支部 2 人')
  await zhou.hears('支部 河东', '没找到支部“河东”。\n看有哪些支部，请说：支部')
  await jiang.hears('支部', '这件事由支部书记来办。\n您可以说：帮助')
})
