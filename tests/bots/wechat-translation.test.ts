import { describe, expect, test } from 'vitest'
import { type Around, type Told, translate, translateMoved } from '../../bots/wechat/incoming.ts'
import { render } from '../../bots/wechat/outgoing.ts'

/** What WeChat tells in our words, and ours in WeChat's. */
const TYPES = {
  Attachment: 1,
  Audio: 2,
  Emoticon: 5,
  Image: 6,
  Text: 7,
  Location: 8,
  MiniProgram: 9,
  GroupNote: 10,
  Recalled: 13,
  Url: 14,
  Video: 15,
}
const around: Around = {
  from: { id: 'wang', name: '桂花飘香', alias: '王桂芳', remark: '王' },
  title: '河西村群',
  self: { id: 'bot', names: ['支部小通', '通知员'] },
}

function told(more: object): Told {
  const plain: object = {
    id: 'm1',
    talkerId: 'wang',
    roomId: 'hexi@chatroom',
    type: TYPES.Text,
    text: '收到',
    timestamp: 1_795_377_839_824,
  }
  return { ...plain, ...more } as Told
}

describe('a message in a group', () => {
  test('brings its number, its moment, its group and all the names of whoever said it', () => {
    expect(translate(told({}), around)).toEqual({
      kind: 'message',
      key: 'm1',
      at: new Date(1_795_377_839_824),
      chat: { id: 'hexi@chatroom', kind: 'group', title: '河西村群' },
      from: around.from,
      text: '收到',
      content: 'text',
      addressed: false,
    })
  })

  test('a moment in seconds is the same moment', () => {
    expect(translate(told({ timestamp: 1_795_377_839 }), around)).toMatchObject({ at: new Date(1_795_377_839_000) })
  })

  test.each([
    ['@支部小通\u2005收到', '收到'],
    ['收到 @支部小通', '收到'],
    ['@通知员 通知情况', '通知情况'],
    ['您好@支部小通\u2005帮助', '您好 帮助'],
  ])('%s addresses the bot and means %s', (text, meant) => {
    expect(translate(told({ text }), around)).toMatchObject({ text: meant, addressed: true })
  })

  test.each(['@支部小通知 收到', '@王书记\u2005收到', '收到', '支部小通 收到'])('%s addresses nobody, or somebody else', (text) => {
    expect(translate(told({ text }), around)).toMatchObject({ text, addressed: false })
  })

  test('a mention that the platform tells by number counts, whatever name it shows', () => {
    expect(translate(told({ text: '@小通 收到', mentionIdList: ['bot'] }), around)).toMatchObject({ addressed: true })
  })

  test('a quote of the bot’s words addresses it, a quote of another’s does not', () => {
    expect(translate(told({ text: '「支部小通：通知」\n- - - - -\n收到' }), around)).toMatchObject({ addressed: true })
    expect(translate(told({ text: '「老李：吃了吗」\n- - - - -\n收到' }), around)).toMatchObject({ addressed: false })
  })

  test.each([
    ['Image', 'photo'],
    ['Audio', 'voice'],
    ['Emoticon', 'sticker'],
    ['Attachment', 'document'],
    ['Location', 'location'],
    ['Video', 'other'],
    ['Url', 'other'],
    ['MiniProgram', 'other'],
  ] as const)('%s is %s, and its inner text is nobody’s words', (type, content) => {
    expect(translate(told({ type: TYPES[type], text: '<msg>收到</msg>' }), around)).toMatchObject({ content, text: '' })
  })

  test('a chain list is text', () => {
    expect(translate(told({ type: TYPES.GroupNote, text: '#接龙\n1. 王桂芳' }), around)).toMatchObject({
      content: 'text',
      text: '#接龙\n1. 王桂芳',
    })
  })

  test('a picture and a file can be fetched by the number of their message', () => {
    expect(translate(told({ type: TYPES.Attachment, filename: '名单.xlsx' }), around)).toMatchObject({
      file: { platform: 'wechat', account: 'wechat', reference: 'm1', name: '名单.xlsx', kind: 'document' },
    })
  })

  test('what the bot itself said is nothing', () => {
    expect(translate(told({ talkerId: 'bot' }), around)).toBeUndefined()
  })
})

test('in private the chat is the person, and everything is for the bot', () => {
  expect(translate(told({ roomId: '' }), around)).toMatchObject({ chat: { id: 'wang', kind: 'private' }, addressed: true })
})

test.each([
  ['m7', 'm7'],
  ['<sysmsg type="revokemsg"><revokemsg><msgid>123</msgid></revokemsg></sysmsg>', '123'],
  ['<sysmsg><newmsgid>8812334455</newmsgid></sysmsg>', '8812334455'],
])('a message is taken back by its number, however that is told: %s', (text, recalled) => {
  expect(translate(told({ type: TYPES.Recalled, text }), around)).toMatchObject({ kind: 'recalled', recalled })
})

test('a recall that tells no number takes nothing back', () => {
  expect(translate(told({ type: TYPES.Recalled, text: '"老李" 撤回了一条消息' }), around)).toBeUndefined()
})

describe('who comes and goes', () => {
  const moved = { room: 'hexi@chatroom', people: ['wang'], by: 'li', at: 1_795_377_839 }
  const people = { self: 'bot', people: [around.from], by: { id: 'li', name: '老李' }, title: '河西村群' }

  test('others are told as people, the bot itself as brought in or thrown out', () => {
    expect(translateMoved('came', moved, people)).toMatchObject({ kind: 'came', people: [around.from] })
    expect(translateMoved('came', { ...moved, people: ['bot'] }, { ...people, people: [] })).toMatchObject({
      kind: 'bot-added',
      from: { id: 'li' },
    })
    expect(translateMoved('went', { ...moved, people: ['bot', 'wang'] }, people)).toMatchObject({ kind: 'bot-removed' })
  })

  test('the same coming told twice has the same key, another one another', () => {
    const keys = [moved, moved, { ...moved, at: moved.at + 60 }].map((one) => translateMoved('came', one, people)?.key)
    expect(keys[0]).toBe(keys[1])
    expect(keys[2]).not.toBe(keys[0])
  })
})

describe('a letter without buttons', () => {
  const choice = (label: string, word = label) => ({ label, word, token: label })

  test.each([
    ['通知', [], '通知'],
    ['通知', [choice('收到')], '通知\n回复：收到'],
    ['通知\n看到请回复：收到', [choice('收到')], '通知\n看到请回复：收到'],
    ['预览', [choice('发送'), choice('取消')], '预览\n1 发送\n2 取消\n只回数字也行'],
    ['是哪一位\n1 张三\n2 李四', [choice('1'), choice('2')], '是哪一位\n1 张三\n2 李四'],
  ])('%s with %j reads %s', (text, choices, shown) => {
    expect(render({ text, choices })).toBe(shown)
  })

  test('shows four lines at most', () => {
    expect(render({ text: '选', choices: ['甲', '乙', '丙', '丁', '戊'].map((word) => choice(word)) })).toBe(
      '选\n1 甲\n2 乙\n3 丙\n4 丁\n只回数字也行',
    )
  })
})
