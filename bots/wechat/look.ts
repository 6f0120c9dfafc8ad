import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { WechatSettings } from './config.ts'
import { isThere } from './knock.ts'
import { readRemembered } from './record.ts'
import { lines } from './words.ts'

/** A bot that was stopped by somebody needs no hand. */
const MEANT: ReadonlySet<string> = new Set([lines.off, lines.stopped])

/** Looks from outside how WeChat is, for the doctor: whether the gateway is there, the login is private, and what the bot noted last. */
export async function lookAtWechat(settings: WechatSettings): Promise<readonly { ok: boolean; line: string }[]> {
  const findings = [await gatewayFinding(settings), loginFinding(settings.folder)]
  const { state, lost, failures, forgotten } = readRemembered(settings.folder)
  if (state !== undefined)
    findings.push({ ok: state.kind === 'running' || MEANT.has(state.line), line: `微信：最近的情况是“${state.line}”` })
  if (failures > 0) findings.push({ ok: true, line: `微信：刚才有 ${failures} 次没发出去，歇过会自己接着发` })
  if (lost > 0) findings.push({ ok: true, line: `微信：有 ${lost} 条消息网关没能交出来` })
  if (forgotten > 0) findings.push({ ok: true, line: `微信：连接组件自己出过 ${forgotten} 次故障，没有影响别的` })
  return findings.flatMap((finding) => finding ?? [])
}

async function gatewayFinding({ endpoint, puppet }: WechatSettings): Promise<{ ok: boolean; line: string } | undefined> {
  if (endpoint === undefined) return { ok: true, line: `微信：用 ${puppet} 连接` }
  return (await isThere(endpoint))
    ? { ok: true, line: `微信：网关开着，${endpoint}` }
    : { ok: false, line: `微信：连不上网关 ${endpoint}，请检查网关和 WECHATY_PUPPET_SERVICE_ENDPOINT` }
}

/** The login is as good as the account itself. */
function loginFinding(folder: string): { ok: boolean; line: string } | undefined {
  const file = join(folder, 'login.memory-card.json')
  if (!existsSync(file)) return undefined
  return (statSync(file).mode & 0o077) === 0
    ? { ok: true, line: '微信：登录信息只有自己能看' }
    : { ok: false, line: `微信：登录信息别人也能看，请运行 chmod 600 ${file}` }
}
