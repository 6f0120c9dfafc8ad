import { afterEach, describe, expect, test } from 'vitest'
import { limitedFiles, smallDisk } from '../support/program/full-disk.ts'
import { lookAt } from '../support/program/look.ts'
import { endScenes, type Scene, setScene } from '../support/program/scene.ts'
import { builtProgram, runVerb } from '../support/program/start.ts'

afterEach(endScenes)

function draftsOf(scene: Scene): readonly string[] {
  return lookAt(scene.town.database, (database) => database.prepare('select text from notice order by id').pluck().all() as string[])
}

describe.each([limitedFiles, smallDisk()])('the disk is full: $name', (disk) => {
  test.runIf(disk.isPossible())(
    'messages wait at Telegram, the operator is told, and all are done once when there is room',
    { timeout: 60_000 },
    async () => {
      const scene = await setScene(builtProgram(), { villages: 4, membersEach: 6, noticesEach: 1 }, disk.prepare())
      const run = scene.start()
      await run.says(/healthz/)
      const secretary = scene.secretary()
      secretary.tells('发通知 明天9点第一次开会')
      await scene.telegram.until(() => scene.telegram.messagesIn(secretary).length === 1)

      disk.fill(run, scene.town.database)
      const said = secretary.tells('发通知 明天9点第二次开会')
      const pressed = scene.presses()
      await run.says(/消息暂时存不下/)
      await scene.telegram.until(() => pressed.answer !== undefined)
      expect(pressed.answer?.text).toBe('正忙，稍等会自动办好，不用再按')
      expect(scene.telegram.updates.acknowledgedUpTo()).toBeLessThan(said.updateId ?? 0)
      const { status, page } = await scene.health(run)
      expect({ status, database: page.database }).toEqual({ status: 503, database: 'full' })
      expect((await runVerb(builtProgram(), { ...scene.town, words: ['doctor'] })).output).toMatch(disk.seenByDoctor)
      expect(draftsOf(scene)).not.toContain('明天9点第二次开会')

      disk.empty(run)
      await scene.telegram.until(() => scene.telegram.messagesIn(secretary).length === 2, 15_000)
      expect(draftsOf(scene).filter((text) => text.includes('第二次'))).toEqual(['明天9点第二次开会'])
      expect(run.output()).toMatch(/存不下[\s\S]*正在收消息/)
      expect((await scene.health(run)).status).toBe(200)
      expect(lookAt(scene.town.database, (database) => database.prepare('select count(*) from acknowledgement').pluck().get())).toBe(1)
      expect(run.child.exitCode).toBeNull()
      await endScenes()
      disk.clear()
    },
  )
})

test.runIf(limitedFiles.isPossible())(
  'a program that starts on a full disk says so in one line and changes nothing',
  { timeout: 60_000 },
  async () => {
    const scene = await setScene(builtProgram())
    const { status, output } = await runVerb(builtProgram(), { ...scene.town, wrapper: ['prlimit', '--fsize=4096:4096'] })
    expect(status).toBe(1)
    expect(output.trim()).toMatch(/^[^\n]*(磁盘|空间)[^\n]*$/)
    expect(draftsOf(scene)).toHaveLength(4)
  },
)
