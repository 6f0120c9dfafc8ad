import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Wechaty } from 'wechaty'
import type { WechatSettings } from './config.ts'

/** The part of wechaty that carries messages to and from WeChat. */
export type Puppet = Wechaty['puppet']

/** A gateway's certificate is looked for under this name when its token tells none. */
const SERVER_NAME = 'insecure'
/** A puppet that hears nothing for so long starts itself anew; our own signs of life come far more often. */
const WATCHDOG_SECONDS = 600

/**
 * Everything wechaty itself would do on these events is done here instead: it loads all members of a group before it
 * tells one message, and its gateway client writes everybody's names into the home directory.
 */
const OURS = ['login', 'logout', 'message', 'post', 'friendship', 'room-invite', 'room-join', 'room-leave', 'room-topic', 'scan'] as const

/** Loads wechaty (seconds and tens of megabytes, so only now) and the named puppet; nothing is connected yet. */
export async function loadPuppet(settings: WechatSettings): Promise<Puppet> {
  const { log, WechatyBuilder } = await import('wechaty')
  // It would tell names and texts; what the operator must know is told by us.
  log.level('silent')
  const wechaty = WechatyBuilder.build({
    name: memoryCard(settings.folder),
    puppet: settings.puppet as 'wechaty-puppet-service',
    puppetOptions: optionsOf(settings),
  })
  wechaty.on('error', () => {})
  await wechaty.init()
  const { puppet } = wechaty
  for (const event of OURS) puppet.removeAllListeners(event)
  return puppet
}

/** The login lies beside the database. It is made before wechaty writes it, so that nobody else could ever read it. */
function memoryCard(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const name = join(folder, 'login')
  const file = `${name}.memory-card.json`
  if (!existsSync(file)) writeFileSync(file, '{}', { mode: 0o600 })
  chmodSync(file, 0o600)
  return name
}

function optionsOf({ token, endpoint, tls }: WechatSettings): Record<string, unknown> {
  const known = token ?? SERVER_NAME
  return {
    token: known,
    timeoutSeconds: WATCHDOG_SECONDS,
    ...(endpoint === undefined ? {} : { endpoint }),
    tls: { disable: tls === 'off', ...(known.includes('_') ? {} : { serverName: SERVER_NAME }) },
  }
}
