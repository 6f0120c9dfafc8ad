import type { Hono } from 'hono'
import { openOffice } from '../src/app.ts'
import { beginCarefully, endCleanly } from '../src/kernel/chat/care.ts'
import type { BotState } from '../src/kernel/chat/message.ts'
import { isSwitchedOff } from '../src/kernel/chat/switch-store.ts'
import { switchOnAtMachine } from '../src/kernel/chat/switching.ts'
import { forgetStandings, recordStanding } from '../src/kernel/chat/standings-store.ts'
import type { PlatformName, Settings } from '../src/kernel/config.ts'
import { takeServiceLock } from '../src/kernel/database/lock.ts'
import { readHealth } from '../src/kernel/health.ts'
import { pageRoutes } from '../src/kernel/web/page-routes.tsx'
import { publicRoutes } from '../src/kernel/web/public-routes.tsx'
import { makePages, openWeb, type WebServer } from '../src/kernel/web/server.ts'
import { cast, isEmpty, seedDemo } from '../src/roster/demo.ts'
import { clock, type Machine, makeDataDir, openMachine, Refused, settingsOrRefuse, token } from './machine.ts'
import { howToSwitchOn, platforms, type RunningBot } from './platforms.ts'

const STOP_WITHIN_MILLISECONDS = 4500

/** Runs the office until it is told to stop. What it prints is for the person who started it. */
export async function serveOffice(print: (line: string) => void): Promise<void> {
  // Listened for from the first moment: a start that waits for a platform can be ended too.
  const told = untilTold()
  const settings = settingsOrRefuse('serve')
  makeDataDir(settings)
  const lock = takeServiceLock(settings.database)
  if (lock === undefined)
    throw new Refused(`另一个支部通正在用这个数据库：${settings.database}。请先停掉它，或给 DATABASE_URL 写另一个文件`)
  const machine = await openMachine('serve')
  if (settings.life === 'rehearsal') await seedWhenEmpty(machine, print)
  await machine.database.write(forgetStandings)
  const bots: RunningBot[] = []
  let web: WebServer | undefined
  const office = openOffice({
    ...machine,
    clock,
    token,
    timer: (milliseconds, then) => {
      const timer = setTimeout(then, milliseconds)
      return () => clearTimeout(timer)
    },
    settings: {
      quiet: settings.quiet,
      groupDailyCap: settings.groupDailyCap === 'off' ? undefined : settings.groupDailyCap,
      ...(settings.web.publicUrl === undefined ? {} : { publicUrl: settings.web.publicUrl }),
    },
    switched: () => setImmediate(() => void lookAgain()),
    bots: () => bots,
    pagesAt: () => settings.web.publicUrl ?? (settings.life === 'rehearsal' ? web?.address : undefined),
    care: await beginCarefully(machine.database),
  })
  const lookAgain = async () => {
    for (const bot of bots) await bot.look?.()
  }
  const health = () => readHealth({ database: machine.database, courier: office.courier, bots, now: clock() })
  const pages = makePages(health)
  const say = (platform: PlatformName) => (state: BotState) => {
    machine.log.info({ what: 'bot', platform, state: state.kind }, 'a bot changed its state')
    print(`[${platform}] ${state.line}`)
    // A database in trouble cannot keep it; the doctor finds that trouble by itself.
    machine.database.write((tx) => recordStanding(tx, platform, state)).catch(() => undefined)
    office.courier.nudge()
  }
  for (const platform of platforms.filter(({ name }) => settings.platforms.includes(name))) {
    const bot = await platform.start(settings, {
      receive: office.receive,
      now: clock,
      cast: () => machine.database.read(cast),
      say: say(platform.name),
      token,
      print,
      isOff: () => machine.database.read((tx) => isSwitchedOff(tx, platform.name)),
      turnOn: async () => {
        await machine.database.write((tx) => switchOnAtMachine(tx, clock()))
        await lookAgain()
      },
    })
    bots.push(bot)
    mount(pages, bot)
  }
  const { door, capabilities } = office
  pages.route('/', pageRoutes({ door, pages: capabilities.flatMap((one) => one.pages ?? []), database: machine.database, clock, token }))
  pages.route('/', publicRoutes({ pages: capabilities.flatMap((one) => one.publicPages ?? []), database: machine.database, clock }))
  web = await openWebOrRefuse(pages, settings)
  await office.courier.start()
  await office.clockwork.start()
  greet(print, settings, web)
  await told
  await Promise.race([stop(machine, office, bots, web), new Promise((resolve) => setTimeout(resolve, STOP_WITHIN_MILLISECONDS).unref())])
  lock.release()
}

async function seedWhenEmpty(machine: Machine, print: (line: string) => void): Promise<void> {
  const seeded = await machine.database.write(async (tx) => {
    if (!(await isEmpty(tx))) return false
    await seedDemo(tx, machine.cipher, clock())
    return true
  })
  if (seeded) print('已备好一个演练用的乡镇，人名都是编的')
}

function mount(pages: Hono, bot: RunningBot): void {
  if (bot.routes !== undefined) pages.route('/', bot.routes)
  const { handle } = bot
  if (handle !== undefined)
    pages.post(`/hook/${bot.platform}`, async (context) => {
      const status = await handle(await context.req.text(), context.req.header('x-telegram-bot-api-secret-token'))
      return context.body(null, status as 200)
    })
}

async function openWebOrRefuse(pages: Hono, settings: Settings): Promise<WebServer> {
  try {
    return await openWeb(pages, settings.web)
  } catch {
    throw new Refused(`网页端口 ${settings.web.port} 打不开，多半已被占用。请给 WEB_PORT 写另一个数，如 3001`)
  }
}

function greet(print: (line: string) => void, settings: Settings, web: WebServer): void {
  if (settings.life === 'rehearsal') {
    print(`演练页面：${web.address}`)
    print('这是演练：谁都可以扮，数据不进真的群')
  } else print(`支部通已启动，状态页：${web.address}/healthz`)
  for (const { name, title } of platforms)
    if (!settings.platforms.includes(name)) print(`${title}：没开，要开请设置 ${howToSwitchOn(name)}`)
}

function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
}

/** Nothing more is taken; what is being done is finished; letters stay in the outbox for the next start. */
async function stop(machine: Machine, office: ReturnType<typeof openOffice>, bots: readonly RunningBot[], web: WebServer): Promise<void> {
  await Promise.all([...bots.map((bot) => bot.stop()), office.clockwork.stop()])
  office.sheets.stop()
  await office.courier.stop()
  await web.close()
  await endCleanly(machine.database, clock())
  await machine.database.close()
}
