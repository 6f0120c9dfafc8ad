import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startGateway } from '../support/wechat/gateway.ts'
import { eventually, openWechatTown } from '../support/wechat/town.ts'

/** The account had to log in anew overnight: every id of every person and group is another. */
test('a notice for a group whose id has changed waits, and goes out once, after the group is bound again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'branchlink-wechat-'))
  const evening = await startGateway('bot-of-the-evening')
  const secretary = evening.contact('secretary-1', '姜福生')
  const wang = evening.contact('wang-1', '桂花飘香')
  evening.room('@@hexi-1', '河西村党员群', [secretary, wang])
  evening.login()
  const before = await openWechatTown(evening, { folder, at: '2026-11-20 20:50' })
  const hexi = await before.branch('河西村党支部')
  await before.bound(secretary, hexi, { offices: ['secretary'] })
  await before.bound(wang, hexi)
  await before.room('@@hexi-1', '河西村党员群', hexi)
  await before.pass({ minutes: 20 })
  secretary.tells('发通知 明天9点开会带老花镜')
  await eventually(() => evening.textsIn(secretary.id).some((text) => text.includes('将发给 1 个群')))
  secretary.tells('发送')
  await eventually(async () => (await before.letters()).some(({ text }) => text.startsWith('【通知】')))
  await before.stop()
  await evening.stop()

  const morning = await startGateway('bot-of-the-morning')
  const again = morning.contact('secretary-2', '姜福生')
  const stranger = morning.contact('somebody-2', '桂花飘香')
  morning.room('@@hexi-2', '河西村党员群', [again, stranger])
  morning.login()
  const after = await openWechatTown(morning, { folder, database: before.database, at: '2026-11-21 08:05' })
  try {
    const notice = async () => (await after.letters()).find(({ text }) => text.startsWith('【通知】'))
    expect(after.heard.map(({ kind }) => kind)).toEqual(['new-login'])
    stranger.says('@@hexi-2', '收到')
    await eventually(() => after.heard.some((event) => event.kind === 'message' && event.text === '收到'))
    await after.pass({ minutes: 30 })
    expect((await notice())?.state).toBe('waiting')
    expect(morning.sent.filter(({ text }) => text.includes('老花镜'))).toEqual([])
    await after.bound(again, hexi, { offices: ['deputy_secretary'] })
    again.says('@@hexi-2', '绑定本群')
    await eventually(() => morning.textsIn('@@hexi-2').some((text) => text.includes('老花镜')))
    await after.pass({ minutes: 5 })
    expect(morning.sent.filter(({ text }) => text.startsWith('【通知】'))).toHaveLength(1)
    await eventually(async () => (await notice())?.state === 'accepted')
    expect(after.log() + before.log()).not.toContain('"level":"error"')
  } finally {
    await after.stop()
    await morning.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
