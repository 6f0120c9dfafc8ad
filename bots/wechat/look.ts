import { connect } from 'node:net'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { WechatSettings } from './config.ts'
import { readRemembered } from './record.ts'

const KNOCK_MS = 3_000

/** Looks from outside how WeChat is, for the doctor: whether the gateway is there, the login is private, and what the bot noted last. */
export async function lookAtWechat(settings: WechatSettings): Promise<readonly { ok: boolean; line: string }[]> {
  const findings = [await gatewayFinding(settings), loginFinding(settings.folder)]
  const { state, lost, restUntil } = readRemembered(settings.folder)
  if (state !== undefined)
    findings.push({ ok: state.kind === 'running' || state.line.endsWith('已停止'), line: `微信：最近的情况是“${state.line}”` })
  if (restUntil !== undefined) findings.push({ ok: true, line: '微信：发不出去过，正在歇着，会自己接着发' })
  if (lost > 0) findings.push({ ok: true, line: `微信：有 ${lost} 条消息网关没能交出来` })
  return findings.flatMap((finding) => finding ?? [])
}

async function gatewayFinding({ endpoint, puppet }: WechatSettings): Promise<{ ok: boolean; line: string } | undefined> {
  if (endpoint === undefined) return { ok: true, line: `微信：用 ${puppet} 连接` }
  const [host = '', port = ''] = endpoint.split(':')
  return (await isOpen(host, Number(port)))
    ? { ok: true, line: `微信：网关开着，${endpoint}` }
    : { ok: false, line: `微信：连不上网关 ${endpoint}，请检查网关和 WECHATY_PUPPET_SERVICE_ENDPOINT` }
}

function isOpen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: KNOCK_MS })
    const settle = (found: boolean) => {
      socket.destroy()
      resolve(found)
    }
    socket.once('connect', () => settle(true))
    socket.once('timeout', () => settle(false))
    socket.once('error', () => settle(false))
  })
}

/** The login is as good as the account itself. */
function loginFinding(folder: string): { ok: boolean; line: string } | undefined {
  const file = join(folder, 'login.memory-card.json')
  if (!existsSync(file)) return undefined
  return (statSync(file).mode & 0o077) === 0
    ? { ok: true, line: '微信：登录信息只有自己能看' }
    : { ok: false, line: `微信：登录信息别人也能看，请运行 chmod 600 ${file}` }
}
