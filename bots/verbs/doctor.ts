import { existsSync, statfsSync, statSync } from 'node:fs'
import { countStranded } from '../../src/kernel/outbox/ended-logins.ts'
import { countLetters } from '../../src/kernel/outbox/letters-said.ts'
import type { Settings } from '../../src/kernel/config.ts'
import { sayMoment } from '../../src/kernel/day.ts'
import { checkCopy } from '../../src/kernel/database/copy.ts'
import { takeServiceLock } from '../../src/kernel/database/lock.ts'
import { countParked } from '../../src/kernel/chat/inbox.ts'
import { findStanding } from '../../src/kernel/chat/standings-store.ts'
import { findSetBack } from '../../src/kernel/schedule/clock-mark.ts'
import { countUnreadablePhones } from '../../src/roster/phones-store.ts'
import { clock, type Machine, makeDataDir, openMachine, Refused, settingsOrRefuse } from '../machine.ts'
import { type Finding, howToSwitchOn, platforms } from '../platforms.ts'
import { describeTrouble } from '../trouble.ts'

const LEAST_FREE_MEGABYTES = 200

/** Looks everything over and says in plain words how it is; refuses when something needs a hand. */
export async function doctorVerb(print: (line: string) => void): Promise<void> {
  const settings = settingsOrRefuse()
  makeDataDir(settings)
  const findings: Finding[] = [
    { ok: true, line: `设置：读得懂，用途是${settings.life === 'rehearsal' ? '演练' : '正式'}` },
    databaseFinding(settings),
    { ok: true, line: isServing(settings) ? '程序：正在运行' : '程序：没有运行' },
    { ok: true, line: `时钟：现在是北京时间 ${sayMoment(clock())}` },
    diskFinding(settings),
    modeFinding(settings),
  ]
  findings.push(...(await insideFindings()))
  findings.push(...(await platformFindings(settings)))
  for (const { ok, line } of findings) print(`${ok ? '好' : '要管'}　${line}`)
  if (findings.some(({ ok }) => !ok)) throw new Refused('有要管的事，见上面写着“要管”的行')
}

function databaseFinding(settings: Settings): Finding {
  if (!existsSync(settings.database)) return { ok: true, line: `数据库：还没有，启动时会建好，${settings.database}` }
  const checked = checkCopy(settings.database)
  return checked.kind === 'sound'
    ? { ok: true, line: `数据库：自检通过，${settings.database}` }
    : { ok: false, line: `数据库：自检没有通过（${checked.reason}），请停掉程序，用 restore 恢复最近的备份` }
}

function isServing(settings: Settings): boolean {
  const lock = takeServiceLock(settings.database)
  lock?.release()
  return lock === undefined
}

function diskFinding(settings: Settings): Finding {
  const { bavail, bsize } = statfsSync(settings.dataDir)
  const free = Math.floor((bavail * bsize) / 1_048_576)
  return free >= LEAST_FREE_MEGABYTES
    ? { ok: true, line: `磁盘：还有 ${free} MB` }
    : { ok: false, line: `磁盘：只剩 ${free} MB，请腾出空间，不够时消息会记不下` }
}

function modeFinding(settings: Settings): Finding {
  const mode = existsSync(settings.dataDir) ? statSync(settings.dataDir).mode & 0o077 : 0
  return mode === 0
    ? { ok: true, line: '目录：只有自己能看' }
    : { ok: false, line: `目录：别人也能看，请运行 chmod 700 ${settings.dataDir}` }
}

/** What only a database that opens can tell; one that does not is a finding too. */
async function insideFindings(): Promise<readonly Finding[]> {
  try {
    const machine = await openMachine()
    try {
      return [
        ...(await queueFindings(machine)),
        await phoneFinding(machine),
        ...(await clockFindings(machine)),
        ...(await standingFindings(machine)),
      ]
    } finally {
      await machine.database.close()
    }
  } catch (error) {
    return [{ ok: false, line: error instanceof Refused ? error.message : describeTrouble(error) }]
  }
}

async function clockFindings({ database }: Machine): Promise<readonly Finding[]> {
  const latest = await database.read((tx) => findSetBack(tx, clock()))
  return latest === undefined ? [] : [{ ok: false, line: `时钟：往回拨过，原来走到 ${sayMoment(latest)}。请核对；现在准的话不用管` }]
}

/** How the bots of a program that runs now are, as it has written down itself. */
async function standingFindings({ settings, database }: Machine): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  if (!isServing(settings)) return findings
  for (const { name, title } of platforms) {
    const standing = settings.platforms.includes(name) ? await database.read((tx) => findStanding(tx, name)) : undefined
    if (standing !== undefined) findings.push({ ok: standing.kind === 'running', line: `${title}：运行中的程序说，${standing.line}` })
  }
  return findings
}

async function phoneFinding({ settings, database, cipher }: Machine): Promise<Finding> {
  const lost = await database.read((tx) => countUnreadablePhones(tx, cipher))
  return lost === 0
    ? { ok: true, line: '电话：都读得出来' }
    : { ok: false, line: `电话：有 ${lost} 个读不出来，请把原来的钥匙放回 ${settings.dataDir}/keys；找不回就再导一次花名册` }
}

async function queueFindings({ database }: Machine): Promise<readonly Finding[]> {
  const letters = await database.read(countLetters)
  const parked = await database.read(countParked)
  const doubtful = letters['doubtful'] ?? 0
  const stranded = await database.read(countStranded)
  return [
    { ok: true, line: `待发的信：${letters['waiting'] ?? 0} 封` },
    stranded === 0
      ? { ok: true, line: '等群重新绑定的信：没有' }
      : { ok: false, line: `等群重新绑定的信：${stranded} 封，请书记到群里说“绑定本群”，或私聊说“绑定人工群 群名”` },
    doubtful === 0
      ? { ok: true, line: '不确定是否送到的信：没有' }
      : { ok: false, line: `不确定是否送到的信：${doubtful} 封，请到群里看一眼` },
    parked === 0
      ? { ok: true, line: '处理不了的消息：没有' }
      : { ok: false, line: `处理不了的消息：${parked} 条，已放在一边，请把运行日志发给维护的人` },
  ]
}

async function platformFindings(settings: Settings): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const platform of platforms) {
    const { name, title } = platform
    if (!settings.platforms.includes(name)) findings.push({ ok: true, line: `${title}：没开，要开请设置 ${howToSwitchOn(name)}` })
    else findings.push(...(await platform.look(settings)))
  }
  return findings
}
